import type {KalmanFilter} from "./kalman.js";
import {type SparseRows, transposeInto} from "./sparse-rows.js";

/** One datum of a panel. */
export interface Place {
  readonly month: number;
  readonly series: number;
}

/** What the model says of a datum, seen or not: its row of Z times a state (months × states). */
export function fittedAt(
  {start, column, value}: SparseRows,
  state: ArrayLike<number>,
  {month, series, states}: Place & {readonly states: number}
): number {
  let s = 0;
  for (let e = start[series] as number; e < (start[series + 1] as number); e++)
    s += (value[e] as number) * (state[month * states + (column[e] as number)] as number);
  return s;
}

/**
 * How much each datum of the months from `since` on moves the model's value of the target: its derivative, months ×
 * series, zero for missing data and NaN before `since`. Exact, since a Gaussian model's estimate is linear in its
 * data: fixed-point smoothing (Anderson and Moore 1979, section 7.2) run backwards.
 */
export function targetWeights(
  filter: KalmanFilter,
  {month, series}: Place,
  {since = 0}: {readonly since?: number} = {}
): Float64Array {
  const {space, months, covariance, gain, surprise, variance} = filter;
  const {states: m, series: n, design, transition} = space;
  if (!(month >= 0 && month < months))
    throw new RangeError(`month must lie in 0 to ${months - 1}, got ${month}`);
  const direct = new Float64Array(months * n);
  const cross = new Float64Array(m);
  const work = new Float64Array(m);
  const rowTimes = (i: number, x: Float64Array): number => {
    let s = 0;
    for (let e = design.start[i] as number; e < (design.start[i + 1] as number); e++)
      s += (design.value[e] as number) * (x[design.column[e] as number] as number);
    return s;
  };
  for (let s = 0; s < m; s++)
    cross[s] = rowTimes(series, covariance.subarray((month * m + s) * m, (month * m + s + 1) * m));
  for (let t = month; t < months; t++) {
    for (let i = 0; i < n; i++) {
      const at = t * n + i;
      if (Number.isNaN(surprise[at])) continue;
      const c = rowTimes(i, cross);
      direct[at] = c / (variance[at] as number);
      for (let s = 0; s < m; s++) cross[s] = (cross[s] as number) - (gain[at * m + s] as number) * c;
    }
    forward(transition, cross, work);
  }
  const weights = new Float64Array(months * n).fill(Number.NaN);
  const r = new Float64Array(m);
  const add = (i: number, by: number): void => {
    for (let e = design.start[i] as number; e < (design.start[i + 1] as number); e++) {
      const j = design.column[e] as number;
      r[j] = (r[j] as number) + (design.value[e] as number) * by;
    }
  };
  for (let t = months - 1; t >= since; t--) {
    for (let i = n - 1; i >= 0; i--) {
      const at = t * n + i;
      weights[at] = 0;
      if (Number.isNaN(surprise[at])) continue;
      let w = direct[at] as number;
      for (let s = 0; s < m; s++) w += (r[s] as number) * (gain[at * m + s] as number);
      weights[at] = w;
      add(i, -w);
    }
    if (t === month) add(series, 1);
    transposeInto(transition, r, work);
  }
  return weights;
}

/** x ← T x. */
function forward({start, column, value}: SparseRows, x: Float64Array, work: Float64Array): void {
  for (let i = 0; i < x.length; i++) {
    let s = 0;
    for (let e = start[i] as number; e < (start[i + 1] as number); e++)
      s += (value[e] as number) * (x[column[e] as number] as number);
    work[i] = s;
  }
  x.set(work);
}
