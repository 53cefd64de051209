import {type TrailingOptions, trailingMoments, trailingZ} from "./trailing-z.js";

/** Parts of the score in their order: 估值、换手、成长、同涨同跌、波动、收益. */
export const PARTS = ["valuation", "turnover", "growth", "co_movement", "volatility", "return"] as const;
export type Part = (typeof PARTS)[number];

/** Score at which a factor counts as crowded (1) or deserted (−1): 警戒线. */
export const LINE = 1;

/** Daily measures of one factor, all of one length; NaN is missing. */
export type Measures = Readonly<Record<Part, ArrayLike<number>>>;

export interface Crowding {
  readonly score: Float64Array;
  /** What each part adds; present parts sum to the score, absent ones are NaN. */
  readonly contribution: Readonly<Record<Part, Float64Array>>;
}

export interface CrowdingOptions extends TrailingOptions {
  /** Parts that must be present. */
  readonly needed?: number;
}

/**
 * Crowding of one factor (拥挤度): the mean of the trailing z-scores of its parts, over its own trailing standard
 * deviation, so that ±1 is one deviation. `contribution` = z · scale / n. Known at the day's close; later rows
 * change nothing. NaN where fewer than `needed` parts are present. After the six-part design of CSC Securities
 * (2022) and MSCI's Integrated Factor Crowding Model (2018); definitions in methods S2.
 */
export function crowding(measures: Measures, {needed = 4, ...trailing}: CrowdingOptions = {}): Crowding {
  const rows = measures.valuation.length;
  for (const part of PARTS) {
    if (measures[part].length !== rows) {
      throw new RangeError(`${part} must hold ${rows} values, got ${measures[part].length}`);
    }
  }
  if (!(needed >= 1 && needed <= PARTS.length)) {
    throw new RangeError(`needed must be 1 to ${PARTS.length}, got ${needed}`);
  }
  const z = PARTS.map((part) => trailingZ(measures[part], trailing));
  const count = new Float64Array(rows);
  const mean = new Float64Array(rows);
  for (let t = 0; t < rows; t++) {
    let sum = 0;
    let n = 0;
    for (const part of z) {
      const v = part[t] as number;
      if (Number.isNaN(v)) continue;
      sum += v;
      n++;
    }
    count[t] = n;
    mean[t] = n >= needed ? sum / n : Number.NaN;
  }
  const {sd} = trailingMoments(mean, trailing);
  const share = sd.map((s, t) => (s > 0 ? 1 / (s * (count[t] as number)) : Number.NaN));
  const contribution = Object.fromEntries(
    PARTS.map((part, p) => [part, (z[p] as Float64Array).map((v, t) => v * (share[t] as number))])
  ) as Record<Part, Float64Array>;
  return {score: scoreOf(contribution, rows), contribution};
}

function scoreOf(contribution: Readonly<Record<Part, Float64Array>>, rows: number): Float64Array {
  const score = new Float64Array(rows).fill(Number.NaN);
  for (let t = 0; t < rows; t++) {
    const present = PARTS.map((part) => contribution[part][t] as number).filter((v) => !Number.isNaN(v));
    if (present.length > 0) score[t] = present.reduce((sum, v) => sum + v, 0);
  }
  return score;
}

/**
 * The score without one part, on the same scale: (score − contribution) · n / (n − 1), with n parts present.
 * The part absent leaves the score as it is; NaN where no other part is present.
 */
export function withoutPart(contributions: readonly number[], part: number): number {
  const present = contributions.filter((v) => !Number.isNaN(v));
  const score = present.reduce((sum, v) => sum + v, 0);
  const own = contributions[part] as number;
  if (present.length === 0) return Number.NaN;
  if (Number.isNaN(own)) return score;
  if (present.length === 1) return Number.NaN;
  return ((score - own) * present.length) / (present.length - 1);
}
