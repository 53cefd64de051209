import {EqualBook} from "../../../lib/backtest/equal-book.js";
import {HALF_SPREAD, type TradingCosts} from "../strategies/trading-costs.js";
import type {StockDay} from "./days.js";

export type Period = "day" | "week" | "month";

/** How an index is kept. */
export interface Rule {
  readonly name: string;
  /** How often members are chosen anew, and how often weights are made equal: at the close of the period's first day. */
  readonly choose: Period;
  readonly level: Period;
  /** Days from the close that chooses to the close that trades. */
  readonly delay: 0 | 1;
}

/** A day of a kept index: its return, and what its trades took of it. */
export interface Step {
  readonly gross: number;
  readonly net: number;
  readonly traded: number;
  readonly cost: number;
  readonly members: number;
}

export interface Market {
  readonly days: Int32Array;
  readonly costs: TradingCosts;
  /** Half of the smallest step of the price, CNY: no spread is narrower than two halves. */
  readonly halfTick: number;
}

/** One index, day after day. */
export class Keeper {
  gross = 1;
  net = 1;
  private readonly book: EqualBook;
  private began = false;

  constructor(
    readonly rule: Rule,
    assets: number,
    private readonly market: Market
  ) {
    this.book = new EqualBook(assets);
  }

  /** `chosen` and `before` are the members by today's close and by the one before. */
  step(day: StockDay, chosen: Int32Array, before: Int32Array): Step {
    const {rule, book, market} = this;
    const earned = this.began ? book.earn(day.ret) : 0;
    const due = (period: Period): boolean => !this.began || begins(market.days, day.t, period);
    const fresh = due(rule.choose);
    const {traded, cost} =
      fresh || due(rule.level)
        ? book.rebalance(fresh ? (rule.delay === 1 ? before : chosen) : book.members, this.rates(day))
        : {traded: 0, cost: 0};
    const net = this.began ? (1 + earned) * (1 - cost) - 1 : 0;
    this.gross *= 1 + earned;
    this.net *= 1 + net;
    const built = this.began;
    this.began = true;
    return {
      gross: earned,
      net,
      traded: built ? traded : 0,
      cost: built ? cost : 0,
      members: book.members.length
    };
  }

  private rates({t, price}: StockDay): {buy: (i: number) => number; sell: (i: number) => number} {
    const {costs, halfTick} = this.market;
    const spread = (i: number): number => Math.max(HALF_SPREAD, halfTick / (price[i] as number) || 0);
    return {
      buy: (i) => (costs.buy[t] as number) + spread(i),
      sell: (i) => (costs.sell[t] as number) + spread(i)
    };
  }
}

/** Whether a day is the first of its week (Monday on) or month. */
export function begins(days: Int32Array, t: number, period: Period): boolean {
  if (period === "day" || t === 0) return true;
  return periodOf(days[t] as number, period) !== periodOf(days[t - 1] as number, period);
}

/** 1970-01-01 was a Thursday. */
function periodOf(day: number, period: "week" | "month"): number {
  if (period === "week") return Math.floor((day + 3) / 7);
  const date = new Date(day * 86_400_000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
