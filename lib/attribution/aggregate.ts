import {drift} from "./drift.js";

/** Weights of funds, funds × industries row-major (NaN in a fund's first place: no estimate), and their assets. */
export interface FundPanel {
  readonly weights: Float64Array;
  readonly assets: ArrayLike<number>;
  readonly industries: number;
}

/** Mean of funds' weights by assets; funds without an estimate or assets are left out. NaN where none is left. */
export function aggregate({weights, assets, industries}: FundPanel): Float64Array {
  const sum = new Float64Array(industries);
  let total = 0;
  for (let f = 0; f < assets.length; f++) {
    const a = assets[f] as number;
    if (!(a > 0) || Number.isNaN(weights[f * industries])) continue;
    total += a;
    for (let i = 0; i < industries; i++)
      sum[i] = (sum[i] as number) + a * (weights[f * industries + i] as number);
  }
  return sum.map((s) => s / total);
}

/**
 * Variance of that mean when funds are drawn again with replacement, in its linear form (infinitesimal jackknife,
 * Efron 1982): Σ aᵢ² (wᵢ − w̄)² ÷ (Σ aᵢ)².
 */
export function fundVariance({weights, assets, industries}: FundPanel): Float64Array {
  const mean = aggregate({weights, assets, industries});
  const sum = new Float64Array(industries);
  let total = 0;
  for (let f = 0; f < assets.length; f++) {
    const a = assets[f] as number;
    if (!(a > 0) || Number.isNaN(weights[f * industries])) continue;
    total += a;
    for (let i = 0; i < industries; i++)
      sum[i] =
        (sum[i] as number) + (a * ((weights[f * industries + i] as number) - (mean[i] as number))) ** 2;
  }
  return sum.map((s) => s / total ** 2);
}

/**
 * Active change of each fund (主动增减仓): what its weights became less what prices made of the earlier ones. `growth` is
 * 1 + return of each industry between the two; NaN for funds that lack either.
 */
export function activeChanges(now: Float64Array, before: Float64Array, growth: Float64Array): Float64Array {
  const n = growth.length;
  if (now.length !== before.length || now.length % n !== 0)
    throw new RangeError(
      `now and before must hold whole funds of ${n} industries, got ${now.length} and ${before.length} values`
    );
  const active = new Float64Array(now.length).fill(Number.NaN);
  for (let at = 0; at < now.length; at += n) {
    if (Number.isNaN(now[at]) || Number.isNaN(before[at])) continue;
    const own = active.subarray(at, at + n);
    drift(before.subarray(at, at + n), growth, own);
    for (let i = 0; i < n; i++) own[i] = (now[at + i] as number) - (own[i] as number);
  }
  return active;
}

/**
 * Variance of a sum over blocks of days when blocks are drawn again with replacement, in its linear form:
 * Σ (Iᵤ − Ī)² of the blocks' influences, blocks × industries.
 */
export function blockVariance(influence: readonly Float64Array[]): Float64Array {
  const n = influence[0]?.length ?? 0;
  const variance = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let mean = 0;
    for (const block of influence) mean += (block[i] as number) / influence.length;
    for (const block of influence) variance[i] = (variance[i] as number) + ((block[i] as number) - mean) ** 2;
  }
  return variance;
}
