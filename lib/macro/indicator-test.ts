import {normalCdf} from "../stats/normal.js";
import {regression} from "../stats/regression.js";

/** Readings of a series at sample days, and the level of its industry's excess return on them. */
export interface IndicatorSample {
  /** z of the change × polarity at each sample day; NaN where there is none. */
  readonly signal: ArrayLike<number>;
  /** Cumulative ln excess return at each sample day; NaN where unknown. */
  readonly level: ArrayLike<number>;
}

export interface IndicatorTest {
  readonly n: number;
  /** Excess return of the interval for a change of one standard deviation in the good direction. */
  readonly beta: number;
  readonly standardError: number;
  readonly t: number;
  /** Two-sided, normal. */
  readonly p: number;
}

/**
 * Slope of an industry's excess return on an indicator's change (滞后回归), Newey–West errors. Lag 0 is the interval
 * that ends on the sample day, in which the change itself came out; lag 1 the one after it, which could have been
 * traded; and so on. NaN below `minimum` pairs or where the signal does not vary. Reads rows below `rows` only.
 */
export function indicatorTest(
  {signal, level}: IndicatorSample,
  {
    lag,
    rows = signal.length,
    minimum = 24
  }: {readonly lag: number; readonly rows?: number; readonly minimum?: number}
): IndicatorTest {
  if (level.length !== signal.length)
    throw new RangeError(`level must hold ${signal.length} values, got ${level.length}`);
  if (!Number.isInteger(lag) || lag < 0) throw new RangeError(`lag must be a whole number, got ${lag}`);
  const [x, y]: [number[], number[]] = [[], []];
  for (let k = 0; k + lag < rows; k++) {
    const from = k + lag - 1;
    const value = from < 0 ? Number.NaN : (level[from + 1] as number) - (level[from] as number);
    const push = signal[k] as number;
    if (Number.isNaN(value + push)) continue;
    x.push(1, push);
    y.push(value);
  }
  const none = {n: y.length, beta: Number.NaN, standardError: Number.NaN, t: Number.NaN, p: Number.NaN};
  if (y.length < Math.max(minimum, 3)) return none;
  const {coefficients, standardErrors, dropped} = regression(y, x, 2, {errors: "newey-west"});
  if (dropped.length > 0) return none;
  const [beta, standardError] = [coefficients[1] as number, standardErrors[1] as number];
  const t = beta / standardError;
  return {n: y.length, beta, standardError, t, p: 2 * normalCdf(-Math.abs(t))};
}
