import {columns, type Slot} from "../../../lib/factor/slots.js";
import type {Context} from "../../run/model.js";
import type {Frame} from "../../warehouse/frame.js";
import {type After, type Grid, Returns, type YearOfBars} from "./bars.js";
import {type CrossSectionDay, type SectionRoom, sectionRoom} from "./cross-section-day.js";
import {describe} from "./descriptors.js";
import {Forecasts} from "./forecasts.js";
import type {RiskFree} from "./risk-free.js";
import {Rolling} from "./rolling.js";
import {Statements} from "./statements.js";
import type {Universe} from "./universe.js";

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
  /** Used in turn, so that one day may still be read while the next is described. */
  private readonly rooms: readonly [SectionRoom, SectionRoom];
  private turn: 0 | 1 = 0;

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
    this.rooms = [sectionRoom(assets), sectionRoom(assets)];
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

  /** Reads what is read year by year; `after` in the first year of a run that goes on. */
  read(year: number, {after}: After): Promise<Frame | undefined> {
    return this.forecasts.read(year, {after});
  }

  /** Takes up what was read of a year; call before its first day, after a restored state was put in. */
  load(consensus: Frame | undefined): void {
    const {after} = this;
    this.forecasts.load(consensus);
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

  /** Moves to day `t` of a year of bars. The columns returned are overwritten by the day after the next. */
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
    const room = this.rooms[this.turn];
    this.turn = this.turn === 0 ? 1 : 0;
    const {cap, weight, member} = room;
    let n = 0;
    let members = 0;
    let capless = 0;
    let sum = 0;
    this.before.fill(0);
    for (let k = start[t] as number; k < (start[t + 1] as number); k++) {
      const i = col[k] as number;
      const own = this.caps[i] as number;
      if (!(own > 0)) {
        capless++;
        continue;
      }
      const inside = this.universe.admits(bars, k, {day, returns: this.rolling.beta.count[i] as number})
        ? 1
        : 0;
      this.before[i] = inside;
      room.col[n] = i;
      cap[n] = own;
      member[n] = inside;
      weight[n] = Math.sqrt(own);
      members += inside;
      if (inside) sum += weight[n] as number;
      n++;
    }
    if (members > 0) for (let k = 0; k < n; k++) weight[k] = ((weight[k] as number) * members) / sum;
    describe(room, n, {day, rolling: this.rolling, known: this.statements.known, forecasts: this.forecasts});
    return {...room, n, members, capless};
  }
}
