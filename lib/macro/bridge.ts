import {leastSquares} from "../linalg/qr.js";

/** y_q = constant + own · y_{q−1} + slope · x_q of one indicator's quarterly mean, with its residual variance. */
export interface BridgeEquation {
  readonly indicator: number;
  readonly constant: number;
  readonly own: number;
  readonly slope: number;
  readonly variance: number;
}

/**
 * Bridge equations (Baffigi, Golinelli and Parigi 2004), one an indicator, by least squares over the quarters in which
 * all its terms are known. `means` is quarters × indicators; NaN is missing. Indicators with fewer than `minimum`
 * quarters get no equation.
 */
export function fitBridge(
  y: ArrayLike<number>,
  means: ArrayLike<number>,
  {indicators, minimum = 16}: {readonly indicators: number; readonly minimum?: number}
): BridgeEquation[] {
  if (means.length !== y.length * indicators)
    throw new RangeError(`means must hold ${y.length} × ${indicators} values, got ${means.length}`);
  return Array.from({length: indicators}, (_, i) => i).flatMap((i): BridgeEquation[] => {
    const x: number[] = [];
    const wanted: number[] = [];
    for (let q = 1; q < y.length; q++) {
      const row = [y[q] as number, y[q - 1] as number, means[q * indicators + i] as number];
      if (row.some((v) => Number.isNaN(v))) continue;
      wanted.push(row[0] as number);
      x.push(1, row[1] as number, row[2] as number);
    }
    if (wanted.length < minimum) return [];
    const {coefficients, dropped} = leastSquares(x, wanted, 3);
    if (dropped.length > 0) return [];
    const [constant = 0, own = 0, slope = 0] = coefficients;
    const residual = wanted.reduce(
      (s, v, k) =>
        s + (v - constant - own * (x[3 * k + 1] as number) - slope * (x[3 * k + 2] as number)) ** 2,
      0
    );
    return [{indicator: i, constant, own, slope, variance: residual / (wanted.length - 3)}];
  });
}

/** The equations' mean forecast, weighted by the inverse of their variances; NaN where none has its indicator. */
export function bridge(
  equations: readonly BridgeEquation[],
  {last, means}: {readonly last: number; readonly means: ArrayLike<number>}
): number {
  let [total, weight] = [0, 0];
  for (const {indicator, constant, own, slope, variance} of equations) {
    const value = constant + own * last + slope * (means[indicator] as number);
    if (Number.isNaN(value)) continue;
    total += value / variance;
    weight += 1 / variance;
  }
  return weight > 0 ? total / weight : Number.NaN;
}
