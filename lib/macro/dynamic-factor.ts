/**
 * A dynamic factor model of standardised monthly and quarterly series (Bańbura and Modugno 2014):
 * a monthly x_it = Λ_i f_t + e_it, a quarterly one Σ_j w_j (Λ_i f_{t−j} + e_{i,t−j}), f a VAR(p), e_i an AR(1).
 */
export interface FactorModel {
  readonly factors: number;
  readonly order: number;
  readonly series: number;
  /** 1 for a quarterly series, which is observed in the last month of its quarter. */
  readonly quarterly: Uint8Array;
  /** w: how a quarter is made of its months, newest first; `GROWTH_WEIGHTS` or `AVERAGE_WEIGHTS`. */
  readonly weights: Float64Array;
  /** Λ, series × factors. */
  readonly loadings: Float64Array;
  /** Coefficients of the VAR, factors × (factors · order): first lag first. */
  readonly transition: Float64Array;
  /** Covariance of the VAR's innovations, factors × factors. */
  readonly innovation: Float64Array;
  /** Coefficient of each e's AR(1). */
  readonly persistence: Float64Array;
  /** Variance of each e's innovation. */
  readonly variance: Float64Array;
}

/** A quarter's growth over the quarter before from monthly growth (Mariano and Murasawa 2003). */
export const GROWTH_WEIGHTS: Float64Array = Float64Array.of(1 / 3, 2 / 3, 1, 2 / 3, 1 / 3);

/** A quarter's growth over the year before from its months' growth over the year before. */
export const AVERAGE_WEIGHTS: Float64Array = Float64Array.of(1 / 3, 1 / 3, 1 / 3);

/** Lags of the factors that the state holds: enough for the weights, and for the VAR's moments. */
export const lagsOf = ({order, weights}: FactorModel): number => Math.max(order + 1, weights.length);

/** Where the state of a series' own part stands; quarterly ones hold as many lags as there are weights. */
export function ownStates(model: FactorModel): Int32Array {
  let at = model.factors * lagsOf(model);
  return Int32Array.from(model.quarterly, (q) => {
    const own = at;
    at += q === 1 ? model.weights.length : 1;
    return own;
  });
}

/** Throws where a model's arrays do not fit each other. */
export function checkModel(model: FactorModel): void {
  const {factors: r, order, series: n} = model;
  const sizes: readonly (readonly [string, number, number])[] = [
    ["quarterly", model.quarterly.length, n],
    ["loadings", model.loadings.length, n * r],
    ["transition", model.transition.length, r * r * order],
    ["innovation", model.innovation.length, r * r],
    ["persistence", model.persistence.length, n],
    ["variance", model.variance.length, n]
  ];
  if (!(r >= 1 && order >= 1 && n >= 1))
    throw new RangeError(`factors, order and series must be at least 1, got ${r}, ${order}, ${n}`);
  if (model.weights.length === 0) throw new RangeError("weights must not be empty");
  for (const [name, got, wanted] of sizes) {
    if (got !== wanted) throw new RangeError(`${name} must hold ${wanted} values, got ${got}`);
  }
}
