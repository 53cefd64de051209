import {BetaWindow} from "../../../lib/factor/beta-window.js";
import {StrengthWindow, VolatilityWindow} from "../../../lib/factor/decayed-window.js";
import {Ring} from "../../../lib/factor/ring.js";
import type {Slot} from "../../../lib/factor/slots.js";
import {STRENGTHS} from "../../../lib/factor/styles.js";
import {RangeWindow, TurnoverWindow} from "../../../lib/factor/turnover-window.js";

/** Every descriptor that rolls with prices and volume, by stock, as of the day pushed last. */
export class Rolling {
  readonly beta: BetaWindow;
  readonly volatility: VolatilityWindow;
  readonly momentum: StrengthWindow;
  readonly reversal: StrengthWindow;
  readonly range: RangeWindow;
  readonly turnover: TurnoverWindow;
  private readonly logs: Ring;
  private readonly log: Float64Array;

  constructor(assets: number) {
    this.logs = new Ring(STRENGTHS.reversal.lag + STRENGTHS.reversal.window + 1, assets);
    this.log = new Float64Array(assets);
    this.beta = new BetaWindow(assets);
    this.volatility = new VolatilityWindow(assets);
    this.momentum = new StrengthWindow(this.logs, STRENGTHS.momentum);
    this.reversal = new StrengthWindow(this.logs, STRENGTHS.reversal);
    this.range = new RangeWindow(assets);
    this.turnover = new TurnoverWindow(assets);
  }

  /** A day's excess returns and turnover by stock (NaN missing), who is listed, and the market's excess return. */
  push(day: {
    readonly excess: Float64Array;
    readonly turnover: Float64Array;
    readonly listed: Uint8Array;
    readonly market: number;
  }): void {
    const {excess, turnover, listed, market} = day;
    for (let i = 0; i < excess.length; i++) this.log[i] = Math.log1p(excess[i] as number);
    this.logs.push(this.log);
    this.beta.push(excess, market);
    this.volatility.push(excess);
    this.momentum.step();
    this.reversal.step();
    this.range.push(this.log, listed);
    this.turnover.push(turnover);
  }

  slots(): Slot[] {
    const {logs, beta, volatility, momentum, reversal, range, turnover} = this;
    return [logs, beta, volatility, momentum, reversal, range, turnover].flatMap((part) => part.slots());
  }
}
