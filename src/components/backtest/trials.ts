import {deflatedSharpe, type SharpeMoments} from "../../lib/backtest/deflated-sharpe.js";
import {variance} from "../../lib/stats/moments.js";

/** Where variants are kept: `localStorage`, or anything like it. */
export interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

const KEY = "yanbao-lab-trials";

/** Sharpe ratios (a day) of the variants that were run, by their link: running one again counts once. */
export function trialsIn(store: Store): Map<string, number> {
  try {
    const kept: unknown = JSON.parse(store.getItem(KEY) ?? "[]");
    if (!Array.isArray(kept)) return new Map();
    return new Map(
      kept.filter(
        (e): e is [string, number] => Array.isArray(e) && typeof e[0] === "string" && Number.isFinite(e[1])
      )
    );
  } catch {
    return new Map();
  }
}

/** Adds a variant and gives all of them. Where nothing may be kept the variant stands alone. */
export function countTrial(store: Store, link: string, period: number): Map<string, number> {
  const trials = trialsIn(store);
  if (Number.isFinite(period)) trials.set(link, period);
  try {
    store.setItem(KEY, JSON.stringify([...trials]));
  } catch {
    return trials;
  }
  return trials;
}

export const forgetTrials = (store: Store): void => store.removeItem(KEY);

/** Probability that the ratio is better than the best of so many variants without skill; one variant deflates nothing. */
export function deflatedBy(trials: ReadonlyMap<string, number>, moments: SharpeMoments): number {
  const values = [...trials.values()];
  const spread = values.length > 1 ? variance(values) : 0;
  return deflatedSharpe(moments, {trials: Math.max(1, values.length), variance: spread});
}
