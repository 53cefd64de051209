import {symmetricEigen} from "../linalg/eigen.js";
import {addColumns} from "../linalg/gram.js";
import {factorErrors} from "./factor-errors.js";
import {type StyleBlock, spread, styleBlock} from "./style-block.js";
import {partialOut, type Sample, type Shape, type Within, within} from "./within.js";

/** Estimates of one day. */
export interface CrossSectionFit {
  readonly country: number;
  /** NaN for an industry without stocks. */
  readonly industry: Float64Array;
  /** NaN for a style that was dropped as collinear. */
  readonly style: Float64Array;
  /** Standard errors, classical and HC3 (NaN unless asked for): country, industries, styles. */
  readonly errors: Float64Array;
  readonly errorsHc3: Float64Array;
  /** Share of each industry in the sample's capitalisation. */
  readonly share: Float64Array;
  /** Residual returns, first `n` values; overwritten by the next day. */
  readonly residual: Float64Array;
  /** 1 − Σvu²/Σvr², and the same about the weighted mean. */
  readonly r2: number;
  readonly r2Centred: number;
  /** Variance inflation of each style among the other styles and the industries. */
  readonly vif: Float64Array;
  /** √(largest / smallest eigenvalue) of the styles' weighted correlations, industries partialled out. */
  readonly condition: number;
  /** Styles that depend on earlier ones or on the industries. */
  readonly dropped: readonly number[];
  readonly n: number;
}

export interface FitOptions {
  readonly robust?: boolean;
  /** Degrees of freedom that a day must leave. */
  readonly spare?: number;
}

/**
 * Daily cross-sectional regression of the Barra form (Menchero, Orr and Wang 2011), 截面回归:
 * r = f_c + f_industry + Σ X f_style + u by least squares with weights v, subject to Σ w_i f_i = 0 exactly, w the
 * industries' shares of capitalisation. Exposures are those of the close before the day of the returns.
 *
 * The constraint picks one of the equivalent solutions of a regression on industry dummies g and styles alone:
 * f_c = Σ w_i g_i, f_i = g_i − f_c. So the industries are partialled out by demeaning and only a styles × styles
 * system is solved; no stocks × factors matrix is formed, and the room of a `Shape` is used for every day.
 * The returned function throws where sizes do not fit or too few degrees of freedom are left.
 */
export function crossSection(shape: Shape): (sample: Sample, options?: FitOptions) => CrossSectionFit {
  const room = within(shape);
  const residual = new Float64Array(shape.assets);
  return (sample, {robust = true, spare = 30} = {}) => {
    const {n} = sample;
    const present = partialOut(room, sample);
    const block = styleBlock(room, n);
    const degrees = n - present - block.kept.length;
    if (degrees < spare) {
      throw new RangeError(`sample must leave ${spare} degrees of freedom, got ${degrees} from ${n} stocks`);
    }
    const style = styleReturns(room, block, n);
    const squares = residuals(room, style, residual, n);
    const {country, industry} = groupReturns(room, style);
    const vif = inflation(room, block);
    const {industry: group} = sample;
    const errors = factorErrors(room, block, {n, industry: group, residual, s2: squares / degrees, robust});
    for (let k = 0; k < n; k++) residual[k] = (residual[k] as number) / (room.root[k] as number);
    return {
      country,
      industry,
      style,
      errors: errors.classical,
      errorsHc3: errors.hc3,
      share: room.share.slice(),
      residual,
      ...explained(sample, squares),
      vif,
      condition: condition(block, shape.styles),
      dropped: Array.from(style.keys()).filter((s) => !block.kept.includes(s)),
      n
    };
  };
}

function styleReturns({assets, styles, z, r}: Within, {kept, root}: StyleBlock, n: number): Float64Array {
  const q = kept.length;
  const b = Float64Array.from(kept, (s) => {
    const at = s * assets;
    let t = 0;
    for (let k = 0; k < n; k++) t += (z[at + k] as number) * (r[k] as number);
    return t;
  });
  const style = new Float64Array(styles).fill(Number.NaN);
  const half = new Float64Array(q);
  for (let i = 0; i < q; i++) {
    let t = 0;
    for (let k = 0; k <= i; k++) t += (root[i * q + k] as number) * (b[k] as number);
    half[i] = t;
  }
  kept.forEach((s, j) => {
    let t = 0;
    for (let i = j; i < q; i++) t += (root[i * q + j] as number) * (half[i] as number);
    style[s] = t;
  });
  return style;
}

/** Writes √v·u and returns Σ v u². */
function residuals({assets, z, r}: Within, style: Float64Array, out: Float64Array, n: number): number {
  for (let k = 0; k < n; k++) out[k] = r[k] as number;
  const coefficients = style.map((f) => (Number.isNaN(f) ? 0 : -f));
  addColumns(out, 0, z, {coefficients, n, stride: assets, count: style.length});
  let squares = 0;
  for (let k = 0; k < n; k++) squares += (out[k] as number) ** 2;
  return squares;
}

function groupReturns({industries, total, share, yMean, xMean}: Within, style: Float64Array) {
  const industry = new Float64Array(industries).fill(Number.NaN);
  let country = 0;
  for (let g = 0; g < industries; g++) {
    if (total[g] === 0) continue;
    let level = yMean[g] as number;
    style.forEach((f, s) => {
      if (!Number.isNaN(f)) level -= f * (xMean[s * industries + g] as number);
    });
    industry[g] = level;
    country += (share[g] as number) * level;
  }
  return {country, industry: industry.map((level) => level - country)};
}

function explained({n, weight, y}: Sample, squares: number): {r2: number; r2Centred: number} {
  let [w, m, raw] = [0, 0, 0];
  for (let k = 0; k < n; k++) {
    const v = weight[k] as number;
    w += v;
    m += v * (y[k] as number);
    raw += v * (y[k] as number) ** 2;
  }
  const centred = raw - (m * m) / w;
  const share = (total: number): number => (total > 0 ? 1 - squares / total : Number.NaN);
  return {r2: share(raw), r2Centred: share(centred)};
}

function inflation(room: Within, {kept, root, gram}: StyleBlock): Float64Array {
  const q = kept.length;
  const vif = new Float64Array(room.styles).fill(Number.NaN);
  kept.forEach((s, j) => {
    let inverse = 0;
    for (let i = j; i < q; i++) inverse += (root[i * q + j] as number) ** 2;
    vif[s] = inverse * spread(room, gram, s);
  });
  return vif;
}

function condition({kept, gram}: StyleBlock, styles: number): number {
  const q = kept.length;
  if (q === 0) return 1;
  const scaled = new Float64Array(q * q);
  const at = (a: number, b: number): number =>
    gram[(kept[a] as number) * styles + (kept[b] as number)] as number;
  for (let a = 0; a < q; a++)
    for (let b = 0; b < q; b++) scaled[a * q + b] = at(a, b) / Math.sqrt(at(a, a) * at(b, b));
  const {values} = symmetricEigen(scaled, q);
  return Math.sqrt((values[q - 1] as number) / (values[0] as number));
}
