import {addColumns, gram} from "../linalg/gram.js";
import type {StyleBlock} from "./style-block.js";
import type {Within} from "./within.js";

/** Standard errors: country, then industries (NaN where there are no stocks), then styles (NaN where dropped). */
export interface FactorErrors {
  readonly classical: Float64Array;
  readonly hc3: Float64Array;
}

/**
 * Standard errors of the constrained estimates from the blocks alone. Every estimate is
 * Σ_n √v_n (a_g(n) √v_n − dᵀ G⁻¹ z_n) y_n with one number a per industry and one vector d over the styles, so its
 * variance needs sums by industry and a styles × styles matrix:
 * classical s² (Σ W a² + dᵀ G⁻¹ d); HC3 (MacKinnon and White 1985) with each residual divided by 1 − leverage.
 * `residual` holds √v·u; `s2` = Σ v u² / degrees of freedom. Overwrites `room.z`.
 */
export function factorErrors(
  room: Within,
  {kept, root}: StyleBlock,
  {
    n,
    industry,
    residual,
    s2,
    robust
  }: {
    readonly n: number;
    readonly industry: ArrayLike<number>;
    readonly residual: Float64Array;
    readonly s2: number;
    readonly robust: boolean;
  }
): FactorErrors {
  const {industries, styles, total, share, xMean} = room;
  const q = kept.length;
  const size = 1 + industries + styles;
  const classical = new Float64Array(size).fill(Number.NaN);
  const hc3 = new Float64Array(size).fill(Number.NaN);
  const meat = robust ? meatOf(room, {kept, root}, {n, industry, residual}) : undefined;
  const a = new Float64Array(industries);
  const e = new Float64Array(q);
  const put = (at: number): void => {
    let plain = 0;
    for (let g = 0; g < industries; g++) plain += (total[g] as number) * (a[g] as number) ** 2;
    for (let i = 0; i < q; i++) plain += (e[i] as number) ** 2;
    classical[at] = Math.sqrt(s2 * plain);
    if (meat) hc3[at] = Math.sqrt(robustVariance(meat, a, e));
  };
  const centre = Float64Array.from(kept, (s) => {
    let m = 0;
    for (let g = 0; g < industries; g++) m += (share[g] as number) * (xMean[s * industries + g] as number);
    return m;
  });
  const own = (g: number): number =>
    (total[g] as number) > 0 ? (share[g] as number) / (total[g] as number) : 0;
  for (let g = 0; g < industries; g++) a[g] = own(g);
  rotate(root, centre, e);
  put(0);
  const d = new Float64Array(q);
  for (let i = 0; i < industries; i++) {
    if (total[i] === 0) continue;
    for (let g = 0; g < industries; g++) a[g] = -own(g);
    a[i] = (a[i] as number) + 1 / (total[i] as number);
    for (let k = 0; k < q; k++)
      d[k] = (xMean[(kept[k] as number) * industries + i] as number) - (centre[k] as number);
    rotate(root, d, e);
    put(1 + i);
  }
  a.fill(0);
  kept.forEach((s, k) => {
    d.fill(0);
    d[k] = -1;
    rotate(root, d, e);
    put(1 + industries + s);
  });
  return {classical, hc3};
}

/** e = L⁻¹ d. */
function rotate(root: Float64Array, d: Float64Array, e: Float64Array): void {
  const q = d.length;
  for (let i = 0; i < q; i++) {
    let s = 0;
    for (let k = 0; k <= i; k++) s += (root[i * q + k] as number) * (d[k] as number);
    e[i] = s;
  }
}

interface Meat {
  /** Σ ε² by industry times weight, Σ √v ε² q by industry, and Σ ε² q qᵀ. */
  readonly own: Float64Array;
  readonly cross: Float64Array;
  readonly styles: Float64Array;
}

function meatOf(
  room: Within,
  {kept, root}: Pick<StyleBlock, "kept" | "root">,
  {n, industry, residual}: {n: number; industry: ArrayLike<number>; residual: Float64Array}
): Meat {
  const {assets, industries, total, z, r} = room;
  const q = kept.length;
  orthonormalise(room, kept, root, n);
  const leverage = r;
  for (let k = 0; k < n; k++)
    leverage[k] = (room.root[k] as number) ** 2 / (total[industry[k] as number] as number);
  for (let i = 0; i < q; i++) {
    const at = i * assets;
    for (let k = 0; k < n; k++) leverage[k] = (leverage[k] as number) + (z[at + k] as number) ** 2;
  }
  const own = new Float64Array(industries);
  const cross = new Float64Array(industries * q);
  const scaled = leverage;
  for (let k = 0; k < n; k++) {
    const e = (residual[k] as number) / (1 - (leverage[k] as number));
    const g = industry[k] as number;
    scaled[k] = Number.isFinite(e) ? e : 0;
    own[g] = (own[g] as number) + ((room.root[k] as number) * (scaled[k] as number)) ** 2;
  }
  for (let k = 0; k < n; k++) {
    const e = scaled[k] as number;
    const v = (room.root[k] as number) * e;
    const g = (industry[k] as number) * q;
    for (let i = 0, at = k; i < q; i++, at += assets) {
      const x = e * (z[at] as number);
      cross[g + i] = (cross[g + i] as number) + v * x;
      z[at] = x;
    }
  }
  const styles = new Float64Array(q * q);
  gram(z, styles, {n, stride: assets, count: q});
  return {own, cross, styles};
}

/** Turns the kept columns of z into L⁻¹ z, packed into the first q columns; their Gram matrix is the identity. */
function orthonormalise({assets, z}: Within, kept: readonly number[], root: Float64Array, n: number): void {
  const q = kept.length;
  kept.forEach((s, i) => {
    if (s !== i) z.copyWithin(i * assets, s * assets, s * assets + n);
  });
  for (let i = q - 1; i >= 0; i--) {
    const at = i * assets;
    const scale = root[i * q + i] as number;
    for (let k = 0; k < n; k++) z[at + k] = scale * (z[at + k] as number);
    const coefficients = root.subarray(i * q, i * q + i);
    addColumns(z, at, z, {coefficients, n, stride: assets, count: i});
  }
}

function robustVariance({own, cross, styles}: Meat, a: Float64Array, e: Float64Array): number {
  const q = e.length;
  let total = 0;
  for (let g = 0; g < a.length; g++) {
    const c = a[g] as number;
    if (c === 0) continue;
    let s = 0;
    for (let i = 0; i < q; i++) s += (cross[g * q + i] as number) * (e[i] as number);
    total += c * (c * (own[g] as number) - 2 * s);
  }
  for (let i = 0; i < q; i++) {
    let s = 0;
    for (let j = 0; j < q; j++) s += (styles[i * q + j] as number) * (e[j] as number);
    total += s * (e[i] as number);
  }
  return Math.max(0, total);
}
