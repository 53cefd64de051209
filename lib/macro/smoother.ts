import {addColumns} from "../linalg/gram.js";
import type {KalmanFilter} from "./kalman.js";
import {pullBack, type SparseRows, transposeInto} from "./sparse-rows.js";

export interface Smoothed {
  /** Mean of each month's state given all data, months × states. */
  readonly mean: Float64Array;
  /** Covariance of the first `rows` states with all, months × rows × states. */
  readonly covariance: Float64Array;
  readonly rows: number;
  readonly states: number;
  /** Variance of each state, months × states. */
  readonly variance: Float64Array;
  /** Covariance of each state with itself a month earlier, months × states; the first month holds NaN. */
  readonly lagged: Float64Array;
}

/**
 * State and moments given all data, by the backward recursions of Durbin and Koopman (2012, section 6.4) over a
 * filter that has run. Covariances are of the first `rows` states, all by default.
 */
export function smooth(
  filter: KalmanFilter,
  {rows = filter.space.states}: {readonly rows?: number} = {}
): Smoothed {
  const {space, months, covariance: prior, filtered} = filter;
  const {states: m, transition} = space;
  const mean = new Float64Array(months * m);
  const covariance = new Float64Array(months * rows * m);
  const variance = new Float64Array(months * m);
  const lagged = new Float64Array(months * m).fill(Number.NaN);
  const r = new Float64Array(m);
  const info = new Float64Array(m * m);
  const half = new Float64Array(m * m);
  const work = new Float64Array(m);
  for (let t = months - 1; t >= 0; t--) {
    absorb(filter, t, {r, info, work});
    const p = prior.subarray(t * m * m, (t + 1) * m * m);
    smoothedMean(filter, t, r, mean);
    const size = {n: m, stride: m, count: m};
    half.fill(0);
    for (let i = 0; i < m; i++)
      addColumns(half, i * m, p, {coefficients: info.subarray(i * m, (i + 1) * m), ...size});
    const v = covariance.subarray(t * rows * m, (t + 1) * rows * m);
    v.set(p.subarray(0, rows * m));
    for (let i = 0; i < rows; i++) {
      for (let k = 0; k < m; k++) work[k] = -(p[i * m + k] as number);
      addColumns(v, i * m, half, {coefficients: work, ...size});
    }
    const own = variance.subarray(t * m, (t + 1) * m);
    for (let i = 0; i < m; i++) own[i] = p[i * m + i] as number;
    for (let k = 0; k < m; k++) {
      for (let i = 0; i < m; i++)
        own[i] = (own[i] as number) - (p[k * m + i] as number) * (half[k * m + i] as number);
    }
    if (t === 0) break;
    const before = filtered.subarray((t - 1) * m * m, t * m * m);
    lagOne(before, {transition, half, m, work}, lagged.subarray(t * m, (t + 1) * m));
    transposeInto(transition, r, work);
    pullBack(transition, info, half, m);
  }
  return {mean, covariance, rows, states: m, variance, lagged};
}

/** Mean of the state given all data for the months from `from` on (rows before it are NaN), months × states. */
export function smoothMean(filter: KalmanFilter, {from = 0}: {readonly from?: number} = {}): Float64Array {
  const {space, months} = filter;
  const {states: m, transition} = space;
  const mean = new Float64Array(months * m).fill(Number.NaN);
  const r = new Float64Array(m);
  const work = new Float64Array(m);
  for (let t = months - 1; t >= from; t--) {
    absorb(filter, t, {r});
    smoothedMean(filter, t, r, mean);
    transposeInto(transition, r, work);
  }
  return mean;
}

function smoothedMean(
  {space, mean: prior, covariance}: KalmanFilter,
  t: number,
  r: Float64Array,
  out: Float64Array
): void {
  const m = space.states;
  for (let s = 0; s < m; s++) {
    let x = prior[t * m + s] as number;
    const row = (t * m + s) * m;
    for (let u = 0; u < m; u++) x += (covariance[row + u] as number) * (r[u] as number);
    out[t * m + s] = x;
  }
}

interface Backward {
  readonly r: Float64Array;
  readonly info?: Float64Array;
  readonly work?: Float64Array;
}

/** Takes a month's data into the backward sums, last datum first. */
function absorb(filter: KalmanFilter, t: number, {r, info, work}: Backward): void {
  const {states: m, series: n, design} = filter.space;
  const {start, column, value} = design;
  for (let i = n - 1; i >= 0; i--) {
    const at = t * n + i;
    const v = filter.surprise[at] as number;
    if (Number.isNaN(v)) continue;
    const f = filter.variance[at] as number;
    const k = filter.gain.subarray(at * m, (at + 1) * m);
    let rk = 0;
    for (let s = 0; s < m; s++) rk += (r[s] as number) * (k[s] as number);
    const add = v / f - rk;
    const [first, last] = [start[i] as number, start[i + 1] as number];
    for (let e = first; e < last; e++) {
      const j = column[e] as number;
      r[j] = (r[j] as number) + (value[e] as number) * add;
    }
    if (!info || !work) continue;
    // N is symmetric: its rows are its columns.
    work.fill(0);
    addColumns(work, 0, info, {coefficients: k, n: m, stride: m, count: m});
    let knk = 1 / f;
    for (let s = 0; s < m; s++) knk += (work[s] as number) * (k[s] as number);
    for (let e = first; e < last; e++) {
      const j = column[e] as number;
      const z = value[e] as number;
      for (let s = 0; s < m; s++) {
        const g = z * (work[s] as number);
        info[j * m + s] = (info[j * m + s] as number) - g;
        info[s * m + j] = (info[s * m + j] as number) - g;
      }
      for (let c = first; c < last; c++) {
        const u = column[c] as number;
        info[j * m + u] = (info[j * m + u] as number) + z * (value[c] as number) * knk;
      }
    }
  }
}

interface Lag {
  readonly transition: SparseRows;
  /** N P of the later month. */
  readonly half: Float64Array;
  readonly m: number;
  readonly work: Float64Array;
}

/** Diagonal of P_{t−1|t−1} Tᵀ (I − N P): the covariance of each state with itself a month before. */
function lagOne(before: Float64Array, {transition, half, m, work}: Lag, out: Float64Array): void {
  const {start, column, value} = transition;
  out.fill(0);
  for (let k = 0; k < m; k++) {
    work.fill(0);
    for (let e = start[k] as number; e < (start[k + 1] as number); e++) {
      const v = value[e] as number;
      const row = (column[e] as number) * m;
      for (let i = 0; i < m; i++) work[i] = (work[i] as number) + v * (before[row + i] as number);
    }
    for (let i = 0; i < m; i++)
      out[i] = (out[i] as number) + (work[i] as number) * ((k === i ? 1 : 0) - (half[k * m + i] as number));
  }
}
