import {quarterly} from "../../lib/backtest/quarterly.js";
import type {DatasetInfo} from "../../lib/format/dataset.js";
import {epochDay} from "../../lib/format/date.js";
import {fixed, percent, points} from "../../lib/format/number.js";
import type {Locale, Text} from "../../lib/format/text.js";
import {navChart, navData} from "../backtest/nav-chart.js";
import {periodGrid, periodHeat} from "../backtest/period-heat.js";
import {type Trade, tradeChart} from "../backtest/trade-chart.js";
import {yearColumns, yearRows} from "../backtest/year-table.js";
import {element} from "../dom.js";
import {exhibit} from "../exhibit.js";
import {dataTable} from "../table.js";
import {type JsonColumns, numbers, rowsWhere, texts} from "./columns.js";
import {ledgerSql, navSql, yearSql} from "./queries.js";

/** One strategy as the page's data hold it. */
export interface StrategyView {
  readonly strategy: string;
  readonly weeks: JsonColumns;
  readonly months: {readonly key: readonly number[]; readonly value: readonly number[]};
  /** Trading days of each calendar year. */
  readonly years: {readonly key: readonly number[]; readonly days: readonly number[]};
  readonly falls: readonly {
    readonly start: string;
    readonly trough: string;
    readonly recovery: string | null;
    readonly depth: number;
  }[];
  readonly traded: {readonly code: string; readonly bars: JsonColumns; readonly trades: JsonColumns} | null;
}

export interface OneStrategyOptions {
  readonly stats: JsonColumns;
  readonly name: Text;
  readonly benchmark: Text;
  readonly dataset: DatasetInfo;
  readonly locale: Locale;
  readonly method: string;
}

/** The exhibits of one strategy: curve and falls, years, months, deepest falls, trades on candles. */
export function oneStrategy(view: StrategyView, options: OneStrategyOptions): HTMLElement {
  const {stats, name, benchmark, dataset, locale, method} = options;
  const frame = {dataset, locale, method, code: "pipeline/models/strategies.ts"};
  const {strategy, weeks, months, falls, traded} = view;
  const daysOf = new Map(view.years.key.map((y, k) => [y, view.years.days[k] ?? Number.NaN]));
  const own = rowsWhere(stats, (i) => texts(stats, "strategy")[i] === strategy);
  const all = texts(own, "year").indexOf("all");
  const at = (column: string): number => numbers(own, column)[all] ?? Number.NaN;
  const curve = {
    days: texts(weeks, "date").map(epochDay),
    nav: numbers(weeks, "nav"),
    gross: numbers(weeks, "nav_gross"),
    benchmark: numbers(weeks, "benchmark")
  };
  const years = texts(own, "year").flatMap((year, i) => (year === "all" ? [] : [{year: Number(year), i}]));
  const rows = years.map(({year, i}) => {
    const value = (column: string): number => numbers(own, column)[i] ?? Number.NaN;
    return {
      year,
      n: daysOf.get(year) ?? Number.NaN,
      return: value("annual_return"),
      benchmark: value("benchmark"),
      excess: value("excess"),
      volatility: value("volatility"),
      sharpe: value("sharpe"),
      sharpeError: value("sharpe_se"),
      maxDrawdown: value("max_drawdown")
    };
  });
  const monthly = {key: Int32Array.from(months.key), value: Float64Array.from(months.value)};
  const byQuarter = quarterly(monthly);
  const won = months.value.filter((v) => v > 0).length;
  const root = element("div", {});
  root.append(
    exhibit(
      (width) =>
        navChart(curve, {label: {zh: `${name.zh}净值`, en: `NAV: ${name.en}`}, benchmark, locale, width}),
      {
        ...frame,
        id: "strategy-nav",
        title: {
          zh: `${name.zh}：年化 ${percent(at("annual_return"), {digits: 1, signed: true})}，夏普 ${fixed(at("sharpe"), {signed: true})} ± ${fixed(at("sharpe_se"))}`,
          en: `${name.en}: ${percent(at("annual_return"), {digits: 1, signed: true})} a year, Sharpe ${fixed(at("sharpe"), {signed: true})} ± ${fixed(at("sharpe_se"))}`
        },
        subtitle: {
          zh: "周末净值，首日为 1：扣费、费前与基准；下为扣费净值的回撤",
          en: "Week ends, 1 at the start: after costs, before, and the benchmark; below, the fall of the first"
        },
        asOf: texts(weeks, "date").at(-1),
        columns: navData(curve),
        sql: navSql(strategy),
        wide: true
      }
    ),
    exhibit(yearRows(rows, {locale}), {
      ...frame,
      id: "strategy-years",
      title: {
        zh: `${rows.filter((r) => r.excess > 0).length} 年跑赢、${rows.filter((r) => r.excess <= 0).length} 年跑输基准`,
        en: `Above the benchmark in ${rows.filter((r) => r.excess > 0).length} of ${rows.length} years`
      },
      subtitle: {
        zh: "逐年，扣费后，%；夏普后为标准误",
        en: "By calendar year after costs, %; Sharpe ratio with its standard error"
      },
      columns: yearData(rows),
      sql: yearSql(strategy),
      wide: true
    }),
    exhibit(periodHeat(monthly, {locale, calendar: "month"}), {
      ...frame,
      id: "strategy-months",
      title: {
        zh: `${months.value.length} 个月中 ${won} 个月为正`,
        en: `${won} of ${months.value.length} months gained`
      },
      subtitle: {zh: "月度收益，%", en: "Monthly returns, %"},
      columns: periodGrid(monthly, "month") as Record<string, ArrayLike<number | string>>,
      sql: navSql(strategy),
      wide: true
    }),
    exhibit(periodHeat(byQuarter, {locale, calendar: "quarter"}), {
      ...frame,
      id: "strategy-quarters",
      title: {
        zh: `${byQuarter.value.length} 个季度中 ${byQuarter.value.filter((v) => v > 0).length} 个为正`,
        en: `${byQuarter.value.filter((v) => v > 0).length} of ${byQuarter.value.length} quarters gained`
      },
      subtitle: {zh: "季度收益，%", en: "Quarterly returns, %"},
      columns: periodGrid(byQuarter, "quarter") as Record<string, ArrayLike<number | string>>,
      sql: navSql(strategy)
    }),
    exhibit(fallTable(falls, locale), {
      ...frame,
      id: "strategy-falls",
      title: {
        zh: `最深一次回撤 ${percent(falls[0]?.depth ?? Number.NaN, {digits: 1})}`,
        en: `The deepest fall: ${percent(falls[0]?.depth ?? Number.NaN, {digits: 1})}`
      },
      subtitle: {
        zh: "五次最深的回撤：高点、低点与收复之日",
        en: "The five deepest falls: peak, trough, and the day they were made good"
      },
      columns: fallColumns(falls),
      sql: navSql(strategy)
    })
  );
  if (traded) root.append(tradesExhibit(view, traded, {...options, frame}));
  return root;
}

