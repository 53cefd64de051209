import {cholesky, choleskySolve} from "../linalg/cholesky.js";
import {neweyWestMean} from "../stats/newey-west.js";
import {overlapLags} from "./overlap.js";
import {checkPanel, type Panel} from "./panel.js";

export interface FamaMacBeth {
  /** Slopes by date and regressor (dates × regressors); NaN where the date was not regressed. */
  readonly slope: Float64Array;
  readonly intercept: Float64Array;
  readonly r2: Float64Array;
  readonly assets: Int32Array;
  /** Premium of each regressor: the mean slope, its Newey–West error and t. */
  readonly premium: readonly ReturnType<typeof neweyWestMean>[];
}

export interface FamaMacBethOptions extends Panel {
  /** Regression weight of each asset-date; equal by default. */
  readonly weight?: ArrayLike<number>;
  /** Periods that the forward return spans: the Newey–West lag is at least horizon − 1. */
  readonly horizon?: number;
}

/**
 * Fama and MacBeth (1973): forward returns on the signals by date, with an intercept, then the mean of the slopes with
 * Newey–West errors. Asset-dates with a missing value are left out; a date is skipped where its normal equations are
 * singular or it has fewer than regressors + 3 assets.
 */
export function famaMacBeth(
  forward: ArrayLike<number>,
  signals: readonly ArrayLike<number>[],
  {dates, assets, weight, horizon = 1}: FamaMacBethOptions
): FamaMacBeth {
  const named = Object.fromEntries(signals.map((s, j) => [`signals[${j}]`, s]));
  checkPanel({dates, assets}, weight ? {forward, weight, ...named} : {forward, ...named});
  if (signals.length === 0) throw new RangeError("signals must hold at least one panel, got 0");
  const k = signals.length;
  const slope = new Float64Array(dates * k).fill(Number.NaN);
  const intercept = new Float64Array(dates).fill(Number.NaN);
  const r2 = new Float64Array(dates).fill(Number.NaN);
  const count = new Int32Array(dates);
  const row = new Float64Array(k + 1);
  for (let t = 0; t < dates; t++) {
    const sums = normalEquations(k + 1);
    for (let i = t * assets; i < (t + 1) * assets; i++) {
      row[0] = 1;
      for (let j = 0; j < k; j++) row[j + 1] = signals[j]?.[i] as number;
      sums.add(row, forward[i] as number, weight ? (weight[i] as number) : 1);
    }
    const n = sums.count();
    count[t] = n;
    const fit = n < k + 3 ? undefined : sums.solve();
    if (!fit) continue;
    intercept[t] = fit.beta[0] as number;
    slope.set(fit.beta.subarray(1), t * k);
    r2[t] = fit.r2;
  }
  const premium = signals.map((_, j) => {
    const own = Float64Array.from({length: dates}, (_, t) => slope[t * k + j] as number);
    return neweyWestMean(own, {lags: overlapLags(own, horizon)});
  });
  return {slope, intercept, r2, assets: count, premium};
}

/** Gathers X'WX, X'Wy row by row and solves them by Cholesky. */
function normalEquations(p: number) {
  const xx = new Float64Array(p * p);
  const xy = new Float64Array(p);
  let [n, w, y1, y2] = [0, 0, 0, 0];
  return {
    count: (): number => n,
    add(x: Float64Array, y: number, v: number): void {
      if (!(v > 0) || Number.isNaN(y) || x.some(Number.isNaN)) return;
      n++;
      w += v;
      y1 += v * y;
      y2 += v * y * y;
      for (let i = 0; i < p; i++) {
        const xi = v * (x[i] as number);
        xy[i] = (xy[i] as number) + xi * y;
        for (let j = 0; j <= i; j++) xx[i * p + j] = (xx[i * p + j] as number) + xi * (x[j] as number);
      }
    },
    solve(): {beta: Float64Array; r2: number} | undefined {
      const factor = cholesky(xx, p, {tolerance: 1e-12});
      if (!factor) return undefined;
      const beta = choleskySolve(factor, p, xy);
      const total = y2 - (y1 * y1) / w;
      const explained = beta.reduce((s, b, i) => s + b * (xy[i] as number), 0) - (y1 * y1) / w;
      return {beta, r2: total > 0 ? explained / total : Number.NaN};
    }
  };
}
