import {checkPanel, type PanelSize} from "./panel.js";

/**
 * Sums a panel over the groups of each day: dates × groups, 0 for a group without values.
 * `group` is dates × assets; −1 and NaN values are left out. Throws on wrong sizes and on a group out of range.
 */
export function groupSums(
  values: Float64Array,
  group: ArrayLike<number>,
  {dates, assets, groups}: PanelSize & {readonly groups: number}
): Float64Array {
  checkPanel({values, group}, {dates, assets});
  const sums = new Float64Array(dates * groups);
  for (let t = 0, i = 0; t < dates; t++) {
    for (let a = 0; a < assets; a++, i++) {
      const g = group[i] as number;
      const x = values[i] as number;
      if (g >= groups) throw new RangeError(`group must be below ${groups}, got ${g} at ${i}`);
      if (g < 0 || Number.isNaN(x)) continue;
      const at = t * groups + g;
      sums[at] = (sums[at] as number) + x;
    }
  }
  return sums;
}
