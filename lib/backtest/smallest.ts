/**
 * The `count` of `candidates` (places in `values`) with the smallest values, in order of place; ties at the edge go to
 * the first places. All of them where there are no more than `count`. Values must not be missing.
 */
export function smallest(values: Float64Array, candidates: Int32Array, count: number): Int32Array {
  if (!(Number.isInteger(count) && count >= 0)) {
    throw new RangeError(`count must be a whole number from 0, got ${count}`);
  }
  if (candidates.length <= count) return candidates.slice();
  if (count === 0) return new Int32Array();
  const own = Float64Array.from(candidates, (i) => values[i] as number);
  const edge = own.slice().sort()[count - 1] as number;
  let ties = count - own.reduce((n, v) => n + (v < edge ? 1 : 0), 0);
  return candidates.filter((_, k) => {
    const v = own[k] as number;
    return v < edge || (v === edge && ties-- > 0);
  });
}
