import {neweyWestMean} from "../stats/newey-west.js";
import {overlapLags} from "./overlap.js";
import {checkPanel, type Panel} from "./panel.js";
import {rankIc} from "./rank-ic.js";

export interface GroupIc {
  /** Mean rank IC within each group, its Newey–West error and t, and the mean number of pairs a date. */
  readonly mean: Float64Array;
  readonly error: Float64Array;
  readonly t: Float64Array;
  readonly pairs: Float64Array;
}

/** Rank IC within each group (industry, size bucket); `group` is 0 … groups − 1, negative for none. */
export function groupIc(
  signal: ArrayLike<number>,
  forward: ArrayLike<number>,
  {dates, assets, group, groups, horizon = 1}: GroupOptions & {readonly horizon?: number}
): GroupIc {
  checkPanel({dates, assets}, {signal, forward, group});
  const own = Array.from({length: groups}, (_, g) => {
    const within = Float64Array.from(signal, (x, k) => (group[k] === g ? x : Number.NaN));
    const {ic, pairs} = rankIc(within, forward, {dates, assets});
    const known = Array.from(pairs).filter((n) => n > 0);
    const summary = neweyWestMean(ic, {lags: overlapLags(ic, horizon)});
    return {...summary, pairs: known.length === 0 ? 0 : known.reduce((s, n) => s + n, 0) / known.length};
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
