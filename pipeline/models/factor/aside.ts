import {type EfficientFit, efficientFit} from "../../../lib/factor/efficient-fit.js";
import {type DailyFit, fitOf, type Scheme, SchemeFitter} from "./daily-fit.js";
import type {ExposureDay} from "./exposure-days.js";
import {roomOf} from "./regressions.js";
import {stabilityOf} from "./stability-of.js";

/** What no later day waits for: the second scheme, the efficient estimate and the stability of the first. */
export interface Aside {
  readonly first: Scheme;
  readonly second: Scheme | undefined;
  readonly assets: number;
  /** Degrees of freedom that a day must leave. */
  readonly spare: number;
  /** Exposures of the day before, and of a month before that. */
  readonly known: ExposureDay;
  readonly before: ExposureDay | undefined;
  /** The day's excess returns, and the daily specific volatility forecast the day before, by stock. */
  readonly excess: Float64Array;
  readonly sigma: Float64Array;
  /** Residuals of the first scheme's fit; undefined where it had too few stocks. */
  readonly residual: Float64Array | undefined;
}

export interface AsideFits {
  readonly second: Omit<DailyFit, "residual"> | undefined;
  readonly efficient: EfficientFit | undefined;
  /** By style; undefined without a fit or a month before. */
  readonly stability: Float64Array | undefined;
}

const fitters = new Map<string, SchemeFitter>();

/** The fitter of a scheme, kept for the next day. */
function fitterOf(scheme: Scheme, place: 0 | 1, assets: number): SchemeFitter {
  const key = JSON.stringify([scheme, place, assets]);
  const found = fitters.get(key);
  if (found) return found;
  const made = new SchemeFitter(scheme, place, assets);
  fitters.set(key, made);
  return made;
}

export function asideFits(aside: Aside): AsideFits {
  const {known, before, residual} = aside;
  return {
    second: secondOf(aside),
    efficient: residual && efficientOf(aside, residual),
    stability: residual && before && stabilityOf(known, before)
  };
}

function secondOf({second, assets, spare, known, excess}: Aside): Omit<DailyFit, "residual"> | undefined {
  const prepared = second && fitterOf(second, 1, assets).prepare(known, excess, spare);
  if (!prepared) return undefined;
  const {residual: _, ...fit} = fitOf(prepared);
  return fit;
}

function efficientOf(
  {first, assets, spare, known, excess, sigma}: Aside,
  residual: Float64Array
): EfficientFit | undefined {
  const own = fitterOf(first, 0, assets).prepare(known, excess, spare);
  if (!own) return undefined;
  const forecast = Float64Array.from(own.col, (i) => sigma[i] as number);
  return efficientFit(roomOf(own.shape), own.sample, {sigma: forecast, residual}, {spare: 1});
}
