import type {LabMarket} from "../../../lib/backtest/lab-market.js";
import type {Market} from "../../../lib/backtest/market.js";
import {rebalanceRows} from "../../../lib/backtest/rebalance-rows.js";
import {isoOf} from "../../warehouse/columns.js";
import type {ListedSource} from "../../warehouse/source.js";
import type {Warehouse} from "../../warehouse/warehouse.js";
import {readMainland} from "./market.js";

/** The universe of the lab, and its benchmark. */
export const LAB_INDEX = "000300.SH";

/** Trading days in the browser: about three years. */
const DAYS = 732;

/** Members where the dataset has no index: this many of the most traded. */
const LIQUID = 200;

/** Styles that may be traded, where the dataset has them. */
const STYLES = [
  "book_to_price",
  "earnings_yield",
  "size",
  "momentum",
  "beta",
  "residual_volatility",
  "liquidity",
  "growth",
  "leverage"
] as const;

/** Scores that are read off the bars themselves, so that the lab works without a factor model. */
export const REVERSAL = "reversal";

/**
 * The lab's subset: members of the CSI 300 over the last three years, each eligible while it is one (as known on the
 * day), with weekly style exposures and twenty-day reversal. Without an index, the 200 most traded of each month.
 * Undefined where there are no bars.
 */
export async function labMarket(warehouse: Warehouse): Promise<LabMarket | undefined> {
  const has = (table: string): boolean => warehouse.holds(table);
  if (!has("stock_daily")) return undefined;
  const source: ListedSource = {has, query: (sql) => warehouse.query(sql)};
  const all = (await warehouse.query("SELECT DISTINCT date FROM stock_daily ORDER BY date")).days("date");
  const from = isoOf(all[Math.max(0, all.length - DAYS)] as number);
  const members = has("index_member") ? await memberships(warehouse, from) : [];
  const chosen = members.length > 0 ? members : await mostTraded(warehouse, from);
  const codes = [...new Set(chosen.map((m) => m.code))].sort();
  if (codes.length === 0) return undefined;
  const list = codes.map((c) => `('${c.replaceAll("'", "''")}')`).join(", ");
  const market = await readMainland(source, {from, codes: `SELECT code FROM (VALUES ${list}) AS t(code)`});
  if (!market) return undefined;
  const weeks = rebalanceRows(market.days, "week");
  const scoreRows = Int32Array.from(Array.from(weeks, (_, t) => t).filter((t) => weeks[t] === 1 && t >= 20));
  return {
    market,
    names: await namesOf(warehouse, market.codes, has),
    eligible: eligibleOf(market, chosen),
    scoreRows,
    scores: new Map([
      ...(has("exposure") ? await exposures(warehouse, market, scoreRows) : []),
      [REVERSAL, reversal(market, scoreRows)] as const
    ]),
    benchmark: await benchmarkOf(warehouse, market.days, has)
  };
}

/** A list of members that holds from a day until the next list. */
interface Member {
  readonly day: number;
  readonly code: string;
}

async function memberships(warehouse: Warehouse, from: string): Promise<Member[]> {
  const frame =
    await warehouse.query(`SELECT date, code FROM index_member WHERE index = '${LAB_INDEX}' AND date >=
    coalesce((SELECT max(date) FROM index_member WHERE index = '${LAB_INDEX}' AND date <= DATE '${from}'), DATE '${from}')
    ORDER BY date, code`);
  const days = frame.days("date");
  return frame.strings("code").map((code, i) => ({day: days[i] as number, code: code ?? ""}));
}

/** The most traded of each month, by the value traded in the month before: known on its last day. */
async function mostTraded(warehouse: Warehouse, from: string): Promise<Member[]> {
  const frame = await warehouse.query(`SELECT day AS date, code FROM (
      SELECT max(max(date)) OVER (PARTITION BY date_trunc('month', date)) AS day, code,
        row_number() OVER (PARTITION BY date_trunc('month', date) ORDER BY sum(close * volume) DESC, code) AS place
      FROM stock_daily WHERE date >= DATE '${from}' GROUP BY date_trunc('month', date), code)
    WHERE place <= ${LIQUID} ORDER BY date, code`);
  const days = frame.days("date");
  return frame.strings("code").map((code, i) => ({day: days[i] as number, code: code ?? ""}));
}

