/** A fund's disclosed stocks over a window of days, and what its returns leave to explain. */
export interface HeldProblem {
  readonly stocks: number;
  readonly days: number;
  /** Returns of the stocks beyond their industries, stock after stock (stocks × days), each times the root of its day's
   * weight; the arrays may be longer. */
  readonly own: Float64Array;
  /** Σ own² of each stock. */
  readonly square: Float64Array;
  /** Variance of a residual of a day of weight one. */
  readonly noise: number;
  /** Bounds of each weight's change, and its variance before the returns are seen. */
  readonly least: Float64Array;
  readonly most: Float64Array;
  readonly variance: Float64Array;
}

const SWEEPS = 2;

/**
 * Changes of the weights of disclosed stocks that a fund's returns make likely (持股变动): minimises
 * Σ (residual − own·d)² ÷ noise + Σ d² ÷ variance within the bounds, by coordinate descent. What stocks earn beyond
 * their industries is nearly uncorrelated, so two sweeps are enough. Writes the changes to `d` and takes what they
 * explain out of `residual`, which holds a day's residual times the root of its weight, 0 on days without.
 */
export function heldChanges(
  {stocks, days, own, square, noise, least, most, variance}: HeldProblem,
  {residual, d}: {readonly residual: Float64Array; readonly d: Float64Array}
): void {
  d.fill(0, 0, stocks);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let j = 0; j < stocks; j++) {
      const at = j * days;
      const size = square[j] as number;
      let cross = 0;
      for (let s = 0; s < days; s++) cross += (own[at + s] as number) * (residual[s] as number);
      const before = d[j] as number;
      const v = (variance[j] as number) / noise;
      const free = (v * (cross + size * before)) / (1 + v * size);
      const now = Math.min(most[j] as number, Math.max(least[j] as number, free));
      d[j] = now;
      const move = now - before;
      if (move === 0) continue;
      for (let s = 0; s < days; s++) residual[s] = (residual[s] as number) - move * (own[at + s] as number);
    }
  }
}
