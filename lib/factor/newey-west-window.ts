import {decayOf} from "../stats/ewma.js";

export interface NeweyWestOptions {
  readonly halfLife: number;
  readonly lags: number;
}

/**
 * Exponentially weighted Newey–West covariance of daily factor returns (Menchero, Orr and Wang 2011), a day at a time:
 * C_l = Σ w_t f_t f'_{t−l}, V = C_0 + Σ_{l ≥ 1} (1 − l/(L+1)) (C_l + C_lᵀ). Decayed sums take each day in, so a day
 * costs the same however long the history. Second moments about zero: a daily mean cannot be told from noise. A
 * missing pair has no weight and the other weights of its entry are renormalised. Known after the row pushed last.
 */
export class NeweyWestWindow {
  /** Decayed Σ w f_i f_j and Σ w by lag, a matrix each; of lag 0 the lower half. */
  private readonly sums: readonly Float64Array[];
  private readonly weights: readonly Float64Array[];
  /** The last rows, the newest first. */
  private readonly past: Float64Array[] = [];
  private readonly decay: number;
  private rows = 0;

  constructor(
    private readonly factors: number,
    {halfLife, lags}: NeweyWestOptions
  ) {
    this.decay = decayOf(halfLife);
    const matrices = (): Float64Array[] =>
      Array.from({length: lags + 1}, () => new Float64Array(factors * factors));
    this.sums = matrices();
    this.weights = matrices();
  }

  /** Takes in a day's returns, one a factor; NaN where a factor had none. */
  push(row: Float64Array): void {
    const {factors, past, sums, weights} = this;
    const before = past.length === sums.length ? (past.pop() as Float64Array) : new Float64Array(factors);
    before.set(row);
    past.unshift(before);
    this.rows++;
    for (const [lag, then] of past.entries())
      this.take(sums[lag] as Float64Array, weights[lag] as Float64Array, then);
  }

  private take(sum: Float64Array, weight: Float64Array, then: Float64Array): void {
    const {factors, decay} = this;
    const now = this.past[0] as Float64Array;
    for (let i = 0, at = 0; i < factors; i++, at = i * factors) {
      const x = now[i] as number;
      const end = then === now ? i + 1 : factors;
      for (let j = 0; j < end; j++, at++) {
        const p = x * (then[j] as number);
        const held = Number.isNaN(p) ? 0 : 1;
        sum[at] = decay * (sum[at] as number) + (held === 1 ? p : 0);
        weight[at] = decay * (weight[at] as number) + held;
      }
    }
  }

  /** The covariance of some factors with `lags` of the lags, K × K row-major; NaN for a pair that was never seen. */
  covariance(
    chosen: ArrayLike<number> = Array.from({length: this.factors}, (_, f) => f),
    lags = this.sums.length - 1
  ): Float64Array {
    const k = chosen.length;
    const out = new Float64Array(k * k);
    for (let lag = 0; lag <= lags; lag++) {
      const scale = lag === 0 ? 1 : (1 - lag / (lags + 1)) * this.share(lag);
      for (let i = 0; i < k; i++) {
        for (let j = 0; j <= i; j++) {
          const [a, b] = [chosen[i] as number, chosen[j] as number];
          const add = lag === 0 ? this.mean(0, Math.max(a, b), Math.min(a, b)) : this.both(lag, a, b);
          out[i * k + j] = (out[i * k + j] as number) + scale * add;
          out[j * k + i] = out[i * k + j] as number;
        }
      }
    }
    return out;
  }

  /** Share of all weight that the rows from `lag` on hold among the rows from 0. */
  private share(lag: number): number {
    return (1 - this.decay ** Math.max(0, this.rows - lag)) / (1 - this.decay ** this.rows);
  }

  private mean(lag: number, i: number, j: number): number {
    const at = i * this.factors + j;
    return (
      ((this.sums[lag] as Float64Array)[at] as number) / ((this.weights[lag] as Float64Array)[at] as number)
    );
  }

  /** C_l + C_lᵀ; an entry without a pair is zero. */
  private both(lag: number, i: number, j: number): number {
    const [a, b] = [this.mean(lag, i, j), this.mean(lag, j, i)];
    return (Number.isNaN(a) ? 0 : a) + (Number.isNaN(b) ? 0 : b);
  }
}
