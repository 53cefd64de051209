import {correlation} from "../stats/correlation.js";
import {mean} from "../stats/moments.js";

export interface Recovery {
  /** Correlation of a measure with the planted intensity, averaged over the days that the measure pools. */
  readonly correlation: number;
  readonly n: number;
}

/** How far a measure that pools `days` days follows a planted series: its correlation with the trailing mean of it. */
export function recovery(
  measure: ArrayLike<number>,
  planted: ArrayLike<number>,
  {days}: {readonly days: number}
): Recovery {
  if (measure.length !== planted.length)
    throw new RangeError(`planted must hold ${measure.length} values, got ${planted.length}`);
  const pooled = Float64Array.from({length: measure.length}, (_, t) => {
    if (t < days - 1 || Number.isNaN(measure[t])) return Number.NaN;
    return mean(Array.from(planted).slice(t - days + 1, t + 1));
  });
  const known = Array.from(pooled.keys()).filter((t) => !Number.isNaN(pooled[t]));
  const of = (x: ArrayLike<number>): Float64Array => Float64Array.from(known, (t) => x[t] as number);
  return {correlation: known.length < 3 ? Number.NaN : correlation(of(measure), of(pooled)), n: known.length};
}
