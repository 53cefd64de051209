import {BOARDS, type Board, FLAG, type Market} from "../../../lib/backtest/market.js";
import {NULL_DAY} from "../../warehouse/columns.js";
import type {Frame} from "../../warehouse/frame.js";
import type {ListedSource} from "../../warehouse/source.js";
import {ActionRows, STILL} from "./actions.js";

export interface MarketChoice {
  /** First and last day, ISO; all there are by default. */
  readonly from?: string;
  readonly to?: string;
  /** SQL that selects a column `code`; all by default. */
  readonly codes?: string;
}

/** What a venue's bars are called and counted in. */
interface Venue {
  readonly venue: Market["venue"];
  readonly table: string;
  readonly ticks: number;
  readonly shares: string;
}

const MAINLAND: Venue = {venue: "cn", table: "stock_daily", ticks: 100, shares: "total_shares"};
const HONG_KONG: Venue = {venue: "hk", table: "hk_daily", ticks: 1000, shares: "free_float_shares"};

/**
 * The A-share market of the dataset, for the engine: `stock_daily`, with `stock` for boards and dates where it is there
 * (a code's prefix says the board otherwise). Bars are read year by year into whole ticks. Corporate actions are read
 * off the adjustment factor (see `actionOf`). Every cell is known at its own close, so rows to come change none before.
 * Undefined where there are no bars.
 */
export const readMainland = (source: ListedSource, choice: MarketChoice = {}): Promise<Market | undefined> =>
  readMarket(source, MAINLAND, choice);

/**
 * The Hong Kong shares of the dataset as Stock Connect trades them: `hk_daily`; orders go through on days on which both
 * sides are open (`calendar`). The rate is `hkd_cny`, or `usd_cny` at the peg of 7.8, as last known before the day. The
 * tables have no board lots: the smallest usual lot worth HKD 2,000 at the first close stands for them.
 */
export async function readHongKong(
  source: ListedSource,
  choice: MarketChoice = {}
): Promise<Market | undefined> {
  const market = await readMarket(source, HONG_KONG, choice);
  if (!market) return undefined;
  return {
    ...market,
    fx: await exchangeRate(source, market.days),
    lot: boardLots(market),
    trading: await linkDays(source, market.days)
  };
}

async function readMarket(
  source: ListedSource,
  venue: Venue,
  choice: MarketChoice
): Promise<Market | undefined> {
  const {table} = venue;
  if (!source.has(table)) return undefined;
  const where = filterOf(choice);
  const codes = (await source.query(`SELECT DISTINCT code FROM ${table} ${where} ORDER BY code`))
    .strings("code")
    .map(String);
  const days = (await source.query(`SELECT DISTINCT date FROM ${table} ${where} ORDER BY date`)).days("date");
  if (codes.length === 0) return undefined;
  const cells = days.length * codes.length;
  const market = {
    venue: venue.venue,
    days,
    codes,
    open: new Int32Array(cells),
    high: new Int32Array(cells),
    low: new Int32Array(cells),
    close: new Int32Array(cells),
    reference: new Int32Array(cells),
    volume: new Float32Array(cells),
    flags: new Uint8Array(cells)
  };
  const actions = await readBars(source, venue, market);
  return {...market, actions, ...(await listings(source, codes, days))};
}

function filterOf({from, to, codes}: MarketChoice): string {
  const parts = [
    ...(from === undefined ? [] : [`date >= DATE '${from}'`]),
    ...(to === undefined ? [] : [`date <= DATE '${to}'`]),
    ...(codes === undefined ? [] : [`code IN (${codes})`])
  ];
  return parts.length === 0 ? "" : `WHERE ${parts.join(" AND ")}`;
}

type Bars = Pick<
  Market,
  "days" | "codes" | "open" | "high" | "low" | "close" | "reference" | "volume" | "flags"
>;

