import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";
import type {Plan} from "./plan.js";
import type {State} from "./state.js";

const DECAY = 0.5 ** (1 / 63);
/** Weight of 63 daily returns, below which a beta is not known, and of a history without beginning. */
const LEAST = (1 - DECAY ** 63) / (1 - DECAY);
const WHOLE = 1 / (1 - DECAY);
/** Spread of betas and daily variance of the market before the first day. */
const SPREAD = 0.25;
const VARIANCE = 0.013 ** 2;

/**
 * Each stock's beta as prices show it: regression on the capitalisation-weighted market with a half-life of 63 days.
 * Stocks that are old on the first day bring one from before it; new ones have none until they have traded long enough.
 */
export class Betas {
  private readonly weight: Float64Array;
  private readonly own: Float64Array;
  private readonly market: Float64Array;
  private readonly product: Float64Array;
  private readonly square: Float64Array;

  constructor(
    plan: Plan,
    private readonly state: State
  ) {
    const {n} = state;
    const rng = createRng(plan.seed, "betas");
    this.weight = new Float64Array(n);
    this.own = new Float64Array(n);
    this.market = new Float64Array(n);
    this.product = new Float64Array(n);
    this.square = new Float64Array(n);
    for (const i of state.active) {
      this.weight[i] = WHOLE;
      this.square[i] = WHOLE * VARIANCE;
      this.product[i] = (1 + SPREAD * normal(rng)) * WHOLE * VARIANCE;
    }
  }

  /** After the close: takes the day in. */
  step(): void {
    const {weight, own, market, product, square} = this;
    const {active, ret, suspended, age} = this.state;
    const m = this.marketReturn();
    for (const i of active) {
      const traded = suspended[i] === 0 && age[i] !== 0 ? 1 : 0;
      const r = traded * (ret[i] as number);
      weight[i] = DECAY * (weight[i] as number) + traded;
      own[i] = DECAY * (own[i] as number) + r;
      market[i] = DECAY * (market[i] as number) + traded * m;
      product[i] = DECAY * (product[i] as number) + r * m;
      square[i] = DECAY * (square[i] as number) + traded * m * m;
    }
  }

  /** Beta of stock `i`; NaN while it is not known. */
  of(i: number): number {
    const w = this.weight[i] as number;
    if (w < LEAST) return Number.NaN;
    const m = this.market[i] as number;
    return (
      ((this.product[i] as number) - (m * (this.own[i] as number)) / w) /
      ((this.square[i] as number) - (m * m) / w)
    );
  }

  private marketReturn(): number {
    const {active, ret, prev, total, suspended, age} = this.state;
    let [sum, caps] = [0, 0];
    for (const i of active) {
      if (suspended[i] === 1 || age[i] === 0) continue;
      const cap = (prev[i] as number) * (total[i] as number);
      caps += cap;
      sum += cap * (ret[i] as number);
    }
    return sum / caps;
  }
}
