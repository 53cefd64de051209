import {regression} from "../stats/regression.js";

export interface MarketTiming {
  /** Alpha a period; beta; and the timing coefficient: of the squared, or the positive part of the market's excess. */
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  /** Heteroskedasticity- and autocorrelation-consistent t-statistics (Newey and West 1987). */
  readonly alphaT: number;
  readonly betaT: number;
  readonly gammaT: number;
  readonly r2: number;
  readonly n: number;
}

export type TimingModel = "treynor-mazuy" | "henriksson-merton";

/**
 * Market timing from returns alone: excess fund return on excess market return and, after Treynor and Mazuy (1966), its
 * square, or after Henriksson and Merton (1981), its positive part. Rows with NaN are left out. All NaN below
 * `minimum` rows or where the market does not vary. `lags` of the errors default to Newey and West's rule.
 */
export function marketTiming(
  fund: ArrayLike<number>,
  market: ArrayLike<number>,
  {
    model,
    lags,
    minimum = 60
  }: {readonly model: TimingModel; readonly lags?: number; readonly minimum?: number}
): MarketTiming {
  if (fund.length !== market.length)
    throw new RangeError(`market must hold ${fund.length} values, got ${market.length}`);
  const x = new Float64Array(3 * fund.length);
  let n = 0;
  for (let t = 0; t < fund.length; t++) {
    const m = market[t] as number;
    x.set([1, m, model === "treynor-mazuy" ? m * m : Math.max(m, 0)], 3 * t);
    if (!Number.isNaN((fund[t] as number) + m)) n++;
  }
  const none = Number.NaN;
  if (n < Math.max(minimum, 4))
    return {alpha: none, beta: none, gamma: none, alphaT: none, betaT: none, gammaT: none, r2: none, n};
  const fit = regression(fund, x, 3, {errors: "newey-west", ...(lags === undefined ? {} : {lags})});
  const [alpha = none, beta = none, gamma = none] = fit.coefficients;
  const [alphaT = none, betaT = none, gammaT = none] = fit.t;
  return {alpha, beta, gamma, alphaT, betaT, gammaT, r2: fit.r2, n: fit.n};
}
