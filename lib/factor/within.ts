/** One day's cross-section in columns of at least `n` values. */
export interface Sample {
  readonly n: number;
  /** A column a style: exposures at the close before the return's day. No NaN. */
  readonly style: readonly Float64Array[];
  /** Industry of each stock, 0 … industries − 1. */
  readonly industry: ArrayLike<number>;
  /** Regression weights v, positive (∝ √cap). */
  readonly weight: Float64Array;
  /** Capitalisation, which weighs the industries in the constraint. */
  readonly cap: Float64Array;
  /** Excess returns. */
  readonly y: Float64Array;
}

/** Most stocks a sample may hold, and its numbers of industries and styles. */
export interface Shape {
  readonly assets: number;
  readonly industries: number;
  readonly styles: number;
}

/** Room for a cross-section with its industries partialled out; one is used for many days. */
export interface Within extends Shape {
  /** Deviations from the industry's weighted mean times √v: a run of `assets` values a style. */
  readonly z: Float64Array;
  /** The same of the returns. */
  readonly r: Float64Array;
  readonly root: Float64Array;
  /** By industry: sum of weights, share of capitalisation, mean return. */
  readonly total: Float64Array;
  readonly share: Float64Array;
  readonly yMean: Float64Array;
  /** Mean exposure, style by style, a run of `industries` values each. */
  readonly xMean: Float64Array;
}

export function within({assets, industries, styles}: Shape): Within {
  return {
    assets,
    industries,
    styles,
    z: new Float64Array(assets * styles),
    r: new Float64Array(assets),
    root: new Float64Array(assets),
    total: new Float64Array(industries),
    share: new Float64Array(industries),
    yMean: new Float64Array(industries),
    xMean: new Float64Array(industries * styles)
  };
}

/** Fills the room from a sample and returns the number of industries present. Throws on values out of range. */
export function partialOut(room: Within, sample: Sample): number {
  checkSample(room, sample);
  const present = groupMeans(room, sample);
  const {n, style, industry, y} = sample;
  const {assets, industries, styles, z, r, root, yMean, xMean} = room;
  for (let k = 0; k < n; k++) {
    r[k] = (root[k] as number) * ((y[k] as number) - (yMean[industry[k] as number] as number));
  }
  for (let s = 0; s < styles; s++) {
    const x = style[s] as Float64Array;
    const [at, mean] = [s * assets, s * industries];
    for (let k = 0; k < n; k++) {
      z[at + k] =
        (root[k] as number) * ((x[k] as number) - (xMean[mean + (industry[k] as number)] as number));
    }
  }
  return present;
}

function groupMeans(room: Within, {n, style, industry, weight, cap, y}: Sample): number {
  const {industries, styles, root, total, share, yMean, xMean} = room;
  for (const column of [total, share, yMean, xMean]) column.fill(0);
  let all = 0;
  for (let k = 0; k < n; k++) {
    const g = industry[k] as number;
    const v = weight[k] as number;
    if (!(v > 0 && v < Number.POSITIVE_INFINITY && g >= 0 && g < industries)) {
      throw new RangeError(
        `weight must be positive and industry in 0…${industries - 1}, got ${v} and ${g} at ${k}`
      );
    }
    root[k] = Math.sqrt(v);
    total[g] = (total[g] as number) + v;
    share[g] = (share[g] as number) + (cap[k] as number);
    all += cap[k] as number;
    yMean[g] = (yMean[g] as number) + v * (y[k] as number);
  }
  for (let s = 0; s < styles; s++) {
    const x = style[s] as Float64Array;
    const at = s * industries;
    for (let k = 0; k < n; k++) {
      const g = at + (industry[k] as number);
      xMean[g] = (xMean[g] as number) + (weight[k] as number) * (x[k] as number);
    }
  }
  let present = 0;
  for (let g = 0; g < industries; g++) {
    const w = total[g] as number;
    share[g] = (share[g] as number) / all;
    if (w === 0) continue;
    present++;
    yMean[g] = (yMean[g] as number) / w;
    for (let s = 0; s < styles; s++) xMean[s * industries + g] = (xMean[s * industries + g] as number) / w;
  }
  return present;
}

function checkSample({assets, styles}: Shape, {n, style, industry, weight, cap, y}: Sample): void {
  if (!(n <= assets)) throw new RangeError(`n must be at most ${assets}, got ${n}`);
  if (style.length !== styles) throw new RangeError(`style must hold ${styles} columns, got ${style.length}`);
  for (const [name, column] of Object.entries({industry, weight, cap, y})) {
    if (column.length < n) throw new RangeError(`${name} must hold ${n} values, got ${column.length}`);
  }
}
