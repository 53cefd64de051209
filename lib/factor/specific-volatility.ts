import {decayOf} from "../stats/ewma.js";
import {Ring} from "./ring.js";
import {columns, type Slot} from "./slots.js";

export interface SpecificOptions {
  readonly halfLife?: number;
  /** Lags and half-life of the Newey–West correction for serial correlation. */
  readonly lags?: number;
  readonly lagHalfLife?: number;
}

/** Bounds of the factor by which serial correlation may change a variance. */
const [LEAST, MOST] = [0.25, 4];

/**
 * Daily specific volatility of each stock from its own specific returns, a day at a time (Menchero, Orr and Wang
 * 2011, USE4S): exponentially weighted second moment, times 1 + 2 Σ (1 − l/(L+1)) ρ_l with autocorrelations of a longer
 * half-life, that factor held within 0.25 … 4. A missing return has no weight. 特质波动率（时序）
 * Known at the close of the day pushed last; NaN before two returns.
 */
export class SpecificVolatility {
  /** Returns of each stock so far. */
  readonly count: Int32Array;
  private readonly decay: number;
  private readonly lagDecay: number;
  private readonly past: Ring;
  private readonly weight: Float64Array;
  private readonly square: Float64Array;
  private readonly absolute: Float64Array;
  /** Decayed Σ u_t u_{t−l}, l = 0 … lags, a run of assets each. */
  private readonly cross: Float64Array;

  constructor(
    private readonly assets: number,
    {halfLife = 84, lags = 5, lagHalfLife = 252}: SpecificOptions = {}
  ) {
    this.decay = decayOf(halfLife);
    this.lagDecay = decayOf(lagHalfLife);
    this.past = new Ring(lags, assets);
    this.count = new Int32Array(assets);
    this.weight = new Float64Array(assets);
    this.square = new Float64Array(assets);
    this.absolute = new Float64Array(assets);
    this.cross = new Float64Array(assets * (lags + 1));
  }

  push(returns: Float64Array): void {
    for (let i = 0; i < this.assets; i++) {
      const u = returns[i] as number;
      if (Number.isNaN(u)) continue;
      this.count[i] = (this.count[i] as number) + 1;
      this.weight[i] = this.decay * (this.weight[i] as number) + 1;
      this.square[i] = this.decay * (this.square[i] as number) + u * u;
      this.absolute[i] = this.decay * (this.absolute[i] as number) + Math.abs(u);
      this.cross[i] = this.lagDecay * (this.cross[i] as number) + u * u;
    }
    for (let l = 1; l <= this.past.days; l++) {
      const before = this.past.row(l - 1);
      const at = l * this.assets;
      for (let i = 0; i < this.assets; i++) {
        const u = returns[i] as number;
        if (Number.isNaN(u)) continue;
        const p = u * (before[i] as number);
        this.cross[at + i] = this.lagDecay * (this.cross[at + i] as number) + (Number.isNaN(p) ? 0 : p);
      }
    }
    this.past.push(returns);
  }

  /** Writes the daily volatility of each stock. */
  volatility(out: Float64Array): void {
    const lags = this.past.days;
    for (let i = 0; i < this.assets; i++) {
      if ((this.count[i] as number) < 2) {
        out[i] = Number.NaN;
        continue;
      }
      let scale = 1;
      const own = this.cross[i] as number;
      for (let l = 1; l <= lags && own > 0; l++) {
        scale += (2 * (1 - l / (lags + 1)) * (this.cross[l * this.assets + i] as number)) / own;
      }
      const variance = (this.square[i] as number) / (this.weight[i] as number);
      out[i] = Math.sqrt(variance * Math.min(MOST, Math.max(LEAST, scale)));
    }
  }

  /**
   * How far a stock's own history may be trusted, 0 … 1: USE4's product of a length of history (0 at 60 returns, 1 at
   * 180) and of tails, exp(1 − Z) with Z = |σ − σ̃| / σ̃ against a robust deviation σ̃; here √(π/2) × mean |u|, which
   * rolls, stands for USE4's interquartile range.
   */
  trust(i: number): number {
    const length = Math.min(1, Math.max(0, ((this.count[i] as number) - 60) / 120));
    const robust = (Math.sqrt(Math.PI / 2) * (this.absolute[i] as number)) / (this.weight[i] as number);
    const sigma = Math.sqrt((this.square[i] as number) / (this.weight[i] as number));
    const z = Math.abs(sigma - robust) / robust;
    return Number.isNaN(z) ? 0 : length * Math.min(1, Math.exp(1 - z));
  }

  slots(): Slot[] {
    const own = columns(this.count, this.weight, this.square, this.absolute);
    return [...this.past.slots(), ...own, {array: this.cross, assets: this.assets}];
  }
}
