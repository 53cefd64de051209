import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";
import {type Columns, dayOf, dictionaryOf} from "../../../pipeline/warehouse/columns.js";
import type {Warehouse} from "../../../pipeline/warehouse/warehouse.js";

const STOCKS = 24;
const INDUSTRIES = ["银行", "煤炭", "电子", "白酒"];
const STYLE = "size";
export const FACTORS = [
  {factor: "country", kind: "country"},
  ...INDUSTRIES.map((factor) => ({factor, kind: "industry"})),
  {factor: STYLE, kind: "style"}
];

/** Weekdays of 2021 and 2022: trading days of a market that knows no holidays. */
export const days: Int32Array = Int32Array.from(
  (function* () {
    for (let d = dayOf("2021-01-04"); d <= dayOf("2022-12-30"); d++) if ((d + 3) % 7 < 5) yield d;
  })()
);

/** The planted factor returns, days × factors: seeded. */
export function factorReturns() {
  const rng = createRng(5, "factors");
  const values = Float64Array.from({length: days.length * FACTORS.length}, () => 0.01 * normal(rng));
  return {days, factors: FACTORS, values};
}

const codes = Array.from({length: STOCKS}, (_, i) => `99${String(i).padStart(4, "0")}.SH`);
const industryOf = (i: number): string => INDUSTRIES[i % INDUSTRIES.length] ?? "";

/** Writes a small market whose stocks earn the factors and something of their own, with statements and exposures. */
export async function writeMarket(warehouse: Warehouse): Promise<void> {
  const {values} = factorReturns();
  const n = FACTORS.length;
  await warehouse.write("factor_return", both(values, n), "test");
  const rng = createRng(6, "stocks");
  const price = Float64Array.from(codes, (_, i) => 5 + i);
  const rows: Record<string, number[]> = {};
  const add = (row: Record<string, number>): void => {
    for (const [k, v] of Object.entries(row)) {
      const column = rows[k] ?? [];
      column.push(v);
      rows[k] = column;
    }
  };
  const code: string[] = [];
  days.forEach((date, t) => {
    codes.forEach((name, i) => {
      const f = (values[t * n] as number) + (values[t * n + 1 + (i % INDUSTRIES.length)] as number);
      const before = price[i] as number;
      const suspended = (i + t) % 97 === 0;
      if (!suspended) price[i] = before * (1 + f + 0.015 * normal(rng));
      const close = price[i] as number;
      code.push(name);
      add({
        date,
        open: before,
        high: Math.max(before, close),
        low: Math.min(before, close),
        close,
        prev_close: before,
        volume: suspended ? 0 : 1e6 * (1 + rng.uniform()),
        amount: suspended ? 0 : 1e6 * close * (1 + rng.uniform()),
        adj_factor: 1,
        total_shares: 1e8 * (1 + i),
        float_shares: 6e7 * (1 + i)
      });
    });
  });
  await warehouse.write("stock_daily", {...numeric(rows), code: dictionaryOf(code)}, "test");
  await warehouse.write("stock_industry", memberships(), "test");
  await warehouse.write("financial", statements(), "test");
  await warehouse.write("exposure", exposures(), "test");
}

const numeric = (rows: Readonly<Record<string, number[]>>): Record<string, Int32Array | Float64Array> =>
  Object.fromEntries(
    Object.entries(rows).map(([k, v]) => [k, k === "date" ? Int32Array.from(v) : Float64Array.from(v)])
  );

/** The same returns under two schemes. */
function both(values: Float64Array, n: number): Columns {
  const rows = ["citic", "csc37"].flatMap((scheme) =>
    Array.from(values, (value, k) => ({scheme, value, t: Math.floor(k / n), f: FACTORS[k % n]}))
  );
  const none = new Float64Array(rows.length).fill(Number.NaN);
  return {
    date: Int32Array.from(rows, (r) => days[r.t] as number),
    scheme: dictionaryOf(rows.map((r) => r.scheme)),
    factor: dictionaryOf(rows.map((r) => r.f?.factor ?? "")),
    kind: dictionaryOf(rows.map((r) => r.f?.kind ?? "")),
    return: Float64Array.from(rows, (r) => r.value),
    t_stat: none,
    t_stat_hc3: none
  };
}

function memberships(): Columns {
  const rows = ["citic", "csc37"].flatMap((scheme) =>
    codes.map((code, i) => ({scheme, code, industry: industryOf(i)}))
  );
  return {
    code: dictionaryOf(rows.map((r) => r.code)),
    scheme: dictionaryOf(rows.map((r) => r.scheme)),
    from_date: new Int32Array(rows.length).fill(dayOf("2015-01-01")),
    industry: dictionaryOf(rows.map((r) => r.industry)),
    to_date: new Int32Array(rows.length).fill(-2147483648)
  };
}

/** Quarterly statements, known a month after the quarter. */
function statements(): Columns {
  const ends = [
    "2020-03-31",
    "2020-06-30",
    "2020-09-30",
    "2020-12-31",
    "2021-03-31",
    "2021-06-30",
    "2021-09-30",
    "2021-12-31",
    "2022-03-31",
    "2022-06-30",
    "2022-09-30"
  ];
  const rng = createRng(8, "statements");
  const rows = ends.flatMap((end) =>
    codes.map((code, i) => ({code, end: dayOf(end), size: 1e8 * (1 + i) * (1 + 0.3 * rng.uniform())}))
  );
  const of = (share: number): Float64Array => Float64Array.from(rows, (r) => r.size * share);
  return {
    code: dictionaryOf(rows.map((r) => r.code)),
    period_end: Int32Array.from(rows, (r) => r.end),
    known_date: Int32Array.from(rows, (r) => r.end + 30),
    revenue_ttm: of(2),
    net_profit_ttm: of(0.3),
    book_equity: of(3),
    total_assets: of(6),
    total_debt: of(3),
    operating_cash_flow_ttm: of(0.2)
  };
}

const STYLES = [
  STYLE,
  "beta",
  "momentum",
  "residual_volatility",
  "nonlinear_size",
  "book_to_price",
  "liquidity",
  "earnings_yield",
  "growth",
  "leverage"
];

/** Exposures at month ends: size by the stock's number, the other styles unknown. */
function exposures(): Columns {
  const ends = days.filter((d, t) => {
    const next = days[t + 1];
    return next !== undefined && new Date(d * 864e5).getUTCMonth() !== new Date(next * 864e5).getUTCMonth();
  });
  const rows = Array.from(ends).flatMap((date) => codes.map((code, i) => ({date, code, i})));
  return {
    date: Int32Array.from(rows, (r) => r.date),
    code: dictionaryOf(rows.map((r) => r.code)),
    ...Object.fromEntries(
      STYLES.map((s) => [s, Float64Array.from(rows, (r) => (s === STYLE ? r.i - 11.5 : Number.NaN))])
    ),
    industry: dictionaryOf(rows.map((r) => industryOf(r.i))),
    industry_csc37: dictionaryOf(rows.map((r) => industryOf(r.i))),
    weight: Float64Array.from(rows, (r) => Math.sqrt(1 + r.i)),
    in_estimation: new Uint8Array(rows.length).fill(1)
  };
}
