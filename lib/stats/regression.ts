import {product} from "../linalg/product.js";
import {leastSquares} from "../linalg/qr.js";

export interface Fit {
  /** One a column of X; NaN for a column that depends on earlier ones. */
  readonly coefficients: Float64Array;
  readonly standardErrors: Float64Array;
  readonly t: Float64Array;
  readonly residuals: Float64Array;
  readonly fitted: Float64Array;
  /** 1 − Σwu²/Σw(y − ȳ)², ȳ weighted; NaN where y does not vary. */
  readonly r2: number;
  readonly n: number;
  readonly degrees: number;
  readonly dropped: readonly number[];
}

export interface RegressionOptions {
  /** Not negative; a row of weight 0 is left out. */
  readonly weight?: ArrayLike<number>;
  readonly errors?: "classical" | "hc0" | "hc1" | "hc3" | "newey-west";
  /** Lags of Newey–West, default ⌊4(n/100)^(2/9)⌋ (Newey and West 1994). */
  readonly lags?: number;
}

/** The lag ⌊4(n/100)^(2/9)⌋ of Newey and West (1994). */
export const neweyWestLags = (n: number): number => Math.floor(4 * (n / 100) ** (2 / 9));

/**
 * Least squares of y on the columns of X (n × p, row-major; no intercept is added), with the chosen standard errors:
 * classical, White's HC0, HC1, HC3 (MacKinnon and White 1985), or Newey–West with Bartlett weights and no small-sample
 * factor (as statsmodels' HAC). Rows that hold NaN are left out and get NaN residuals. Throws on wrong sizes, and
 * when no degree of freedom is left.
 */
export function regression(
  y: ArrayLike<number>,
  x: ArrayLike<number>,
  p: number,
  {weight, errors = "classical", lags}: RegressionOptions = {}
): Fit {
  if (x.length !== y.length * p)
    throw new RangeError(`x must hold ${y.length} × ${p} values, got ${x.length}`);
  const rows = usable(y, x, p, weight);
  const n = rows.length;
  const root = Float64Array.from(rows, (i) => Math.sqrt(weight ? (weight[i] as number) : 1));
  const wx = new Float64Array(n * p);
  const wy = new Float64Array(n);
  rows.forEach((i, k) => {
    wy[k] = (root[k] as number) * (y[i] as number);
    for (let j = 0; j < p; j++) wx[k * p + j] = (root[k] as number) * (x[i * p + j] as number);
  });
  const {coefficients, inverse, dropped} = leastSquares(wx, wy, p);
  const degrees = n - p + dropped.length;
  if (degrees < 1) throw new RangeError(`regression needs more than ${p - dropped.length} rows, got ${n}`);
  const u = wy.map((v, k) => v - predict(wx, k, p, coefficients));
  const covariance = coefficientCovariance({
    x: wx,
    u,
    p,
    inverse,
    degrees,
    errors,
    lags: lags ?? neweyWestLags(n)
  });
  const standardErrors = coefficients.map((_, j) => Math.sqrt(covariance[j * p + j] as number));
  const fitted = new Float64Array(y.length).fill(Number.NaN);
  for (const i of rows) fitted[i] = predict(x, i, p, coefficients);
  return {
    coefficients,
    standardErrors,
    t: coefficients.map((b, j) => b / (standardErrors[j] as number)),
    residuals: fitted.map((f, i) => (y[i] as number) - f),
    fitted,
    r2: share(u, wy, root),
    n,
    degrees,
    dropped
  };
}

function usable(y: ArrayLike<number>, x: ArrayLike<number>, p: number, weight?: ArrayLike<number>): number[] {
  const rows: number[] = [];
  for (let i = 0; i < y.length; i++) {
    let s = y[i] as number;
    for (let j = 0; j < p; j++) s += x[i * p + j] as number;
    if (!Number.isNaN(s) && (!weight || (weight[i] as number) > 0)) rows.push(i);
  }
  return rows;
}

function predict(x: ArrayLike<number>, row: number, p: number, b: Float64Array): number {
  let s = 0;
  for (let j = 0; j < p; j++) if (!Number.isNaN(b[j])) s += (x[row * p + j] as number) * (b[j] as number);
  return s;
}

function share(u: Float64Array, wy: Float64Array, root: Float64Array): number {
  let [w, wm] = [0, 0];
  root.forEach((r, k) => {
    w += r * r;
    wm += r * (wy[k] as number);
  });
  let [residual, total] = [0, 0];
  u.forEach((e, k) => {
    residual += e * e;
    total += ((wy[k] as number) - ((root[k] as number) * wm) / w) ** 2;
  });
  return total > 0 ? 1 - residual / total : Number.NaN;
}

interface Sandwich {
  readonly x: Float64Array;
  readonly u: Float64Array;
  readonly p: number;
  readonly inverse: Float64Array;
  readonly degrees: number;
  readonly errors: NonNullable<RegressionOptions["errors"]>;
  readonly lags: number;
}

function coefficientCovariance({x, u, p, inverse, degrees, errors, lags}: Sandwich): Float64Array {
  if (errors === "classical") {
    const s2 = u.reduce((s, e) => s + e * e, 0) / degrees;
    return inverse.map((v) => v * s2);
  }
  const n = u.length;
  const a = inverse.map((v) => (Number.isNaN(v) ? 0 : v));
  const score = new Float64Array(n * p);
  for (let k = 0; k < n; k++) {
    const e = (u[k] as number) / (errors === "hc3" ? 1 - leverage(x, k, p, a) : 1);
    for (let j = 0; j < p; j++) score[k * p + j] = e * (x[k * p + j] as number);
  }
  const meat = new Float64Array(p * p);
  for (let lag = 0; lag <= (errors === "newey-west" ? lags : 0); lag++) {
    const bartlett = 1 - lag / (lags + 1);
    for (let k = lag; k < n; k++) {
      for (let i = 0; i < p; i++) {
        for (let j = 0; j < p; j++) {
          const s = (score[k * p + i] as number) * (score[(k - lag) * p + j] as number);
          if (lag === 0) meat[i * p + j] = (meat[i * p + j] as number) + s;
          else {
            meat[i * p + j] = (meat[i * p + j] as number) + bartlett * s;
            meat[j * p + i] = (meat[j * p + i] as number) + bartlett * s;
          }
        }
      }
    }
  }
  const scale = errors === "hc1" ? n / degrees : 1;
  const size = {n: p, k: p, m: p};
  return product(product(a, meat, size), a, size).map((v, i) =>
    Number.isNaN(inverse[i]) ? Number.NaN : v * scale
  );
}

function leverage(x: Float64Array, k: number, p: number, a: Float64Array): number {
  let h = 0;
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < p; j++)
      h += (x[k * p + i] as number) * (a[i * p + j] as number) * (x[k * p + j] as number);
  }
  return h;
}
