import {symmetricEigen} from "../linalg/eigen.js";
import {decayOf} from "../stats/ewma.js";

export interface NeweyWestOptions {
  readonly halfLife: number;
  readonly lags: number;
}

/** Factor returns, dates × factors row-major; NaN where a factor had none that day. */
export interface ReturnPanel {
  readonly values: Float64Array;
  readonly dates: number;
  readonly factors: number;
}

/**
 * Exponentially weighted Newey–West covariance of daily factor returns (Menchero, Orr and Wang 2011):
 * C_l = Σ w_t f_t f'_{t−l}, V = C_0 + Σ_{l ≥ 1} (1 − l/(L+1)) (C_l + C_lᵀ), K × K row-major, for one day.
 * Second moments about zero: a daily mean cannot be told from noise. A missing pair has no weight and the other
 * weights of its entry are renormalised. Rows up to `end` (exclusive) are read, so nothing later matters.
 */
export function neweyWestCovariance(
  {values, dates, factors}: ReturnPanel,
  {halfLife, lags}: NeweyWestOptions,
  end = dates
): Float64Array {
  if (values.length !== dates * factors) {
    throw new RangeError(`values must hold ${dates} × ${factors} numbers, got ${values.length}`);
  }
  if (!(end >= 0 && end <= dates)) throw new RangeError(`end must lie in 0…${dates}, got ${end}`);
  const decay = decayOf(halfLife);
  const total = new Float64Array(factors * factors);
  // Days on which every factor has a return add the same weight to every pair.
  const whole = Uint8Array.from({length: end}, (_, t) =>
    values.subarray(t * factors, (t + 1) * factors).some(Number.isNaN) ? 0 : 1
  );
  for (let lag = 0; lag <= lags; lag++) {
    const sum = new Float64Array(factors * factors);
    const weights = new Float64Array(factors * factors);
    let w = 1;
    let all = 0;
    for (let t = end - 1; t >= lag && w > 1e-12; t--, w *= decay) {
      const [now, then] = [t * factors, (t - lag) * factors];
      if (whole[t] === 1 && whole[t - lag] === 1) {
        all += w;
        for (let i = 0; i < factors; i++) {
          const wx = w * (values[now + i] as number);
          const last = lag === 0 ? i : factors - 1;
          for (let j = 0, at = i * factors; j <= last; j++, at++) {
            sum[at] = (sum[at] as number) + wx * (values[then + j] as number);
          }
        }
        continue;
      }
      for (let i = 0; i < factors; i++) {
        const x = values[now + i] as number;
        if (Number.isNaN(x)) continue;
        const wx = w * x;
        const last = lag === 0 ? i : factors - 1;
        for (let j = 0; j <= last; j++) {
          const y = values[then + j] as number;
          if (Number.isNaN(y)) continue;
          const at = i * factors + j;
          sum[at] = (sum[at] as number) + wx * y;
          weights[at] = (weights[at] as number) + w;
        }
      }
    }
    for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] as number) + all;
    addLag(
      total,
      {sum, weights, factors},
      lag === 0 ? undefined : {bartlett: 1 - lag / (lags + 1), base: decayedTotal(decay, end, lag)}
    );
  }
  return total;
}

/** Share of all weight, 1 / (1 − decay), that the rows from `lag` on hold among the rows from 0. */
const decayedTotal = (decay: number, end: number, lag: number): number =>
  (1 - decay ** Math.max(0, end - lag)) / (1 - decay ** end);

function addLag(
  total: Float64Array,
  {sum, weights, factors}: {sum: Float64Array; weights: Float64Array; factors: number},
  lagged: {bartlett: number; base: number} | undefined
): void {
  for (let i = 0; i < factors; i++) {
    for (let j = 0; j <= i; j++) {
      const [a, b] = [i * factors + j, j * factors + i];
      const mean = (at: number): number =>
        (weights[at] as number) > 0 ? (sum[at] as number) / (weights[at] as number) : 0;
      const add = lagged
        ? lagged.bartlett * lagged.base * (mean(a) + mean(b))
        : (weights[a] as number) > 0
          ? mean(a)
          : Number.NaN;
      total[a] = (total[a] as number) + add;
      if (i !== j) total[b] = total[a] as number;
    }
  }
}

/** Diagonal of `neweyWestCovariance`, without the rest. */
export function neweyWestVariance(
  panel: ReturnPanel,
  options: NeweyWestOptions,
  end = panel.dates
): Float64Array {
  const {values, factors} = panel;
  return Float64Array.from({length: factors}, (_, f) => {
    const own = Float64Array.from({length: end}, (_, t) => values[t * factors + f] as number);
    return neweyWestCovariance({values: own, dates: end, factors: 1}, options)[0] as number;
  });
}

export interface RiskOptions {
  readonly volatility?: NeweyWestOptions;
  readonly correlation?: NeweyWestOptions;
  /** Smallest eigenvalue left. */
  readonly floor?: number;
}

/** USE4S: volatilities of half-life 84 with 5 lags, correlations of 504 with 2. */
export const USE4S = {
  volatility: {halfLife: 84, lags: 5},
  correlation: {halfLife: 504, lags: 2}
} as const;

/**
 * Daily factor covariance D ρ D with volatilities and correlations of different half-lives, eigenvalues not below
 * `floor`. 因子协方差. A factor without a variance gives NaN in its row and column; pass only factors with history.
 */
export function factorCovariance(
  panel: ReturnPanel,
  {volatility = USE4S.volatility, correlation = USE4S.correlation, floor = 1e-14}: RiskOptions = {},
  end = panel.dates
): Float64Array {
  const {factors} = panel;
  const d = neweyWestVariance(panel, volatility, end);
  const c = neweyWestCovariance(panel, correlation, end);
  const out = new Float64Array(factors * factors);
  for (let i = 0; i < factors; i++) {
    for (let j = 0; j <= i; j++) {
      const [ii, jj, ij] = [i * factors + i, j * factors + j, i * factors + j];
      const rho = i === j ? 1 : (c[ij] as number) / Math.sqrt((c[ii] as number) * (c[jj] as number));
      out[ij] = out[j * factors + i] =
        Math.max(-1, Math.min(1, rho)) * Math.sqrt((d[i] as number) * (d[j] as number));
    }
  }
  return out.some(Number.isNaN) ? out : clipEigenvalues(out, factors, floor);
}

/** Lifts eigenvalues below `floor` to it; the matrix itself where there are none. */
export function clipEigenvalues(a: Float64Array, n: number, floor: number): Float64Array {
  const {values, vectors} = symmetricEigen(a, n);
  if (values.every((v) => v >= floor)) return a;
  return compose(
    values.map((v) => Math.max(floor, v)),
    vectors,
    n
  );
}

/** U diag(values) Uᵀ, symmetric to the last bit. */
export function compose(values: ArrayLike<number>, vectors: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let s = 0;
      for (let k = 0; k < n; k++) {
        s += (vectors[i * n + k] as number) * (values[k] as number) * (vectors[j * n + k] as number);
      }
      out[i * n + j] = out[j * n + i] = s;
    }
  }
  return out;
}
