import {columns, type Slot} from "../../../lib/factor/slots.js";
import {DESCRIPTORS, type Descriptor} from "../../../lib/factor/styles.js";
import type {Context} from "../../run/model.js";
import {type After, type Grid, Returns, type YearOfBars} from "./bars.js";
import {Forecasts} from "./forecasts.js";
import type {RiskFree} from "./risk-free.js";
import {Rolling} from "./rolling.js";
import {Statements} from "./statements.js";
import type {Universe} from "./universe.js";

/** A day's cross-section: stocks with a positive capitalisation, by code. */
export interface CrossSectionDay {
  readonly n: number;
  /** Place of each stock's code in the grid. */
  readonly col: Int32Array;
  readonly cap: Float64Array;
  /** ∝ √cap, mean 1 over the members. */
  readonly weight: Float64Array;
  readonly member: Uint8Array;
  readonly members: number;
  /** A column a descriptor, in the order of `DESCRIPTORS`. */
  readonly raw: readonly Float64Array[];
  /** Listed stocks left out: without a price or share count. */
  readonly capless: number;
}

/** The market as it is known at the close of the day it was moved to. Everything rolls: a day costs the same. */
export class MarketState {
  private readonly rolling: Rolling;
  private readonly returns: Returns;
  private readonly excess: Float64Array;
  private readonly turnover: Float64Array;
  private readonly listed: Uint8Array;
  /** Latest share count and capitalisation of each stock, and whether it was in the universe the day before. */
  private readonly shares: Float64Array;
  private readonly caps: Float64Array;
  private readonly before: Uint8Array;
  private readonly col: Int32Array;
  private readonly cap: Float64Array;
  private readonly weight: Float64Array;
  private readonly member: Uint8Array;
  private readonly raw: Float64Array[];

  constructor(
    grid: Grid,
    private readonly universe: Universe,
    private readonly statements: Statements,
    private readonly forecasts: Forecasts,
    private readonly riskFree: RiskFree,
    /** Day to which this state will be restored. */
    private after: number | undefined
  ) {
    const assets = grid.codes.length;
    const column = (): Float64Array => new Float64Array(assets).fill(Number.NaN);
    this.rolling = new Rolling(assets);
    this.returns = new Returns(assets);
    this.excess = column();
    this.turnover = column();
    this.listed = new Uint8Array(assets);
    this.shares = column();
    this.caps = column();
    this.before = new Uint8Array(assets);
    this.col = new Int32Array(assets);
    this.cap = column();
    this.weight = column();
    this.member = new Uint8Array(assets);
    this.raw = DESCRIPTORS.map(column);
  }

  static async open(
    context: Context,
    grid: Grid,
    universe: Universe,
    {riskFree, after}: {readonly riskFree: RiskFree} & After
  ): Promise<MarketState> {
    const assets = grid.codes.length;
    const statements = await Statements.read(context, assets, {after});
    return new MarketState(grid, universe, statements, new Forecasts(context, assets), riskFree, after);
  }

  /** Loads what is read year by year; call before the year's first day, after a restored state was put in. */
  async load(year: number): Promise<void> {
    const {after} = this;
    await this.forecasts.load(year, {after});
    if (after === undefined) return;
    // What was known of stocks that had no bar yet: the run that kept the state did not read it.
    this.statements.advance(after, this.shares, this.caps);
    this.forecasts.advance(after, this.caps);
    this.after = undefined;
  }

  slots(): Slot[] {
    const {rolling, returns, universe, statements, forecasts} = this;
    const parts = [rolling, returns, universe, statements, forecasts].flatMap((part) => part.slots());
    return [...parts, ...columns(this.shares, this.caps, this.before)];
  }

  /** Moves to day `t` of a year of bars. The columns returned are overwritten by the next day. */
  next(bars: YearOfBars, t: number): CrossSectionDay {
    const day = bars.days[t] as number;
    this.returns.next(bars, t, this.excess);
    const free = this.riskFree.daily(day);
    for (let i = 0; i < this.excess.length; i++) this.excess[i] = (this.excess[i] as number) - free;
    const market = this.marketReturn();
    this.observe(bars, t);
    this.rolling.push({excess: this.excess, turnover: this.turnover, listed: this.listed, market});
    this.universe.step(bars, t);
    this.statements.advance(day, this.shares, this.caps);
    this.forecasts.advance(day, this.caps);
    return this.section(bars, t);
  }

  /** Cap-weighted excess return of yesterday's universe; of all stocks while there is none. */
  private marketReturn(): number {
    const inside = this.before.some((b) => b === 1);
    let [sum, total] = [0, 0];
    for (let i = 0; i < this.excess.length; i++) {
      const w = this.caps[i] as number;
      const r = this.excess[i] as number;
      if (!(w > 0) || Number.isNaN(r) || (inside && this.before[i] === 0)) continue;
      sum += w * r;
      total += w;
    }
    return total > 0 ? sum / total : Number.NaN;
  }

