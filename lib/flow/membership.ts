/** Spells of membership in columns: asset, first day, day after the last (`NaN` or absent: open), group. */
export interface Spells {
  readonly asset: ArrayLike<number>;
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  readonly group: ArrayLike<number>;
}

/**
 * Which group each asset belongs to on each day, dates × assets, −1 where none: of the spells that have begun
 * the latest counts, until the day in `to`. Spells that begin later are not read.
 * `days` ascends and is counted like `from` and `to`. Throws when columns differ in length.
 */
export function membership(
  {asset, from, to, group}: Spells,
  days: ArrayLike<number>,
  assets: number
): Int16Array {
  const n = asset.length;
  for (const [name, column] of Object.entries({from, to, group})) {
    if (column.length !== n) throw new RangeError(`${name} must hold ${n} values, got ${column.length}`);
  }
  const order = Array.from({length: n}, (_, i) => i).sort(
    (i, j) => (from[i] as number) - (from[j] as number)
  );
  const panel = new Int16Array(days.length * assets);
  const own = new Int16Array(assets).fill(-1);
  const end = new Float64Array(assets).fill(Number.POSITIVE_INFINITY);
  for (let t = 0, next = 0, at = 0; t < days.length; t++) {
    const day = days[t] as number;
    for (; next < n && !((from[order[next] as number] as number) > day); next++) {
      const i = order[next] as number;
      const a = asset[i] as number;
      own[a] = group[i] as number;
      end[a] = Number.isNaN(to[i]) ? Number.POSITIVE_INFINITY : (to[i] as number);
    }
    for (let a = 0; a < assets; a++) panel[at++] = day >= (end[a] as number) ? -1 : (own[a] as number);
  }
  return panel;
}
