import {leastSquares} from "../linalg/qr.js";

/** Row of the last month in which the target, the last column of `n`, is known; −1 where it never is. */
export function lastKnown(panel: Float64Array, n: number): number {
  let t = panel.length / n - 1;
  while (t >= 0 && Number.isNaN(panel[t * n + n - 1])) t--;
  return t;
}

/** A first-order autoregression of the target, and its last value. */
export function benchmarks(
  panel: Float64Array,
  {n, targets}: {readonly n: number; readonly targets: readonly number[]}
): Map<number, number[]> {
  const last = lastKnown(panel, n);
  const x: number[] = [];
  const y: number[] = [];
  for (let t = 5; t <= last; t += 3) {
    const [now, before] = [panel[t * n + n - 1] as number, panel[(t - 3) * n + n - 1] as number];
    if (Number.isNaN(now + before)) continue;
    x.push(1, before);
    y.push(now);
  }
  const [constant = Number.NaN, slope = Number.NaN] = y.length > 2 ? leastSquares(x, y, 2).coefficients : [];
  const final = panel[last * n + n - 1] as number;
  return new Map(
    targets.map((t) => {
      let value = final;
      for (let at = last; at < t; at += 3) value = constant + slope * value;
      return [t, [value, final]];
    })
  );
}
