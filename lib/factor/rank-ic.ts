import {checkPanel, type Panel} from "./panel.js";
import {spearman} from "./spearman.js";

export interface RankIc {
  /** By date; NaN below `minimum` pairs or where one side does not vary. */
  readonly ic: Float64Array;
  readonly pairs: Int32Array;
}

/**
 * Rank information coefficient (秩 IC) of each date: Spearman's correlation of the signal with what the same assets
 * earned afterwards, equal values by mid-ranks. Pairs with a missing side are left out. The IC of date t is known
 * when its forward return is.
 */
export function rankIc(
  signal: ArrayLike<number>,
  forward: ArrayLike<number>,
  {dates, assets, minimum = 10}: Panel & {readonly minimum?: number}
): RankIc {
  checkPanel({dates, assets}, {signal, forward});
  const ic = new Float64Array(dates).fill(Number.NaN);
  const pairs = new Int32Array(dates);
  const x = new Float64Array(assets);
  const y = new Float64Array(assets);
  for (let t = 0; t < dates; t++) {
    let n = 0;
    for (let i = t * assets; i < (t + 1) * assets; i++) {
      const [a, b] = [signal[i] as number, forward[i] as number];
      if (Number.isNaN(a) || Number.isNaN(b)) continue;
      x[n] = a;
      y[n] = b;
      n++;
    }
    pairs[t] = n;
    if (n >= Math.max(minimum, 2)) ic[t] = spearman(x.subarray(0, n), y.subarray(0, n));
  }
  return {ic, pairs};
}