type YearLike = Parameters<typeof yearRows>[0][number];

const yearData = (rows: readonly YearLike[]) =>
  yearColumns(rows) as Record<string, ArrayLike<number | string>>;

const fallColumns = (falls: StrategyView["falls"]) => ({
  start: falls.map((f) => f.start),
  trough: falls.map((f) => f.trough),
  recovery: falls.map((f) => f.recovery ?? ""),
  depth: Float64Array.from(falls, (f) => f.depth)
});

function fallTable(falls: StrategyView["falls"], locale: Locale): HTMLElement {
  return dataTable(fallColumns(falls), {
    locale,
    caption: {zh: "最深的回撤", en: "Deepest falls"},
    fields: [
      {name: "start", label: {zh: "高点", en: "Peak"}},
      {name: "trough", label: {zh: "低点", en: "Trough"}},
      {
        name: "recovery",
        label: {zh: "收复", en: "Made good"},
        format: (v: string) => (v === "" ? (locale === "zh" ? "未收复" : "not yet") : v)
      },
      {
        name: "depth",
        label: {zh: "深度", en: "Depth"},
        unit: "%",
        format: (v: number) => points(v, {digits: 1}),
        tone: true
      }
    ]
  });
}

function tradesExhibit(
  {strategy}: StrategyView,
  {code, bars, trades}: NonNullable<StrategyView["traded"]>,
  {
    locale,
    frame
  }: OneStrategyOptions & {
    readonly frame: Pick<Parameters<typeof exhibit>[1], "dataset" | "locale" | "method" | "code">;
  }
): HTMLElement {
  const dates = texts(bars, "date");
  const [side, price, shares, reason] = [
    texts(trades, "side"),
    numbers(trades, "price"),
    numbers(trades, "shares"),
    texts(trades, "reason")
  ];
  const shown = texts(trades, "date").flatMap((date, k): Trade[] => {
    const bar = dates.indexOf(date);
    return bar < 0
      ? []
      : [
          {
            bar,
            price: price[k] as number,
            side: side[k] === "sell" ? "sell" : "buy",
            shares: shares[k] as number,
            reason: reason[k] as Trade["reason"]
          }
        ];
  });
  const candles = {
    days: dates.map(epochDay),
    open: numbers(bars, "open"),
    high: numbers(bars, "high"),
    low: numbers(bars, "low"),
    close: numbers(bars, "close")
  };
  return exhibit(
    (width) =>
      tradeChart(candles, shown, {label: {zh: `${code} 的买卖`, en: `Trades in ${code}`}, locale, width}),
    {
      ...frame,
      id: "strategy-trades",
      title: {
        zh: `买卖最多的一只：${code}，图中 ${shown.length} 笔`,
        en: `The stock traded most: ${code}, ${shown.length} fills shown`
      },
      subtitle: {
        zh: "未复权日线与成交；三角向上为买入，向下为卖出",
        en: "Unadjusted daily bars and fills; up triangles buy, down triangles sell"
      },
      asOf: dates.at(-1),
      columns: {date: texts(trades, "date"), side, price, shares, reason},
      sql: ledgerSql(strategy, code),
      wide: true
    }
  );
}
