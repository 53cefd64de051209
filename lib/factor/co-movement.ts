import {trailingMean} from "./trailing-mean.js";

/** Days in the correlation and in each stock's own volatility. */
export const CO_MOVEMENT_ROWS = 63;

/** Fewest returns for a stock to have a volatility. */
const KNOWN = 42;

/** Remembers each stock's last 63 returns and standardises the next by them. */
export interface Standardiser {
  /** Returns of one day over each stock's own root mean square, the day included; NaN before 42 returns. */
  next(net: ArrayLike<number>): Float64Array;
}

/** A standardiser for `assets` stocks. Each day's squares are summed anew over a ring of days. */
export function standardiser(assets: number): Standardiser {
  const ring = new Float64Array(CO_MOVEMENT_ROWS * assets).fill(Number.NaN);
  let day = 0;
  return {
    next(net) {
      if (net.length !== assets) throw new RangeError(`net must hold ${assets} values, got ${net.length}`);
      const slot = (day++ % CO_MOVEMENT_ROWS) * assets;
      const squares = new Float64Array(assets);
      const known = new Uint8Array(assets);
      for (let i = 0; i < assets; i++) ring[slot + i] = net[i] as number;
      for (let k = 0, i = 0; k < ring.length; k++, i = i + 1 === assets ? 0 : i + 1) {
        const r = ring[k] as number;
        if (Number.isNaN(r)) continue;
        squares[i] = (squares[i] as number) + r * r;
        known[i] = (known[i] as number) + 1;
      }
      return squares.map((q, i) => {
        const n = known[i] as number;
        return n >= KNOWN && q > 0 ? (net[i] as number) / Math.sqrt(q / n) : Number.NaN;
      });
    }
  };
}

/** Sums of a day's standardised returns by group: Σz, Σz², and how many. */
export interface CoMovementSums {
  readonly z: Float64Array;
  readonly square: Float64Array;
  readonly stocks: Float64Array;
}

/** Empty sums of `days` × `groups`. */
export const coMovementSums = (days: number, groups: number): CoMovementSums => ({
  z: new Float64Array(days * groups),
  square: new Float64Array(days * groups),
  stocks: new Float64Array(days * groups)
});

/** Adds one day's standardised returns to their groups (negative: none). */
export function addReturns(
  sums: CoMovementSums,
  z: ArrayLike<number>,
  {row, group, groups}: {readonly row: number; readonly group: ArrayLike<number>; readonly groups: number}
): void {
  for (let i = 0; i < group.length; i++) {
    const g = group[i] as number;
    const v = z[i] as number;
    if (g < 0 || Number.isNaN(v)) continue;
    const at = row * groups + g;
    sums.z[at] = (sums.z[at] as number) + v;
    sums.square[at] = (sums.square[at] as number) + v * v;
    sums.stocks[at] = (sums.stocks[at] as number) + 1;
  }
}

/**
 * Mean pairwise correlation of a group's stocks over 63 days (同涨同跌), by day: the mean product of two stocks'
 * standardised returns, ((Σz)² − Σz²) / (n(n − 1)), averaged over the days and divided by their mean square. It costs
 * one pass over the stocks, not over the pairs. Returns count from zero, not from their mean. NaN below 42 days with
 * three stocks or more. Known at the day's close.
 */
export function coMovement(
  {z, square, stocks}: CoMovementSums,
  {group, groups}: {readonly group: number; readonly groups: number}
): Float64Array {
  const days = z.length / groups;
  const product = new Float64Array(days).fill(Number.NaN);
  const size = new Float64Array(days).fill(Number.NaN);
  for (let t = 0; t < days; t++) {
    const at = t * groups + group;
    const n = stocks[at] as number;
    if (n < 3) continue;
    product[t] = ((z[at] as number) ** 2 - (square[at] as number)) / (n * (n - 1));
    size[t] = (square[at] as number) / n;
  }
  const mean = (x: Float64Array): Float64Array => trailingMean(x, {window: CO_MOVEMENT_ROWS, minimum: KNOWN});
  const own = mean(size);
  return mean(product).map((p, t) => p / (own[t] as number));
}