  private observe({start, col, close, volume, total, float}: YearOfBars, t: number): void {
    this.listed.fill(0);
    this.turnover.fill(Number.NaN);
    for (let k = start[t] as number; k < (start[t + 1] as number); k++) {
      const i = col[k] as number;
      this.listed[i] = 1;
      const count = (total[k] as number) > 0 ? (total[k] as number) : (float[k] as number);
      if (count > 0) this.shares[i] = count;
      const base = (float[k] as number) > 0 ? (float[k] as number) : (this.shares[i] as number);
      this.turnover[i] = (volume[k] as number) / base;
      this.caps[i] = (close[k] as number) * (this.shares[i] as number);
    }
  }

  private section(bars: YearOfBars, t: number): CrossSectionDay {
    const {start, col} = bars;
    const day = bars.days[t] as number;
    let [n, members, capless, sum] = [0, 0, 0, 0];
    this.before.fill(0);
    for (let k = start[t] as number; k < (start[t + 1] as number); k++) {
      const i = col[k] as number;
      const cap = this.caps[i] as number;
      if (!(cap > 0)) {
        capless++;
        continue;
      }
      const inside = this.universe.admits(bars, k, {day, returns: this.rolling.beta.count[i] as number})
        ? 1
        : 0;
      this.before[i] = inside;
      this.col[n] = i;
      this.cap[n] = cap;
      this.member[n] = inside;
      this.weight[n] = Math.sqrt(cap);
      members += inside;
      if (inside) sum += this.weight[n] as number;
      this.describe(n, i, day);
      n++;
    }
    if (members > 0)
      for (let k = 0; k < n; k++) this.weight[k] = ((this.weight[k] as number) * members) / sum;
    const cap = this.cap;
    const weight = this.weight;
    const member = this.member;
    const raw = this.raw;
    return {n, col: this.col, cap, weight, member, members, raw, capless};
  }

  private describe(k: number, i: number, day: number): void {
    const rolling = this.rolling;
    const {known} = this.statements;
    const raw = this.raw;
    const cap = this.caps[i] as number;
    (raw[PLACE.lncap] as Float64Array)[k] = Math.log(cap);
    (raw[PLACE.beta] as Float64Array)[k] = rolling.beta.beta[i] as number;
    (raw[PLACE.rstr] as Float64Array)[k] = rolling.momentum.value[i] as number;
    (raw[PLACE.dastd] as Float64Array)[k] = rolling.volatility.value[i] as number;
    (raw[PLACE.cmra] as Float64Array)[k] = rolling.range.value[i] as number;
    (raw[PLACE.hsigma] as Float64Array)[k] = rolling.beta.hsigma[i] as number;
    (raw[PLACE.stom] as Float64Array)[k] = rolling.turnover.stom[i] as number;
    (raw[PLACE.stoq] as Float64Array)[k] = rolling.turnover.stoq[i] as number;
    (raw[PLACE.stoa] as Float64Array)[k] = rolling.turnover.stoa[i] as number;
    (raw[PLACE.ltrstr] as Float64Array)[k] = -(rolling.reversal.value[i] as number);
    (raw[PLACE.btop] as Float64Array)[k] = (known.book[i] as number) / cap;
    (raw[PLACE.cetop] as Float64Array)[k] = (known.cash[i] as number) / cap;
    (raw[PLACE.etop] as Float64Array)[k] = (known.profit[i] as number) / cap;
    (raw[PLACE.dtop] as Float64Array)[k] = (known.dividend[i] as number) / cap;
    (raw[PLACE.egro] as Float64Array)[k] = known.egro[i] as number;
    (raw[PLACE.sgro] as Float64Array)[k] = known.sgro[i] as number;
    (raw[PLACE.vsal] as Float64Array)[k] = known.vsal[i] as number;
    (raw[PLACE.vern] as Float64Array)[k] = known.vern[i] as number;
    (raw[PLACE.vflo] as Float64Array)[k] = known.vflo[i] as number;
    const senior =
      (known.longDebt[i] as number) + (Number.isNaN(known.preferred[i]) ? 0 : (known.preferred[i] as number));
    const book = known.book[i] as number;
    (raw[PLACE.mlev] as Float64Array)[k] = (cap + senior) / cap;
    (raw[PLACE.dtoa] as Float64Array)[k] = (known.debt[i] as number) / (known.assets[i] as number);
    (raw[PLACE.blev] as Float64Array)[k] = book > 0 ? (book + senior) / book : Number.NaN;
    const fresh = this.forecasts.fresh(i, day);
    (raw[PLACE.epfwd] as Float64Array)[k] = this.forecasts.forward(i, day) / cap;
    (raw[PLACE.egrlf] as Float64Array)[k] = fresh ? (this.forecasts.egrlf[i] as number) : Number.NaN;
    (raw[PLACE.egrsf] as Float64Array)[k] = fresh ? (this.forecasts.egrsf[i] as number) : Number.NaN;
  }
}

const PLACE = Object.fromEntries(DESCRIPTORS.map((d, i) => [d, i])) as Readonly<Record<Descriptor, number>>;
