import {addColumns} from "../linalg/gram.js";
import {multiplyRows, type SparseRows} from "./sparse-rows.js";
import type {StateSpace} from "./state-space.js";

/** What a Kalman filter has seen, month by month; `run` writes into the same arrays again. */
export interface KalmanFilter {
  readonly space: StateSpace;
  readonly months: number;
  /** Mean of the state before a month's data, months × states. */
  readonly mean: Float64Array;
  /** Its covariance, months × states × states. */
  readonly covariance: Float64Array;
  /** Covariance after the month's data, months × states × states. */
  readonly filtered: Float64Array;
  /** Surprise of each datum given all before it, months × series; NaN where there is none. */
  readonly surprise: Float64Array;
  /** Variance of the surprise. */
  readonly variance: Float64Array;
  /** Gain of each datum, months × series × states. */
  readonly gain: Float64Array;
  /**
   * Filters a panel (months × series, NaN missing) from month `from`, keeping what was filtered before it, and
   * returns the log-likelihood of the data from there on. Throws on a panel of another size.
   */
  run(panel: ArrayLike<number>, options?: {readonly from?: number}): number;
  /** Another filter that has seen the same. */
  copy(): KalmanFilter;
}

/** Data whose gains are gathered before the covariance is brought up to date by all of them. */
const BLOCK = 4;

type Seen = Pick<KalmanFilter, "mean" | "covariance" | "filtered" | "surprise" | "variance" | "gain"> & {
  /** Mean of the state after a month's data. */
  readonly after: Float64Array;
};

/** Below this share of its terms a surprise's variance is rounding, and the datum says nothing new. */
const REDUNDANT = 1e-12;

/**
 * The Kalman filter in the univariate form of Koopman and Durbin (2000): data of a month enter one by one, missing
 * ones not at all, so that no matrix is inverted and any pattern of missing values will do.
 */
export function kalmanFilter(space: StateSpace, months: number): KalmanFilter {
  const {states: m, series: n} = space;
  if (!Number.isInteger(months) || months < 1)
    throw new RangeError(`months must be at least 1, got ${months}`);
  return filterOf(space, months, {
    mean: new Float64Array(months * m),
    covariance: new Float64Array(months * m * m),
    filtered: new Float64Array(months * m * m),
    surprise: new Float64Array(months * n),
    variance: new Float64Array(months * n),
    gain: new Float64Array(months * n * m),
    after: new Float64Array(months * m)
  });
}

