import {checkPanel, type Panel} from "./panel.js";

/** One date of a panel with the positions of its present values from the smallest. */
export interface OrderedDate {
  readonly values: Float64Array;
  readonly order: Int32Array;
}

/** Sorts every date of a panel once, so that many subsets of it can be ranked without sorting again. */
export function orderedDates(values: ArrayLike<number>, {dates, assets}: Panel): OrderedDate[] {
  checkPanel({dates, assets}, {values});
  return Array.from({length: dates}, (_, t) => {
    const own = Float64Array.from({length: assets}, (_, i) => values[t * assets + i] as number);
    const present = Int32Array.from(own.keys()).filter((i) => !Number.isNaN(own[i] as number));
    return {values: own, order: present.sort((i, j) => (own[i] as number) - (own[j] as number))};
  });
}

/**
 * Spearman's correlation over the assets that both dates have, with mid-ranks among those; NaN below `minimum` of them
 * or where a side does not vary. Linear in the number of assets. The same number as `spearman` of the paired columns.
 */
export function orderedSpearman(
  x: OrderedDate,
  y: OrderedDate,
  {minimum = 10}: {readonly minimum?: number} = {}
): number {
  const a = ranksWithin(x, y.values);
  const b = ranksWithin(y, x.values);
  if (a.n < Math.max(minimum, 2)) return Number.NaN;
  const centre = (a.n + 1) / 2;
  let [ab, aa, bb] = [0, 0, 0];
  for (let k = 0; k < x.order.length; k++) {
    const i = x.order[k] as number;
    const [p, q] = [(a.rank[i] as number) - centre, (b.rank[i] as number) - centre];
    if (Number.isNaN(p + q)) continue;
    ab += p * q;
    aa += p * p;
    bb += q * q;
  }
  return aa > 0 && bb > 0 ? Math.max(-1, Math.min(1, ab / Math.sqrt(aa * bb))) : Number.NaN;
}

/** Mid-ranks among the assets that `other` has too. */
function ranksWithin(
  {values, order}: OrderedDate,
  other: Float64Array
): {readonly rank: Float64Array; readonly n: number} {
  const rank = new Float64Array(values.length).fill(Number.NaN);
  const shared = new Int32Array(order.length);
  let n = 0;
  for (let k = 0; k < order.length; k++) {
    const i = order[k] as number;
    if (!Number.isNaN(other[i] as number)) shared[n++] = i;
  }
  for (let first = 0; first < n; ) {
    const v = values[shared[first] as number];
    let end = first + 1;
    while (end < n && values[shared[end] as number] === v) end++;
    const mid = (first + 1 + end) / 2;
    for (; first < end; first++) rank[shared[first] as number] = mid;
  }
  return {rank, n};
}
