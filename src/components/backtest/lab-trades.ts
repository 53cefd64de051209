import type {LabReport, LabStock} from "../../lib/backtest/lab-report.js";
import {EVENTS, type Ledger, REASONS} from "../../lib/backtest/result.js";
import {isoDay} from "../../lib/format/date.js";
import {fixed, integer, wan} from "../../lib/format/number.js";
import {say} from "../../lib/format/text.js";
import {element} from "../dom.js";
import {exhibit} from "../exhibit.js";
import {dataTable} from "../table.js";
import type {FigureOptions} from "./lab-figures.js";
import {type Trade, tradeChart} from "./trade-chart.js";
import {EVENT_NAMES, REASON_NAMES} from "./words.js";

/** What was bought and sold: one stock at a time on its bars, and the ledger. */
export function labTrades(report: LabReport, options: FigureOptions): HTMLElement[] {
  if (report.stocks.length === 0) return [];
  return [stockFigure(report, options), ledgerFigure(report, options)];
}

const eventOf = (ledger: Ledger, line: number) => EVENTS[ledger.event[line] as number];
const isFill = (ledger: Ledger, line: number): boolean =>
  eventOf(ledger, line) === "buy" || eventOf(ledger, line) === "sell";

/** One stock's bars with its fills, and a choice among those that gained and lost most. */
function stockFigure(report: LabReport, options: FigureOptions): HTMLElement {
  const {stocks} = report;
  const zh = options.locale === "zh";
  const place = element("div", {});
  const choice = element(
    "select",
    {id: "lab-stock"},
    ...stocks.map(({name, code, gain}, i) =>
      element(
        "option",
        {value: i},
        `${name} ${code} · ${wan(gain / 100, {signed: true, digits: 1})}${zh ? " 万元" : " × CNY 10,000"}`
      )
    )
  );
  const draw = (): void => {
    const stock = stocks[Number(choice.value)];
    if (stock) place.replaceChildren(candleExhibit(stock, report, options));
  };
  choice.addEventListener("change", draw);
  draw();
  const label = zh ? "得失最多的股票" : "Stocks that gained and lost most";
  return element(
    "div",
    {},
    element("div", {class: "choice"}, element("label", {for: "lab-stock"}, label), choice),
    place
  );
}

/** Bars shown after the last fill, and at most: more cannot be told apart as candles. */
const AROUND = 15;
const SHOWN = 220;

function candleExhibit(stock: LabStock, {ledger, marketDays}: LabReport, {dataset, locale}: FigureOptions) {
  const lines = Array.from(ledger.asset, (_, i) => i).filter(
    (i) => ledger.asset[i] === stock.asset && isFill(ledger, i)
  );
  const rows = lines.map((i) => ledger.row[i] as number);
  const to = Math.min(marketDays.length, Math.max(...rows) + AROUND + 1);
  const from = Math.max(0, Math.min(...rows) - AROUND, to - SHOWN);
  const cut = (x: Float64Array): Float64Array => x.slice(from, to);
  const trades = lines
    .filter((i) => (ledger.row[i] as number) >= from)
    .map(
      (i): Trade => ({
        bar: (ledger.row[i] as number) - from,
        price: (ledger.price[i] as number) / 100,
        side: eventOf(ledger, i) === "buy" ? "buy" : "sell",
        shares: ledger.shares[i] as number,
        reason: REASONS[ledger.reason[i] as number] ?? "target"
      })
    );
  const days = marketDays.slice(from, to);
  const gain = wan(Math.abs(stock.gain) / 100, {digits: 1});
  const bars = {
    days,
    open: cut(stock.open),
    high: cut(stock.high),
    low: cut(stock.low),
    close: cut(stock.close)
  };
  const label = {zh: `${stock.name}的买卖`, en: `Trades in ${stock.name}`};
  return exhibit((width) => tradeChart(bars, trades, {label, locale, width}), {
    id: "lab-trades",
    title: {
      zh: `${stock.name}：${lines.length} 笔成交，${stock.gain >= 0 ? "得" : "失"} ${gain} 万元`,
      en: `${stock.name}: ${lines.length} fills, ${stock.gain >= 0 ? "gained" : "lost"} ${gain} × CNY 10,000`
    },
    subtitle: {
      zh: `未复权日线，元，最多 ${SHOWN} 天；三角为成交，向上为买，向下为卖`,
      en: `Unadjusted daily bars, CNY, ${SHOWN} days at most; triangles are fills, up for buys, down for sales`
    },
    columns: {
      date: trades.map((t) => isoDay(days[t.bar] as number)),
      side: trades.map((t) => t.side),
      shares: Float64Array.from(trades, (t) => t.shares),
      price: Float64Array.from(trades, (t) => t.price),
      reason: trades.map((t) => t.reason)
    },
    sql: `SELECT date, open, high, low, close, volume FROM stock_daily WHERE code = '${quoted(stock.code)}' ORDER BY date`,
    method: "/methods/backtest",
    code: "lib/backtest/execute.ts",
    asOf: isoDay(days.at(-1) as number),
    dataset,
    locale,
    wide: true
  });
}

