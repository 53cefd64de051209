/**
 * Weights of a portfolio whose shares were left alone while prices grew: w g / (1 + Σ w (g − 1)), cash unchanged.
 * A missing or non-positive growth counts as none. Throws where the columns differ in length.
 */
export function carry(weight: ArrayLike<number>, growth: ArrayLike<number>): Float64Array {
  if (growth.length !== weight.length)
    throw new RangeError(`growth must hold ${weight.length} values, got ${growth.length}`);
  const grown = Float64Array.from(weight, (w, i) => {
    const g = growth[i] as number;
    return g > 0 ? w * g : w;
  });
  let total = 1;
  for (let i = 0; i < grown.length; i++) total += (grown[i] as number) - (weight[i] as number);
  return grown.map((w) => w / total);
}

/**
 * Exposure of a portfolio's stocks to each factor: Σ w x / Σ w over the stocks that have it, so that cash neither adds
 * nor dilutes. `exposure` is read as rows of `factors` values, `row[i]` the row of stock i, −1 for none. NaN for a
 * factor that less than `least` of the stocks' weight has.
 */
export function exposureOf(
  weight: ArrayLike<number>,
  {
    row,
    exposure,
    factors,
    least = 0.5
  }: {
    readonly row: ArrayLike<number>;
    readonly exposure: ArrayLike<number>;
    readonly factors: number;
    readonly least?: number;
  }
): Float64Array {
  const sum = new Float64Array(factors);
  const held = new Float64Array(factors);
  let total = 0;
  for (let i = 0; i < weight.length; i++) {
    const [w, r] = [weight[i] as number, row[i] as number];
    total += w;
    if (r < 0) continue;
    for (let k = 0; k < factors; k++) {
      const x = exposure[r * factors + k] as number;
      if (Number.isNaN(x)) continue;
      sum[k] = (sum[k] as number) + w * x;
      held[k] = (held[k] as number) + w;
    }
  }
  return sum.map((s, k) =>
    (held[k] as number) > 0 && (held[k] as number) >= least * total ? s / (held[k] as number) : Number.NaN
  );
}
