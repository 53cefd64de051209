import {count} from "../../../lib/stats/moments.js";
import type {Attributed} from "./group.js";

/** Daily measures of skill: D without the total position, its timing part, and R. */
export const MEASURES = ["allocation", "selection", "timing"] as const;
export type Measure = (typeof MEASURES)[number];

/** One fund's daily measures. */
export interface MeasureDays extends Readonly<Record<Measure, Float64Array>> {
  readonly fund: number;
}

/** A fund's measures with styles left in. */
export const measuresOf = ({fund, parts}: Attributed): MeasureDays => ({
  fund,
  allocation: parts.d.map((d, t) => d - (parts.position[t] as number)),
  selection: parts.r,
  timing: parts.timing
});

/** A fund's measures without styles; all missing where the dataset has none. */
export const purelyOf = ({fund, parts, pure, tilted}: Attributed): MeasureDays => ({
  fund,
  allocation: pure.d.map((d, t) => d - (pure.position[t] as number)),
  selection: parts.r.map((r, t) => r - (tilted?.[t] ?? Number.NaN)),
  timing: pure.timing
});

/** Share of the days with a selection on which it is known without styles too. */
export function styledShare(plain: readonly MeasureDays[], pure: readonly MeasureDays[]): number {
  const days = (all: readonly MeasureDays[]): number =>
    all.reduce((sum, own) => sum + count(own.selection), 0);
  return days(pure) / days(plain);
}

export type MeanFund = Readonly<Record<Measure, Float64Array>>;

/** The mean of all funds that have a measure that day: what common exposure gives is no skill. */
export const meanFund = (measured: readonly MeasureDays[]): MeanFund =>
  Object.fromEntries(MEASURES.map((m) => [m, dayMeans(measured.map((own) => own[m]))])) as MeanFund;

/** A fund's measures over the mean fund's. */
export const over = (own: MeasureDays, mean: MeanFund): MeasureDays => ({
  fund: own.fund,
  allocation: own.allocation.map((v, t) => v - (mean.allocation[t] as number)),
  selection: own.selection.map((v, t) => v - (mean.selection[t] as number)),
  timing: own.timing.map((v, t) => v - (mean.timing[t] as number))
});

function dayMeans(series: readonly Float64Array[]): Float64Array {
  const rows = series[0]?.length ?? 0;
  const [sum, n] = [new Float64Array(rows), new Int32Array(rows)];
  for (const x of series) {
    for (let t = 0; t < rows; t++) {
      const v = x[t] as number;
      if (Number.isNaN(v)) continue;
      sum[t] = (sum[t] as number) + v;
      n[t] = (n[t] as number) + 1;
    }
  }
  return sum.map((s, t) => (n[t] === 0 ? Number.NaN : s / (n[t] as number)));
}
