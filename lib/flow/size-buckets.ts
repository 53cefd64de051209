import {qpSolver} from "../attribution/qp.js";
import {quantileSorted} from "../stats/quantile.js";
import {regression} from "../stats/regression.js";
import {resampler} from "../stats/stationary-bootstrap.js";

/** Buckets of market value that do not overlap, by their indices; `micro` is what is below them. */
export const BUCKETS = ["000300.SH", "000905.SH", "000852.SH", "932000.CSI", "micro"] as const;

export interface BucketOptions {
  /** Weight of last time's holdings, as a share of the legs' mean variance of spreads. */
  readonly turnover?: number;
  readonly draws?: number;
  /** Expected length of a block, in days. */
  readonly block?: number;
  readonly level?: number;
  readonly seed?: number;
}

export interface BucketWeights {
  /** Funds × legs, each fund's summing to one; NaN for a fund without a whole window. */
  readonly weight: Float64Array;
  /** Percentile bounds over resamples of days, of each fund and, last, of the mean over funds by `assets`. */
  readonly lo: Float64Array;
  readonly hi: Float64Array;
  /** Mean over the funds that have weights, by `assets`, one a leg. */
  readonly mean: Float64Array;
}

/**
 * Holdings by size bucket from returns (收益率归因, Sharpe 1992): each fund's weights on non-overlapping legs, none
 * negative, summing to one, that fit its returns least squares, drawn to last time's by a penalty on turnover. Since
 * they sum to one this is a regression of the fund over the first leg on the spreads of neighbours. `legs` is days ×
 * legs, `funds` funds × days, both without gaps for a fund that is to be fitted. Intervals come from days resampled in
 * blocks, the same for all funds, so that the mean's interval keeps what they have in common.
 */
export function bucketWeights(
  {
    legs,
    funds,
    days,
    before,
    assets
  }: {
    readonly legs: Float64Array;
    readonly funds: Float64Array;
    readonly days: number;
    /** Last time's weights, funds × legs; NaN stands for equal parts. */
    readonly before: Float64Array;
    readonly assets: ArrayLike<number>;
  },
  {turnover = 0.3, draws = 0, block = 5, level = 0.9, seed = 1}: BucketOptions = {}
): BucketWeights {
  const k = legs.length / days;
  const n = funds.length / days;
  if (!Number.isInteger(k) || !Number.isInteger(n))
    throw new RangeError(
      `legs and funds must hold whole days of ${days}, got ${legs.length} and ${funds.length}`
    );
  if (before.length !== n * k)
    throw new RangeError(`before must hold ${n} × ${k} values, got ${before.length}`);
  const whole = Array.from(
    {length: n},
    (_, f) => !funds.subarray(f * days, (f + 1) * days).some(Number.isNaN)
  );
  const solver = qpSolver(k);
  const states = new Int8Array(n * (k + 1));
  const penalty = turnover * spreadVariance(legs, days, k);
  const weigh = (rows: ArrayLike<number>, out: Float64Array): void => {
    const q = crossProducts(legs, rows, k);
    for (let i = 0; i < k; i++) q[i * k + i] = (q[i * k + i] as number) + penalty;
    const unit = 1 / (q[0] as number);
    for (let i = 0; i < q.length; i++) q[i] = (q[i] as number) * unit;
    const c = new Float64Array(k);
    for (let f = 0; f < n; f++) {
      if (!whole[f]) continue;
      moments(legs, funds.subarray(f * days, (f + 1) * days), rows, c);
      for (let i = 0; i < k; i++) {
        const last = before[f * k + i] as number;
        c[i] = ((c[i] as number) + penalty * (Number.isNaN(last) ? 1 / k : last)) * unit;
      }
      const state = states.subarray(f * (k + 1), (f + 1) * (k + 1));
      out.set(solver.solve({q, c, ...BOUNDS(k)}, state).x, f * k);
    }
  };
  const all = Int32Array.from({length: days}, (_, t) => t);
  const weight = new Float64Array(n * k).fill(Number.NaN);
  weigh(all, weight);
  const samples = new Float64Array(draws * (n + 1) * k).fill(Number.NaN);
  const next = resampler(days, {seed, block});
  for (let d = 0; d < draws; d++) {
    const own = samples.subarray(d * (n + 1) * k, (d + 1) * (n + 1) * k);
    weigh(all.map(next), own);
    own.set(meanOf(own, assets, {n, k}), n * k);
  }
  return {
    weight,
    mean: meanOf(weight, assets, {n, k}),
    ...bounds(samples, {draws, size: (n + 1) * k, level})
  };
}

