import {normal} from "../../../lib/random/normal.js";
import {weighted} from "../../../lib/random/pick.js";
import type {Rng} from "../../../lib/random/rng.js";
import {STYLES} from "./factors.js";
import {FundEdge} from "./fund-edge.js";
import type {Fund} from "./fund-universe.js";
import {fineIndustries, industriesOf} from "./industries.js";
import type {State} from "./state.js";

/** No position is bought above this share of net asset value. */
const MOST = 0.098;

export const HK = industriesOf.citic.length;

/** What every fund may buy this week: stocks by industry with market weights, and the slow drift of industries. */
export interface Shelf {
  readonly stocks: readonly (readonly number[])[];
  readonly weights: readonly Float64Array[];
  readonly market: Float64Array;
  readonly drift: Float64Array;
  /** The mean of that drift over the coming months, which control funds alone foresee. */
  readonly outlook: Float64Array;
  /** Hong Kong shares may be bought. */
  readonly hongKong: boolean;
}

/** The portfolio of one active or enhanced fund: positions as shares of net asset value. */
export class FundBook {
  readonly codes: Int32Array;
  readonly weights: Float64Array;
  equity = 0;
  /** What the fund's knowledge of industries and of stocks has given it. */
  readonly edge: FundEdge;
  private readonly tilt: Float64Array;
  private readonly wish: Float64Array;
  /** The week's wishes without knowledge, and the stock that the last draws would have chosen without it. */
  private readonly plain: Float64Array;
  private twin = -1;
  private readonly size: Float64Array;
  /** Liking for each style, and for each fine industry, among the stocks that it picks. */
  private readonly taste: Float64Array;
  private readonly fine: Float64Array;

  constructor(
    readonly fund: Fund,
    readonly rng: Rng,
    private readonly hongKong: boolean
  ) {
    this.codes = new Int32Array(fund.positions).fill(-1);
    this.weights = new Float64Array(fund.positions);
    this.size = Float64Array.from({length: fund.positions}, () =>
      Math.exp((fund.type === "enhanced" ? 0.35 : 0.4) * normal(rng))
    );
    const active = fund.type !== "enhanced";
    this.tilt = Float64Array.from({length: HK + 1}, () => (active ? 0.95 : 0.12) * normal(rng));
    this.wish = new Float64Array(HK + 1);
    this.plain = new Float64Array(HK + 1);
    this.edge = new FundEdge(fund.positions);
    this.taste = Float64Array.from({length: STYLES}, () => (active ? 0.6 : 0.1) * normal(rng));
    this.fine = Float64Array.from(fineIndustries, () => (active ? 0.9 : 0.1) * normal(rng));
  }

  /** The week's wishes by industry: market weight, the fund's own taste, and what its manager knows of the drift. */
  plan(shelf: Shelf): void {
    const {tilt, wish, plain, rng, fund} = this;
    const sd = fund.type === "enhanced" ? 0.015 : 0.09;
    for (let c = 0; c <= HK; c++) {
      tilt[c] = 0.99 * (tilt[c] as number) + sd * normal(rng);
      const seen = fund.control === null ? shelf.drift : shelf.outlook;
      const knows = c < HK && fund.type !== "enhanced" ? 1.1 * fund.timing * (seen[c] as number) : 0;
      const base = c < HK ? (shelf.market[c] as number) ** 0.75 : this.hongKong && shelf.hongKong ? 0.03 : 0;
      plain[c] = base * Math.exp(tilt[c] as number);
      wish[c] = base * Math.exp((tilt[c] as number) + knows);
    }
    this.edge.wish(wish, plain);
  }

  /** Fills every empty position and brings the whole to the fund's equity position. */
  fill(shelf: Shelf, state: State): void {
    const {codes, weights, size} = this;
    let total = 0;
    for (let k = 0; k < codes.length; k++) {
      if ((codes[k] as number) >= 0) continue;
      this.buy(k, shelf, state);
      weights[k] = 0;
    }
    this.edge.trade(1);
    for (let k = 0; k < codes.length; k++) {
      if (weights[k] === 0) weights[k] = ((size[k] as number) * this.fund.equity) / codes.length;
      total += weights[k] as number;
    }
    const scale = this.fund.equity / total;
    let equity = 0;
    for (let k = 0; k < codes.length; k++) {
      const w = Math.min(MOST, (weights[k] as number) * scale);
      weights[k] = w;
      equity += w;
    }
    this.equity = equity;
  }

