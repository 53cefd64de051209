import type {IndustryBook} from "./industry-book.js";

/** Signals of the board whose sign says something for an industry, one vote each. */
export const VOTES = ["d_roe", "north", "margin", "money", "active_change", "indicators"] as const;
export type Vote = (typeof VOTES)[number];

export interface Votes {
  /** Signals above and below zero, and those that the week has. */
  readonly up: Int32Array;
  readonly down: Int32Array;
  readonly known: Int32Array;
}

/**
 * How many of an industry's signals point up and down in a week: a count of signs, for reading the board, and no
 * forecast. A signal that is exactly 0 or missing counts on neither side.
 */
export function boardVotes(
  {panels, industries}: Pick<IndustryBook<Vote>, "panels" | "industries">,
  at: number
): Votes {
  const n = industries.length;
  const [up, down, known] = [new Int32Array(n), new Int32Array(n), new Int32Array(n)];
  for (const vote of VOTES) {
    for (let c = 0; c < n; c++) {
      const x = panels[vote][at * n + c] as number;
      if (Number.isNaN(x)) continue;
      known[c] = (known[c] as number) + 1;
      if (x > 0) up[c] = (up[c] as number) + 1;
      if (x < 0) down[c] = (down[c] as number) + 1;
    }
  }
  return {up, down, known};
}

/** Running sum of an industry's weekly values, missing weeks flat; NaN before the first. */
export function runningSum(values: ArrayLike<number>): Float64Array {
  let sum = Number.NaN;
  return Float64Array.from(values, (x) => {
    if (!Number.isNaN(x)) sum = (Number.isNaN(sum) ? 0 : sum) + x;
    return sum;
  });
}

/** Growth of weekly returns compounded, missing weeks flat; NaN before the first. */
export function compounded(values: ArrayLike<number>): Float64Array {
  let growth = Number.NaN;
  return Float64Array.from(values, (x) => {
    if (!Number.isNaN(x)) growth = (Number.isNaN(growth) ? 1 : growth) * (1 + x);
    return growth - 1;
  });
}
