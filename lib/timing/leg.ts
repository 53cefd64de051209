import type {Segments} from "./segments.js";

/** Bars over which a change of slope is taken. */
export const SLOPE_LAG = 5;

/** The running leg of a series at one bar: measures known at that bar's close. */
export interface Leg {
  readonly direction: number;
  /** Bars since the leg's start. */
  readonly age: number;
  /** ln(P_t / P_start) a bar; NaN on the start itself. */
  readonly slope: number;
  /** The same leg's slope five bars before; NaN where it was not yet a bar old. */
  readonly slopeBefore: number;
  /** Least-squares slope of ln P on the bar number over the leg, and its R²; NaN below three bars. */
  readonly olsSlope: number;
  readonly r2: number;
  /** ln(P_extreme / P_start), signed. */
  readonly amplitude: number;
  /** Standing of age and amplitude among earlier legs of the same direction, ties by half; NaN where there are none. */
  readonly agePercentile: number;
  readonly amplitudePercentile: number;
  readonly pastLegs: number;
  /** Bars since the running extreme: the age of the provisional counter-leg. */
  readonly provisionalAge: number;
  /** ln(P_t / P_extreme) a bar; NaN on the extreme itself. */
  readonly provisionalSlope: number;
  /** What a turn by DEA still lacks, as shares of the price: DEA to zero, and price to the counter-extreme. */
  readonly deaDistance: number;
  readonly counterDistance: number;
  /** Price to the leg's start, where a turn is confirmed at once. */
  readonly breakDistance: number;
}

/** Measures of the leg that runs at bar `t`; reads no later bar. Throws where `t` is not a bar of the series. */
export function legAt(close: ArrayLike<number>, run: Segments, t: number): Leg {
  if (!(Number.isInteger(t) && t >= 0 && t < run.dea.length)) {
    throw new RangeError(`t must be a bar from 0 to ${run.dea.length - 1}, got ${t}`);
  }
  const at = (i: number): number => close[i] as number;
  const start = run.start[t] as number;
  const extreme = run.extreme[t] as number;
  const direction = run.direction[t] as number;
  const price = at(t);
  const slopeTo = (u: number, from: number): number =>
    u > from ? Math.log(at(u) / at(from)) / (u - from) : Number.NaN;
  const age = t - start;
  const amplitude = Math.log(at(extreme) / at(start));
  const past = pastLegs(run, t, direction);
  return {
    direction,
    age,
    slope: slopeTo(t, start),
    slopeBefore: slopeTo(t - SLOPE_LAG, start),
    ...logLine(close, start, t),
    amplitude,
    agePercentile: standing(
      past.map((p) => p.bars),
      age
    ),
    amplitudePercentile: standing(
      past.map((p) => p.amplitude),
      Math.abs(amplitude)
    ),
    pastLegs: past.length,
    provisionalAge: t - extreme,
    provisionalSlope: slopeTo(t, extreme),
    deaDistance: (direction * (run.dea[t] as number)) / price,
    counterDistance: (direction * (price - at(run.counter[t] as number))) / price,
    breakDistance: (direction * (price - at(start))) / price
  };
}

/** Finished legs of a direction between two pivots, the later one known at bar `t`. */
function pastLegs(
  {pivots}: Segments,
  t: number,
  direction: number
): {readonly bars: number; readonly amplitude: number}[] {
  const legs = [];
  for (let k = 1; k < pivots.length; k++) {
    const [from, to] = [pivots[k - 1], pivots[k]];
    if (!from || !to || to.confirmed > t) break;
    if ((to.kind === "high" ? 1 : -1) !== direction) continue;
    legs.push({bars: to.at - from.at, amplitude: Math.abs(Math.log(to.price / from.price))});
  }
  return legs;
}

function standing(values: readonly number[], x: number): number {
  let below = 0;
  for (const v of values) below += v < x ? 1 : v === x ? 0.5 : 0;
  return values.length === 0 ? Number.NaN : below / values.length;
}

/** Least-squares line of ln P over bars from … to. */
function logLine(close: ArrayLike<number>, from: number, to: number): {olsSlope: number; r2: number} {
  const n = to - from + 1;
  if (n < 3) return {olsSlope: Number.NaN, r2: Number.NaN};
  const base = Math.log(close[from] as number);
  const middle = (n - 1) / 2;
  let [sum, cross, squares] = [0, 0, 0];
  for (let k = 0; k < n; k++) {
    const y = Math.log(close[from + k] as number) - base;
    sum += y;
    cross += (k - middle) * y;
    squares += y * y;
  }
  const sxx = (n * (n * n - 1)) / 12;
  const syy = squares - (sum * sum) / n;
  return {olsSlope: cross / sxx, r2: syy > 0 ? (cross * cross) / (sxx * syy) : Number.NaN};
}
