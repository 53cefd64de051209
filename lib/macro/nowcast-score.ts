import {errorRecord} from "./error-record.js";
import {FORECASTS, type Forecast, type NowcastRow} from "./nowcast-path.js";

export interface ScoreRow {
  /** Fewest days to the release of a class of thirty; the last class is open. */
  readonly daysFrom: number;
  readonly forecast: Forecast;
  readonly quarters: number;
  readonly rmse: number;
  readonly mae: number;
}

const WIDTH = 30;

/**
 * Errors of each forecast by days to the release, one a quarter: the last vintage of the class against the value first
 * released. A class is scored on the quarters for which every forecast is there, so that all are judged on the same.
 */
export function nowcastScore(
  rows: readonly NowcastRow[],
  released: ReadonlyMap<number, number>,
  {keep = () => true}: {readonly keep?: (month: number) => boolean} = {}
): ScoreRow[] {
  const {classes, classOf} = errorRecord({width: WIDTH});
  return Array.from({length: classes}, (_, c) => c).flatMap((c) => {
    const last = new Map<number, NowcastRow>();
    for (const row of rows)
      if (classOf(row.daysToRelease) === c && released.has(row.month)) last.set(row.month, row);
    const scored = [...last.values()].filter(
      (row) => keep(row.month) && FORECASTS.every((f) => !Number.isNaN(row.value[f]))
    );
    return FORECASTS.map((forecast): ScoreRow => {
      const errors = scored.map((row) => row.value[forecast] - (released.get(row.month) as number));
      const mean = (of: (e: number) => number): number =>
        errors.reduce((s, e) => s + of(e), 0) / errors.length;
      return {
        daysFrom: c * WIDTH,
        forecast,
        quarters: errors.length,
        rmse: Math.sqrt(mean((e) => e * e)),
        mae: mean(Math.abs)
      };
    });
  });
}