async function readBars(source: ListedSource, {table, ticks, shares, venue}: Venue, market: Bars) {
  const {days, codes} = market;
  const present = new Set(
    (await source.query(`SELECT column_name AS name FROM (DESCRIBE ${table})`)).strings("name").map(String)
  );
  const optional = (column: string, otherwise: string): string => (present.has(column) ? column : otherwise);
  const price = (column: string): string => `coalesce(round(${column} * ${ticks}), 0)::INTEGER AS ${column}`;
  const last = {
    close: new Float64Array(codes.length),
    factor: new Float64Array(codes.length),
    shares: new Float64Array(codes.length)
  };
  const actions = new ActionRows();
  const words = codes.map((code) => `'${code.replaceAll("'", "''")}'`).join(", ");
  const numbered = `SELECT unnest([${words}]) AS code, unnest(range(${codes.length}))::INTEGER AS asset`;
  for (const {year, from, to} of yearsOf(days)) {
    const bars = await source.query(
      `SELECT date, asset, ${["open", "high", "low", "close"].map(price).join(", ")},
        ${venue === "cn" ? price("prev_close") : "0::INTEGER AS prev_close"}, volume, adj_factor,
        ${optional(shares, "NULL::DOUBLE")}::DOUBLE AS shares,
        ((CASE WHEN ${optional("is_st", "false")} THEN ${FLAG.st} ELSE 0 END)
          + (CASE WHEN ${optional("is_suspended", "false")} OR volume = 0 THEN ${FLAG.suspended} ELSE 0 END))::INTEGER AS flags
       FROM ${table} JOIN (${numbered}) USING (code)
       WHERE date BETWEEN DATE '${year}-01-01' AND DATE '${year}-12-31'`
    );
    const cells = (to - from) * codes.length;
    const steps = {factor: new Float64Array(cells), shares: new Float64Array(cells)};
    fillYear(market, bars, {from, to, steps});
    for (let row = from; row < to; row++) {
      for (let asset = 0; asset < codes.length; asset++) {
        const own = (row - from) * codes.length + asset;
        const factor = steps.factor[own] as number;
        if (factor === 0) continue;
        const k = row * codes.length + asset;
        const before = last.close[asset] as number;
        const ratio = before > 0 ? factor / (last.factor[asset] as number) : 1;
        const moved = Math.abs(ratio - 1) > STILL;
        if (moved) {
          const grown = (steps.shares[own] as number) / (last.shares[asset] as number);
          actions.add(row, asset, {ratio, before: before / ticks, shares: grown});
        }
        if (venue === "hk") market.reference[k] = Math.round(moved ? before / ratio : before);
        const close = market.close[k] as number;
        if (close > 0) last.close[asset] = close;
        last.factor[asset] = factor;
        last.shares[asset] = steps.shares[own] as number;
      }
    }
  }
  return actions.columns();
}

interface Year {
  readonly from: number;
  readonly to: number;
  readonly steps: {readonly factor: Float64Array; readonly shares: Float64Array};
}

/** Spreads one year's bars over the panels, rows `from` to `to`, and factors and counts over panels of the year. */
function fillYear(market: Bars, bars: Frame, {from, to, steps}: Year): void {
  const assets = market.codes.length;
  const rowOf = new Map(Array.from(market.days.subarray(from, to), (day, t) => [day, from + t]));
  const rows = Int32Array.from(bars.days("date"), (day) => rowOf.get(day) ?? -1);
  const asset = bars.numbers("asset");
  const first = from * assets;
  const spread = (
    name: string,
    target: Int32Array | Float32Array | Uint8Array | Float64Array,
    base = 0
  ): void => {
    const values = bars.numbers(name);
    for (let i = 0; i < values.length; i++) {
      target[(rows[i] as number) * assets + (asset[i] as number) - base] = values[i] as number;
    }
  };
  spread("open", market.open);
  spread("high", market.high);
  spread("low", market.low);
  spread("close", market.close);
  spread("prev_close", market.reference);
  spread("volume", market.volume);
  spread("flags", market.flags);
  spread("adj_factor", steps.factor, first);
  spread("shares", steps.shares, first);
}

/** Calendar years and their rows, from (inclusive) to (exclusive). */
function yearsOf(days: Int32Array): {readonly year: number; readonly from: number; readonly to: number}[] {
  const years = Array.from(days, (day) => new Date(day * 86_400_000).getUTCFullYear());
  const starts = years.flatMap((year, t) => (year === years[t - 1] ? [] : [t]));
  return starts.map((from, i) => ({year: years[from] as number, from, to: starts[i + 1] ?? days.length}));
}

