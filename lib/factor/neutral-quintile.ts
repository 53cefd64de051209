import {rank} from "../stats/rank.js";

/** Legs of a style: its bottom and its top quintile. */
export const BOTTOM = 0;
export const TOP = 1;

/**
 * Top and bottom quintile of one date's exposures within each group, so that the legs hold the same industries:
 * `BOTTOM`, `TOP`, or −1. Equal exposures stay together. Stocks without exposure or group are in neither.
 */
export function neutralQuintile(
  exposure: ArrayLike<number>,
  {group, groups}: {readonly group: ArrayLike<number>; readonly groups: number}
): Int8Array {
  if (group.length !== exposure.length) {
    throw new RangeError(`group must hold ${exposure.length} values, got ${group.length}`);
  }
  const members: number[][] = Array.from({length: groups}, () => []);
  for (let i = 0; i < exposure.length; i++) {
    const g = group[i] as number;
    if (g >= 0 && !Number.isNaN(exposure[i] as number)) members[g]?.push(i);
  }
  const leg = new Int8Array(exposure.length).fill(-1);
  for (const own of members) {
    const ranks = rank(own.map((i) => exposure[i] as number));
    own.forEach((i, k) => {
      const fifth = Math.floor((5 * ((ranks[k] as number) - 0.5)) / own.length);
      if (own.length > 1 && (fifth === 0 || fifth === 4)) leg[i] = fifth === 0 ? BOTTOM : TOP;
    });
  }
  return leg;
}
