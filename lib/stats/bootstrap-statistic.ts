import {blockLength} from "./block-length.js";
import {quantileSorted} from "./quantile.js";
import {type BootstrapOptions, resampler} from "./stationary-bootstrap.js";

export interface StatisticInterval {
  /** On the series as it is. */
  readonly value: number;
  readonly lo: number;
  readonly hi: number;
  /** Standard deviation over the draws. */
  readonly standardError: number;
  readonly block: number;
  /** The statistic of every draw, ascending; draws where it is undefined are left out. */
  readonly draws: Float64Array;
}

/**
 * Percentile interval of any statistic of one or more series of equal length by the stationary bootstrap of Politis
 * and Romano (1994): the rows of all series are drawn together, so that what they share stays. The block length is
 * chosen on the first series. Throws on missing values or other lengths; NaN below eight rows.
 */
export function bootstrapStatistic(
  series: readonly ArrayLike<number>[],
  statistic: (...series: Float64Array[]) => number,
  {seed = 1, draws = 1000, level = 0.95, block: given}: BootstrapOptions = {}
): StatisticInterval {
  const [first] = series;
  if (!first) throw new RangeError("series must hold at least one, got none");
  if (!(Number.isInteger(draws) && draws >= 1))
    throw new RangeError(`draws must be a whole number from 1, got ${draws}`);
  if (!(level > 0 && level < 1)) throw new RangeError(`level must be between 0 and 1, got ${level}`);
  const n = first.length;
  const columns = series.map((s) => Float64Array.from(s));
  columns.forEach((c, i) => {
    if (c.length !== n) throw new RangeError(`series[${i}] must hold ${n} values, got ${c.length}`);
    if (c.some(Number.isNaN)) throw new RangeError(`series[${i}] must have no missing values, got NaN`);
  });
  const block = given ?? blockLength(first);
  if (!(block >= 1)) throw new RangeError(`block must be at least 1, got ${block}`);
  const value = statistic(...columns);
  if (n < 8) {
    const none = {lo: Number.NaN, hi: Number.NaN, standardError: Number.NaN, draws: new Float64Array()};
    return {value, block, ...none};
  }
  const next = resampler(n, {seed, block});
  const drawn = columns.map(() => new Float64Array(n));
  const values: number[] = [];
  for (let d = 0; d < draws; d++) {
    for (let t = 0; t < n; t++) {
      const at = next();
      for (let c = 0; c < columns.length; c++) {
        (drawn[c] as Float64Array)[t] = (columns[c] as Float64Array)[at] as number;
      }
    }
    const v = statistic(...drawn);
    if (!Number.isNaN(v)) values.push(v);
  }
  const sorted = Float64Array.from(values).sort();
  const centre = sorted.reduce((s, v) => s + v, 0) / sorted.length;
  const spread = sorted.reduce((s, v) => s + (v - centre) ** 2, 0) / (sorted.length - 1);
  return {
    value,
    lo: quantileSorted(sorted, (1 - level) / 2),
    hi: quantileSorted(sorted, (1 + level) / 2),
    standardError: Math.sqrt(spread),
    block,
    draws: sorted
  };
}
