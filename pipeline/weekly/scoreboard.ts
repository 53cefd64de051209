import {isoOf} from "../warehouse/columns.js";
import type {Warehouse} from "../warehouse/warehouse.js";
import {rounded, words} from "./as-of.js";

/** What became of past calls, by kind; null where the dataset has none. Nothing here is written by hand. */
export interface Scoreboard {
  readonly timing: {
    readonly to: string;
    readonly source: readonly string[];
    readonly variant: readonly string[];
    readonly side: readonly number[];
    readonly horizon: readonly number[];
    readonly n: readonly number[];
    readonly hit: readonly number[];
    readonly base: readonly number[];
    readonly excess: readonly number[];
    readonly error: readonly number[];
    readonly t: readonly number[];
  } | null;
  readonly nowcast: {
    readonly model: readonly string[];
    readonly days: readonly number[];
    readonly quarters: readonly number[];
    readonly rmse: readonly number[];
  } | null;
  readonly positions: {
    readonly period: readonly string[];
    readonly mae: readonly number[];
    readonly bias: readonly number[];
    readonly hit: readonly number[];
  } | null;
}

/** Scores of segments and diffusion, of the nowcast, and of the positions at each disclosure. */
export async function scoreboardOf(warehouse: Warehouse): Promise<Scoreboard> {
  const has = (table: string): boolean => warehouse.holds(table);
  return {
    timing: has("timing_score") ? await timingOf(warehouse) : null,
    nowcast: has("nowcast_score") ? await nowcastOf(warehouse) : null,
    positions: has("fund_position_error") ? await positionsOf(warehouse) : null
  };
}

async function timingOf(warehouse: Warehouse): Promise<Scoreboard["timing"]> {
  const frame = await warehouse.query(`
    SELECT * FROM timing_score WHERE "index" = '*' AND date = (SELECT max(date) FROM timing_score)
    ORDER BY source DESC, variant, side DESC, horizon`);
  const [to] = frame.days("date");
  if (to === undefined) return null;
  return {
    to: isoOf(to),
    source: words(frame, "source"),
    variant: words(frame, "variant"),
    side: rounded(frame, "side"),
    horizon: rounded(frame, "horizon"),
    n: rounded(frame, "n"),
    hit: rounded(frame, "hit_rate"),
    base: rounded(frame, "base_rate"),
    excess: rounded(frame, "excess"),
    error: rounded(frame, "standard_error"),
    t: rounded(frame, "t_stat", 3)
  };
}

async function nowcastOf(warehouse: Warehouse): Promise<Scoreboard["nowcast"]> {
  const frame = await warehouse.query(
    "SELECT * FROM nowcast_score WHERE sample = 'all' ORDER BY days_from DESC, rmse, model"
  );
  if (frame.rows === 0) return null;
  return {
    model: words(frame, "model"),
    days: rounded(frame, "days_from"),
    quarters: rounded(frame, "quarters"),
    rmse: rounded(frame, "rmse")
  };
}

async function positionsOf(warehouse: Warehouse): Promise<Scoreboard["positions"]> {
  const frame = await warehouse.query(`
    SELECT period_end, avg(mae) AS mae, avg(bias) AS bias, avg(hit_rate) AS hit
    FROM fund_position_error GROUP BY period_end ORDER BY period_end DESC`);
  return {
    period: Array.from(frame.days("period_end"), isoOf),
    mae: rounded(frame, "mae"),
    bias: rounded(frame, "bias"),
    hit: rounded(frame, "hit")
  };
}
