import {checkVariants, type Variants} from "./overfitting.js";
import {sharpeRatio} from "./sharpe.js";

export interface WalkForwardOptions {
  /** Rows that choose. */
  readonly train: number;
  /** Rows over which the choice is held. */
  readonly test: number;
  /** Rows between the two, so that overlapping labels leak nothing. */
  readonly embargo?: number;
  /** `anchored` chooses on all rows so far, `rolling` on the last `train`. */
  readonly window?: "rolling" | "anchored";
  /** Which is better: higher. The Sharpe ratio by default. */
  readonly score?: (returns: Float64Array) => number;
}

export interface WalkForward {
  /** First row of the returns below. */
  readonly start: number;
  /** Returns of whatever was chosen before, row after row. */
  readonly returns: Float64Array;
  /** One a fold: its first test row and the variant chosen. */
  readonly from: Int32Array;
  readonly chosen: Int32Array;
}

/**
 * Chooses a variant on past rows only and holds it over the next, again and again: what an honest user of the grid
 * would have earned. A tie goes to the variant that stands first; one without a score is never chosen unless none has.
 */
export function walkForward(matrix: Variants, options: WalkForwardOptions): WalkForward {
  checkVariants(matrix);
  const {train, test, embargo = 0, window = "rolling", score = sharpeRatio} = options;
  for (const [name, value, least] of [
    ["train", train, 2],
    ["test", test, 1],
    ["embargo", embargo, 0]
  ] as const) {
    if (!(Number.isInteger(value) && value >= least)) {
      throw new RangeError(`${name} must be a whole number from ${least}, got ${value}`);
    }
  }
  const {returns, periods, variants} = matrix;
  const start = train + embargo;
  const out = new Float64Array(Math.max(0, periods - start));
  const from: number[] = [];
  const chosen: number[] = [];
  for (let t = start; t < periods; t += test) {
    const last = t - embargo;
    const first = window === "rolling" ? last - train : 0;
    let [best, high] = [0, Number.NEGATIVE_INFINITY];
    for (let v = 0; v < variants; v++) {
      const value = score(
        Float64Array.from({length: last - first}, (_, k) => returns[(first + k) * variants + v] as number)
      );
      if (value > high) [best, high] = [v, value];
    }
    from.push(t);
    chosen.push(best);
    for (let k = t; k < Math.min(periods, t + test); k++)
      out[k - start] = returns[k * variants + best] as number;
  }
  return {start, returns: out, from: Int32Array.from(from), chosen: Int32Array.from(chosen)};
}
