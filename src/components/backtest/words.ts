import type {Cost, Event, Obstacle, Reason} from "../../lib/backtest/result.js";
import type {Text} from "../../lib/format/text.js";

export const COST_NAMES: Readonly<Record<Cost, Text>> = {
  commission: {zh: "佣金", en: "Commission"},
  stamp: {zh: "印花税", en: "Stamp duty"},
  transfer: {zh: "过户与结算费", en: "Transfer and settlement"},
  levy: {zh: "交易征费", en: "Levies"},
  slippage: {zh: "滑点", en: "Slippage"},
  "dividend tax": {zh: "红利税", en: "Dividend tax"}
};

export const EVENT_NAMES: Readonly<Record<Event, Text>> = {
  buy: {zh: "买入", en: "Buy"},
  sell: {zh: "卖出", en: "Sell"},
  dividend: {zh: "分红", en: "Dividend"},
  shares: {zh: "送转", en: "New shares"},
  fraction: {zh: "零股折现", en: "Fraction in cash"},
  "dividend tax": {zh: "红利税", en: "Dividend tax"},
  delisting: {zh: "退市", en: "Delisting"}
};

export const REASON_NAMES: Readonly<Record<Reason, Text>> = {
  target: {zh: "调仓", en: "Rebalance"},
  entry: {zh: "信号买入", en: "Entry"},
  exit: {zh: "到期卖出", en: "Exit"},
  stop: {zh: "止损", en: "Stop loss"},
  profit: {zh: "止盈", en: "Take profit"},
  delisting: {zh: "退市", en: "Delisting"},
  action: {zh: "公司行为", en: "Corporate action"}
};

export const OBSTACLE_NAMES: Readonly<Record<Obstacle, Text>> = {
  suspended: {zh: "停牌", en: "Suspended"},
  "no price": {zh: "无报价", en: "No price"},
  "limit up": {zh: "涨停买不进", en: "Limit up"},
  "limit down": {zh: "跌停卖不出", en: "Limit down"},
  "sell only": {zh: "只可卖出", en: "Sell only"},
  participation: {zh: "超过成交量上限", en: "Over the volume cap"},
  lot: {zh: "不足一手", en: "Less than a lot"},
  cash: {zh: "现金不足，按比例缩减", en: "Short of cash, cut in proportion"},
  settlement: {zh: "T+1 当日不可卖", en: "Bought today (T+1)"},
  "not listed": {zh: "未上市或已退市", en: "Not listed"},
  "link closed": {zh: "互联互通休市", en: "Link closed"}
};
