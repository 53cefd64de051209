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
  /** Whether the report to come ends a half-year. */
  readonly halfYear: boolean;
}

/** Change that is taken for usual while a fund has disclosed only once. */
const RESTLESS = 0.03;

/** History of disclosed positions, oldest first, the fund's return since the last, and what kind of report is to come. */
export function positionHistory(
  positions: readonly number[],
  {ret, halfYear}: {readonly ret: number; readonly halfYear: boolean}
): PositionHistory {
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
    restless: n > 1 ? moves / (n - 1) : Number.NaN,
    halfYear
  };
}

const restless = (h: PositionHistory): number =>
  Math.min(0.15, Number.isNaN(h.restless) ? RESTLESS : h.restless);

/** Disclosed positions as parts of a regression: rows of terms, and the change that each was followed by. */
function medianRegression(
  rows: readonly (readonly number[])[],
  changes: readonly number[],
  ridge: number
): Float64Array | undefined {
  const width = rows[0]?.length ?? 0;
  if (rows.length < FEWEST) return undefined;
  const size = Float64Array.from({length: width}, (_, j) =>
    Math.sqrt(rows.reduce((s, row) => s + (row[j] as number) ** 2, 0) / rows.length || 1)
  );
  const x = Float64Array.from(rows.flatMap((row) => row.map((v, j) => v / (size[j] as number))));
  const found = leastAbsolute(x, Float64Array.from(changes), {ridge});
  return found.some(Number.isNaN) ? undefined : found.map((b, j) => b / (size[j] as number));
}

const product = (terms: readonly number[], coefficients: Float64Array): number =>
  terms.reduce((sum, v, j) => sum + v * (coefficients[j] as number), 0);

/**
 * Regressors of the change from the drifted position: return to the fund's own mean and most, the less of it the more
 * restless the fund, and the season: reports of half-years tend to show more than those of the quarters between.
 */
function terms(h: PositionHistory): number[] {
  const toMean = h.mean - h.drifted;
  const toMost = h.most - h.drifted;
  const s = 10 * restless(h);
  const over = Math.max(h.drifted - 0.9, 0);
  const under = Math.max(0.85 - h.drifted, 0);
  const season = h.halfYear ? 1 : -1;
  return [toMean, toMost, toMean * s, toMost * s, over, under, 1, season, season * s];
}

/** A past change: what was known before and what was then disclosed. */
export interface PositionChange {
  readonly history: PositionHistory;
  readonly disclosed: number;
}

/** Fewest past changes from which anything is learned. */
const FEWEST = 60;

/** Coefficients of the return of positions to their usual level, by median regression; undefined on too few changes. */
export function fitReversion(changes: readonly PositionChange[]): Float64Array | undefined {
  const used = changes.filter((c) => c.history.reports > 1);
  return medianRegression(
    used.map((c) => terms(c.history)),
    used.map((c) => c.disclosed - c.history.drifted),
    1e-6
  );
}

/** Position to be expected from its history alone; the drifted one without coefficients. */
export function reverted(h: PositionHistory, coefficients: Float64Array | undefined, cap: number): number {
  if (!coefficients) return Math.min(cap, h.drifted);
  return Math.min(cap, Math.max(0, h.drifted + product(terms(h), coefficients)));
}

/** What a fund's returns say of its position, beside what its history makes likely. */
export interface Sighting {
  readonly history: PositionHistory;
  readonly expected: number;
  /** Position that its returns show, and by how much they showed too much at its past reports, on average; NaN: none. */
  readonly seen: number;
  readonly bias: number;
}

/** Penalty, as a share of the mean diagonal, on four coefficients that are learned from few reports. */
const RIDGE = 0.03;
/** Share of what is seen that is believed of a fund moving ten points a report, before anything has been learned. */
const GAIN = 0.5;

/** What is seen less what is expected, and its usual error; more of both the more restless the fund. */
function signs({history, expected, seen, bias}: Sighting): number[] {
  const s = 10 * Math.min(0.1, restless(history));
  const usual = Number.isNaN(bias) ? 0 : bias;
  return [seen - expected, (seen - expected) * s, usual, usual * s];
}

/** Coefficients of how far returns are to be believed, by median regression on past sightings; undefined on too few. */
export function fitBelief(
  past: readonly (Sighting & {readonly disclosed: number})[]
): Float64Array | undefined {
  const used = past.filter((c) => !Number.isNaN(c.seen));
  return medianRegression(
    used.map(signs),
    used.map((c) => c.disclosed - c.expected),
    RIDGE
  );
}

/** The expected position moved towards what the fund's returns say; by half of it times how restless it is, untaught. */
export function believed(
  sighting: Sighting,
  {coefficients, cap}: {readonly coefficients: Float64Array | undefined; readonly cap: number}
): number {
  const {expected, seen} = sighting;
  if (Number.isNaN(seen)) return expected;
  const found = signs(sighting);
  const move = coefficients ? product(found, coefficients) : GAIN * (found[1] as number);
  return Math.min(cap, Math.max(0, expected + move));
}
