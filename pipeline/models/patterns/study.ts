import {type EntryRule, eventTrade} from "../../../lib/pattern/event-return.js";
import type {IndexLevels} from "../strategies/index-levels.js";
import {HALF_SPREAD, type TradingCosts} from "../strategies/trading-costs.js";
import {type Histories, historyOf} from "./histories.js";

export const HOLDS = [1, 2, 3, 4, 5] as const;

/** Outcomes of events under one rule and holding period; NaN where not filled or not over. */
export interface Outcome {
  readonly net: Float64Array;
  readonly excess: Float64Array;
  /** Rows of the histories, −1 where not filled, or not over. */
  readonly entry: Int32Array;
  readonly exit: Int32Array;
}

/** Trades every event by a rule. `events` are rows of the histories in order of stock. */
export function tradeEvents(
  histories: Histories,
  events: Int32Array,
  {
    rule,
    hold,
    index,
    costs
  }: {
    readonly rule: EntryRule;
    readonly hold: number;
    readonly index: IndexLevels;
    readonly costs: TradingCosts;
  }
): Outcome {
  const n = events.length;
  const net = new Float64Array(n).fill(Number.NaN);
  const excess = new Float64Array(n).fill(Number.NaN);
  const [entry, exit] = [new Int32Array(n).fill(-1), new Int32Array(n).fill(-1)];
  const {start, all} = histories;
  let stock = 0;
  let bars = historyOf(histories, 0);
  for (let e = 0; e < n; e++) {
    const row = events[e] as number;
    if (row >= (start[stock + 1] as number)) {
      while (row >= (start[stock + 1] as number)) stock++;
      bars = historyOf(histories, stock);
    }
    const from = start[stock] as number;
    const trade = eventTrade(bars, row - from, {rule, hold});
    if (trade.entry < 0) continue;
    entry[e] = from + trade.entry;
    if (trade.exit < 0) continue;
    exit[e] = from + trade.exit;
    const [bought, sold] = [all.day[from + trade.entry] as number, all.day[from + trade.exit] as number];
    const paid = trade.bought * (1 + (costs.buy[bought] as number) + HALF_SPREAD);
    net[e] = (trade.sold * (1 - (costs.sell[sold] as number) - HALF_SPREAD)) / paid - 1;
    const base = (rule === "signal_close" ? index.close : index.open)[bought] as number;
    excess[e] = (net[e] as number) - ((index.close[sold] as number) / base - 1);
  }
  return {net, excess, entry, exit};
}
