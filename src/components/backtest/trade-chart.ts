import type {Reason} from "../../lib/backtest/result.js";
import {fixed, integer} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {type CandleBars, type CandleMark, candles} from "../candles.js";
import {REASON_NAMES} from "./words.js";

/** One fill on the chart: which bar, at what price, and why. */
export interface Trade {
  readonly bar: number;
  readonly price: number;
  readonly side: "buy" | "sell";
  readonly shares: number;
  readonly reason: Reason;
}

export interface TradeChartOptions {
  readonly label: Text;
  readonly locale: Locale;
  readonly width?: number;
  readonly height?: number;
}

/** Candlesticks with the fills on them: a triangle up for a buy, down for a sale, named where there are few. */
export function tradeChart(
  bars: CandleBars,
  trades: readonly Trade[],
  options: TradeChartOptions
): HTMLElement | SVGSVGElement {
  const {locale} = options;
  const named = trades.length <= 12;
  const marks = trades.map(
    ({bar, price, side, reason}): CandleMark => ({
      bar,
      price,
      symbol: side === "buy" ? "up" : "down",
      color: side === "buy" ? "var(--up)" : "var(--down)",
      side: side === "buy" ? "below" : "above",
      ...(named ? {label: side === "buy" ? say({zh: "买", en: "B"}, locale) : sellWord(reason, locale)} : {})
    })
  );
  const tip = (bar: number): string =>
    trades
      .filter((t) => t.bar === bar)
      .map(
        (t) =>
          `${say(t.side === "buy" ? {zh: "买入", en: "Buy"} : {zh: "卖出", en: "Sell"}, locale)} ${integer(Math.abs(t.shares))} @ ${fixed(t.price)} · ${say(REASON_NAMES[t.reason], locale)}`
      )
      .join("\n");
  return candles(bars, {...options, format: (v) => fixed(v), marks, tip});
}

const sellWord = (reason: Reason, locale: Locale): string =>
  reason === "stop" || reason === "profit"
    ? say(reason === "stop" ? {zh: "损", en: "SL"} : {zh: "盈", en: "TP"}, locale)
    : say({zh: "卖", en: "S"}, locale);
