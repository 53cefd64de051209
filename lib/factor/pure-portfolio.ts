import {styleBlock} from "./style-block.js";
import {partialOut, type Sample, type Shape, within} from "./within.js";

/**
 * Pure factor portfolios (纯因子组合): the matrix Ω with f = Ω r, one row of `n` stock weights a factor, in the order
 * country, industries, styles; row-major. ΩX is 1 and the shares w for the country, δ_ij − w_j for industry i,
 * and the unit vector for a style. Rows of an industry without stocks, or of a dropped style, are NaN.
 */
export function purePortfolios(shape: Shape, sample: Sample): Float64Array {
  const {industries, styles, assets} = shape;
  const {n, industry} = sample;
  const room = within(shape);
  partialOut(room, sample);
  const {kept, root} = styleBlock(room, n);
  const q = kept.length;
  const {z, total, share, xMean} = room;
  const omega = new Float64Array((1 + industries + styles) * n).fill(Number.NaN);
  const row = (factor: number): Float64Array => omega.subarray(factor * n, factor * n + n);
  const style = kept.map((_, j) => {
    const weights = new Float64Array(n);
    for (let m = 0; m < q; m++) {
      let c = 0;
      for (let i = Math.max(j, m); i < q; i++) c += (root[i * q + j] as number) * (root[i * q + m] as number);
      const at = (kept[m] as number) * assets;
      for (let k = 0; k < n; k++) weights[k] = (weights[k] as number) + c * (z[at + k] as number);
    }
    return weights.map((w, k) => w * (room.root[k] as number));
  });
  kept.forEach((s, j) => {
    row(1 + industries + s).set(style[j] as Float64Array);
  });
  const country = row(0).fill(0);
  for (let g = 0; g < industries; g++) {
    if (total[g] === 0) continue;
    const own = row(1 + g);
    for (let k = 0; k < n; k++) {
      let w = industry[k] === g ? (sample.weight[k] as number) / (total[g] as number) : 0;
      kept.forEach((s, j) => {
        w -= (xMean[s * industries + g] as number) * ((style[j] as Float64Array)[k] as number);
      });
      own[k] = w;
      country[k] = (country[k] as number) + (share[g] as number) * w;
    }
  }
  for (let g = 0; g < industries; g++) {
    if (total[g] === 0) continue;
    const own = row(1 + g);
    for (let k = 0; k < n; k++) own[k] = (own[k] as number) - (country[k] as number);
  }
  return omega;
}
