import type {LabParameters} from "../../lib/backtest/lab-parameters.js";
import {quarterly} from "../../lib/backtest/quarterly.js";
import type {Cost, Obstacle} from "../../lib/backtest/result.js";
import type {YearRow} from "../../lib/backtest/year-table.js";
import type {DatasetInfo} from "../../lib/format/dataset.js";
import {isoDay} from "../../lib/format/date.js";
import {fixed, integer, percent} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {bars} from "../bars.js";
import {exhibit} from "../exhibit.js";
import {costBars, costShares} from "./cost-bars.js";
import {SIGNAL_NAMES} from "./lab-form.js";
import {navChart, navData} from "./nav-chart.js";
import {periodGrid, periodHeat} from "./period-heat.js";
import {OBSTACLE_NAMES} from "./words.js";
import {yearColumns, yearRows} from "./year-table.js";

/** What the figures of a run share; the default variant comes without ledger and stocks. */
export interface Shown {
  readonly parameters: LabParameters;
  readonly days: ArrayLike<number>;
  readonly nav: ArrayLike<number>;
  readonly gross: ArrayLike<number>;
  readonly benchmark: ArrayLike<number> | undefined;
  readonly annualReturn: number;
  readonly maxDrawdown: number;
  readonly years: readonly YearRow[];
  readonly months: {readonly key: Int32Array; readonly value: Float64Array};
  readonly costs: Readonly<Record<Cost, ArrayLike<number>>>;
  readonly navFen: ArrayLike<number>;
  readonly obstacles: readonly {readonly obstacle: Obstacle; readonly count: number}[];
}

export interface FigureOptions {
  readonly dataset: DatasetInfo;
  readonly locale: Locale;
}

/** The strategy in words: 账面市值比最高的 20 只，每月. */
export function variantName({signal, side, n, every}: LabParameters): Text {
  const name = SIGNAL_NAMES[signal] ?? {zh: signal, en: signal};
  return {
    zh: `${name.zh}最${side === "high" ? "高" : "低"}的 ${n} 只，${every === "month" ? "每月" : "每周"}调仓`,
    en: `the ${n} ${side === "high" ? "highest" : "lowest"} by ${name.en.toLowerCase()}, ${every === "month" ? "monthly" : "weekly"}`
  };
}

/** The figures of a run, in reading order. */
export function labFigures(run: Shown, {dataset, locale}: FigureOptions): HTMLElement[] {
  const days = Array.from(run.days);
  const frame = {
    dataset,
    locale,
    method: "/methods/backtest",
    code: "lib/backtest/engine.ts",
    asOf: isoDay(days.at(-1) ?? 0)
  };
  const name = variantName(run.parameters);
  const end = (x: ArrayLike<number>): number => Number(x[x.length - 1]);
  const nav = exhibit(
    (width) =>
      navChart(
        {...run, days, benchmark: run.benchmark},
        {label: name, locale, width, benchmark: {zh: "沪深300", en: "CSI 300"}}
      ),
    {
      ...frame,
      id: "lab-nav",
      title: {
        zh: `${name.zh}：净值 ${fixed(end(run.nav))}，费前 ${fixed(end(run.gross))}`,
        en: `${name.en}: ${fixed(end(run.nav))} net of costs, ${fixed(end(run.gross))} gross`
      },
      subtitle: {
        zh: "起点为 1；下图为净值自高点的回撤",
        en: "1 at the start; below, the fall of the net value from its peak"
      },
      columns: navData({...run, days, benchmark: run.benchmark}),
      wide: true
    }
  );
  const years = exhibit(yearRows(run.years, {locale}), {
    ...frame,
    id: "lab-years",
    title: yearTitle(run.years),
    subtitle: {
      zh: "各日历年；首尾年份不足一年；夏普比率附标准误（Lo 2002）",
      en: "Calendar years, the first and last not whole; Sharpe ratios with standard errors (Lo 2002)"
    },
    columns: yearColumns(run.years),
    code: "lib/backtest/year-table.ts"
  });
  const best = Array.from(run.months.value).filter((v) => v > 0).length;
  const months = exhibit(periodHeat(run.months, {locale, calendar: "month"}), {
    ...frame,
    id: "lab-months",
    title: {
      zh: `${run.months.value.length} 个月里 ${best} 个月为正`,
      en: `${best} of ${run.months.value.length} months are positive`
    },
    subtitle: {zh: "净值的月度收益，%", en: "Monthly returns of the net value, %"},
    columns: periodGrid(run.months, "month"),
    code: "lib/backtest/period-returns.ts",
    wide: true
  });
  const byQuarter = quarterly(run.months);
  const quarters = exhibit(periodHeat(byQuarter, {locale, calendar: "quarter"}), {
    ...frame,
    id: "lab-quarters",
    title: {
      zh: `${byQuarter.value.length} 个季度里 ${byQuarter.value.filter((v) => v > 0).length} 个为正`,
      en: `${byQuarter.value.filter((v) => v > 0).length} of ${byQuarter.value.length} quarters are positive`
    },
    subtitle: {zh: "净值的季度收益，%", en: "Quarterly returns of the net value, %"},
    columns: periodGrid(byQuarter, "quarter"),
    code: "lib/backtest/quarterly.ts"
  });
  return [nav, years, months, quarters, costFigure(run, frame), ...obstacleFigure(run, frame)];
}

