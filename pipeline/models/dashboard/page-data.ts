import {type FactorBook, type FactorInfo, MEASURES, type MeasureName} from "../../../lib/factor/book.js";
import {PARTS} from "../../../lib/factor/crowding.js";
import {weeklySums} from "../../../lib/flow/windows.js";
import {tableNamed} from "../../schema.js";
import type {Warehouse} from "../../warehouse/warehouse.js";
import {type FactorPanel, type Kind, pickColumns, readFactors} from "./factors.js";
import {monthEnds} from "./groups.js";

/** The scheme that the factor pages show: the 37 industries where the dataset has them, else its first. */
export const SCHEME = "csc37";

export interface BookOptions {
  readonly kinds: readonly Kind[];
  /** Returns of every day, or of weeks. */
  readonly returns: "days" | "weeks";
  /** Character at the end of each week or month, or none. */
  readonly character: "weeks" | "months" | "none";
  readonly parts: "all" | "score";
}

/** Gathers what a factor page draws, no more than it needs. */
export async function factorBook(warehouse: Warehouse, options: BookOptions): Promise<FactorBook> {
  const has = (table: string): boolean => warehouse.holds(table);
  const missing = ["factor_return", "factor_character", "factor_crowding"].filter((t) => !has(t));
  const panels = has("factor_return") ? await readFactors(warehouse) : [];
  const panel = panels.find((p) => p.scheme === SCHEME) ?? panels[0];
  if (!panel) return emptyBook(missing);
  const factors = (await factorNames(warehouse, panel)).filter((f) => options.kinds.includes(f.kind));
  const last = weeklySums(panel.days, new Float64Array(panel.days.length)).last;
  const weeks = Int32Array.from(last, (t) => panel.days[t] as number);
  const characterDays =
    options.character === "weeks"
      ? weeks
      : Int32Array.from(
          options.character === "none" ? [] : monthEnds(panel.days),
          (t) => panel.days[t] as number
        );
  const daily = pickColumns(
    panel,
    factors.map((f) => f.factor)
  );
  const read = <N extends string>(table: string, columns: readonly N[], days: Int32Array) =>
    readPanels(warehouse, {table, columns, present: has(table), scheme: panel.scheme, factors, days});
  const crowding = await read("factor_crowding", [...PARTS, "score"] as const, weeks);
  return {
    scheme: panel.scheme,
    missing,
    factors,
    days: options.returns === "days" ? panel.days : weeks,
    returns: options.returns === "days" ? daily : compounded(daily, {rows: last, columns: factors.length}),
    weeks,
    characterDays,
    character: await read<MeasureName>("factor_character", MEASURES, characterDays),
    score: crowding.score,
    ...(options.parts === "all" ? {parts: crowding} : {})
  };
}

/** Returns between some rows of a daily panel, the first from its start; missing days are stepped over. */
function compounded(
  daily: Float64Array,
  {rows, columns}: {readonly rows: ArrayLike<number>; readonly columns: number}
): Float64Array {
  const out = new Float64Array(rows.length * columns).fill(Number.NaN);
  for (let c = 0; c < columns; c++) {
    for (let w = 0; w < rows.length; w++) {
      let growth = Number.NaN;
      for (let t = w === 0 ? 0 : (rows[w - 1] as number) + 1; t <= (rows[w] as number); t++) {
        const r = daily[t * columns + c] as number;
        if (!Number.isNaN(r)) growth = (Number.isNaN(growth) ? 1 : growth) * (1 + r);
      }
      out[w * columns + c] = growth - 1;
    }
  }
  return out;
}

function emptyBook(missing: readonly string[]): FactorBook {
  const none = Object.fromEntries(MEASURES.map((n) => [n, new Float64Array()])) as Record<
    MeasureName,
    Float64Array
  >;
  const days = new Int32Array();
  const values = new Float64Array();
  return {
    scheme: "",
    missing,
    factors: [],
    days,
    returns: values,
    weeks: days,
    characterDays: days,
    character: none,
    score: values
  };
}

interface Wanted<N extends string> {
  readonly table: string;
  readonly columns: readonly N[];
  readonly present: boolean;
  readonly scheme: string;
  readonly factors: readonly FactorInfo[];
  readonly days: Int32Array;
}

/** Columns of a derived table on some days, days × factors. */
async function readPanels<N extends string>(
  warehouse: Warehouse,
  {table, columns, present, scheme, factors, days}: Wanted<N>
): Promise<Record<N, Float64Array>> {
  const panels = Object.fromEntries(
    columns.map((c) => [c, new Float64Array(days.length * factors.length).fill(Number.NaN)])
  ) as Record<N, Float64Array>;
  if (!present || days.length === 0) return panels;
  const frame = await warehouse.query(
    `SELECT date, factor, ${columns.map((c) => `"${c}"`).join(", ")} FROM ${table} WHERE scheme = '${scheme.replaceAll("'", "''")}'`
  );
  const row = new Map(Array.from(days, (d, t) => [d, t]));
  const place = new Map(factors.map((f, c) => [f.factor, c]));
  const factor = frame.text("factor");
  const column = factor.values.map((f) => place.get(f) ?? -1);
  const date = frame.days("date");
  const values = columns.map((c) => frame.numbers(c));
  for (let i = 0; i < frame.rows; i++) {
    const t = row.get(date[i] as number);
    const c = column[factor.codes[i] as number] ?? -1;
    if (t === undefined || c < 0) continue;
    columns.forEach((name, k) => {
      panels[name][t * factors.length + c] = values[k]?.[i] ?? Number.NaN;
    });
  }
  return panels;
}

/** Names, streams and order of a panel's factors: industries by `industry`, styles by the columns of `exposure`. */
export async function factorNames(warehouse: Warehouse, panel: FactorPanel): Promise<FactorInfo[]> {
  const styles = tableNamed("exposure").columns;
  const industries = await industryInfo(warehouse, panel.scheme);
  const named = panel.factors.map((factor, c): FactorInfo & {order: number} => {
    const kind = panel.kinds[c] as Kind;
    if (kind === "country") return {factor, kind, zh: "市场", en: "Market", order: -1};
    if (kind === "style") {
      const order = styles.findIndex((s) => s.name === factor);
      return {
        factor,
        kind,
        zh: styles[order]?.zh ?? factor,
        en: styles[order]?.en ?? factor,
        order: 1e6 + order
      };
    }
    return {zh: factor, en: factor, order: c, ...industries.get(factor), factor, kind};
  });
  return named.sort((a, b) => a.order - b.order).map(({order: _, ...info}) => info);
}

const STREAMS = ["up", "mid", "down"];

async function industryInfo(
  warehouse: Warehouse,
  scheme: string
): Promise<Map<string, {zh: string; en: string; stream: string; order: number}>> {
  if (!warehouse.has("industry")) return new Map();
  const frame = await warehouse.query(
    `SELECT industry, name_zh, name_en, stream, "order" AS place FROM industry WHERE scheme = '${scheme.replaceAll("'", "''")}'`
  );
  const [industry, zh, en, stream] = ["industry", "name_zh", "name_en", "stream"].map((c) =>
    frame.strings(c)
  );
  const place = frame.numbers("place");
  return new Map(
    Array.from({length: frame.rows}, (_, i) => {
      const own = stream?.[i] ?? "";
      const order = 1000 * (STREAMS.indexOf(own) + 1) + (place[i] as number);
      return [industry?.[i] ?? "", {zh: zh?.[i] ?? "", en: en?.[i] ?? "", stream: own, order}];
    })
  );
}