/** Boards and the rows of listing and delisting, from `stock` where it has the code. */
async function listings(source: ListedSource, codes: readonly string[], days: Int32Array) {
  const boards: Board[] = codes.map(boardOf);
  const listed = new Int32Array(codes.length).fill(-1);
  const delisted = new Int32Array(codes.length).fill(days.length);
  if (!source.has("stock")) return {boards, listed, delisted};
  const present = (await source.query("SELECT column_name AS name FROM (DESCRIBE stock)")).strings("name");
  const end = present.includes("delist_date") ? "delist_date" : "NULL::DATE AS delist_date";
  const frame = await source.query(`SELECT code, board, list_date, ${end} FROM stock`);
  const order = new Map(codes.map((code, i) => [code, i]));
  const board = frame.strings("board");
  const [from, to] = [frame.days("list_date"), frame.days("delist_date")];
  frame.strings("code").forEach((code, i) => {
    const asset = order.get(code ?? "");
    if (asset === undefined) return;
    boards[asset] = BOARDS.find((b) => b === board[i]) ?? (boards[asset] as Board);
    const [first, gone] = [from[i] as number, to[i] as number];
    if (first !== NULL_DAY && first >= (days[0] as number)) listed[asset] = firstRow(days, first);
    if (gone !== NULL_DAY) delisted[asset] = firstRow(days, gone);
  });
  return {boards, listed, delisted};
}

/** First row on or after a day; the number of days where there is none. */
function firstRow(days: Int32Array, day: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as number) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The board that a code's form says: for datasets without a list of stocks. */
export function boardOf(code: string): Board {
  if (code.endsWith(".HK")) return "hk";
  if (code.endsWith(".BJ")) return "bse";
  if (code.startsWith("688") || code.startsWith("689")) return "star";
  return /^30[01]\d{3}\.SZ$/.test(code) ? "gem" : "main";
}

const PEG = 7.8;

async function exchangeRate(source: ListedSource, days: Int32Array): Promise<Float64Array> {
  const rate = new Float64Array(days.length);
  if (!source.has("series_value"))
    throw new Error("hk_daily needs the rate hkd_cny or usd_cny in series_value, which is not there");
  const frame = await source.query(
    `SELECT series, known_date, arg_max(value, period_end) AS value FROM series_value
     WHERE series IN ('hkd_cny', 'usd_cny') GROUP BY series, known_date ORDER BY known_date`
  );
  const name = frame.strings("series");
  const own = name.includes("hkd_cny") ? "hkd_cny" : "usd_cny";
  const [known, value] = [frame.days("known_date"), frame.numbers("value")];
  const scale = own === "hkd_cny" ? 1 : PEG;
  let [i, last] = [0, Number.NaN];
  for (let t = 0; t < days.length; t++) {
    for (; i < frame.rows && (known[i] as number) < (days[t] as number); i++) {
      if (name[i] === own) last = (value[i] as number) / scale;
    }
    rate[t] = last;
  }
  const first = rate.find((r) => !Number.isNaN(r));
  if (first === undefined)
    throw new Error("series_value has no values of hkd_cny or usd_cny, which hk_daily needs");
  return rate.map((r) => (Number.isNaN(r) ? first : r));
}

const USUAL = [100, 200, 500, 1000, 2000, 5000, 10_000];

function boardLots({codes, days, close}: Market): Int32Array {
  return Int32Array.from(codes, (_, asset) => {
    let price = 0;
    for (let t = 0; t < days.length && price === 0; t++)
      price = (close[t * codes.length + asset] as number) / 1000;
    return USUAL.find((lot) => lot * price >= 2000) ?? 10_000;
  });
}

async function linkDays(source: ListedSource, days: Int32Array): Promise<Uint8Array> {
  const both = new Uint8Array(days.length).fill(1);
  if (!source.has("calendar")) return both;
  const closed = await source.query("SELECT date FROM calendar WHERE NOT is_open");
  const off = new Set(closed.days("date"));
  return both.map((_, t) => (off.has(days[t] as number) ? 0 : 1));
}
