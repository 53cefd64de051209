import {overlapLags} from "./overlap.js";
import {checkPanel, type Panel} from "./panel.js";

export interface PanelSlope {
  readonly n: number;
  /** Dates with at least one pair. */
  readonly dates: number;
  readonly intercept: number;
  readonly slope: number;
  readonly standardError: number;
  readonly t: number;
  readonly lags: number;
}

/**
 * Pooled regression of `outcome` on `score` (dates × assets), one value a period, with the errors of Driscoll and
 * Kraay (1998): Newey–West on the dates' sums of moments, so that assets of one date and outcomes over overlapping
 * periods may depend on each other. With one asset these are Newey–West's errors. No small-sample factor. NaN where
 * the score does not vary or fewer than three dates have pairs.
 */
export function panelSlope(
  score: ArrayLike<number>,
  outcome: ArrayLike<number>,
  {dates, assets, horizon = 1, lags}: Panel & {readonly horizon?: number; readonly lags?: number}
): PanelSlope {
  checkPanel({dates, assets}, {score, outcome});
  const paired = (k: number): boolean => !Number.isNaN((score[k] as number) + (outcome[k] as number));
  let [n, x1, x2, y1, xy] = [0, 0, 0, 0, 0];
  const used: number[] = [];
  for (let t = 0; t < dates; t++) {
    const before = n;
    for (let k = t * assets; k < (t + 1) * assets; k++) {
      if (!paired(k)) continue;
      const [x, y] = [score[k] as number, outcome[k] as number];
      n++;
      x1 += x;
      x2 += x * x;
      y1 += y;
      xy += x * y;
    }
    if (n > before) used.push(t);
  }
  const sxx = x2 - (x1 * x1) / n;
  const most = lags ?? overlapLags(used, horizon);
  if (used.length < 3 || !(sxx > 1e-12 * x2)) {
    const none = Number.NaN;
    return {n, dates: used.length, intercept: none, slope: none, standardError: none, t: none, lags: most};
  }
  const slope = (xy - (x1 * y1) / n) / sxx;
  const intercept = (y1 - slope * x1) / n;
  const centre = x1 / n;
  const moment = Float64Array.from(used, (t) => {
    let h = 0;
    for (let k = t * assets; k < (t + 1) * assets; k++) {
      if (!paired(k)) continue;
      const x = score[k] as number;
      h += (x - centre) * ((outcome[k] as number) - intercept - slope * x);
    }
    return h;
  });
  let meat = 0;
  for (let l = 0; l <= Math.min(most, moment.length - 1); l++) {
    let c = 0;
    for (let i = l; i < moment.length; i++) c += (moment[i] as number) * (moment[i - l] as number);
    meat += (l === 0 ? 1 : 2 * (1 - l / (most + 1))) * c;
  }
  const standardError = Math.sqrt(meat) / sxx;
  return {n, dates: used.length, intercept, slope, standardError, t: slope / standardError, lags: most};
}
