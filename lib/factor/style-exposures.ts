import {impute} from "./impute.js";
import {orthogonalise} from "./orthogonalise.js";
import {membersOf, standardise, winsorise, type Yardstick} from "./standardise.js";
import {DESCRIPTORS, type Descriptor, STYLES, type StyleRecipe} from "./styles.js";

export interface ExposureSample extends Yardstick {
  /** Regression weight of each stock (∝ √cap). */
  readonly weight: Float64Array;
  /** Industry of each stock, −1 where unknown. */
  readonly industry: ArrayLike<number>;
  readonly industries: number;
}

/** What happened to one style on one day, in stocks of the estimation universe unless said. */
export interface StyleCoverage {
  /** Members with a value of their own. */
  readonly covered: number;
  /** Stocks, members or not, that got a fitted value. */
  readonly imputed: number;
  /** Descriptor values thrown out as errors, and drawn in. */
  readonly discarded: number;
  readonly trimmed: number;
  /** Whether the style exists that day. */
  readonly present: boolean;
}

export interface ExposureOptions {
  /** Smallest share of the members that must have a value; below it the style is missing for all that day. */
  readonly least?: number;
}

/**
 * Style exposures of one day from raw descriptors (methods S1), a column a style in the order of `STYLES`:
 * each descriptor winsorised and standardised over the estimation universe; available descriptors combined with
 * their weights renormalised; missing factors fitted on Size and industries; orthogonalised; standardised again.
 * 风格暴露
 *
 * `raw` holds a column a descriptor (`DESCRIPTORS`), NaN where missing; it is overwritten. `out` is written for the
 * first `n` stocks. Stocks outside the universe are measured on its yardstick. A style that fewer than `least` of the
 * members have is NaN for all. Exposures use nothing but their arguments: they are known when those are.
 */
export function styleExposures(
  raw: readonly Float64Array[],
  out: readonly Float64Array[],
  given: ExposureSample,
  {least = 0.25}: ExposureOptions = {}
): StyleCoverage[] {
  if (raw.length !== DESCRIPTORS.length) {
    throw new RangeError(`raw must hold ${DESCRIPTORS.length} columns, got ${raw.length}`);
  }
  if (out.length !== STYLES.length)
    throw new RangeError(`out must hold ${STYLES.length} columns, got ${out.length}`);
  const sample = {...given, rows: membersOf(given)};
  const {n} = sample;
  const members = sample.rows.length;
  const size = out[0] as Float64Array;
  const coverage: StyleCoverage[] = [];
  STYLES.forEach((style, s) => {
    const x = out[s] as Float64Array;
    let [discarded, trimmed, covered] = [0, 0, 0];
    for (const [name] of style.parts) {
      const column = columnOf(raw, name);
      const treated = winsorise(column, sample);
      discarded += treated.discarded;
      trimmed += treated.trimmed;
      covered = standardise(column, sample);
    }
    if (style.parts.length === 1)
      copy(x, columnOf(raw, (style.parts[0] as StyleRecipe["parts"][number])[0]), n);
    else {
      if (style.parts.length === 0) cube(x, size, n);
      else combine(x, style, raw, n);
      covered = standardise(x, sample);
    }
    const present = covered >= 2 && covered >= least * members && !x.subarray(0, n).every(Number.isNaN);
    let imputed = 0;
    if (present) {
      if (s > 0) imputed = impute(x, {...sample, size});
      finish(x, style, out, {...sample, imputed});
    } else {
      x.fill(Number.NaN, 0, n);
    }
    coverage.push({covered, imputed, discarded, trimmed, present});
  });
  return coverage;
}

const columnOf = (raw: readonly Float64Array[], name: Descriptor): Float64Array =>
  raw[DESCRIPTORS.indexOf(name)] as Float64Array;

const placeOf = new Map(STYLES.map((s, i) => [s.name, i]));

function copy(x: Float64Array, from: Float64Array, n: number): void {
  for (let k = 0; k < n; k++) x[k] = from[k] as number;
}

function cube(x: Float64Array, size: Float64Array, n: number): void {
  for (let k = 0; k < n; k++) x[k] = (size[k] as number) ** 3;
}

function combine(x: Float64Array, {parts}: StyleRecipe, raw: readonly Float64Array[], n: number): void {
  const total = new Float64Array(n);
  x.fill(0, 0, n);
  for (const [name, weight] of parts) {
    const column = columnOf(raw, name);
    for (let k = 0; k < n; k++) {
      const v = column[k] as number;
      if (Number.isNaN(v)) continue;
      x[k] = (x[k] as number) + weight * v;
      total[k] = (total[k] as number) + weight;
    }
  }
  for (let k = 0; k < n; k++)
    x[k] = (total[k] as number) > 0 ? (x[k] as number) / (total[k] as number) : Number.NaN;
}

/** Orthogonalises where the recipe says so, and standardises again what has changed since. */
function finish(
  x: Float64Array,
  style: StyleRecipe,
  out: readonly Float64Array[],
  sample: ExposureSample & {readonly imputed: number}
): void {
  const on = (style.orthogonalTo ?? [])
    .map((name) => out[placeOf.get(name) ?? -1] as Float64Array)
    .filter((column) => !Number.isNaN(column[0] as number));
  if (on.length > 0) {
    orthogonalise(x, on, sample);
    if (style.parts.length === 0) winsorise(x, sample, {discard: Number.POSITIVE_INFINITY});
  }
  if (on.length > 0 || sample.imputed > 0) standardise(x, sample);
}
