/**
 * Geometric annual return over annual volatility (收益风险比): `((1 + cumulative)^(1/years) − 1) / volatility`.
 * NaN where the portfolio is lost or the volatility is not positive.
 */
export function returnRisk(cumulative: number, volatility: number, years: number): number {
  if (!(years > 0)) throw new RangeError(`years must be positive, got ${years}`);
  if (cumulative <= -1 || !(volatility > 0)) return Number.NaN;
  return ((1 + cumulative) ** (1 / years) - 1) / volatility;
}

/** Years over which `annual` compounds to `cumulative`: ln(1 + cumulative) / ln(1 + annual); NaN where undefined. */
export function impliedYears(cumulative: number, annual: number): number {
  if (cumulative <= -1 || annual <= -1 || annual === 0) return Number.NaN;
  return Math.log1p(cumulative) / Math.log1p(annual);
}

/** Annual volatility that a Sharpe ratio implies at a zero risk-free rate: `annual / sharpe`; NaN at zero. */
export const impliedVolatility = (annual: number, sharpe: number): number =>
  sharpe === 0 ? Number.NaN : annual / sharpe;

/** Half-width of a function's value when each argument is off by half its printed step: first order, worst case. */
export function propagated(
  f: (...args: number[]) => number,
  args: readonly number[],
  steps: readonly number[]
): number {
  if (args.length !== steps.length) {
    throw new RangeError(`args and steps differ in length: ${args.length} and ${steps.length}`);
  }
  const at = f(...args);
  return args.reduce((sum, x, i) => {
    const moved = args.with(i, x + (steps[i] ?? 0) / 2);
    return sum + Math.abs(f(...moved) - at);
  }, 0);
}
