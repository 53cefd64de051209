import {mean} from "../stats/moments.js";
import {LINE} from "./crowding.js";
import {forwardDrawdown} from "./drawdown.js";
import {forwardReturn} from "./forward-return.js";
import type {Panel} from "./panel.js";
import {type PanelSlope, panelSlope} from "./panel-slope.js";

/** States of a factor: all of them (the base rate), above the line, between the lines, below. */
export const STATES = ["all", "crowded", "normal", "deserted"] as const;
export type State = (typeof STATES)[number];

export interface StateRow {
  readonly state: State;
  readonly n: number;
  readonly meanReturn: number;
  /** Share of forward returns below zero. */
  readonly fell: number;
  readonly meanDrawdown: number;
  /** Share of drawdowns among the worst tenth of all. */
  readonly worstTenth: number;
}

export interface CrowdingTest {
  readonly horizon: number;
  readonly onReturn: PanelSlope;
  readonly onDrawdown: PanelSlope;
  readonly states: readonly StateRow[];
}

/**
 * Does the score of a row say anything about what follows? Regresses the return and the deepest drawdown of the
 * `horizon` rows after it on the score (Driscoll–Kraay errors over dates), and counts what followed each state beside
 * the base rate. `score` and `returns` are rows × factors; `every` thins the starting rows (21: monthly starts of
 * daily rows), counted back from the last row.
 */
export function crowdingTest(
  score: ArrayLike<number>,
  returns: ArrayLike<number>,
  {dates, assets, horizon, every = 1}: Panel & {readonly horizon: number; readonly every?: number}
): CrowdingTest {
  if (!(Number.isInteger(every) && every >= 1))
    throw new RangeError(`every must be a whole number from 1, got ${every}`);
  const rows: number[] = [];
  for (let t = dates - 1; t >= 0; t -= every) rows.unshift(t);
  const thin = (values: ArrayLike<number>): Float64Array => {
    const out = new Float64Array(rows.length * assets);
    rows.forEach((t, r) => {
      for (let i = 0; i < assets; i++) out[r * assets + i] = values[t * assets + i] as number;
    });
    return out;
  };
  const size = {dates: rows.length, assets, horizon: Math.ceil(horizon / every)};
  const own = thin(score);
  const earned = thin(forwardReturn(returns, {dates, assets, horizon}));
  const fallen = thin(forwardDrawdown(returns, {dates, assets, horizon}));
  return {
    horizon,
    onReturn: panelSlope(own, earned, size),
    onDrawdown: panelSlope(own, fallen, size),
    states: stateRows(own, earned, fallen)
  };
}

function stateRows(score: Float64Array, earned: Float64Array, fallen: Float64Array): StateRow[] {
  const known = Array.from(score.keys()).filter(
    (k) => !Number.isNaN((score[k] as number) + (earned[k] as number) + (fallen[k] as number))
  );
  const falls = known.map((k) => fallen[k] as number).sort((a, b) => a - b);
  const bar = falls[Math.max(0, Math.ceil(falls.length / 10) - 1)] ?? Number.NaN;
  return STATES.map((state) => {
    const rows = known.filter((k) => isIn(state, score[k] as number));
    const share = (pass: (k: number) => boolean): number =>
      rows.length === 0 ? Number.NaN : rows.filter(pass).length / rows.length;
    return {
      state,
      n: rows.length,
      meanReturn: mean(rows.map((k) => earned[k] as number)),
      fell: share((k) => (earned[k] as number) < 0),
      meanDrawdown: mean(rows.map((k) => fallen[k] as number)),
      worstTenth: share((k) => (fallen[k] as number) <= bar)
    };
  });
}

function isIn(state: State, score: number): boolean {
  if (state === "all") return true;
  return stateOf(score) === state;
}

/** Where a score stands between the lines. */
export const stateOf = (score: number): Exclude<State, "all"> =>
  score >= LINE ? "crowded" : score <= -LINE ? "deserted" : "normal";

/** Weeks in 1, 3 and 6 months. */
export const TEST_WEEKS = [4, 13, 26] as const;

/** A book of weekly rows: returns between them and the score at each. */
export interface WeeklyScores {
  readonly factors: ArrayLike<unknown>;
  readonly returns: Float64Array;
  readonly score: Float64Array;
}

/** The test at 1, 3 and 6 months on some factors of a weekly book, reading its first `rows` rows alone. */
export function crowdingTests(
  {factors, returns, score}: WeeklyScores,
  {columns, rows}: {readonly columns: readonly number[]; readonly rows: number}
): CrowdingTest[] {
  const pick = (panel: Float64Array): Float64Array =>
    Float64Array.from(
      {length: rows * columns.length},
      (_, k) =>
        panel[
          Math.floor(k / columns.length) * factors.length + (columns[k % columns.length] as number)
        ] as number
    );
  const size = {dates: rows, assets: columns.length, every: 4};
  const [own, earned] = [pick(score), pick(returns)];
  return TEST_WEEKS.map((horizon) => crowdingTest(own, earned, {...size, horizon}));
}
