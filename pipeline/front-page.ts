import type {Frame} from "./warehouse/frame.js";
import type {Warehouse} from "./warehouse/warehouse.js";

/** What the front page prints; a part is null where the dataset lacks its tables. */
export interface FrontPage {
  /** Last trading day, and the day its week is measured from. */
  readonly day: string | null;
  readonly indices: {
    readonly index: readonly (string | null)[];
    readonly zh: readonly (string | null)[];
    readonly en: readonly (string | null)[];
    readonly close: readonly number[];
    readonly week: readonly number[];
    readonly month: readonly number[];
    readonly year: readonly number[];
    readonly path: readonly (readonly number[])[];
  } | null;
  readonly market: {
    readonly up: number;
    readonly down: number;
    readonly limitUp: number | null;
    readonly limitDown: number | null;
    readonly amount: number;
    readonly amountMean: number;
  } | null;
  readonly northbound: {
    readonly industry: readonly (string | null)[];
    readonly zh: readonly (string | null)[];
    readonly en: readonly (string | null)[];
    readonly flow: readonly number[];
  } | null;
  readonly styles: {readonly factor: readonly (string | null)[]; readonly week: readonly number[]} | null;
  readonly verdicts: Readonly<Record<string, number>> | null;
}

const SHOWN = ["000001.SH", "000300.SH", "000905.SH", "000852.SH", "399006.SZ", "000016.SH"];

/** Gathers the front page from a warehouse: this week's market, northbound flow, styles, and the reports' verdicts. */
export async function frontPage(warehouse: Warehouse): Promise<FrontPage> {
  const has = (...tables: string[]): boolean =>
    tables.every((t) => warehouse.has(t) && warehouse.record(t).rows > 0);
  const day = has("stock_daily") ? warehouse.record("stock_daily").to : null;
  const priced = day !== null;
  return {
    day,
    indices: priced && has("index_daily", "index_info") ? await indices(warehouse, day) : null,
    market: priced ? await market(warehouse, day) : null,
    northbound: priced && has("northbound_flow", "industry") ? await northbound(warehouse, day) : null,
    styles: priced && has("factor_return") ? await styles(warehouse, day) : null,
    verdicts: has("reconciliation") ? await verdicts(warehouse) : null
  };
}

async function indices(warehouse: Warehouse, day: string): Promise<FrontPage["indices"]> {
  const frame = await warehouse.query(`
    WITH shown AS (SELECT * FROM index_daily WHERE date <= DATE '${day}' AND "index" IN (${SHOWN.map((s) => `'${s}'`)})),
    ranked AS (SELECT *, row_number() OVER (PARTITION BY "index" ORDER BY date DESC) AS n FROM shown),
    last AS (SELECT "index",
      max(close) FILTER (n = 1) AS close,
      arg_max(close, date) FILTER (date < date_trunc('week', DATE '${day}')) AS week,
      max(close) FILTER (n = 21) AS month,
      arg_max(close, date) FILTER (date < date_trunc('year', DATE '${day}')) AS year
      FROM ranked WHERE date > DATE '${day}' - 400 GROUP BY ALL)
    SELECT "index", name_zh, name_en, close, close / week - 1 AS week, close / month - 1 AS month, close / year - 1 AS year
    FROM last JOIN index_info USING ("index") WHERE close IS NOT NULL
    ORDER BY list_position([${SHOWN.map((s) => `'${s}'`)}], "index")`);
  const index = frame.strings("index");
  const paths = await warehouse.query(`
    SELECT "index", close FROM (SELECT *, row_number() OVER (PARTITION BY "index" ORDER BY date DESC) AS n
    FROM index_daily WHERE date <= DATE '${day}') WHERE n <= 60 ORDER BY "index", n DESC`);
  return {
    index,
    zh: frame.strings("name_zh"),
    en: frame.strings("name_en"),
    close: numbers(frame, "close", 2),
    week: numbers(frame, "week"),
    month: numbers(frame, "month"),
    year: numbers(frame, "year"),
    path: index.map((name) => pathOf(paths, name))
  };
}

function pathOf(paths: Frame, index: string | null): number[] {
  const names = paths.strings("index");
  return numbers(paths, "close", 1).filter((_, i) => names[i] === index);
}

async function market(warehouse: Warehouse, day: string): Promise<FrontPage["market"]> {
  const {columns} = warehouse.record("stock_daily");
  const limits = columns.includes("limit_up") && columns.includes("limit_down");
  const count = (condition: string): string => (limits ? `count(*) FILTER (${condition})` : "NULL::DOUBLE");
  const frame = await warehouse.query(`
    SELECT count(*) FILTER (close > prev_close) AS up, count(*) FILTER (close < prev_close) AS down,
      ${count("close >= limit_up AND volume > 0")} AS limit_up, ${count("close <= limit_down AND volume > 0")} AS limit_down,
      sum(amount) AS amount
    FROM stock_daily WHERE date = DATE '${day}'`);
  const mean = await warehouse.query(`
    SELECT avg(amount) AS amount FROM (SELECT date, sum(amount) AS amount FROM stock_daily
    WHERE date <= DATE '${day}' AND date > DATE '${day}' - 60 GROUP BY date ORDER BY date DESC LIMIT 20)`);
  const one = (name: string): number => frame.numbers(name)[0] ?? Number.NaN;
  return {
    up: one("up"),
    down: one("down"),
    limitUp: limits ? one("limit_up") : null,
    limitDown: limits ? one("limit_down") : null,
    amount: Math.round(one("amount")),
    amountMean: Math.round(mean.numbers("amount")[0] ?? Number.NaN)
  };
}

async function northbound(warehouse: Warehouse, day: string): Promise<FrontPage["northbound"]> {
  const frame = await warehouse.query(`
    SELECT f.industry, name_zh, name_en, sum(flow) AS flow FROM northbound_flow f JOIN industry i USING (scheme, industry)
    WHERE scheme = 'citic' AND date BETWEEN date_trunc('week', DATE '${day}') AND DATE '${day}'
    GROUP BY ALL ORDER BY flow DESC`);
  if (frame.rows === 0) return null;
  const flow = Array.from(frame.numbers("flow"), Math.round);
  return {
    industry: frame.strings("industry"),
    zh: frame.strings("name_zh"),
    en: frame.strings("name_en"),
    flow
  };
}

async function styles(warehouse: Warehouse, day: string): Promise<FrontPage["styles"]> {
  const frame = await warehouse.query(`
    SELECT factor, exp(sum(ln(1 + "return"))) - 1 AS week FROM factor_return
    WHERE kind = 'style' AND scheme = (SELECT min(scheme) FROM factor_return)
      AND date BETWEEN date_trunc('week', DATE '${day}') AND DATE '${day}'
    GROUP BY factor HAVING week IS NOT NULL ORDER BY week DESC`);
  return frame.rows === 0 ? null : {factor: frame.strings("factor"), week: numbers(frame, "week")};
}

async function verdicts(warehouse: Warehouse): Promise<Record<string, number>> {
  const frame = await warehouse.query(
    "SELECT verdict, count(*) AS n FROM reconciliation GROUP BY verdict ORDER BY verdict"
  );
  return Object.fromEntries(frame.strings("verdict").map((v, i) => [v ?? "", frame.numbers("n")[i] ?? 0]));
}

function numbers(frame: Frame, name: string, digits = 6): number[] {
  return Array.from(frame.numbers(name), (x) => Number(x.toFixed(digits)));
}
