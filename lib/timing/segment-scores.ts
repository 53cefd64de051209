import {type Call, type CallScore, callScore} from "./call-score.js";
import {outcomesOf} from "./outcomes.js";
import type {SegmentBook} from "./segment-book.js";

/** Trading days from a call's entry to its outcome. */
export const HORIZONS = [5, 20, 60] as const;

/** Bars after which the start of the exponential means no longer matters: confirmations before are not scored. */
export const BURN_IN = {D: 250, W: 120} as const;

export interface SegmentScore extends CallScore {
  readonly freq: "D" | "W";
  readonly side: 1 | -1;
  readonly horizon: number;
}

/** Scores of the confirmations of all indices of a book, outcomes complete on `date` (days from 1970-01-01). */
export function segmentScores(book: SegmentBook, {date}: {readonly date: number}): SegmentScore[] {
  const codes = book.indices.map((d) => d.index);
  const daily = codes.map((code) => book.series(code, "D"));
  const days = Int32Array.from(
    [...new Set(daily.flatMap((s) => Array.from(s.bars.days)))].sort((a, b) => a - b)
  );
  const row = new Map(Array.from(days, (d, t) => [d, t]));
  let asOf = days.length - 1;
  while (asOf >= 0 && (days[asOf] as number) > date) asOf--;
  const close = daily.map(({bars}) => {
    const out = new Float64Array(days.length).fill(Number.NaN);
    bars.days.forEach((d, t) => {
      out[row.get(d) as number] = bars.close[t] as number;
    });
    return out;
  });
  return (["D", "W"] as const)
    .flatMap((freq) => {
      const calls: Call[] = [];
      const from = codes.map((code, series) => {
        const {bars, run} = freq === "D" ? (daily[series] as (typeof daily)[number]) : book.series(code, "W");
        const settled = run.pivots.filter((p) => p.confirmed >= BURN_IN[freq]);
        const rows = settled.map((p) => row.get(bars.days[p.confirmed] as number) as number);
        settled.forEach((p, k) => {
          calls.push({series, at: rows[k] as number, side: p.kind === "low" ? 1 : -1});
        });
        return rows[0] ?? days.length;
      });
      return HORIZONS.flatMap((horizon) => {
        const priced = close.map((c, series) => ({
          outcomes: outcomesOf(c, {horizon}),
          from: from[series] as number
        }));
        return ([1, -1] as const).map((side) => ({
          freq,
          side,
          horizon,
          ...callScore(
            calls.filter((c) => c.side === side),
            priced,
            {asOf}
          )
        }));
      });
    })
    .sort((a, b) => a.freq.localeCompare(b.freq) || b.side - a.side || a.horizon - b.horizon);
}