function yearTitle(years: readonly YearRow[]): Text {
  const known = years.filter((y) => !Number.isNaN(y.excess));
  if (known.length === 0) return {zh: "逐年表现", en: "By calendar year"};
  const won = known.filter((y) => y.excess > 0).length;
  return {
    zh: `${known.length} 个年份里 ${won} 个跑赢沪深300`,
    en: `Ahead of the CSI 300 in ${won} of ${known.length} years`
  };
}

type Frame = FigureOptions & {readonly method: string; readonly code: string; readonly asOf: string};

function costFigure(run: Shown, frame: Frame): HTMLElement {
  const shares = costShares(run.costs, run.navFen);
  const total = shares.perYear.reduce((s, v) => s + v, 0);
  const most = shares.perYear.indexOf(Math.max(...shares.perYear));
  const label = {zh: "各项费用占净值之比", en: "Costs by kind, share of NAV"};
  return exhibit((width) => costBars(shares, {label, locale: frame.locale, width}), {
    ...frame,
    id: "lab-costs",
    title:
      most < 0
        ? {zh: "没有任何费用", en: "No cost of any kind"}
        : {zh: `各项费用一年合计 ${percent(total)}`, en: `Costs take ${percent(total)} a year in all`},
    subtitle: {
      zh: "一年各项费用占平均净值之比；滑点计在成交价里",
      en: "Each kind of cost a year, share of mean NAV; slippage is paid in the price"
    },
    columns: {kind: [...shares.kind], cny: shares.fen.map((f) => f / 100), per_year: shares.perYear},
    code: "lib/backtest/costs.ts"
  });
}

function obstacleFigure({obstacles}: Shown, frame: Frame): HTMLElement[] {
  const [first] = obstacles;
  if (!first) return [];
  const {locale} = frame;
  const columns = {
    obstacle: obstacles.map((o) => o.obstacle),
    orders: Int32Array.from(obstacles, (o) => o.count)
  };
  return [
    exhibit(
      (width) =>
        bars(
          {name: obstacles.map((o) => say(OBSTACLE_NAMES[o.obstacle], locale)), value: columns.orders},
          {
            label: {zh: "受阻委托", en: "Orders held up"},
            locale,
            width,
            format: integer,
            color: () => "var(--ink-3)"
          }
        ),
      {
        ...frame,
        id: "lab-obstacles",
        title: {
          zh: `最常见的阻碍：${OBSTACLE_NAMES[first.obstacle].zh}（${integer(first.count)} 次）`,
          en: `What held orders up most: ${OBSTACLE_NAMES[first.obstacle].en.toLowerCase()} (${integer(first.count)})`
        },
        subtitle: {
          zh: "未能成交或只成交一部分的委托，按原因计次",
          en: "Orders not filled or filled in part, by cause"
        },
        columns,
        code: "lib/backtest/execute.ts"
      }
    )
  ];
}
