/**
 * Which group each industry joins on a day: itself with at least `least` stocks, else the industry of most stocks in
 * the same board (`sectors`), else of most stocks at all; −1 where it has none. Merged industries share one return.
 */
export function mergeThin(
  counts: ArrayLike<number>,
  sectors: readonly string[],
  {least = 5}: {least?: number} = {}
): Int16Array {
  const n = counts.length;
  const largest = (pick: (g: number) => boolean): number => {
    let best = -1;
    for (let g = 0; g < n; g++) {
      if (
        pick(g) &&
        (counts[g] as number) >= least &&
        (best < 0 || (counts[g] as number) > (counts[best] as number))
      ) {
        best = g;
      }
    }
    return best;
  };
  const all = largest(() => true);
  return Int16Array.from({length: n}, (_, g) => {
    if ((counts[g] as number) === 0) return -1;
    if ((counts[g] as number) >= least) return g;
    const sector = sectors[g];
    const parent = sector ? largest((h) => sectors[h] === sector) : -1;
    return parent >= 0 ? parent : all >= 0 ? all : g;
  });
}