function filterOf(space: StateSpace, months: number, seen: Seen): KalmanFilter {
  const {states: m, series: n, design, transition, noise, start} = space;
  const {mean, covariance, filtered, surprise, variance, gain, after} = seen;
  const a = new Float64Array(m);
  const half = new Float64Array(m * m);
  const block = {rows: new Float64Array(BLOCK * m), variance: new Float64Array(BLOCK), count: 0};
  const coefficients = new Float64Array(BLOCK);
  const run = (panel: ArrayLike<number>, {from = 0}: {readonly from?: number} = {}): number => {
    if (panel.length !== months * n)
      throw new RangeError(`panel must hold ${months} × ${n} values, got ${panel.length}`);
    let likelihood = 0;
    for (let t = from; t < months; t++) {
      const p = filtered.subarray(t * m * m, (t + 1) * m * m);
      if (t === 0) {
        a.fill(0);
        p.set(start);
      } else {
        multiplyRows(transition, after.subarray((t - 1) * m, t * m), a);
        predict(p, filtered.subarray((t - 1) * m * m, t * m * m), {transition, noise, m, half});
      }
      mean.set(a, t * m);
      covariance.set(p, t * m * m);
      for (let i = 0; i < n; i++) {
        const at = t * n + i;
        const y = panel[at] as number;
        surprise[at] = Number.NaN;
        if (Number.isNaN(y)) continue;
        const k = gain.subarray(at * m, (at + 1) * m);
        const [first, last] = [design.start[i] as number, design.start[i + 1] as number];
        let fitted = 0;
        for (let e = first; e < last; e++)
          fitted += (design.value[e] as number) * (a[design.column[e] as number] as number);
        for (let s = 0; s < m; s++) {
          let ps = 0;
          for (let e = first; e < last; e++) {
            const j = design.column[e] as number;
            ps += (design.value[e] as number) * (p[s > j ? s * m + j : j * m + s] as number);
          }
          k[s] = ps;
        }
        for (let b = 0; b < block.count; b++) {
          let zk = 0;
          for (let e = first; e < last; e++)
            zk += (design.value[e] as number) * (block.rows[b * m + (design.column[e] as number)] as number);
          coefficients[b] = -zk / (block.variance[b] as number);
        }
        addColumns(gain, at * m, block.rows, {coefficients, n: m, stride: m, count: block.count});
        let [f, scale] = [0, 0];
        for (let e = first; e < last; e++) {
          const term = (design.value[e] as number) * (k[design.column[e] as number] as number);
          f += term;
          scale += Math.abs(term);
        }
        if (!(f > REDUNDANT * scale)) continue;
        const v = y - fitted;
        surprise[at] = v;
        variance[at] = f;
        likelihood -= 0.5 * (Math.log(2 * Math.PI * f) + (v * v) / f);
        for (let s = 0; s < m; s++) a[s] = (a[s] as number) + ((k[s] as number) / f) * v;
        block.rows.set(k, block.count * m);
        block.variance[block.count++] = f;
        if (block.count === BLOCK) flush(p, m, block, coefficients);
        for (let s = 0; s < m; s++) k[s] = (k[s] as number) / f;
      }
      flush(p, m, block, coefficients);
      mirror(p, m);
      after.set(a, t * m);
    }
    return likelihood;
  };
  const copy = (): KalmanFilter =>
    filterOf(space, months, {
      mean: mean.slice(),
      covariance: covariance.slice(),
      filtered: filtered.slice(),
      surprise: surprise.slice(),
      variance: variance.slice(),
      gain: gain.slice(),
      after: after.slice()
    });
  return {space, months, mean, covariance, filtered, surprise, variance, gain, run, copy};
}

/** Gains of data before they are divided by the variances of their surprises, and how many there are. */
interface Block {
  readonly rows: Float64Array;
  readonly variance: Float64Array;
  count: number;
}

/** Takes what the block's data tell from the covariance's lower half, and empties the block. */
function flush(p: Float64Array, m: number, block: Block, coefficients: Float64Array): void {
  const {rows, variance, count} = block;
  for (let s = 0; s < m && count > 0; s++) {
    for (let b = 0; b < count; b++) coefficients[b] = -(rows[b * m + s] as number) / (variance[b] as number);
    addColumns(p, s * m, rows, {coefficients, n: s + 1, stride: m, count});
  }
  block.count = 0;
}

/** Copies the lower half to the upper: updates keep the lower only. */
function mirror(p: Float64Array, m: number): void {
  for (let i = 1; i < m; i++) for (let j = 0; j < i; j++) p[j * m + i] = p[i * m + j] as number;
}

interface Step {
  readonly transition: SparseRows;
  readonly noise: Float64Array;
  readonly m: number;
  readonly half: Float64Array;
}

/** next = T P Tᵀ + Q. */
function predict(next: Float64Array, p: Float64Array, {transition, noise, m, half}: Step): void {
  const {start, column, value} = transition;
  half.fill(0);
  for (let i = 0; i < m; i++) {
    for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
      const v = value[e] as number;
      const from = (column[e] as number) * m;
      for (let j = 0; j < m; j++) half[i * m + j] = (half[i * m + j] as number) + v * (p[from + j] as number);
    }
  }
  for (let i = 0; i < m; i++) {
    for (let j = 0; j <= i; j++) {
      let s = noise[i * m + j] as number;
      for (let e = start[j] as number; e < (start[j + 1] as number); e++)
        s += (value[e] as number) * (half[i * m + (column[e] as number)] as number);
      next[i * m + j] = next[j * m + i] = s;
    }
  }
}
