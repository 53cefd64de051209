/** Trading days of a year where nothing else is said; Chinese reports also use 244 and 250. */
export const YEAR = 252;

/**
 * Simple returns of a level series, one shorter than it: x[t] / x[t−1] − 1. Throws on a level that is not positive,
 * naming its row.
 */
export function returnsOf(levels: ArrayLike<number>): Float64Array {
  const returns = new Float64Array(Math.max(0, levels.length - 1));
  for (let t = 0; t < levels.length; t++) {
    if (!((levels[t] as number) > 0)) throw new RangeError(`levels[${t}] must be positive, got ${levels[t]}`);
    if (t > 0) returns[t - 1] = (levels[t] as number) / (levels[t - 1] as number) - 1;
  }
  return returns;
}

/** Level series that starts at `start` and grows by simple returns, one longer than them; NaN from a NaN on. */
export function levelsOf(
  returns: ArrayLike<number>,
  {start = 1}: {readonly start?: number} = {}
): Float64Array {
  const levels = new Float64Array(returns.length + 1);
  levels[0] = start;
  for (let t = 0; t < returns.length; t++)
    levels[t + 1] = (levels[t] as number) * (1 + (returns[t] as number));
  return levels;
}

/** Compound return of a series: Π(1 + r) − 1; 0 for an empty one, NaN where one is missing. */
export function compound(returns: ArrayLike<number>): number {
  let level = 1;
  for (let t = 0; t < returns.length; t++) level *= 1 + (returns[t] as number);
  return level - 1;
}

/** Returns above a benchmark's (or a rate a period), row by row. Throws when lengths differ. */
export function excessOf(returns: ArrayLike<number>, benchmark: ArrayLike<number> | number): Float64Array {
  if (typeof benchmark !== "number" && benchmark.length !== returns.length) {
    throw new RangeError(`benchmark must hold ${returns.length} returns, got ${benchmark.length}`);
  }
  return Float64Array.from(
    returns,
    (r, t) => r - (typeof benchmark === "number" ? benchmark : (benchmark[t] as number))
  );
}

/** Throws unless every return is a number above or at −1; undefined performance is for callers to leave out. */
export function checkReturns(returns: ArrayLike<number>, name = "returns"): void {
  for (let t = 0; t < returns.length; t++) {
    if (!((returns[t] as number) >= -1)) {
      throw new RangeError(`${name}[${t}] must be a return of at least -1, got ${returns[t]}`);
    }
  }
}
