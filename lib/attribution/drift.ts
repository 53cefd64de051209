/**
 * What weights become when each holding grows by its own factor and cash stays (自然漂移): wᵢ gᵢ ÷ (cash + Σ wⱼ gⱼ),
 * cash being what the weights leave of one. `growth` holds 1 + return over the time between. Written to `out`, which
 * may be `weights` itself.
 */
export function drift(weights: Float64Array, growth: Float64Array, out: Float64Array): Float64Array {
  if (growth.length !== weights.length || out.length !== weights.length)
    throw new RangeError(
      `weights, growth and out differ in length: ${weights.length}, ${growth.length} and ${out.length}`
    );
  let total = 1;
  for (let i = 0; i < weights.length; i++) total += (weights[i] as number) * ((growth[i] as number) - 1);
  for (let i = 0; i < weights.length; i++) out[i] = ((weights[i] as number) * (growth[i] as number)) / total;
  return out;
}