const quoted = (text: string): string => text.replaceAll("'", "''");

/** The ledger in words and CNY: what is downloaded, and what the query holds. */
export function ledgerColumns({
  ledger,
  codes,
  marketDays
}: Pick<LabReport, "ledger" | "codes" | "marketDays">) {
  const money = (x: Float64Array): Float64Array => x.map((v) => v / 100);
  return {
    date: Array.from(ledger.row, (row) => isoDay(marketDays[row] as number)),
    code: Array.from(ledger.asset, (a) => codes[a] ?? ""),
    event: Array.from(ledger.event, (e) => EVENTS[e] ?? "buy"),
    shares: ledger.shares,
    price: Float64Array.from(ledger.price, (p) => p / 100),
    amount: money(ledger.amount),
    commission: money(ledger.commission),
    stamp: money(ledger.stamp),
    transfer: money(ledger.transfer),
    slippage: money(ledger.slippage),
    cash: money(ledger.cash),
    reason: Array.from(ledger.reason, (r) => REASONS[r] ?? "target")
  };
}

/** Fills that a query carries: a link has its limits. */
const SQL_ROWS = 120;

/** A query that holds the last fills of a ledger and sets them against the day's bar. */
export function ledgerSql(columns: ReturnType<typeof ledgerColumns>): string {
  const rows = columns.event
    .map((event, i) => ({event, i}))
    .filter(({event}) => event === "buy" || event === "sell")
    .slice(-SQL_ROWS)
    .map(
      ({event, i}) =>
        `(DATE '${columns.date[i]}', '${quoted(columns.code[i] ?? "")}', '${event}', ${columns.shares[i]}, ${columns.price[i]}, ${columns.cash[i]})`
    );
  return `WITH fill(date, code, side, shares, price, cash) AS (VALUES
  ${rows.join(",\n  ")})
SELECT fill.*, open, high, low, close FROM fill LEFT JOIN stock_daily USING (date, code) ORDER BY date, code`;
}

function ledgerFigure(report: LabReport, {dataset, locale}: FigureOptions): HTMLElement {
  const columns = ledgerColumns(report);
  const total = report.ledger.cash.reduce((s, v) => s + v, 0) / 100;
  const last = Object.fromEntries(
    Object.entries(columns).map(([name, x]) => [name, Array.from<unknown>(x).slice(-12)])
  );
  const cny = {zh: "元", en: "CNY"};
  const table = dataTable(last, {
    locale,
    caption: {zh: "流水末段", en: "The ledger's last lines"},
    fields: [
      {name: "date", label: {zh: "日期", en: "Date"}},
      {name: "code", label: {zh: "代码", en: "Code"}},
      {
        name: "event",
        label: {zh: "事项", en: "Event"},
        format: (e: (typeof EVENTS)[number]) => say(EVENT_NAMES[e], locale)
      },
      {
        name: "shares",
        label: {zh: "股数", en: "Shares"},
        format: (x: number) => integer(x, {signed: true})
      },
      {name: "price", label: {zh: "价格", en: "Price"}, unit: cny, format: (x: number) => fixed(x)},
      {
        name: "cash",
        label: {zh: "现金变动", en: "Cash"},
        unit: cny,
        format: (x: number) => fixed(x, {signed: true}),
        tone: true
      },
      {
        name: "reason",
        label: {zh: "原因", en: "Reason"},
        format: (r: (typeof REASONS)[number]) => say(REASON_NAMES[r], locale)
      }
    ]
  });
  return exhibit(table, {
    id: "lab-ledger",
    title: {
      zh: `流水 ${integer(columns.date.length)} 行，现金合计变动 ${fixed(total, {signed: true})} 元`,
      en: `${integer(columns.date.length)} ledger lines; cash changed by CNY ${fixed(total, {signed: true})} in all`
    },
    subtitle: {
      zh: "本金加全部现金变动，再加持仓按收盘价，分毫不差等于净值；此处为末 12 行，全部在“数据”里下载",
      en: "Capital, all changes of cash and positions at their closes add up to the NAV to the last fen; the last 12 lines here, all of them under Data"
    },
    columns,
    sql: ledgerSql(columns),
    method: "/methods/backtest",
    code: "lib/backtest/ledger.ts",
    asOf: isoDay(report.days.at(-1) as number),
    dataset,
    locale,
    wide: true
  });
}
