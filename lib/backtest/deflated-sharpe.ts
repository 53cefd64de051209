import {normalCdf, normalQuantile} from "../stats/normal.js";

/** Moments of the returns behind a Sharpe ratio of one period. */
export interface SharpeMoments {
  /** A period, not annual. */
  readonly period: number;
  /** Returns. */
  readonly n: number;
  readonly skewness?: number;
  /** Raw: 3 for a normal law. */
  readonly kurtosis?: number;
}

/**
 * Probability that the true Sharpe ratio exceeds `benchmark` (a period), Bailey and López de Prado (2012):
 * Φ((SR − SR*) √(n − 1) / √(1 − γ₃ SR + (γ₄ − 1)/4 SR²)). NaN where the root is of nothing positive.
 */
export function probabilisticSharpe(
  {period, n, skewness = 0, kurtosis = 3}: SharpeMoments,
  {benchmark = 0}: {readonly benchmark?: number} = {}
): number {
  const variance = 1 - skewness * period + ((kurtosis - 1) / 4) * period * period;
  if (!(variance > 0) || !(n > 1)) return Number.NaN;
  return normalCdf(((period - benchmark) * Math.sqrt(n - 1)) / Math.sqrt(variance));
}

const EULER = 0.5772156649015329;

/**
 * Highest Sharpe ratio (a period) to expect of `trials` strategies without skill whose ratios have the given variance:
 * √V ((1 − γ) Φ⁻¹(1 − 1/N) + γ Φ⁻¹(1 − 1/(N e))), Bailey and López de Prado (2014). 0 for one trial; `trials` need not
 * be whole, as an effective number is not.
 */
export function expectedMaximumSharpe({trials, variance}: Trials): number {
  if (!(trials >= 1)) throw new RangeError(`trials must be at least 1, got ${trials}`);
  if (!(variance >= 0)) throw new RangeError(`variance must not be negative, got ${variance}`);
  if (trials === 1) return 0;
  const high =
    (1 - EULER) * normalQuantile(1 - 1 / trials) + EULER * normalQuantile(1 - 1 / (trials * Math.E));
  return Math.max(0, Math.sqrt(variance) * high);
}

/** How many variants were tried, and how their Sharpe ratios (a period) vary. */
export interface Trials {
  readonly trials: number;
  readonly variance: number;
}

/**
 * Deflated Sharpe ratio (Bailey and López de Prado 2014): the probability that the true ratio is above what the best of
 * all variants tried would show without skill.
 */
export const deflatedSharpe = (moments: SharpeMoments, trials: Trials): number =>
  probabilisticSharpe(moments, {benchmark: expectedMaximumSharpe(trials)});

/**
 * Effective number of independent trials of N with the given mean correlation: ρ + (1 − ρ) N (Bailey and López de
 * Prado 2014). A negative mean correlation counts as none.
 */
export function effectiveTrials(trials: number, meanCorrelation: number): number {
  if (!(trials >= 1)) throw new RangeError(`trials must be at least 1, got ${trials}`);
  const rho = Math.min(1, Math.max(0, meanCorrelation));
  return rho + (1 - rho) * trials;
}
