import {positionTable} from "./position-table.js";

/** The unit in which the positions page holds shares of NAV. */
export const UNIT = 1e-5;

/** Panel of weeks × industries as the positions page holds it, in units of `UNIT`; null where undefined. */
export interface PositionHistory {
  readonly days: readonly number[];
  readonly weight: readonly (number | null)[];
  readonly band: readonly (number | null)[];
  readonly csi800: readonly (number | null)[];
  readonly change: readonly (number | null)[];
  readonly drift: readonly (number | null)[];
  readonly active: readonly (number | null)[];
  readonly reach: readonly (number | null)[];
  readonly significant: readonly (number | null)[];
}

/** One week of it as shares of NAV, with last week's positions and both over- and underweights. */
export interface PositionView {
  readonly last: Float64Array;
  readonly weight: Float64Array;
  readonly band: Float64Array;
  readonly csi800: Float64Array;
  readonly over: Float64Array;
  readonly overNormalised: Float64Array;
  /** Change since the week before, what prices made of it and what was traded; the rest is revision by new reports. */
  readonly change: Float64Array;
  readonly drift: Float64Array;
  readonly active: Float64Array;
  readonly reach: Float64Array;
  /** Whether the active change differs from zero: by the model, as what is kept here is rounded. */
  readonly significant: readonly boolean[];
}

/** The week in row `at`; `n` industries. Throws where there is no such row. */
export function positionView(history: PositionHistory, at: number, n: number): PositionView {
  if (!(at >= 0 && at < history.days.length))
    throw new RangeError(`at must be a row of ${history.days.length}, got ${at}`);
  const column = (values: readonly (number | null)[]): Float64Array =>
    Float64Array.from(values.slice(at * n, (at + 1) * n), (v) => (v === null ? Number.NaN : v * UNIT));
  const [weight, change, csi800] = [column(history.weight), column(history.change), column(history.csi800)];
  const last = weight.map((w, i) => w - (change[i] as number));
  const {overUnder, overUnderNormalised} = positionTable({weight, last, index: csi800});
  return {
    last,
    weight,
    band: column(history.band),
    csi800,
    over: overUnder,
    overNormalised: overUnderNormalised,
    change,
    drift: column(history.drift),
    active: column(history.active),
    reach: column(history.reach),
    significant: history.significant.slice(at * n, (at + 1) * n).map((v) => v === 1)
  };
}

/** One industry's column of a panel through time, as shares of NAV. */
export const throughTime = (values: readonly (number | null)[], i: number, n: number): Float64Array =>
  Float64Array.from({length: Math.floor(values.length / n)}, (_, t) => {
    const v = values[t * n + i];
    return v === null || v === undefined ? Number.NaN : v * UNIT;
  });
