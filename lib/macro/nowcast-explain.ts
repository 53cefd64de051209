import {news} from "./news.js";
import {targetValue} from "./nowcast-fit.js";
import {MEMBERS, type Run} from "./nowcast-run.js";

/** What moved a nowcast besides data: the other members, the weights of the combination, parameters fitted anew. */
export const OTHER_NEWS = ["bridge", "bvar", "weights", "refit"] as const;

export interface NewsRow {
  readonly day: number;
  readonly month: number;
  /** An indicator's position, the target's, or one of `OTHER_NEWS`. */
  readonly source: number | (typeof OTHER_NEWS)[number];
  /** In the series' unit; NaN for other news. */
  readonly surprise: number;
  /** In the target's unit. */
  readonly contribution: number;
}

/** The members of a quarter's nowcast on a day and their weights. */
export interface Standing {
  readonly value: readonly number[];
  readonly weight: Float64Array;
}

export interface Explained {
  readonly day: number;
  readonly month: number;
  readonly from: number;
  readonly n: number;
  readonly past: Standing;
  readonly now: Standing;
  readonly old: Run;
  readonly refitted: boolean;
}

/** Rows that sum to the change of the combination since the vintage before. */
export function explain({day, month, from, past, now, old, refitted}: Explained): NewsRow[] {
  const {fit, before, after} = old;
  const k = fit.used.length;
  const target = {month, series: k - 1};
  const {items, updated} = news(before, after, target);
  const scale = fit.scale[k - 1] as number;
  const share = now.weight[0] as number;
  const row = (source: NewsRow["source"], contribution: number, surprise = Number.NaN): NewsRow => ({
    day,
    month: from + month,
    source,
    surprise,
    contribution
  });
  const bySeries = new Map<number, {surprise: number; contribution: number}>();
  for (const {series, surprise, contribution} of items) {
    const sum = bySeries.get(series) ?? {surprise: 0, contribution: 0};
    sum.surprise += surprise * (fit.scale[series] as number);
    sum.contribution += contribution * scale * share;
    bySeries.set(series, sum);
  }
  const out = Array.from(bySeries, ([series, {surprise, contribution}]) =>
    row(fit.used[series] as number, contribution, surprise)
  );
  if (refitted) out.push(row("refit", share * ((now.value[0] as number) - targetValue(fit, updated, month))));
  const both = (m: number): boolean => !Number.isNaN((now.value[m] as number) + (past.value[m] as number));
  for (const [m, source] of [
    [1, "bridge"],
    [2, "bvar"]
  ] as const) {
    if (both(m))
      out.push(
        row(source, (now.weight[m] as number) * ((now.value[m] as number) - (past.value[m] as number)))
      );
  }
  const weights = MEMBERS.reduce((s, _, m) => {
    const [w, u] = [now.weight[m] as number, past.weight[m] as number];
    if (both(m)) return s + (w - u) * (past.value[m] as number);
    return s + (w === 0 ? 0 : w * (now.value[m] as number)) - (u === 0 ? 0 : u * (past.value[m] as number));
  }, 0);
  out.push(row("weights", weights));
  return out.filter((r) => r.contribution !== 0);
}