/**
 * Variance inflation of each spread between neighbouring legs, 1 ÷ (1 − R²) on the other spreads: levels move
 * together, spreads less so. One a spread, legs − 1 of them.
 */
export function spreadInflation(legs: Float64Array, days: number): Float64Array {
  const k = legs.length / days - 1;
  const spreads = Float64Array.from({length: days * k}, (_, at) => {
    const [t, i] = [Math.floor(at / k), at % k];
    return (legs[t * (k + 1) + i + 1] as number) - (legs[t * (k + 1) + i] as number);
  });
  return Float64Array.from({length: k}, (_, i) => {
    const y = Float64Array.from({length: days}, (_, t) => spreads[t * k + i] as number);
    const x: number[] = [];
    for (let t = 0; t < days; t++) {
      x.push(1);
      for (let j = 0; j < k; j++) if (j !== i) x.push(spreads[t * k + j] as number);
    }
    return 1 / (1 - regression(y, x, k).r2);
  });
}

const BOUNDS = (k: number) => ({
  lower: new Float64Array(k),
  upper: new Float64Array(k).fill(1),
  budget: [1, 1] as const
});

function spreadVariance(legs: Float64Array, days: number, k: number): number {
  let total = 0;
  for (let t = 0; t < days; t++)
    for (let i = 1; i < k; i++) total += ((legs[t * k + i] as number) - (legs[t * k + i - 1] as number)) ** 2;
  return total / (days * Math.max(k - 1, 1));
}

function crossProducts(legs: Float64Array, rows: ArrayLike<number>, k: number): Float64Array {
  const q = new Float64Array(k * k);
  for (let r = 0; r < rows.length; r++) {
    const at = (rows[r] as number) * k;
    for (let i = 0; i < k; i++)
      for (let j = 0; j <= i; j++)
        q[i * k + j] =
          (q[i * k + j] as number) + ((legs[at + i] as number) * (legs[at + j] as number)) / rows.length;
  }
  for (let i = 0; i < k; i++) for (let j = 0; j < i; j++) q[j * k + i] = q[i * k + j] as number;
  return q;
}

function moments(legs: Float64Array, fund: Float64Array, rows: ArrayLike<number>, c: Float64Array): void {
  const k = c.length;
  c.fill(0);
  for (let r = 0; r < rows.length; r++) {
    const t = rows[r] as number;
    const y = (fund[t] as number) / rows.length;
    for (let i = 0; i < k; i++) c[i] = (c[i] as number) + y * (legs[t * k + i] as number);
  }
}

function meanOf(
  weight: Float64Array,
  assets: ArrayLike<number>,
  {n, k}: {readonly n: number; readonly k: number}
): Float64Array {
  const mean = new Float64Array(k);
  let total = 0;
  for (let f = 0; f < n; f++) {
    const a = assets[f] as number;
    if (Number.isNaN(weight[f * k]) || !(a > 0)) continue;
    total += a;
    for (let i = 0; i < k; i++) mean[i] = (mean[i] as number) + a * (weight[f * k + i] as number);
  }
  return mean.map((v) => (total > 0 ? v / total : Number.NaN));
}

function bounds(
  samples: Float64Array,
  {draws, size, level}: {readonly draws: number; readonly size: number; readonly level: number}
): {lo: Float64Array; hi: Float64Array} {
  const lo = new Float64Array(size).fill(Number.NaN);
  const hi = new Float64Array(size).fill(Number.NaN);
  if (draws === 0) return {lo, hi};
  const own = new Float64Array(draws);
  for (let i = 0; i < size; i++) {
    for (let d = 0; d < draws; d++) own[d] = samples[d * size + i] as number;
    if (Number.isNaN(own[0])) continue;
    own.sort();
    lo[i] = quantileSorted(own, (1 - level) / 2);
    hi[i] = quantileSorted(own, (1 + level) / 2);
  }
  return {lo, hi};
}
