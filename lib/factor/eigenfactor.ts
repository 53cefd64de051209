import {symmetricEigen} from "../linalg/eigen.js";
import {gamma} from "../random/gamma.js";
import {normal} from "../random/normal.js";
import {createRng, type Rng} from "../random/rng.js";
import {compose} from "./covariance.js";

export interface EigenOptions {
  /** Simulated histories M. */
  readonly simulations?: number;
  /** Days in each, at least as many as factors. */
  readonly days: number;
  readonly seed: number;
  /** Scale a of the deviation from 1; USE4 ships 1, tests of 1.4 are in its notes. */
  readonly amplitude?: number;
}

export interface EigenAdjustment {
  /** The adjusted covariance U₀ v² D₀ U₀ᵀ. */
  readonly covariance: Float64Array;
  /** v(k) by eigenfactor, from the smallest variance to the largest. */
  readonly bias: Float64Array;
}

/**
 * Eigenfactor adjustment of a factor covariance (Menchero, Wang and Orr 2011), 特征值调整: optimisers load on the
 * eigenfactors whose variance the sample understates. Histories are simulated from F⁰ = U₀ D₀ U₀ᵀ, each gives a
 * sample covariance F_m = U_m D_m U_mᵀ, and v(k)² is the mean over m of (U_mᵀ F⁰ U_m)_kk / D_m(k).
 *
 * Only D₀ matters: in the basis of U₀ a history's covariance is D₀^½ A Aᵀ D₀^½ / T with A lower triangular by
 * Bartlett (1933): χ² on the diagonal, normals below, so K(K + 1)/2 numbers stand for T × K. Seeded.
 */
export function eigenAdjust(
  covariance: Float64Array,
  n: number,
  {simulations = 1000, days, seed, amplitude = 1}: EigenOptions
): EigenAdjustment {
  if (!(days >= n)) throw new RangeError(`days must be at least the ${n} factors, got ${days}`);
  if (!(simulations >= 1)) throw new RangeError(`simulations must be at least 1, got ${simulations}`);
  const {values, vectors} = symmetricEigen(covariance, n);
  const root = values.map((v) => Math.sqrt(Math.max(0, v)));
  const rng = createRng(seed, "eigenfactor");
  const ratio = new Float64Array(n);
  const a = new Float64Array(n * n);
  const sample = new Float64Array(n * n);
  for (let m = 0; m < simulations; m++) {
    bartlett(a, n, days, rng);
    wishart(sample, a, root, n, days);
    const drawn = symmetricEigen(sample, n);
    for (let k = 0; k < n; k++) {
      let truth = 0;
      for (let j = 0; j < n; j++) truth += (values[j] as number) * (drawn.vectors[j * n + k] as number) ** 2;
      ratio[k] = (ratio[k] as number) + truth / (drawn.values[k] as number) / simulations;
    }
  }
  const bias = ratio.map((r) => 1 + amplitude * (Math.sqrt(r) - 1));
  const adjusted = compose(
    values.map((v, k) => v * (bias[k] as number) ** 2),
    vectors,
    n
  );
  return {covariance: adjusted, bias};
}

function bartlett(a: Float64Array, n: number, days: number, rng: Rng): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) a[i * n + j] = normal(rng);
    a[i * n + i] = Math.sqrt(2 * gamma(rng, (days - i) / 2));
  }
}

function wishart(out: Float64Array, a: Float64Array, root: Float64Array, n: number, days: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let s = 0;
      for (let k = 0; k <= j; k++) s += (a[i * n + k] as number) * (a[j * n + k] as number);
      out[i * n + j] = out[j * n + i] = (s * (root[i] as number) * (root[j] as number)) / days;
    }
  }
}
