import {BUCKETS} from "../../../lib/flow/size-buckets.js";
import {isoOf} from "../../warehouse/columns.js";
import type {Warehouse} from "../../warehouse/warehouse.js";

/** What the redemption page draws. */
export interface RedemptionPage {
  readonly missing: readonly string[];
  readonly buckets: readonly {readonly bucket: string; readonly zh: string; readonly en: string}[];
  /** Mean of the funds by assets at month ends: dates × buckets, row-major. */
  readonly path: {
    readonly date: readonly string[];
    readonly weight: readonly (number | null)[];
    readonly lo: readonly (number | null)[];
    readonly hi: readonly (number | null)[];
  };
  /** Funds on the last date: funds × buckets. */
  readonly funds: {
    readonly name: readonly string[];
    readonly weight: readonly (number | null)[];
    readonly lo: readonly (number | null)[];
    readonly hi: readonly (number | null)[];
  };
  readonly inflation: readonly {readonly spread: string; readonly vif: number}[];
  readonly errors: readonly ErrorRow[];
  /** Mean daily amount over twenty days, CNY, and daily volatility over sixty, by index. */
  readonly liquidity: readonly {
    readonly bucket: string;
    readonly volume: number;
    readonly volatility: number;
  }[];
  readonly printed: Readonly<Record<string, number>>;
}

interface ErrorRow {
  readonly period: string;
  readonly bucket: string;
  readonly mae: number;
  readonly bias: number;
  readonly estimate: number;
  readonly disclosed: number;
  readonly funds: number;
}

const NEEDED = ["index_daily", "fund", "fund_nav"];
const SHOWN_FUNDS = 100;
const CLAIMS = [
  "quant_private_aum",
  "redemption_rate",
  "redemption_impact",
  "air_small_share",
  "csi500_enhanced_share"
];

const MICRO = {zh: "微盘", en: "Micro caps"};

export async function redemptionPage(warehouse: Warehouse): Promise<RedemptionPage> {
  const has = (table: string): boolean => warehouse.holds(table);
  const there = has("fund_size_bucket");
  const raw = NEEDED.filter((t) => !has(t));
  return {
    missing: there ? [] : raw.length > 0 ? raw : ["fund_size_bucket"],
    ...(there ? await readBuckets(warehouse) : EMPTY),
    inflation: there && has("fund_size_spread") ? await readInflation(warehouse) : [],
    errors: there && has("fund_size_error") ? await readErrors(warehouse) : [],
    liquidity: has("index_daily") ? await readLiquidity(warehouse) : [],
    printed: await readPrinted(warehouse)
  };
}

const EMPTY = {
  buckets: [],
  path: {date: [], weight: [], lo: [], hi: []},
  funds: {name: [], weight: [], lo: [], hi: []}
};

async function readBuckets(
  warehouse: Warehouse
): Promise<Pick<RedemptionPage, "buckets" | "path" | "funds">> {
  const found = await warehouse.query("SELECT DISTINCT bucket FROM fund_size_bucket");
  const present = new Set(found.strings("bucket"));
  const keys = BUCKETS.filter((b) => present.has(b));
  const names = warehouse.has("index_info")
    ? await warehouse.query("SELECT index, name_zh, name_en FROM index_info")
    : undefined;
  const plain = (text: string): string => text.replace(/（模拟）$| \(simulated\)$/, "");
  const buckets = keys.map((bucket) => {
    if (bucket === "micro") return {bucket, ...MICRO};
    const at = names?.strings("index").indexOf(bucket) ?? -1;
    const name = (column: string): string => (at < 0 ? bucket : plain(names?.strings(column)[at] ?? bucket));
    return {bucket, zh: name("name_zh"), en: name("name_en")};
  });
  const wide = (rows: string): string => {
    const columns = keys.flatMap((b, i) =>
      ["weight", "lo", "hi"].map((c) => `max(b.${c}) FILTER (b.bucket = '${b}') AS ${c}${i}`)
    );
    return `SELECT ${rows}, ${columns.join(", ")} FROM fund_size_bucket b`;
  };
  const path = await warehouse.query(`${wide("b.date")} WHERE fund = '*' GROUP BY b.date ORDER BY b.date`);
  const funds = await warehouse.query(
    `${wide("any_value(f.name) AS name")} JOIN fund f USING (fund)
     WHERE b.date = (SELECT max(date) FROM fund_size_bucket) GROUP BY b.fund ORDER BY weight${keys.length - 1} DESC, b.fund LIMIT ${SHOWN_FUNDS}`
  );
  const grid = (frame: typeof path, column: string): (number | null)[] => {
    const parts = keys.map((_, i) => frame.numbers(`${column}${i}`));
    return Array.from({length: frame.rows * keys.length}, (_, at) =>
      rounded(parts[at % keys.length]?.[Math.floor(at / keys.length)] ?? Number.NaN)
    );
  };
  const all = (frame: typeof path) => ({
    weight: grid(frame, "weight"),
    lo: grid(frame, "lo"),
    hi: grid(frame, "hi")
  });
  return {
    buckets,
    path: {date: Array.from(path.days("date"), isoOf), ...all(path)},
    funds: {name: funds.strings("name").map(String), ...all(funds)}
  };
}

