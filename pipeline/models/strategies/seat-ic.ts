import {icSummary} from "../../../lib/factor/ic-summary.js";
import {spearman} from "../../../lib/factor/spearman.js";
import {seatPace} from "../../../lib/flow/seat-signals.js";
import {holm} from "../../../lib/stats/multiple-tests.js";
import {normalCdf} from "../../../lib/stats/normal.js";
import {Rows} from "../northbound/rows.js";
import {ALL_SEATS} from "./north.js";
import {eligibleAt, type Northbound} from "./seats.js";

export interface SeatIcOptions {
  readonly lookbacks: readonly number[];
  readonly horizons: readonly number[];
  /** Rows between cross-sections. */
  readonly step: number;
}

/**
 * Rank correlation of what each seat bought with what the stocks then returned, open to open from the next day on. One
 * family of tests: p-values after Holm count every seat, lookback and horizon.
 */
export function seatIcRows(
  north: Northbound | undefined,
  returns: Float32Array,
  {lookbacks, horizons, step}: SeatIcOptions
) {
  const found = north ? correlations(north, returns, {lookbacks, horizons, step}) : [];
  const tests = found.map(({ic, horizon, ...at}) => ({
    ...at,
    horizon,
    ...icSummary(ic, {horizon: Math.ceil(horizon / step), draws: 500})
  }));
  const p = tests.map(({t}) => 2 * (1 - normalCdf(Math.abs(t))));
  const corrected = holm(p);
  const rows = new Rows([], ["seat"], ["lookback", "horizon", "n", "ic", "lo", "hi", "t", "p", "p_holm"]);
  tests.forEach(({seat, lookback, horizon, n, mean, lo, hi, t}, k) => {
    rows.add({
      seat,
      lookback,
      horizon,
      n,
      ic: mean,
      lo,
      hi,
      t,
      p: p[k] ?? Number.NaN,
      p_holm: corrected[k] ?? Number.NaN
    });
  });
  return rows;
}

function compounded(returns: Float32Array, assets: number, row: number, horizon: number): Float64Array {
  const out = new Float64Array(assets).fill(1);
  for (let t = row; t < row + horizon; t++)
    for (let i = 0; i < assets; i++) out[i] = (out[i] as number) * (1 + (returns[t * assets + i] as number));
  return out;
}

interface Tested {
  readonly seat: string;
  readonly lookback: number;
  readonly horizon: number;
  readonly ic: number[];
}

function correlations(
  north: Northbound,
  returns: Float32Array,
  {lookbacks, horizons, step}: SeatIcOptions
): Tested[] {
  const {panel, seats, last} = north;
  const first = Math.max(...lookbacks);
  const found: Tested[] = [];
  for (const seat of [ALL_SEATS, ...seats])
    for (const lookback of lookbacks)
      for (const horizon of horizons) found.push({seat, lookback, horizon, ic: []});
  for (let row = first; row + Math.min(...horizons) + 1 <= last; row += step) {
    const allowed = eligibleAt(north, row);
    const ahead = horizons.map((h) =>
      row + h + 1 <= last ? compounded(returns, panel.assets, row + 1, h) : undefined
    );
    for (const seat of [ALL_SEATS, ...seats]) {
      for (const lookback of lookbacks) {
        const own = seat === ALL_SEATS ? {} : {seat: seats.indexOf(seat)};
        const pace = seatPace(panel, {row, lookback, ...own});
        const chosen = Array.from(pace.keys()).filter((i) => allowed[i] === 1 && !Number.isNaN(pace[i]));
        if (chosen.length < 10) continue;
        const x = Float64Array.from(chosen, (i) => pace[i] as number);
        horizons.forEach((horizon, h) => {
          const next = ahead[h];
          const test = found.find((f) => f.seat === seat && f.lookback === lookback && f.horizon === horizon);
          if (next)
            test?.ic.push(
              spearman(
                x,
                Float64Array.from(chosen, (i) => next[i] as number)
              )
            );
        });
      }
    }
  }
  return found;
}
