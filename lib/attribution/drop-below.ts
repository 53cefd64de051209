/**
 * Sets weights below `smallest` to zero, in place, and scales the others to the same total; where none is as large, all
 * stay. The smallest position of a fund is larger than most of what estimation leaves in industries that it does not hold.
 */
export function dropBelow(weights: Float64Array, smallest: number): void {
  let [all, kept] = [0, 0];
  for (let i = 0; i < weights.length; i++) {
    const w = weights[i] as number;
    all += w;
    if (w >= smallest) kept += w;
  }
  if (!(kept > 0)) return;
  const scale = all / kept;
  for (let i = 0; i < weights.length; i++) {
    const w = weights[i] as number;
    weights[i] = w >= smallest ? w * scale : 0;
  }
}
