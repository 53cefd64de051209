import {leastAbsolute} from "../stats/lad.js";

/** What is known of a fund's total equity position before a report: all are shares of NAV. */
export interface PositionHistory {
  /** The last disclosed position as the fund's own return moved it, cash staying: 1 − (1 − p) ÷ (1 + r). */
  readonly drifted: number;
  /** Mean and largest of the positions disclosed so far, and how many there are. */
  readonly mean: number;
  readonly most: number;
  readonly reports: number;
  /** Mean absolute change from one disclosed position to the next; NaN before the second. */
  readonly restless: number;
}

/** Change that is taken for usual while a fund has disclosed only once. */
const RESTLESS = 0.03;

/** History of disclosed positions, oldest first, and the fund's return since the last. */
export function positionHistory(positions: readonly number[], ret: number): PositionHistory {
  const last = positions[positions.length - 1];
  if (last === undefined) throw new RangeError("positions must hold one position or more, got none");
  let [sum, most, moves] = [0, 0, 0];
  positions.forEach((p, k) => {
    sum += p;
    most = Math.max(most, p);
    if (k > 0) moves += Math.abs(p - (positions[k - 1] as number));
  });
  const n = positions.length;
  return {
    drifted: 1 - (1 - last) / (1 + ret),
    mean: sum / n,
    most,
    reports: n,
    restless: n > 1 ? moves / (n - 1) : Number.NaN
  };
}

const restless = (h: PositionHistory): number =>
  Math.min(0.15, Number.isNaN(h.restless) ? RESTLESS : h.restless);

const TERMS = 9;

/** Regressors of the change from the drifted position: return to the fund's own mean and most, the less of it the more restless. */
function terms(h: PositionHistory): number[] {
  const toMean = h.mean - h.drifted;
  const toMost = h.most - h.drifted;
  const s = 10 * restless(h);
  const k = Math.min(6, h.reports) / 6;
  const over = Math.max(h.drifted - 0.9, 0);
  const under = Math.max(0.85 - h.drifted, 0);
  return [toMean, toMean * k, toMost, toMost * k, toMean * s, toMost * s, over, under, 1];
}

/** A past change: what was known before and what was then disclosed. */
export interface PositionChange {
  readonly history: PositionHistory;
  readonly disclosed: number;
}

/** Fewest past changes from which the return to the mean is estimated. */
const FEWEST = 60;

/** Coefficients of the return of positions to their usual level, by median regression; undefined on too few changes. */
export function fitReversion(changes: readonly PositionChange[]): Float64Array | undefined {
  const used = changes.filter((c) => c.history.reports > 1);
  if (used.length < FEWEST) return undefined;
  const x = new Float64Array(used.length * TERMS);
  used.forEach((c, k) => {
    x.set(terms(c.history), k * TERMS);
  });
  const y = Float64Array.from(used, (c) => c.disclosed - c.history.drifted);
  const found = leastAbsolute(x, y);
  return found.some(Number.isNaN) ? undefined : found;
}

/** Position to be expected from its history alone; the drifted one without coefficients. */
export function reverted(h: PositionHistory, coefficients: Float64Array | undefined, cap: number): number {
  if (!coefficients) return Math.min(cap, h.drifted);
  const change = terms(h).reduce((sum, v, j) => sum + v * (coefficients[j] as number), 0);
  return Math.min(cap, Math.max(0, h.drifted + change));
}

/**
 * Expected position moved towards what the fund's returns say: by `gain` times how restless the fund has been (up to
 * 10 points, in tenths), since the returns of a fund that never moves tell nothing new.
 */
export function blended(
  h: PositionHistory,
  {expected, seen, gain, cap}: {expected: number; seen: number; gain: number; cap: number}
): number {
  if (Number.isNaN(seen)) return expected;
  const share = Math.min(1, gain * 10 * Math.min(0.1, restless(h)));
  return Math.min(cap, Math.max(0, expected + share * (seen - expected)));
}
