export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

/**
 * The fraction with the smallest denominator that prints as `value` when rounded to `step`: the smallest
 * sample that a printed share allows. Ties of rounding count as a match. Undefined where none is found up to
 * `limit`.
 */
export function smallestFraction(value: number, step: number, {limit = 10_000} = {}): Fraction | undefined {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`value must be a share in [0, 1], got ${value}`);
  if (!(step > 0)) throw new RangeError(`step must be positive, got ${step}`);
  for (let denominator = 1; denominator <= limit; denominator++) {
    const numerator = Math.round(value * denominator);
    if (Math.abs(numerator / denominator - value) <= (step / 2) * (1 + 1e-9)) return {numerator, denominator};
  }
  return undefined;
}

export interface Interval {
  readonly lo: number;
  readonly hi: number;
}

/** Wilson's score interval of a share (E. B. Wilson, 1927); `z` is the normal quantile, 1.96 for 95 %. */
export function wilson({numerator, denominator}: Fraction, {z = 1.959963984540054} = {}): Interval {
  if (!(denominator > 0)) throw new RangeError(`denominator must be positive, got ${denominator}`);
  if (!(numerator >= 0 && numerator <= denominator)) {
    throw new RangeError(`numerator must lie in [0, ${denominator}], got ${numerator}`);
  }
  const share = numerator / denominator;
  const scale = 1 + (z * z) / denominator;
  const centre = share + (z * z) / (2 * denominator);
  const spread = z * Math.sqrt((share * (1 - share)) / denominator + (z * z) / (4 * denominator ** 2));
  return {lo: (centre - spread) / scale, hi: (centre + spread) / scale};
}
