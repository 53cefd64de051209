import {membersOf, type Yardstick} from "./standardise.js";

export interface ImputeOptions extends Pick<Yardstick, "n" | "member" | "rows"> {
  readonly weight: Float64Array;
  readonly size: Float64Array;
  /** Industry of each stock, −1 where unknown. */
  readonly industry: ArrayLike<number>;
  readonly industries: number;
  /** Members with a value that an industry needs to have a level of its own. */
  readonly least?: number;
}

/**
 * Fills the missing values of a factor, in place, with the fit of a weighted regression of the present ones on Size
 * and industry dummies over the members (Menchero, Orr and Wang 2011); an industry with fewer than `least` members
 * present takes the level of all. Returns how many were filled; nothing is filled where no member has a value.
 */
export function impute(y: Float64Array, options: ImputeOptions): number {
  const {n, weight, size, industry, industries, least = 5} = options;
  let gaps = 0;
  for (let k = 0; k < n; k++) if (Number.isNaN(y[k] as number)) gaps++;
  if (gaps === 0) return 0;
  const {rows = membersOf(options)} = options;
  const all = industries;
  const w = new Float64Array(industries + 1);
  const my = new Float64Array(industries + 1);
  const ms = new Float64Array(industries + 1);
  const count = new Int32Array(industries + 1);
  for (let m = 0; m < rows.length; m++) {
    const k = rows[m] as number;
    if (Number.isNaN(y[k] as number)) continue;
    const v = weight[k] as number;
    const own = industry[k] as number;
    for (let g = own < 0 ? all : own; ; g = all) {
      w[g] = (w[g] as number) + v;
      my[g] = (my[g] as number) + v * (y[k] as number);
      ms[g] = (ms[g] as number) + v * (size[k] as number);
      count[g] = (count[g] as number) + 1;
      if (g === all) break;
    }
  }
  if (count[all] === 0) return 0;
  for (let g = 0; g <= industries; g++) {
    const total = w[g] as number;
    my[g] = (my[g] as number) / total;
    ms[g] = (ms[g] as number) / total;
  }
  const groupOf = (k: number): number => {
    const g = industry[k] as number;
    return g < 0 || (count[g] as number) < least ? all : g;
  };
  let sy = 0;
  let ss = 0;
  for (let m = 0; m < rows.length; m++) {
    const k = rows[m] as number;
    if (Number.isNaN(y[k] as number)) continue;
    const g = groupOf(k);
    const d = (size[k] as number) - (ms[g] as number);
    sy += (weight[k] as number) * d * ((y[k] as number) - (my[g] as number));
    ss += (weight[k] as number) * d * d;
  }
  const slope = ss > 0 ? sy / ss : 0;
  let filled = 0;
  for (let k = 0; k < n; k++) {
    if (!Number.isNaN(y[k] as number)) continue;
    const g = groupOf(k);
    y[k] = (my[g] as number) + slope * ((size[k] as number) - (ms[g] as number));
    filled++;
  }
  return filled;
}
