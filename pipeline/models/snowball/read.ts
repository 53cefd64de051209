import {YEAR_DAYS} from "../../../lib/flow/snowball.js";
import type {Futures, SnowballStock} from "../../../lib/flow/snowball-ladder.js";
import {type SnowballStanding, snowballStanding} from "../../../lib/flow/snowball-state.js";
import {mean, sd} from "../../../lib/stats/moments.js";
import {median} from "../../../lib/stats/quantile.js";
import type {Source} from "../../warehouse/source.js";

/** One index with notes: its closes, its futures, the notes. */
export interface SnowballIndex {
  readonly index: string;
  readonly days: Int32Array;
  readonly close: Float64Array;
  readonly notes: Notes;
  /** By trading day: contracts traded and open, and the annual basis weighted by open interest. */
  readonly futures: ReadonlyMap<number, FutureDay>;
  readonly multiplier: number;
}

interface FutureDay {
  readonly volume: number;
  readonly openInterest: number;
  readonly basis: number;
}

interface Notes {
  readonly issue: Int32Array;
  readonly maturity: Int32Array;
  readonly strike: Float64Array;
  readonly knockIn: Float64Array;
  readonly knockOut: Float64Array;
  readonly notional: Float64Array;
}

/** Indices with notes, closes and futures. */
export async function readSnowballs(source: Source): Promise<SnowballIndex[]> {
  const found = await source.query(
    `SELECT DISTINCT index FROM snowball JOIN (SELECT DISTINCT index FROM index_daily) USING (index)
     JOIN (SELECT DISTINCT index FROM future_daily) USING (index) ORDER BY index`
  );
  const out: SnowballIndex[] = [];
  for (const index of found.strings("index").map(String)) {
    const where = `WHERE index = '${index.replaceAll("'", "''")}'`;
    const closes = await source.query(
      `SELECT date, close FROM index_daily ${where} AND close > 0 ORDER BY date`
    );
    const notes = await source.query(
      `SELECT issue_date, maturity, strike, knock_in, knock_out, notional FROM snowball ${where} ORDER BY issue_date, knock_in`
    );
    // A contract in its last days says nothing of the carry.
    const futures = await source.query(
      `WITH f AS (
         SELECT f.date, f.volume, f.open_interest, f.amount, f.close, (f.last_trade_date - f.date) / 365.0 AS years, i.close AS spot
         FROM future_daily f JOIN index_daily i USING (date, index) ${where.replace("index", "f.index")}
       )
       SELECT date, sum(volume)::DOUBLE AS volume, sum(open_interest)::DOUBLE AS interest,
         sum(open_interest * (close / spot - 1) / years) FILTER (years > 0.04)
           / sum(open_interest) FILTER (years > 0.04) AS basis,
         sum(amount) / nullif(sum(volume * close), 0) AS multiplier
       FROM f GROUP BY date ORDER BY date`
    );
    const [volume, interest, basis] = ["volume", "interest", "basis"].map((c) => futures.numbers(c));
    out.push({
      index,
      days: closes.days("date"),
      close: closes.numbers("close"),
      notes: {
        issue: notes.days("issue_date"),
        maturity: notes.days("maturity"),
        strike: notes.numbers("strike"),
        knockIn: notes.numbers("knock_in"),
        knockOut: notes.numbers("knock_out"),
        notional: notes.numbers("notional")
      },
      futures: new Map(
        Array.from(futures.days("date"), (day, k) => [
          day,
          {
            volume: volume?.[k] ?? Number.NaN,
            openInterest: interest?.[k] ?? Number.NaN,
            basis: basis?.[k] ?? Number.NaN
          }
        ])
      ),
      multiplier: Math.round(median(futures.numbers("multiplier")))
    });
  }
  return out;
}

export interface StockOptions {
  /** Months before the first watch of the knock-out. */
  readonly lock: number;
}

/** The notes as they stand at the close of row `at`: those alive in full, and the notional of every standing. */
export function stockAt(
  {days, close, notes}: SnowballIndex,
  at: number,
  {lock}: StockOptions
): {readonly alive: SnowballStock; readonly notional: Readonly<Record<SnowballStanding, number>>} {
  const today = days[at] as number;
  const alive: Record<keyof SnowballStock, number[]> = {
    barrier: [],
    strike: [],
    months: [],
    day: [],
    notional: []
  };
  const notional = {alive: 0, knocked_in: 0, knocked_out: 0, matured: 0};
  notes.issue.forEach((issue, i) => {
    if (issue > today) return;
    const strike = notes.strike[i] as number;
    const knockIn = notes.knockIn[i] as number;
    const months = Math.round(((notes.maturity[i] as number) - issue) / 30.4375);
    let first = at;
    while (first >= 0 && (days[first] as number) > issue) first--;
    const path = close.subarray(first + 1, at + 1).map((c) => c / strike);
    const terms = {knockIn, knockOut: notes.knockOut[i] as number, months, lock: Math.min(lock, months)};
    const {standing, day} = snowballStanding(path, terms);
    notional[standing] += notes.notional[i] as number;
    if (standing !== "alive") return;
    alive.barrier.push(knockIn * strike);
    alive.strike.push(strike);
    alive.months.push(months);
    alive.day.push(day);
    alive.notional.push(notes.notional[i] as number);
  });
  return {alive, notional};
}

export interface MarketDay extends Futures {
  readonly spot: number;
  readonly basis: number;
  readonly volatility: number;
}

const MONTH = 20;

/**
 * The index at the close of row `at`, its volatility and mean basis over the year before (the horizon that two-year
 * notes are marked on), futures volume over twenty days, and open interest. Undefined without futures that day.
 */
export function marketAt(
  {days, close, futures, multiplier}: SnowballIndex,
  at: number,
  {window = YEAR_DAYS}: {readonly window?: number} = {}
): MarketDay | undefined {
  const today = futures.get(days[at] as number);
  if (!today) return undefined;
  const past = close.subarray(Math.max(at - window, 0), at + 1);
  const returns = past.subarray(1).map((c, k) => Math.log(c / (past[k] as number)));
  const year = Array.from(days.subarray(Math.max(at - window + 1, 0), at + 1), (d) => futures.get(d)).filter(
    (f): f is FutureDay => f !== undefined
  );
  return {
    spot: close[at] as number,
    volatility: sd(returns) * Math.sqrt(YEAR_DAYS),
    basis: mean(year.map((f) => f.basis)),
    multiplier,
    volume: mean(year.slice(-MONTH).map((f) => f.volume)),
    openInterest: today.openInterest
  };
}
