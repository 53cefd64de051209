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
  const panel = new Int16Array(days.length * assets).fill(-1);
  const order = Array.from({length: n}, (_, i) => i).sort(
    (i, j) => (from[i] as number) - (from[j] as number)
  );
  for (const i of order) {
    const a = asset[i] as number;
    const end = to[i] as number;
    for (let t = lowerBound(days, from[i] as number); t < days.length; t++) {
      panel[t * assets + a] = !Number.isNaN(end) && (days[t] as number) >= end ? -1 : (group[i] as number);
    }
  }
  return panel;
}

function lowerBound(days: ArrayLike<number>, day: number): number {
  let [lo, hi] = [0, days.length];
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if ((days[mid] as number) < day) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}