function eligibleOf({days, codes}: Market, members: readonly Member[]): Uint8Array {
  const assets = codes.length;
  const order = new Map(codes.map((code, i) => [code, i]));
  const lists = new Map<number, number[]>();
  for (const {day, code} of members) {
    const asset = order.get(code);
    if (asset === undefined) continue;
    const list = lists.get(day);
    if (list) list.push(asset);
    else lists.set(day, [asset]);
  }
  const dates = [...lists.keys()].sort((a, b) => a - b);
  const eligible = new Uint8Array(days.length * assets);
  let at = -1;
  for (let row = 0; row < days.length; row++) {
    while (at + 1 < dates.length && (dates[at + 1] as number) <= (days[row] as number)) at++;
    for (const asset of lists.get(dates[at] ?? Number.NaN) ?? []) eligible[row * assets + asset] = 1;
  }
  return eligible;
}

async function exposures(warehouse: Warehouse, {days, codes}: Market, rows: Int32Array) {
  const assets = codes.length;
  const described = await warehouse.query("SELECT column_name AS name FROM (DESCRIBE exposure)");
  const present = new Set(described.strings("name"));
  const styles = STYLES.filter((s) => present.has(s));
  const dates = Array.from(rows, (row) => `DATE '${isoOf(days[row] as number)}'`).join(", ");
  if (dates === "") return [];
  const frame = await warehouse.query(
    `SELECT date, code, ${styles.join(", ")} FROM exposure WHERE date IN (${dates})`
  );
  const place = new Map(Array.from(rows, (row, i) => [days[row] as number, i]));
  const order = new Map(codes.map((code, i) => [code, i]));
  const date = frame.days("date");
  const code = frame.strings("code");
  const panels = styles.map(
    (style) => [style, new Float32Array(rows.length * assets).fill(Number.NaN)] as const
  );
  for (const [style, panel] of panels) {
    const values = frame.numbers(style);
    for (let i = 0; i < frame.rows; i++) {
      const asset = order.get(code[i] ?? "");
      const row = place.get(date[i] as number);
      if (asset !== undefined && row !== undefined) panel[row * assets + asset] = values[i] as number;
    }
  }
  return panels.filter(([, panel]) => panel.some((x) => !Number.isNaN(x)));
}

/** Minus the return over twenty days, corporate actions undone, in cross-sectional standard deviations. */
function reversal({codes, close, reference}: Market, rows: Int32Array): Float32Array {
  const assets = codes.length;
  const panel = new Float32Array(rows.length * assets).fill(Number.NaN);
  rows.forEach((row, i) => {
    const scores = Array.from(codes, (_, a) => {
      let log = 0;
      for (let t = row - 19; t <= row; t++) {
        const [last, base] = [close[t * assets + a] as number, reference[t * assets + a] as number];
        if (!(last > 0 && base > 0)) return Number.NaN;
        log += Math.log(last / base);
      }
      return -log;
    });
    const known = scores.filter((s) => !Number.isNaN(s));
    const mean = known.reduce((s, v) => s + v, 0) / known.length;
    const sd = Math.sqrt(known.reduce((s, v) => s + (v - mean) ** 2, 0) / known.length);
    scores.forEach((s, a) => {
      panel[i * assets + a] = (s - mean) / sd;
    });
  });
  return panel;
}

async function namesOf(warehouse: Warehouse, codes: readonly string[], has: (table: string) => boolean) {
  if (!has("stock")) return [...codes];
  const frame = await warehouse.query("SELECT code, name FROM stock");
  const name = frame.strings("name");
  const known = new Map(frame.strings("code").map((code, i) => [code, name[i]]));
  return codes.map((code) => known.get(code) ?? code);
}

async function benchmarkOf(warehouse: Warehouse, days: Int32Array, has: (table: string) => boolean) {
  const level = new Map<number, number>();
  if (has("index_daily")) {
    const frame = await warehouse.query(`SELECT date, close FROM index_daily WHERE index = '${LAB_INDEX}'`);
    const close = frame.numbers("close");
    frame.days("date").forEach((day, i) => {
      level.set(day, close[i] as number);
    });
  }
  return Float64Array.from(days, (day) => level.get(day) ?? Number.NaN);
}
