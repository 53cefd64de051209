/**
 * Keeps the first event and then only those at least `gap` days after the last kept: one event a stock per `gap` days.
 * `flag` is per bar, `day` the place of each bar among the market's days. Row t depends on rows up to t alone.
 */
export function thinEvents(flag: Uint8Array, day: ArrayLike<number>, gap: number): Int32Array {
  if (day.length !== flag.length)
    throw new RangeError(`day must have ${flag.length} values, got ${day.length}`);
  if (!(gap >= 1)) throw new RangeError(`gap must be at least 1, got ${gap}`);
  const kept: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (let t = 0; t < flag.length; t++) {
    if (flag[t] !== 1 || (day[t] as number) - last < gap) continue;
    kept.push(t);
    last = day[t] as number;
  }
  return Int32Array.from(kept);
}
