/** The four quadrants of allocation and selection, as the report writes them (minus is U+2212). */
export const QUADRANTS = ["D+R+", "D+R−", "D−R−", "D−R+"] as const;
export type Quadrant = (typeof QUADRANTS)[number];

/** Place in `QUADRANTS` by the signs of d and r, zero counting as plus; −1 where one is missing. */
export function quadrantIndex(d: number, r: number): number {
  if (Number.isNaN(d) || Number.isNaN(r)) return -1;
  return d >= 0 ? (r >= 0 ? 0 : 1) : r < 0 ? 2 : 3;
}

/** The quadrant by the signs of d and r; undefined where one is missing. */
export const quadrant = (d: number, r: number): Quadrant | undefined => QUADRANTS[quadrantIndex(d, r)];

/**
 * Share of the rows that a fund spends in each of `QUADRANTS`, over rows that have both; NaN where none has.
 * Throws where the columns differ in length.
 */
export function quadrantShares(d: ArrayLike<number>, r: ArrayLike<number>): Float64Array {
  if (d.length !== r.length) throw new RangeError(`r must hold ${d.length} values, got ${r.length}`);
  const count = new Float64Array(QUADRANTS.length);
  let n = 0;
  for (let t = 0; t < d.length; t++) {
    const q = quadrantIndex(d[t] as number, r[t] as number);
    if (q < 0) continue;
    n++;
    count[q] = (count[q] as number) + 1;
  }
  return count.map((c) => (n > 0 ? c / n : Number.NaN));
}
