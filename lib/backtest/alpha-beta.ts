import {regression} from "../stats/regression.js";
import {excessOf, YEAR} from "./returns.js";

export interface AlphaBeta {
  /** Mean return a year that the benchmark does not explain: intercept × year, not compounded. */
  readonly alpha: number;
  readonly alphaError: number;
  readonly alphaT: number;
  readonly beta: number;
  readonly betaError: number;
  readonly r2: number;
  readonly n: number;
}

/**
 * Alpha and beta (Jensen 1968) of returns on a benchmark's, both above `riskFree` a period, with errors robust to
 * heteroscedasticity and memory (Newey and West 1987). Rows where either is missing are left out; throws below three.
 */
export function alphaBeta(
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  {
    year = YEAR,
    riskFree = 0,
    lags
  }: {readonly year?: number; readonly riskFree?: number; readonly lags?: number} = {}
): AlphaBeta {
  if (benchmark.length !== returns.length) {
    throw new RangeError(`benchmark must hold ${returns.length} returns, got ${benchmark.length}`);
  }
  const market = excessOf(benchmark, riskFree);
  const x = new Float64Array(returns.length * 2).fill(1);
  market.forEach((r, t) => {
    x[2 * t + 1] = r;
  });
  const fit = regression(excessOf(returns, riskFree), x, 2, {errors: "newey-west", lags});
  const [alpha, beta] = [fit.coefficients[0] as number, fit.coefficients[1] as number];
  const [alphaError, betaError] = [fit.standardErrors[0] as number, fit.standardErrors[1] as number];
  return {
    alpha: alpha * year,
    alphaError: alphaError * year,
    alphaT: alpha / alphaError,
    beta,
    betaError,
    r2: fit.r2,
    n: fit.n
  };
}
