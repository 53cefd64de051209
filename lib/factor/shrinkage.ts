/**
 * Bayesian shrinkage of specific volatilities to the cap-weighted mean of their size group (Menchero, Orr and Wang
 * 2011): σ_SH = v σ̄ + (1 − v) σ̂ with v = q|σ̂ − σ̄| / (Δ + q|σ̂ − σ̄|), Δ the group's standard deviation of σ̂ about σ̄.
 * Groups are of equal number by capitalisation. NaN stays NaN. 贝叶斯压缩
 */
export function shrinkBySize(
  sigma: ArrayLike<number>,
  cap: ArrayLike<number>,
  {groups = 10, q = 0.1}: {groups?: number; q?: number} = {}
): Float64Array {
  if (sigma.length !== cap.length)
    throw new RangeError(`cap must hold ${sigma.length} values, got ${cap.length}`);
  const out = new Float64Array(sigma.length).fill(Number.NaN);
  const order: number[] = [];
  for (let k = 0; k < sigma.length; k++) {
    if (!Number.isNaN((sigma[k] as number) + (cap[k] as number))) order.push(k);
  }
  order.sort((a, b) => (cap[a] as number) - (cap[b] as number));
  for (let g = 0; g < groups; g++) {
    const own = order.slice(
      Math.floor((g * order.length) / groups),
      Math.floor(((g + 1) * order.length) / groups)
    );
    let [w, mean] = [0, 0];
    for (const k of own) {
      w += cap[k] as number;
      mean += (cap[k] as number) * (sigma[k] as number);
    }
    mean /= w;
    const spread = Math.sqrt(own.reduce((s, k) => s + ((sigma[k] as number) - mean) ** 2, 0) / own.length);
    for (const k of own) {
      const pull = q * Math.abs((sigma[k] as number) - mean);
      const v = pull > 0 ? pull / (spread + pull) : 0;
      out[k] = v * mean + (1 - v) * (sigma[k] as number);
    }
  }
  return out;
}
