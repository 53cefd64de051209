import {correlation} from "../stats/correlation.js";
import {rankCorrelation} from "../stats/rank.js";
import {quadrantIndex} from "./quadrant.js";

/** Estimates beside what was planted, one a fund. */
export interface SkillPair {
  readonly estimate: ArrayLike<number>;
  readonly planted: ArrayLike<number>;
  /** Interval of the estimate. */
  readonly lo: ArrayLike<number>;
  readonly hi: ArrayLike<number>;
}

export interface SkillScore {
  readonly funds: number;
  readonly correlation: number;
  readonly rankCorrelation: number;
  /** Share of planted values inside their interval. */
  readonly coverage: number;
}

/** How estimates of skill agree with what was planted. Throws where the columns differ in length. */
export function skillScore({estimate, planted, lo, hi}: SkillPair): SkillScore {
  let [inside, funds] = [0, 0];
  for (let i = 0; i < planted.length; i++) {
    const p = planted[i] as number;
    if (Number.isNaN(p + (estimate[i] as number))) continue;
    funds++;
    if (p >= (lo[i] as number) && p <= (hi[i] as number)) inside++;
  }
  return {
    funds,
    correlation: correlation(estimate, planted),
    rankCorrelation: rankCorrelation(estimate, planted),
    coverage: funds > 0 ? inside / funds : Number.NaN
  };
}

/**
 * Share of funds whose estimated quadrant is the planted one, among those whose planted skills both exceed a bound in
 * size; chance is a quarter.
 */
export function quadrantHits(
  estimate: {readonly d: ArrayLike<number>; readonly r: ArrayLike<number>},
  planted: {readonly d: ArrayLike<number>; readonly r: ArrayLike<number>},
  {bound}: {readonly bound: number}
): {readonly funds: number; readonly share: number} {
  let [right, funds] = [0, 0];
  for (let i = 0; i < planted.d.length; i++) {
    const [d, r] = [planted.d[i] as number, planted.r[i] as number];
    const found = quadrantIndex(estimate.d[i] as number, estimate.r[i] as number);
    if (found < 0 || !(Math.abs(d) > bound && Math.abs(r) > bound)) continue;
    funds++;
    if (found === quadrantIndex(d, r)) right++;
  }
  return {funds, share: funds > 0 ? right / funds : Number.NaN};
}