  /** One day: return before fees, weights drift, some positions change hands, and weekly the whole is trimmed. */
  step(ret: Float64Array, shelf: Shelf, state: State, week: boolean): number {
    const {codes, weights, rng, fund} = this;
    let r = 0;
    for (let k = 0; k < codes.length; k++) r += (weights[k] as number) * (ret[codes[k] as number] as number);
    let equity = 0;
    for (let k = 0; k < codes.length; k++) {
      const code = codes[k] as number;
      const w = ((weights[k] as number) * (1 + (ret[code] as number))) / (1 + r);
      weights[k] = w;
      equity += w;
    }
    this.equity = equity;
    const trades = (fund.turnover * codes.length) / 244;
    for (let left = trades; rng.uniform() < left; left--) {
      const k = Math.floor(rng.uniform() * codes.length);
      const code = codes[k] as number;
      if (code < state.n && state.suspended[code] === 1) continue;
      this.buy(k, shelf, state);
    }
    this.edge.trade(fund.turnover / 244);
    for (let k = 0; k < codes.length; k++) {
      const code = codes[k] as number;
      if (code < state.n && state.listed[code] !== 1) this.buy(k, shelf, state);
    }
    if (week) this.trim();
    return r;
  }

  private trim(): void {
    const {weights, fund} = this;
    const target = this.equity + 0.25 * (fund.equity - this.equity) + 0.004 * normal(this.rng);
    const scale = Math.min(0.948, Math.max(fund.type === "mixed_equity" ? 0.62 : 0.81, target)) / this.equity;
    let sum = 0;
    for (let k = 0; k < weights.length; k++) {
      const w = Math.min(MOST, (weights[k] as number) * scale);
      weights[k] = w;
      sum += w;
    }
    this.equity = sum;
  }

  private buy(position: number, shelf: Shelf, state: State): void {
    this.codes[position] = this.pick(shelf, state);
    this.edge.twin[position] = this.twin;
  }

  /** A stock of an industry drawn by the week's wishes that the fund does not hold yet. */
  private pick(shelf: Shelf, state: State): number {
    for (let tries = 0; tries < 20; tries++) {
      const code = this.best(shelf, state, weighted(this.rng, this.wish));
      if (code >= 0) return code;
    }
    const free = shelf.stocks.flat().find((code) => !this.codes.includes(code));
    if (free === undefined) throw new Error(`fund ${this.fund.code}: no stock is left to buy`);
    this.twin = free;
    return free;
  }

  /** The best of a few stocks of an industry by what the manager knows of them; −1 where all are held. */
  private best(shelf: Shelf, state: State, industry: number): number {
    const {rng, fund} = this;
    const stocks = shelf.stocks[industry] as readonly number[];
    const weights = shelf.weights[industry] as Float64Array;
    let best = -1;
    let [bestScore, plainScore] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let tries = 0; tries < 5; tries++) {
      const code = stocks[weighted(rng, weights)] as number;
      const known = code < state.n ? (state.alphaSlow[code] as number) * 10 : 0;
      const [liking, chance] = [this.liking(code, state), normal(rng)];
      const score = 0.5 * fund.selection * known + liking + chance;
      if (score > bestScore && !this.codes.includes(code)) [best, bestScore] = [code, score];
      const plain = liking + chance;
      if (plain > plainScore && !this.codes.includes(code)) [this.twin, plainScore] = [code, plain];
    }
    return best;
  }

  private liking(code: number, state: State): number {
    if (code >= state.n) return 0;
    let sum = this.fine[state.universe.fine[code] as number] as number;
    for (let s = 0; s < STYLES; s++)
      sum += (this.taste[s] as number) * (state.exposure[code * STYLES + s] as number);
    return sum;
  }
}
