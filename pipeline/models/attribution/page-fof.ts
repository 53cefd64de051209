import type {PackColumn} from "../../../lib/factor/pack.js";
import {impliedYears} from "../../../lib/reconcile/performance.js";
import {isoOf} from "../../warehouse/columns.js";
import type {Warehouse} from "../../warehouse/warehouse.js";
import {lacks} from "./page-list.js";

type Numbers = readonly (number | null)[];

export const STAT_COLUMNS = [
  "annual_return",
  "volatility",
  "sharpe",
  "sharpe_se",
  "max_drawdown",
  "calmar",
  "turnover",
  "cost",
  "cash",
  "excess",
  "dsr",
  "pbo"
] as const;

export interface FofMeta {
  readonly missing: readonly string[];
  readonly strategies: readonly {
    readonly strategy: string;
    readonly zh: string;
    readonly en: string;
    readonly first: number;
  }[];
  readonly stats: {
    readonly strategy: readonly string[];
    readonly version: readonly string[];
    readonly year: readonly string[];
    readonly numbers: Readonly<Record<(typeof STAT_COLUMNS)[number], Numbers>>;
  } | null;
  readonly picks: {
    readonly date: string;
    readonly order: string;
    readonly byStrategy: Readonly<
      Record<string, readonly {readonly fund: string; readonly name: string; readonly signal: number}[]>
    >;
  } | null;
  /** As the report prints it, and the years that its own figures imply. */
  readonly printed: {
    readonly annual: number;
    readonly cumulative: number;
    readonly sharpe: number;
    readonly index: number;
    readonly years: number;
  } | null;
}

/** Weekly values of each strategy in its three versions, their figures, the latest picks, and the printed claim. */
export async function fofPage(warehouse: Warehouse): Promise<{meta: FofMeta; columns: PackColumn[]}> {
  const missing = lacks(warehouse, ["fof_nav", "fof_stat", "fof_strategy"]);
  const printed = await printedOf(warehouse);
  if (missing.length > 0)
    return {meta: {missing, strategies: [], stats: null, picks: null, printed}, columns: []};
  const named = await warehouse.query(
    "SELECT strategy, name_zh, name_en FROM fof_strategy ORDER BY strategy"
  );
  const weeks = await warehouse.query(
    "SELECT max(date) AS date FROM fof_nav GROUP BY date_trunc('week', date) ORDER BY 1"
  );
  const days = weeks.days("date");
  const at = new Map(Array.from(days, (d, t) => [d, t]));
  const nav = await warehouse.query(
    "SELECT * FROM fof_nav WHERE date IN (SELECT max(date) FROM fof_nav GROUP BY date_trunc('week', date)) ORDER BY strategy, date"
  );
  const {codes, values} = nav.text("strategy");
  const columns: PackColumn[] = [{name: "days", step: 1, values: days}];
  for (const name of ["nav", "nav_gross", "nav_fees", "benchmark"]) {
    const panels = values.map(() => new Float64Array(days.length).fill(Number.NaN));
    const value = nav.numbers(name);
    nav.days("date").forEach((d, i) => {
      const panel = panels[codes[i] as number];
      if (panel) panel[at.get(d) as number] = value[i] as number;
    });
    values.forEach((strategy, k) => {
      columns.push({name: `${name} ${strategy}`, step: 1e-4, values: panels[k] as Float64Array});
    });
  }
  const [strategy, zh, en] = ["strategy", "name_zh", "name_en"].map((c) =>
    named.strings(c).map((s) => s ?? "")
  );
  return {
    meta: {
      missing,
      strategies: (strategy ?? []).map((s, i) => ({
        strategy: s,
        zh: zh?.[i] ?? s,
        en: en?.[i] ?? s,
        first: nav.days("date")[codes.indexOf(values.indexOf(s))] ?? 0
      })),
      stats: await statsOf(warehouse),
      picks: await picksOf(warehouse),
      printed
    },
    columns
  };
}

async function statsOf(warehouse: Warehouse): Promise<FofMeta["stats"]> {
  const frame = await warehouse.query("SELECT * FROM fof_stat ORDER BY strategy, version, year");
  const text = (name: string): string[] => frame.strings(name).map((s) => s ?? "");
  const keep = (v: number): number | null => (Number.isFinite(v) ? Math.round(v * 1e5) / 1e5 : null);
  return {
    strategy: text("strategy"),
    version: text("version"),
    year: text("year"),
    numbers: Object.fromEntries(
      STAT_COLUMNS.map((c) => [c, Array.from(frame.numbers(c), keep)])
    ) as unknown as Readonly<Record<(typeof STAT_COLUMNS)[number], Numbers>>
  };
}

async function picksOf(warehouse: Warehouse): Promise<FofMeta["picks"]> {
  if (!warehouse.holds("fof_pick")) return null;
  const frame = await warehouse.query(
    `SELECT strategy, p.date, order_date, fund, name, signal FROM fof_pick p JOIN fund USING (fund)
     WHERE p.date = (SELECT max(date) FROM fof_pick) AND (strategy LIKE '%high' OR strategy LIKE '%low') ORDER BY strategy, signal DESC`
  );
  if (frame.rows === 0) return null;
  const byStrategy: Record<string, {fund: string; name: string; signal: number}[]> = {};
  const [fund, name, signal] = [frame.strings("fund"), frame.strings("name"), frame.numbers("signal")];
  frame.strings("strategy").forEach((s, i) => {
    const own = byStrategy[s ?? ""] ?? [];
    byStrategy[s ?? ""] = own;
    own.push({
      fund: fund[i] ?? "",
      name: name[i] ?? "",
      signal: Math.round((signal[i] as number) * 1e4) / 1e4
    });
  });
  return {
    date: isoOf(frame.days("date")[0] as number),
    order: isoOf(frame.days("order_date")[0] as number),
    byStrategy
  };
}

async function printedOf(warehouse: Warehouse): Promise<FofMeta["printed"]> {
  if (!warehouse.holds("published_strategy")) return null;
  const frame = await warehouse.query(
    "SELECT annual_return, cumulative_return, sharpe, benchmark_return FROM published_strategy WHERE strategy = 'fof_top20'"
  );
  if (frame.rows === 0) return null;
  const at = (name: string): number => frame.numbers(name)[0] as number;
  const [annual, cumulative] = [at("annual_return"), at("cumulative_return")];
  return {
    annual,
    cumulative,
    sharpe: at("sharpe"),
    index: at("benchmark_return"),
    years: impliedYears(cumulative, annual)
  };
}
