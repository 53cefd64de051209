import type {CrossSectionFit, FitOptions} from "./cross-section.js";
import type {Sample} from "./within.js";

/** Degrees of freedom ν of the Student t that residuals are taken to follow; with four the mean of |t| is one. */
const TAILS = 4;
/** How far ln σ² keeps its distance from the mean of the day: the rest of it is forecast error. */
const TRUST = 0.7;

/** The parts of a fit that the efficient estimate gives; errors are robust and allow for the weights being estimated. */
export type EfficientFit = Pick<CrossSectionFit, "country" | "industry" | "style"> & {
  readonly errors: Float64Array;
};

export interface EfficientInput {
  /** Daily specific volatility of each stock of the sample, forecast the day before; NaN: that of the typical stock. */
  readonly sigma: ArrayLike<number>;
  /** Residuals of a first fit of the same sample. */
  readonly residual: ArrayLike<number>;
}

/**
 * Factor returns by weights that use what is known of the noise (有效估计): inverse specific variance, its logarithm
 * shrunk to the day's mean, times (ν + 1) / (ν + u²/σ²s²), by which the likelihood of a Student t takes less notice of
 * outliers such as limits and resumptions (Lange, Little and Taylor 1989); two reweightings from the residuals of a
 * first fit, s the mean of |u|/σ. The model and its constraint Σ w_i f_i = 0 are those of `crossSection`, as `regress`
 * solves it. Errors are HC3 with the weights held, times Σ v ψ/u ÷ Σ v ψ′: an M-estimate is less sure than its weights
 * say (Huber 1981). Known at the close of the day of the returns.
 */
export function efficientFit(
  regress: (sample: Sample, options?: FitOptions) => CrossSectionFit,
  sample: Sample,
  {sigma, residual}: EfficientInput,
  {spare = 30}: Pick<FitOptions, "spare"> = {}
): EfficientFit {
  const {n} = sample;
  const precision = inverseVariances(sigma, n);
  const weight = new Float64Array(n);
  reweigh(weight, precision, residual);
  const first = regress({...sample, weight}, {spare, robust: false});
  reweigh(weight, precision, first.residual);
  const fit = regress({...sample, weight}, {spare});
  const ratio = reweigh(weight, precision, fit.residual);
  const {country, industry, style} = fit;
  return {country, industry, style, errors: fit.errorsHc3.map((e) => e * ratio)};
}

function inverseVariances(sigma: ArrayLike<number>, n: number): Float64Array {
  const out = new Float64Array(n).fill(Number.NaN);
  let [count, sum] = [0, 0];
  for (let k = 0; k < n; k++) {
    if (!((sigma[k] as number) > 0)) continue;
    out[k] = 2 * Math.log(sigma[k] as number);
    sum += out[k] as number;
    count++;
  }
  const middle = count > 0 ? sum / count : 0;
  return out.map((ln) => Math.exp(Number.isNaN(ln) ? 0 : TRUST * (middle - ln)));
}

/** Writes the weights that residuals leave, and returns by how much errors with the weights held are too small. */
function reweigh(out: Float64Array, precision: Float64Array, residual: ArrayLike<number>): number {
  let total = 0;
  for (let k = 0; k < out.length; k++)
    total += Math.sqrt(precision[k] as number) * Math.abs(residual[k] as number);
  const scale = (total / out.length) ** 2;
  let [held, slope] = [0, 0];
  for (let k = 0; k < out.length; k++) {
    const v = precision[k] as number;
    const q = scale > 0 ? (v * (residual[k] as number) ** 2) / scale : 0;
    const w = (v * (TAILS + 1)) / (TAILS + q);
    out[k] = w;
    held += w;
    slope += (w * (TAILS - q)) / (TAILS + q);
  }
  return slope > 0 ? held / slope : Number.NaN;
}