const rounded = (v: number): number | null => (Number.isNaN(v) ? null : Math.round(v * 1e4) / 1e4);

async function readInflation(warehouse: Warehouse): Promise<RedemptionPage["inflation"]> {
  const frame = await warehouse.query(
    "SELECT spread, vif FROM fund_size_spread WHERE date = (SELECT max(date) FROM fund_size_spread) ORDER BY spread"
  );
  const vif = frame.numbers("vif");
  return frame.strings("spread").map((spread, i) => ({spread: spread ?? "", vif: vif[i] as number}));
}

async function readErrors(warehouse: Warehouse): Promise<ErrorRow[]> {
  const frame = await warehouse.query("SELECT * FROM fund_size_error ORDER BY period_end, bucket");
  const [mae, bias, estimate, disclosed, funds] = [
    "mae",
    "bias",
    "mean_estimate",
    "mean_disclosed",
    "funds"
  ].map((c) => frame.numbers(c));
  const days = frame.days("period_end");
  return frame.strings("bucket").map((bucket, i) => ({
    period: isoOf(days[i] as number),
    bucket: bucket ?? "",
    mae: mae?.[i] ?? Number.NaN,
    bias: bias?.[i] ?? Number.NaN,
    estimate: estimate?.[i] ?? Number.NaN,
    disclosed: disclosed?.[i] ?? Number.NaN,
    funds: funds?.[i] ?? 0
  }));
}

/** Turnover and volatility of the small-cap indices; none where the dataset has no turnover of indices. */
async function readLiquidity(warehouse: Warehouse): Promise<RedemptionPage["liquidity"]> {
  if (!warehouse.record("index_daily").columns.includes("amount")) return [];
  const frame = await warehouse.query(
    `WITH r AS (
       SELECT index, date, amount, close / lag(close) OVER (PARTITION BY index ORDER BY date) - 1 AS ret,
         row_number() OVER (PARTITION BY index ORDER BY date DESC) AS back
       FROM index_daily WHERE index IN ('000852.SH', '932000.CSI')
     )
     SELECT index, avg(amount) FILTER (back <= 20) AS volume, stddev_samp(ret) FILTER (back <= 60) AS volatility
     FROM r GROUP BY index HAVING volume > 0 ORDER BY index`
  );
  const [volume, volatility] = [frame.numbers("volume"), frame.numbers("volatility")];
  return frame.strings("index").map((bucket, i) => ({
    bucket: bucket ?? "",
    volume: volume[i] as number,
    volatility: volatility[i] as number
  }));
}

async function readPrinted(warehouse: Warehouse): Promise<Record<string, number>> {
  const frame = await warehouse.query(
    `SELECT id, value FROM published_claim WHERE id IN (${CLAIMS.map((c) => `'${c}'`).join()})`
  );
  const value = frame.numbers("value");
  return Object.fromEntries(frame.strings("id").map((id, i) => [id ?? "", value[i] as number]));
}
