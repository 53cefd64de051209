import type {KalmanFilter} from "./kalman.js";
import {smoothMean} from "./smoother.js";
import {fittedAt, type Place, targetWeights} from "./target.js";

/** One datum that is new, or revised, and what it did to the target. */
export interface NewsItem extends Place {
  readonly kind: "new" | "revised";
  /** The datum less what the older vintage expected, or showed, for it. */
  readonly surprise: number;
  readonly weight: number;
  /** weight × surprise. */
  readonly contribution: number;
}

export interface News {
  readonly previous: number;
  readonly updated: number;
  /** Their contributions sum to updated − previous. */
  readonly items: readonly NewsItem[];
}

/** A vintage of a panel (months × series, NaN missing) and the filter that has run over it. */
export interface Vintage {
  readonly panel: Float64Array;
  readonly filter: KalmanFilter;
}

/**
 * Splits the revision of a target between two vintages under one model by what was learnt (Bańbura and Modugno 2014,
 * section 2.3): first each revision's size times the weight that the older vintage gives the datum, then each new
 * datum's surprise over what the older vintage, revised, expected, times the weight that the newer one gives it. The
 * older filter is run over the revised panel in between and left as it was found. Throws where a datum has vanished,
 * or the panels differ in size.
 */
export function news(before: Vintage, after: Vintage, target: Place): News {
  const {states, series: n, design} = after.filter.space;
  const changed = changes(before.panel, after.panel, n);
  const first = changed.reduce((low, c) => Math.min(low, c.month), target.month);
  const estimate = (filter: KalmanFilter): number =>
    fittedAt(design, smoothMean(filter, {from: target.month}), {...target, states});
  const previous = estimate(before.filter);
  const revised = before.panel.slice();
  const revisions = changed.filter((c) => c.kind === "revised");
  for (const {month, series} of revisions)
    revised[month * n + series] = after.panel[month * n + series] as number;
  if (revisions.length > 0) before.filter.run(revised, {from: first});
  const expected = smoothMean(before.filter, {from: first});
  const weights = {
    revised: targetWeights(before.filter, target, {since: first}),
    new: targetWeights(after.filter, target, {since: first})
  };
  if (revisions.length > 0) before.filter.run(before.panel, {from: first});
  const items = changed.map(({month, series, kind}): NewsItem => {
    const at = month * n + series;
    const base =
      kind === "revised" ? (before.panel[at] as number) : fittedAt(design, expected, {month, series, states});
    const surprise = (after.panel[at] as number) - base;
    const weight = weights[kind][at] as number;
    return {month, series, kind, surprise, weight, contribution: weight * surprise};
  });
  return {previous, updated: estimate(after.filter), items};
}

type Change = Pick<NewsItem, "month" | "series" | "kind">;

function changes(before: Float64Array, after: Float64Array, n: number): Change[] {
  if (before.length !== after.length)
    throw new RangeError(`the vintages must be equally long, got ${before.length} and ${after.length}`);
  const found: Change[] = [];
  for (let at = 0; at < after.length; at++) {
    const [old, now] = [before[at] as number, after[at] as number];
    if (Object.is(old, now)) continue;
    const place = {month: Math.floor(at / n), series: at % n};
    if (Number.isNaN(now))
      throw new RangeError(
        `the newer vintage lacks series ${place.series} of month ${place.month}, which the older has`
      );
    found.push({...place, kind: Number.isNaN(old) ? "new" : "revised"});
  }
  return found;
}
