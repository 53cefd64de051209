import {rank} from "../stats/rank.js";
import {checkPanel, type Panel} from "./panel.js";

/**
 * Quantile of each value in its date, 0 (lowest) … quantiles − 1, −1 where missing: ⌊q (r − ½) / n⌋ of the mid-rank r,
 * so that equal values are never split; a bucket may then hold more or fewer than its share, or none.
 */
export function quantileOf(
  signal: ArrayLike<number>,
  {dates, assets, quantiles}: Panel & {readonly quantiles: number}
): Int8Array {
  checkPanel({dates, assets}, {signal});
  if (!(Number.isInteger(quantiles) && quantiles >= 2 && quantiles <= 100)) {
    throw new RangeError(`quantiles must be a whole number from 2 to 100, got ${quantiles}`);
  }
  const bucket = new Int8Array(dates * assets).fill(-1);
  const row = new Float64Array(assets);
  for (let t = 0; t < dates; t++) {
    let n = 0;
    for (let i = 0; i < assets; i++) {
      row[i] = signal[t * assets + i] as number;
      if (!Number.isNaN(row[i])) n++;
    }
    const ranks = rank(row);
    for (let i = 0; i < assets; i++) {
      const r = ranks[i] as number;
      if (!Number.isNaN(r)) bucket[t * assets + i] = Math.floor((quantiles * (r - 0.5)) / n);
    }
  }
  return bucket;
}

export interface QuantileReturns {
  readonly quantiles: number;
  /** dates × quantiles: mean forward return of the bucket; NaN where it is empty. */
  readonly mean: Float64Array;
  readonly count: Int32Array;
  /** By date: top minus bottom bucket. */
  readonly spread: Float64Array;
}

/**
 * Return of each quantile's portfolio by date, equally weighted or by `weight` (not negative). Assets whose forward
 * return is missing are left out: count them with `coverage`.
 */
export function quantileReturns(
  bucket: ArrayLike<number>,
  forward: ArrayLike<number>,
  {
    dates,
    assets,
    quantiles,
    weight
  }: Panel & {readonly quantiles: number; readonly weight?: ArrayLike<number>}
): QuantileReturns {
  checkPanel({dates, assets}, weight ? {bucket, forward, weight} : {bucket, forward});
  const mean = new Float64Array(dates * quantiles);
  const total = new Float64Array(dates * quantiles);
  const count = new Int32Array(dates * quantiles);
  for (let k = 0; k < bucket.length; k++) {
    const q = bucket[k] as number;
    const f = forward[k] as number;
    const w = weight ? (weight[k] as number) : 1;
    if (q < 0 || Number.isNaN(f) || !(w > 0)) continue;
    const at = Math.floor(k / assets) * quantiles + q;
    mean[at] = (mean[at] as number) + w * f;
    total[at] = (total[at] as number) + w;
    count[at] = (count[at] as number) + 1;
  }
  for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] as number) / (total[i] as number);
  const spread = Float64Array.from(
    {length: dates},
    (_, t) => (mean[(t + 1) * quantiles - 1] as number) - (mean[t * quantiles] as number)
  );
  return {quantiles, mean, count, spread};
}

/** One column of dates × columns. */
export const columnOf = (values: Float64Array, column: number, columns: number): Float64Array =>
  Float64Array.from({length: values.length / columns}, (_, t) => values[t * columns + column] as number);
