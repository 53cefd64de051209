import {rankCorrelation} from "../stats/rank.js";

/** How an earlier span's order of funds fares in the next, which shares no day with it. */
export interface Persistence {
  /** Funds with a value in both spans. */
  readonly funds: number;
  readonly rankCorrelation: number;
  /** Mean in the later span of the fifth that was best, and of the fifth that was worst, in the earlier. */
  readonly topNext: number;
  readonly bottomNext: number;
}

/** Compares funds' means over two spans (one value a fund each); NaN below `minimum` funds. Throws on other lengths. */
export function persistence(
  earlier: ArrayLike<number>,
  later: ArrayLike<number>,
  {minimum = 10}: {readonly minimum?: number} = {}
): Persistence {
  if (later.length !== earlier.length)
    throw new RangeError(`later must hold ${earlier.length} values, got ${later.length}`);
  const both = Array.from({length: earlier.length}, (_, i) => i)
    .filter((i) => !Number.isNaN((earlier[i] as number) + (later[i] as number)))
    .sort((i, j) => (earlier[i] as number) - (earlier[j] as number));
  const n = both.length;
  const nan = Number.NaN;
  if (n < minimum) return {funds: n, rankCorrelation: nan, topNext: nan, bottomNext: nan};
  const fifth = Math.max(1, Math.floor(n / 5));
  const next = (rows: readonly number[]): number =>
    rows.reduce((sum, i) => sum + (later[i] as number), 0) / rows.length;
  return {
    funds: n,
    rankCorrelation: rankCorrelation(earlier, later),
    topNext: next(both.slice(n - fifth)),
    bottomNext: next(both.slice(0, fifth))
  };
}

/** Mean of each consecutive run of `span` rows of a series times `year`; NaN where a run has under half its values. */
export function spanMeans(
  x: ArrayLike<number>,
  {span, year = 252}: {readonly span: number; readonly year?: number}
): Float64Array {
  if (!(Number.isInteger(span) && span >= 1))
    throw new RangeError(`span must be a whole number from 1, got ${span}`);
  return Float64Array.from({length: Math.floor(x.length / span)}, (_, k) => {
    let [sum, n] = [0, 0];
    for (let t = k * span; t < (k + 1) * span; t++) {
      const v = x[t] as number;
      if (Number.isNaN(v)) continue;
      sum += v;
      n++;
    }
    return n >= span / 2 ? (sum / n) * year : Number.NaN;
  });
}
