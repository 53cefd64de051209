/** Days of half a year. */
export const HALF_YEAR = 126;

export interface Standing {
  /** Share of the window's earlier values below today's, ties by half; NaN below `least` of them. */
  readonly percentile: number;
  /** 1 where today exceeds every value of the full window before it, 0 where not, NaN before the window is full. */
  readonly highest: number;
  /** Earlier values in the window. */
  readonly earlier: number;
}

/** Where each value of a series stands among those of the `window` rows before it (半年分位); NaN values do not count. */
export function trailingStanding(
  x: ArrayLike<number>,
  {window = HALF_YEAR, least = 20}: {readonly window?: number; readonly least?: number} = {}
): Standing[] {
  return Array.from({length: x.length}, (_, t) => {
    const today = x[t] as number;
    let [below, earlier, most] = [0, 0, Number.NEGATIVE_INFINITY];
    for (let u = Math.max(0, t - window); u < t; u++) {
      const v = x[u] as number;
      if (Number.isNaN(v)) continue;
      earlier++;
      most = Math.max(most, v);
      below += v < today ? 1 : v === today ? 0.5 : 0;
    }
    const there = !Number.isNaN(today);
    return {
      percentile: there && earlier >= least ? below / earlier : Number.NaN,
      highest: there && earlier >= window ? (today > most ? 1 : 0) : Number.NaN,
      earlier
    };
  });
}
