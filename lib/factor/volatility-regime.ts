import {decayOf} from "../stats/ewma.js";
import {columns, type Slot, whole} from "./slots.js";

/**
 * Volatility-regime adjustment (波动率状态调整) a day at a time: B_t² is the cross-sectional mean of squared returns
 * over the variances forecast for them, λ² its exponentially weighted mean; forecasts are multiplied by λ.
 * A forecast must be of a day before the return. Days without a usable pair leave λ as it was.
 */
export class VolatilityRegime {
  private readonly decay: number;
  /** Decayed weight, and decayed sum of squares. */
  private readonly sums = new Float64Array(2);

  constructor({halfLife = 42} = {}) {
    this.decay = decayOf(halfLife);
  }

  /** Takes in a day: returns, the volatilities forecast for them, and weights (equal where absent). */
  push(returns: ArrayLike<number>, forecast: ArrayLike<number>, weight?: ArrayLike<number>): void {
    let [sum, total] = [0, 0];
    for (let k = 0; k < returns.length; k++) {
      const z = (returns[k] as number) / (forecast[k] as number);
      const w = weight ? (weight[k] as number) : 1;
      if (!Number.isFinite(z) || !(w > 0)) continue;
      sum += w * z * z;
      total += w;
    }
    if (total === 0) return;
    this.sums[0] = this.decay * (this.sums[0] as number) + 1;
    this.sums[1] = this.decay * (this.sums[1] as number) + sum / total;
  }

  /** λ: 1 before the first day. */
  get lambda(): number {
    const [weight = 0, square = 0] = this.sums;
    return weight === 0 ? 1 : Math.sqrt(square / weight);
  }

  slots(): Slot[] {
    return whole(columns(this.sums));
  }
}
