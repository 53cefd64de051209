import {mean} from "../stats/moments.js";
import {neweyWestMean} from "../stats/newey-west.js";
import {overlapLags} from "./overlap.js";
import {checkPanel, type Panel} from "./panel.js";
import {spearman} from "./spearman.js";

export interface GroupIc {
  /** Mean rank IC within each group, its Newey–West error and t, and the mean number of pairs a date. */
  readonly mean: Float64Array;
  readonly error: Float64Array;
  readonly t: Float64Array;
  readonly pairs: Float64Array;
}

/**
 * Rank IC within each group (industry, size bucket); `group` is 0 … groups − 1, negative for none. Dates on which a
 * group has fewer than `minimum` pairs do not count.
 */
export function groupIc(
  signal: ArrayLike<number>,
  forward: ArrayLike<number>,
  {
    dates,
    assets,
    group,
    groups,
    horizon = 1,
    minimum = 10
  }: GroupOptions & {
    readonly horizon?: number;
    readonly minimum?: number;
  }
): GroupIc {
  checkPanel({dates, assets}, {signal, forward, group});
  const ic = Array.from({length: groups}, () => new Float64Array(dates).fill(Number.NaN));
  const pairs = Array.from({length: groups}, () => new Float64Array(dates));
  for (let t = 0; t < dates; t++) {
    const members: {x: number[]; y: number[]}[] = Array.from({length: groups}, () => ({x: [], y: []}));
    for (let k = t * assets; k < (t + 1) * assets; k++) {
      const own = members[group[k] as number];
      const [x, y] = [signal[k] as number, forward[k] as number];
      if (!own || Number.isNaN(x + y)) continue;
      own.x.push(x);
      own.y.push(y);
    }
    members.forEach(({x, y}, g) => {
      (pairs[g] as Float64Array)[t] = x.length;
      if (x.length >= minimum) (ic[g] as Float64Array)[t] = spearman(x, y);
    });
  }
  const own = ic.map((series, g) => {
    const summary = neweyWestMean(series, {lags: overlapLags(series, horizon)});
    return {...summary, pairs: mean((pairs[g] as Float64Array).filter((n) => n > 0))};
  });
  return {
    mean: Float64Array.from(own, (s) => s.mean),
    error: Float64Array.from(own, (s) => s.standardError),
    t: Float64Array.from(own, (s) => s.t),
    pairs: Float64Array.from(own, (s) => s.pairs)
  };
}

export interface GroupOptions extends Panel {
  readonly group: ArrayLike<number>;
  readonly groups: number;
}

/** Values less the mean of their date and group (行业中性), NaN where the value is missing or has no group. */
export function withoutGroupMean(
  values: ArrayLike<number>,
  {dates, assets, group, groups}: GroupOptions
): Float64Array {
  checkPanel({dates, assets}, {values, group});
  const out = new Float64Array(values.length).fill(Number.NaN);
  const sum = new Float64Array(groups);
  const count = new Float64Array(groups);
  for (let t = 0; t < dates; t++) {
    sum.fill(0);
    count.fill(0);
    const from = t * assets;
    for (let k = from; k < from + assets; k++) {
      const g = group[k] as number;
      if (g < 0 || Number.isNaN(values[k] as number)) continue;
      sum[g] = (sum[g] as number) + (values[k] as number);
      count[g] = (count[g] as number) + 1;
    }
    for (let k = from; k < from + assets; k++) {
      const g = group[k] as number;
      if (g >= 0) out[k] = (values[k] as number) - (sum[g] as number) / (count[g] as number);
    }
  }
  return out;
}
