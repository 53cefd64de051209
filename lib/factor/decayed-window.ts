import {decayOf} from "../stats/ewma.js";
import {Ring} from "./ring.js";
import {columns, type Slot} from "./slots.js";

/**
 * DASTD: exponentially weighted standard deviation of excess returns about their weighted mean over `window` days,
 * a day at a time. A missing return (NaN) has no weight; NaN below `least` returns.
 */
export class VolatilityWindow {
  readonly value: Float64Array;
  private readonly returns: Ring;
  private readonly weight: Float64Array;
  private readonly first: Float64Array;
  private readonly second: Float64Array;
  private readonly count: Int32Array;
  private readonly decay: number;
  private readonly least: number;

  constructor(assets: number, {window = 252, halfLife = 42, least = 42} = {}) {
    this.decay = decayOf(halfLife);
    this.least = least;
    this.returns = new Ring(window, assets);
    this.value = new Float64Array(assets).fill(Number.NaN);
    this.weight = new Float64Array(assets);
    this.first = new Float64Array(assets);
    this.second = new Float64Array(assets);
    this.count = new Int32Array(assets);
  }

  push(returns: Float64Array): void {
    const decay = this.decay;
    const weight = this.weight;
    const first = this.first;
    const second = this.second;
    const count = this.count;
    const value = this.value;
    const least = this.least;
    const {days, assets} = this.returns;
    const gone = this.returns.row(days - 1);
    const left = decay ** days;
    for (let i = 0; i < assets; i++) {
      let w = decay * (weight[i] as number);
      let s = decay * (first[i] as number);
      let q = decay * (second[i] as number);
      let n = count[i] as number;
      const old = gone[i] as number;
      if (!Number.isNaN(old)) {
        n--;
        w -= left;
        s -= left * old;
        q -= left * old * old;
      }
      const x = returns[i] as number;
      if (!Number.isNaN(x)) {
        n++;
        w += 1;
        s += x;
        q += x * x;
      }
      if (n === 0) w = s = q = 0;
      count[i] = n;
      weight[i] = w;
      first[i] = s;
      second[i] = q;
      value[i] = n < least ? Number.NaN : Math.sqrt(Math.max(0, q / w - (s / w) ** 2));
    }
    this.returns.push(returns);
  }

  slots(): Slot[] {
    const own = columns(this.value, this.weight, this.first, this.second, this.count);
    return [...this.returns.slots(), ...own];
  }
}

/**
 * RSTR and the strength behind long-term reversal: Σ w ln(1 + excess return) over `window` days that end `lag` days
 * ago, w the exponential weights of the whole window summing to 1, averaged over the last `smooth` such days. 相对强弱
 * A missing return counts as no return, so that a short history is drawn to zero; NaN below `least` returns. `days`
 * that the caller's ring of log returns must hold: lag + window + 1.
 */
export class StrengthWindow {
  readonly value: Float64Array;
  private readonly sum: Float64Array;
  private readonly count: Int32Array;
  private readonly past: Ring;
  private readonly mean: Float64Array;
  private readonly options: Required<StrengthOptions>;

  constructor(
    private readonly logs: Ring,
    {window, halfLife, lag, smooth = 1, least = 63}: StrengthOptions
  ) {
    if (logs.days < lag + window + 1) {
      throw new RangeError(`logs must hold ${lag + window + 1} days, got ${logs.days}`);
    }
    const {assets} = logs;
    this.options = {window, halfLife, lag, smooth, least};
    this.value = new Float64Array(assets).fill(Number.NaN);
    this.sum = new Float64Array(assets);
    this.mean = new Float64Array(assets);
    this.count = new Int32Array(assets);
    this.past = new Ring(smooth + 1, assets);
  }

  /** Moves on a day, after the day's log returns were pushed to the ring. */
  step(): void {
    const {window, halfLife, lag, smooth, least} = this.options;
    const value = this.value;
    const sum = this.sum;
    const count = this.count;
    const past = this.past;
    const mean = this.mean;
    const logs = this.logs;
    const decay = decayOf(halfLife);
    const scale = (1 - decay) / (1 - decay ** window);
    const enters = logs.row(lag);
    const leaves = logs.row(lag + window);
    const left = decay ** window;
    for (let i = 0; i < sum.length; i++) {
      let s = decay * (sum[i] as number);
      let n = count[i] as number;
      const old = leaves[i] as number;
      if (!Number.isNaN(old)) {
        n--;
        s -= left * old;
      }
      const x = enters[i] as number;
      if (!Number.isNaN(x)) {
        n++;
        s += x;
      }
      sum[i] = n === 0 ? 0 : s;
      count[i] = n;
    }
    past.push(sum);
    const dropped = past.row(smooth);
    for (let i = 0; i < sum.length; i++) {
      const old = dropped[i] as number;
      mean[i] = (mean[i] as number) + (sum[i] as number) - (Number.isNaN(old) ? 0 : old);
      value[i] = (count[i] as number) < least ? Number.NaN : ((mean[i] as number) * scale) / smooth;
    }
  }

  slots(): Slot[] {
    return [...this.past.slots(), ...columns(this.value, this.sum, this.mean, this.count)];
  }
}

export interface StrengthOptions {
  readonly window: number;
  readonly halfLife: number;
  readonly lag: number;
  readonly smooth?: number;
  readonly least?: number;
}
