import {integer, percent, yi} from "../format/number.js";
import type {Text} from "../format/text.js";
import {billions, move} from "./words.js";

/** Indices and breadth at the close of the day. */
export interface Market {
  readonly index: readonly string[];
  readonly zh: readonly string[];
  readonly en: readonly string[];
  readonly close: readonly number[];
  /** Changes since the week, twenty sessions, and the year began. */
  readonly week: readonly number[];
  readonly month: readonly number[];
  readonly year: readonly number[];
  /** Closes of the last sixty sessions. */
  readonly path: readonly (readonly number[])[];
  readonly breadth: Breadth;
}

export interface Breadth {
  readonly up: number;
  readonly down: number;
  /** Stocks that closed at a limit; null where the dataset has no limits. */
  readonly limitUp: number | null;
  readonly limitDown: number | null;
  /** Turnover of the day and its mean over twenty sessions, CNY. */
  readonly amount: number;
  readonly amountMean: number;
}

/** The week's indices, then the last day's breadth. */
export const marketSentences = (market: Market): Text[] => [...indices(market), breadth(market.breadth)];

function indices({zh, en, week}: Market): Text[] {
  if (week.length < 2) return [];
  const best = week.indexOf(Math.max(...week));
  const worst = week.indexOf(Math.min(...week));
  return [
    {
      zh: `本周${zh[0]} ${move(week[0])}；宽基指数中${zh[best]}最强（${move(week[best])}），${zh[worst]}最弱（${move(week[worst])}）。`,
      en: `The ${en[0]} moved ${move(week[0])} this week; the ${en[best]} was strongest (${move(week[best])}), the ${en[worst]} weakest (${move(week[worst])}).`
    }
  ];
}

function breadth({up, down, limitUp, limitDown, amount, amountMean}: Breadth): Text {
  const change = percent(amount / amountMean - 1, {digits: 0, signed: true});
  const limits = limitUp === null || limitDown === null ? undefined : [integer(limitUp), integer(limitDown)];
  const zhLimits = limits ? `（涨停 ${limits[0]} 只，跌停 ${limits[1]} 只）` : "";
  const enLimits = limits ? ` (${limits[0]} at the upper limit, ${limits[1]} at the lower)` : "";
  return {
    zh: `最后一日 ${integer(up)} 只上涨、${integer(down)} 只下跌${zhLimits}，成交 ${yi(amount, {digits: 0})} 亿元，较近 20 日均值 ${change}。`,
    en: `On the last day ${integer(up)} stocks rose and ${integer(down)} fell${enLimits}; turnover was CNY ${billions(amount)} bn, ${change} against its 20-day mean.`
  };
}
