import {checkPanel, type PanelSize} from "./panel.js";

/** Size of panels whose assets fall in groups. */
export interface GroupedSize extends PanelSize {
  readonly groups: number;
}

/**
 * Sums a panel over the groups of each day: dates × groups, 0 for a group without values.
 * `group` is dates × assets; −1 and NaN values are left out. Throws on wrong sizes and on a group out of range.
 */
export const groupSums = (values: Float64Array, group: ArrayLike<number>, size: GroupedSize): Float64Array =>
  groupColumns({values}, group, size).values;

/** The same of several panels in one pass. */
export function groupColumns<N extends string>(
  panels: Readonly<Record<N, Float64Array>>,
  group: ArrayLike<number>,
  {dates, assets, groups}: GroupedSize
): Record<N, Float64Array> {
  checkPanel({...panels, group}, {dates, assets});
  const names = Object.keys(panels) as N[];
  const columns = names.map((name) => panels[name]);
  const width = columns.length;
  const sums = new Float64Array(dates * groups * width);
  for (let t = 0, i = 0; t < dates; t++) {
    for (let a = 0; a < assets; a++, i++) {
      const g = group[i] as number;
      if (g >= groups) throw new RangeError(`group must be below ${groups}, got ${g} at ${i}`);
      if (g < 0) continue;
      const at = (t * groups + g) * width;
      for (let k = 0; k < width; k++) {
        const x = (columns[k] as Float64Array)[i] as number;
        if (!Number.isNaN(x)) sums[at + k] = (sums[at + k] as number) + x;
      }
    }
  }
  const own = (k: number): Float64Array => {
    const out = new Float64Array(dates * groups);
    for (let j = 0; j < out.length; j++) out[j] = sums[j * width + k] as number;
    return out;
  };
  return Object.fromEntries(names.map((name, k) => [name, own(k)])) as Record<N, Float64Array>;
}
