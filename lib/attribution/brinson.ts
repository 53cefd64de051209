export interface BrinsonInput {
  /** Weights at the start of the period and returns over it, by sector, of portfolio and benchmark. */
  readonly weight: ArrayLike<number>;
  readonly return: ArrayLike<number>;
  readonly benchmarkWeight: ArrayLike<number>;
  readonly benchmarkReturn: ArrayLike<number>;
}

/** By sector; their sums close on the active return of what the weights cover. */
export interface Brinson {
  /** (w_p − w_b)(r_b,i − r_b). */
  readonly allocation: Float64Array;
  /** w_b (r_p,i − r_b,i). */
  readonly selection: Float64Array;
  /** (w_p − w_b)(r_p,i − r_b,i). */
  readonly interaction: Float64Array;
  readonly portfolio: number;
  readonly benchmark: number;
}

/**
 * Brinson and Fachler (1985): a period's active return by sector into allocation, selection and interaction. Where a
 * side holds nothing in a sector, its return there may be missing and the other side's counts: no selection. Weights
 * of each side should sum to 1 (give cash a column); then the effects sum to portfolio − benchmark exactly. NaN where
 * a held sector has no return. Throws on wrong sizes.
 */
export function brinson(input: BrinsonInput): Brinson {
  const {weight, return: own, benchmarkWeight, benchmarkReturn} = input;
  const n = weight.length;
  for (const [name, x] of Object.entries(input))
    if (x.length !== n) throw new RangeError(`${name} must hold ${n} values, got ${x.length}`);
  const rp = new Float64Array(n);
  const rb = new Float64Array(n);
  let [portfolio, benchmark] = [0, 0];
  for (let i = 0; i < n; i++) {
    const [p, b] = [weight[i] as number, benchmarkWeight[i] as number];
    const [x, y] = [own[i] as number, benchmarkReturn[i] as number];
    rb[i] = Number.isNaN(y) && b === 0 ? (Number.isNaN(x) && p === 0 ? 0 : x) : y;
    rp[i] = Number.isNaN(x) && p === 0 ? (rb[i] as number) : x;
    portfolio += p * (rp[i] as number);
    benchmark += b * (rb[i] as number);
  }
  const effect = (f: (p: number, b: number, x: number, y: number) => number): Float64Array =>
    Float64Array.from({length: n}, (_, i) =>
      f(weight[i] as number, benchmarkWeight[i] as number, rp[i] as number, rb[i] as number)
    );
  return {
    allocation: effect((p, b, _, y) => (p - b) * (y - benchmark)),
    selection: effect((_, b, x, y) => b * (x - y)),
    interaction: effect((p, b, x, y) => (p - b) * (x - y)),
    portfolio,
    benchmark
  };
}
