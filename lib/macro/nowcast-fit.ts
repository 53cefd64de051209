import {type BridgeEquation, fitBridge} from "./bridge.js";
import {AVERAGE_WEIGHTS, type FactorModel} from "./dynamic-factor.js";
import {fitEm} from "./em.js";
import {factorStart} from "./factor-start.js";
import {kalmanFilter} from "./kalman.js";
import type {Vintage} from "./news.js";
import {autoregress, quarterMeans, quarterValues} from "./quarters.js";
import {smoothMean} from "./smoother.js";
import {stateSpace} from "./state-space.js";
import {fittedAt} from "./target.js";

/** The series of a nowcast: monthly indicators, and last the quarterly target. */
export interface NowcastSeries {
  /** Group of each indicator, 0 to groups − 1; the groups' means enter the quarterly autoregression. */
  readonly group: Int32Array;
  /** How the target's quarter is made of months. */
  readonly weights?: Float64Array;
}

export interface NowcastFitOptions {
  readonly factors?: number;
  readonly order?: number;
  /** Steps of EM from scratch, and from an earlier fit. */
  readonly iterations?: number;
  readonly again?: number;
  readonly tolerance?: number;
  /** Fewest months of an indicator, and quarters of the target, without which they are left out, or nothing is fitted. */
  readonly minimumMonths?: number;
  readonly minimumQuarters?: number;
}

/** A fitted nowcast of one day: parameters, scales and quarterly equations. Panels are months × all series. */
export interface NowcastFit {
  readonly model: FactorModel;
  /** Series used, the target last. */
  readonly used: Int32Array;
  /** Level at month 0, slope a month, and scale of each used series. */
  readonly level: Float64Array;
  readonly slope: Float64Array;
  readonly scale: Float64Array;
  readonly bridge: readonly BridgeEquation[];
  /** Forecasts of the standardised target by the autoregression, for the quarters after its last known one. */
  readonly ahead: Float64Array;
  /** The panel that was fitted to and the filter that has run over it, for all the months asked for. */
  readonly vintage: Vintage;
}

/**
 * Fits on what a panel holds (months × series, NaN missing, the target last, month 0 the first of a quarter): each
 * series less its straight line over its deviation from that, the factor model by EM, bridge equations, and a Minnesota
 * autoregression of the target and the groups' means. Undefined with too little data.
 */
export function fitNowcast(
  panel: Float64Array,
  {group, weights = AVERAGE_WEIGHTS}: NowcastSeries,
  options: NowcastFitOptions & {
    readonly earlier?: NowcastFit | undefined;
    /** Months of the vintage, default those with data. */
    readonly months?: number;
  } = {}
): NowcastFit | undefined {
  const {factors = 2, order = 2, iterations = 60, again = 8, tolerance = 1e-5, earlier} = options;
  const {minimumMonths = 36, minimumQuarters = 16} = options;
  const n = group.length + 1;
  const months = lastMonth(panel, n) + 1;
  const lines = Array.from({length: n}, (_, i) => lineOf(panel, {n, i, months}));
  const used = Int32Array.from(
    lines.flatMap(({count, scale}, i) =>
      scale > 1e-9 && count >= (i < n - 1 ? minimumMonths : minimumQuarters) ? [i] : []
    )
  );
  if (used.at(-1) !== n - 1 || used.length < factors + 1) return undefined;
  const pick = (of: (line: Line) => number): Float64Array =>
    Float64Array.from(used, (i) => of(lines[i] as Line));
  const scales = {
    used,
    level: pick((l) => l.level),
    slope: pick((l) => l.slope),
    scale: pick((l) => l.scale)
  };
  const own = standardisePanel(panel.subarray(0, months * n), scales, n);
  const quarterly = Uint8Array.from(used, (i) => (i === n - 1 ? 1 : 0));
  const same = earlier && earlier.used.length === used.length && earlier.used.every((i, k) => i === used[k]);
  const start = same ? earlier.model : factorStart(own, quarterly, {factors, order, weights});
  const {model} = fitEm(start, own, {iterations: same ? again : iterations, tolerance});
  const vintage = vintageOf(
    model,
    standardisePanel(panel.subarray(0, Math.max(options.months ?? 0, months) * n), scales, n)
  );
  const filled = fillPanel(vintage, own);
  const y = quarterValues(own, used.length);
  const means = quarterMeans(filled, used.length);
  const indicators = used.length - 1;
  return {
    model,
    ...scales,
    vintage,
    bridge: fitBridge(y, means, {indicators}),
    ahead: autoregress(
      y,
      means,
      Array.from(used.subarray(0, indicators), (i) => group[i] as number)
    )
  };
}

/** A panel of all series as the fit sees it: months × used series. */
export function standardisePanel(
  panel: Float64Array,
  {used, level, slope, scale}: Pick<NowcastFit, "used" | "level" | "slope" | "scale">,
  n: number
): Float64Array {
  const k = used.length;
  const out = new Float64Array((panel.length / n) * k);
  for (let at = 0; at < out.length; at++) {
    const [t, i] = [Math.floor(at / k), at % k];
    const line = (level[i] as number) + (slope[i] as number) * t;
    out[at] = ((panel[t * n + (used[i] as number)] as number) - line) / (scale[i] as number);
  }
  return out;
}

/** The target in its own unit from its standardised value in a month. */
export function targetValue({level, slope, scale}: NowcastFit, value: number, month: number): number {
  const i = scale.length - 1;
  return (level[i] as number) + (slope[i] as number) * month + (scale[i] as number) * value;
}

interface Line {
  readonly level: number;
  readonly slope: number;
  readonly scale: number;
  readonly count: number;
}

/** Straight line through a series over months, and the deviation about it. */
function lineOf(
  panel: Float64Array,
  {n, i, months}: {readonly n: number; readonly i: number; readonly months: number}
): Line {
  let [count, st, sy, stt, sty, syy] = [0, 0, 0, 0, 0, 0];
  for (let t = 0; t < months; t++) {
    const y = panel[t * n + i] as number;
    if (Number.isNaN(y)) continue;
    count++;
    st += t;
    sy += y;
    stt += t * t;
    sty += t * y;
    syy += y * y;
  }
  const spread = stt - (st * st) / count;
  const slope = spread > 0 ? (sty - (st * sy) / count) / spread : 0;
  const level = (sy - slope * st) / count;
  const rest = syy - level * sy - slope * sty;
  return {level, slope, count, scale: Math.sqrt(Math.max(rest, 0) / Math.max(count - 2, 1))};
}

function lastMonth(panel: Float64Array, n: number): number {
  let at = panel.length - 1;
  while (at >= 0 && Number.isNaN(panel[at])) at--;
  return Math.floor(at / n);
}

function vintageOf(model: FactorModel, panel: Float64Array): Vintage {
  const filter = kalmanFilter(stateSpace(model), panel.length / model.series);
  filter.run(panel);
  return {panel, filter};
}

/** A standardised panel with its gaps filled by the model that has run over it, and over months without data after it. */
function fillPanel({filter}: Vintage, panel: Float64Array): Float64Array {
  const state = smoothMean(filter);
  const {states, series, design} = filter.space;
  return panel.map((v, at) =>
    Number.isNaN(v)
      ? fittedAt(design, state, {month: Math.floor(at / series), series: at % series, states})
      : v
  );
}
