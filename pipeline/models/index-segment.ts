import {legAt} from "../../lib/timing/leg.js";
import {BURN_IN} from "../../lib/timing/segment-scores.js";
import {type Segments, segments} from "../../lib/timing/segments.js";
import {weekEnds} from "../../lib/timing/weekly-bars.js";
import {defineModel} from "../run/model.js";
import {Rows} from "./northbound/rows.js";
import {type IndexBars, readIndexBars, readOpenDays} from "./timing/index-bars.js";

const MEASURES = [
  "direction",
  "start_price",
  "extreme_price",
  "age",
  "slope",
  "slope_before",
  "ols_slope",
  "r2",
  "amplitude",
  "age_percentile",
  "amplitude_percentile",
  "past_legs",
  "provisional_age",
  "provisional_slope",
  "dea",
  "dea_distance",
  "counter_distance",
  "break_distance",
  "daily_legs",
  "holes"
] as const;

type PivotRows = Rows<
  "pivot_date" | "confirmed_date",
  "index" | "freq" | "kind" | "reason",
  "price" | "settled"
>;
type StateRows = Rows<"date" | "start_date" | "extreme_date", "index" | "freq", (typeof MEASURES)[number]>;

/** Price segments of every index, daily and weekly (methods.md S3). */
export default defineModel({
  name: "index-segment",
  inputs: ["index_daily"],
  optional: ["calendar"],
  outputs: ["index_segment", "index_segment_state"],
  params: {settled: BURN_IN},
  async run(context) {
    const pivots: PivotRows = new Rows(
      ["pivot_date", "confirmed_date"],
      ["index", "freq", "kind", "reason"],
      ["price", "settled"]
    );
    const states: StateRows = new Rows(["date", "start_date", "extreme_date"], ["index", "freq"], MEASURES);
    for (const bars of await readIndexBars(context, await readOpenDays(context))) {
      const missed = bars.holes.reduce((sum, n) => sum + n, 0);
      if (missed > 0)
        context.log(`${bars.index}: no close on ${missed} trading days; segments pass over them`);
      const ends = weekEnds(bars.days, bars);
      const daily = {
        bars,
        freq: "D",
        run: segments(bars.close),
        rows: Int32Array.from(bars.days, (_, t) => t)
      };
      const weekly = {bars, freq: "W", run: segments(pick(bars.close, ends)), rows: ends};
      for (const series of [daily, weekly]) {
        addPivots(pivots, series, context.params.settled[series.freq === "D" ? "D" : "W"]);
        addStates(states, series, daily);
      }
    }
    const {settled, ...columns} = pivots.columns();
    await context.write("index_segment", {...columns, settled: Uint8Array.from(settled as Float64Array)});
    await context.write("index_segment_state", states.columns());
  }
});

/** A series of bars: rows of the index's days. */
interface Series {
  readonly bars: IndexBars;
  readonly freq: string;
  readonly run: Segments;
  readonly rows: Int32Array;
}

const pick = (values: Float64Array, rows: Int32Array): Float64Array =>
  Float64Array.from(rows, (t) => values[t] as number);

const dayOfBar = ({bars, rows}: Series, bar: number): number => bars.days[rows[bar] as number] as number;

function addPivots(out: PivotRows, series: Series, burnIn: number): void {
  const {bars, freq, run} = series;
  for (const {at, kind, price, confirmed, reason} of run.pivots) {
    out.add({
      index: bars.index,
      freq,
      pivot_date: dayOfBar(series, at),
      kind,
      price,
      confirmed_date: dayOfBar(series, confirmed),
      reason,
      settled: confirmed >= burnIn ? 1 : 0
    });
  }
}

function addStates(out: StateRows, series: Series, daily: Series): void {
  const {bars, freq, run, rows} = series;
  const close = pick(bars.close, rows);
  const missed = new Int32Array(bars.days.length);
  bars.holes.forEach((n, t) => {
    missed[t] = n + (missed[t - 1] ?? 0);
  });
  rows.forEach((row, t) => {
    const leg = legAt(close, run, t);
    const [start, extreme] = [run.start[t] as number, run.extreme[t] as number];
    const startRow = rows[start] as number;
    out.add({
      index: bars.index,
      freq,
      date: dayOfBar(series, t),
      start_date: dayOfBar(series, start),
      extreme_date: dayOfBar(series, extreme),
      direction: leg.direction,
      start_price: close[start] as number,
      extreme_price: close[extreme] as number,
      age: leg.age,
      slope: leg.slope,
      slope_before: leg.slopeBefore,
      ols_slope: leg.olsSlope,
      r2: leg.r2,
      amplitude: leg.amplitude,
      age_percentile: leg.agePercentile,
      amplitude_percentile: leg.amplitudePercentile,
      past_legs: leg.pastLegs,
      provisional_age: leg.provisionalAge,
      provisional_slope: leg.provisionalSlope,
      dea: run.dea[t] as number,
      dea_distance: leg.deaDistance,
      counter_distance: leg.counterDistance,
      break_distance: leg.breakDistance,
      daily_legs: freq === "W" ? legsWithin(daily.run, startRow, row) : Number.NaN,
      holes: (missed[row] as number) - (missed[startRow] as number)
    });
  });
}

/** Daily legs within rows from … to, as known at `to`: one more than the daily pivots inside. */
function legsWithin({pivots}: Segments, from: number, to: number): number {
  let inside = 0;
  for (const p of pivots) if (p.at > from && p.confirmed <= to) inside++;
  return inside + 1;
}
