/**
 * How many values at the end have the sign of the last, with that sign: 3 is three rises in a row, −2 two falls;
 * 0 where the last is 0 or missing.
 */
export function streak(values: ArrayLike<number>): number {
  const sign = Math.sign(values[values.length - 1] ?? Number.NaN);
  if (sign === 0 || Number.isNaN(sign)) return 0;
  let n = 0;
  while (n < values.length && Math.sign(values[values.length - 1 - n] as number) === sign) n++;
  return sign * n;
}

/**
 * Share of `history` below `x`, ties counted half: 0.5 is ordinary, near 0 or 1 rare. Missing values are left
 * out; NaN where fewer than `minimum` are left, or `x` is missing.
 */
export function percentile(
  history: ArrayLike<number>,
  x: number,
  {minimum = 52}: {readonly minimum?: number} = {}
): number {
  let n = 0;
  let below = 0;
  for (let i = 0; i < history.length; i++) {
    const h = history[i] as number;
    if (Number.isNaN(h)) continue;
    n++;
    below += h < x ? 1 : h === x ? 0.5 : 0;
  }
  return n >= minimum && !Number.isNaN(x) ? below / n : Number.NaN;
}
