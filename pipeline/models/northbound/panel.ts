import type {PeriodPanel} from "../../../lib/flow/period.js";
import {LAST_DAILY, OPENED} from "../../../lib/flow/regime.js";
import {shareFactor} from "../../../lib/flow/share-factor.js";
import {valuationPrice} from "../../../lib/flow/valuation-price.js";
import {dayOf} from "../../warehouse/columns.js";
import type {Frame} from "../../warehouse/frame.js";
import {columnsOf, type Source} from "../../warehouse/source.js";

/** Northbound holdings and prices, trading days × stocks, from the first report to the last. */
export interface NorthboundPanel extends PeriodPanel {
  readonly days: Int32Array;
  readonly codes: readonly string[];
  readonly dates: number;
  readonly assets: number;
  /** 1 on days with a report; the link is closed, or the source has a gap, on the others. */
  readonly reported: Uint8Array;
  /** Row up to which a stock's first report is a start and not a flow. */
  readonly base: Int32Array;
  /** Rows of the daily regime: up to its last report. */
  readonly dailyRows: number;
}

const HELD = "connect_holding WHERE direction = 'north' AND seat = '*' AND shares IS NOT NULL";

/** Bars are read from this many days before a stock's first report, for its last close and share count. */
const LEAD = 60;

const GRID = `codes AS (SELECT code, since, (row_number() OVER (ORDER BY code) - 1)::INTEGER AS col
    FROM (SELECT code, min(date) AS since FROM ${HELD} GROUP BY code)),
  days AS (SELECT date, (row_number() OVER (ORDER BY date) - 1)::INTEGER AS row
    FROM (SELECT DISTINCT date FROM stock_daily)
    WHERE date BETWEEN (SELECT min(date) FROM ${HELD}) AND (SELECT max(date) FROM ${HELD}))`;

/**
 * Reads the panel: totals of the northbound link (`*`) on trading days of the mainland. Holdings of days on
 * which the mainland is closed are left out: nothing was traded. Undefined where there are none.
 */
export async function readPanel(source: Source): Promise<NorthboundPanel | undefined> {
  const codes = (await source.query(`WITH ${GRID} SELECT code FROM codes ORDER BY col`))
    .strings("code")
    .map(String);
  const days = (await source.query(`WITH ${GRID} SELECT date FROM days ORDER BY row`)).days("date");
  const [dates, assets] = [days.length, codes.length];
  if (dates * assets === 0) return undefined;
  const size = {dates, assets};
  const held = await source.query(
    `WITH ${GRID} SELECT row, col, shares FROM (SELECT date, code, shares FROM ${HELD}) JOIN days USING (date) JOIN codes USING (code)`
  );
  const shares = spread(held, "shares", size);
  const {bars, counts} = await readBars(source, size);
  const reported = new Uint8Array(dates);
  for (const row of held.numbers("row")) reported[row] = 1;
  return {
    ...size,
    days,
    codes,
    reported,
    shares,
    factor: shareFactor(bars.adjust, counts, size),
    volume: bars.volume,
    ...valuationPrice(bars, size),
    base: baseRows(codes, days, shares),
    dailyRows: lastReport(reported, days) + 1
  };
}

async function readBars(source: Source, size: Size) {
  const present = await columnsOf(source, "stock_daily");
  const optional = ["amount", "total_shares"].filter((c) => present.has(c));
  const needed = ["high", "low", "close", "volume", "adj_factor"];
  const bars = await source.query(
    `WITH ${GRID} SELECT row, col, ${[...needed, ...optional].join(", ")} FROM stock_daily JOIN days USING (date) JOIN codes USING (code)
     WHERE date >= since - ${LEAD}`
  );
  const panel = (name: string): Float64Array => spread(bars, name, size);
  return {
    bars: {
      high: panel("high"),
      low: panel("low"),
      close: panel("close"),
      volume: panel("volume"),
      adjust: panel("adj_factor"),
      ...(present.has("amount") ? {amount: panel("amount")} : {})
    },
    counts: present.has("total_shares") ? panel("total_shares") : undefined
  };
}

type Size = {readonly dates: number; readonly assets: number};

function spread(frame: Frame, name: string, {dates, assets}: Size): Float64Array {
  const panel = new Float64Array(dates * assets).fill(Number.NaN);
  const row = frame.numbers("row");
  const col = frame.numbers("col");
  const values = frame.numbers(name);
  for (let i = 0; i < values.length; i++) {
    panel[(row[i] as number) * assets + (col[i] as number)] = values[i] as number;
  }
  return panel;
}

/**
 * The first report of each exchange is a start, not a flow; only an exchange whose link opened on that very day,
 * after the dataset began, had nothing before.
 */
function baseRows(codes: readonly string[], days: Int32Array, shares: Float64Array): Int32Array {
  const market = codes.map((c) => c.slice(c.lastIndexOf(".") + 1));
  const markets = new Set(market).size;
  const first = new Map<string, number>();
  for (let i = 0; i < shares.length && first.size < markets; i++) {
    const name = market[i % codes.length] ?? "";
    if (!Number.isNaN(shares[i]) && !first.has(name)) first.set(name, Math.floor(i / codes.length));
  }
  const start = Math.min(...first.values());
  return Int32Array.from(market, (name) => {
    const row = first.get(name) ?? start;
    const opened = OPENED[name];
    return opened !== undefined && row > start && days[row] === dayOf(opened) ? row - 1 : row;
  });
}

function lastReport(reported: Uint8Array, days: Int32Array): number {
  const end = dayOf(LAST_DAILY);
  return days.findLastIndex((d, t) => d <= end && reported[t] === 1);
}
