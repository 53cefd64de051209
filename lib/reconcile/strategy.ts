import {percent} from "../format/number.js";
import {type Check, compare, compareBound, compareCount, notCheckable} from "./check.js";
import type {Claims} from "./claims.js";
import {cellOf} from "./columns.js";
import {smallestFraction} from "./fraction.js";
import {impliedVolatility, impliedYears, propagated} from "./performance.js";

/** `published_strategy`: returns as decimals, NaN where not printed. */
export interface StrategyColumns {
  readonly strategy: readonly string[];
  readonly name_zh: readonly string[];
  readonly name_en: readonly string[];
  readonly annual_return: Float64Array;
  readonly sharpe: Float64Array;
  readonly cumulative_return: Float64Array;
  readonly benchmark_return: Float64Array;
  readonly excess_return: Float64Array;
  readonly quarter_excess: Float64Array;
  readonly quarter_win_rate: Float64Array;
}

interface Base {
  readonly report: string;
}

const PERCENT_STEP = 1e-4;

/** S15, S16, S18: what the printed returns, Sharpe ratios and totals imply about each other. */
export function checkStrategies(
  table: StrategyColumns,
  claims: Claims,
  years: number,
  report: string
): Check[] {
  const base = {report};
  return [
    ...impliedVolatilities(table, base),
    ...fofChecks(table, claims, years, base),
    ...southChecks(table, claims, base),
    compare(
      {
        ...base,
        section: "S15",
        check: "cinda/S15/headline",
        unit: "ratio",
        statement: {
          zh: "北上策略最高年化收益与正文一致",
          en: "The highest northbound return is the one in the body"
        },
        published: claims.value("north_best"),
        recomputed: Math.max(
          ...["north_1", "north_2", "north_3"].map((s) => cellOf(table.strategy, table.annual_return, s))
        )
      },
      {step: PERCENT_STEP}
    ),
    compareCount({
      ...base,
      section: "S15",
      check: "cinda/S15/outperforms-since",
      unit: "year",
      statement: {
        zh: "策略一显著跑赢的起点，正文与图解一致",
        en: "Body and figure notes agree since when strategy 1 outperforms"
      },
      note: {
        zh: "正文称自 2019 年起显著跑赢；图解称 2018 年起背离、2020 年显著跑赢。",
        en: "The body says since 2019; the figure's note says it departs in 2018 and outperforms in 2020."
      },
      published: claims.value("north1_since"),
      recomputed: claims.value("north1_since_figure")
    })
  ];
}

const sectionOf = (strategy: string): string =>
  strategy.startsWith("north") ? "S15" : strategy.startsWith("south") ? "S16" : "S18";

function impliedVolatilities(table: StrategyColumns, base: Base): Check[] {
  return table.strategy.flatMap((strategy, i) => {
    const sharpe = table.sharpe[i] ?? Number.NaN;
    if (Number.isNaN(sharpe)) return [];
    const section = sectionOf(strategy);
    return notCheckable({
      ...base,
      section,
      check: `cinda/${section}/implied-volatility/${strategy}`,
      unit: "ratio",
      statement: {
        zh: `${table.name_zh[i]}：年化收益除以夏普所隐含的波动率`,
        en: `${table.name_en[i]}: volatility implied by return over Sharpe ratio`
      },
      note: {
        zh: "原文未印波动率与无风险利率；此处取无风险利率为零。",
        en: "The report prints neither volatility nor risk-free rate; zero is assumed."
      },
      published: Number.NaN,
      recomputed: impliedVolatility(table.annual_return[i] ?? Number.NaN, sharpe)
    });
  });
}

function fofChecks(table: StrategyColumns, claims: Claims, years: number, base: Base): Check[] {
  const of = (column: Float64Array): number => cellOf(table.strategy, column, "fof_top20");
  const [cumulative, annual] = [of(table.cumulative_return), of(table.annual_return)];
  const implied = impliedYears(cumulative, annual);
  const slack = propagated(
    (c = 0, a = 0) => impliedYears(c, a),
    [cumulative, annual],
    [PERCENT_STEP, PERCENT_STEP]
  );
  const section = "S18";
  return [
    compare(
      {
        ...base,
        section,
        check: "cinda/S18/fof/whole-years",
        unit: "years",
        statement: {
          zh: "FOF 累计与年化收益之间是整八年",
          en: "Cumulative and annual return of the fund of funds are eight whole years apart"
        },
        published: Math.round(implied),
        recomputed: implied
      },
      {step: 0.01, tolerance: slack}
    ),
    compare(
      {
        ...base,
        section,
        check: "cinda/S18/fof/period",
        unit: "years",
        statement: {
          zh: "FOF 回测覆盖 2012 年至报告日的全部时间",
          en: "The back-test of the fund of funds spans 2012 to the report's date in full"
        },
        note: {
          zh: "隐含年数只有在始于 2012 年末、止于 2021 年初时才与“2012—2021”相容。",
          en: "The implied span fits “2012 to 2021” only if it starts at the end of 2012 and stops as 2021 begins."
        },
        published: years,
        recomputed: implied
      },
      {step: 0.01, tolerance: slack}
    ),
    compare(
      {
        ...base,
        section,
        check: "cinda/S18/fof/cumulative",
        unit: "ratio",
        statement: {
          zh: "以所印年化收益复利至报告日得到所印累计收益",
          en: "The printed annual return, compounded to the report's date, gives the printed total"
        },
        published: cumulative,
        recomputed: (1 + annual) ** years - 1
      },
      {
        step: PERCENT_STEP,
        tolerance: propagated((a = 0) => (1 + a) ** years - 1, [annual], [PERCENT_STEP]) + PERCENT_STEP / 2
      }
    ),
    compareBound(
      {
        ...base,
        section,
        check: "cinda/S18/fof/headline",
        unit: "ratio",
        statement: {
          zh: "摘要：FOF 年化收益超 18 %",
          en: "Summary: the fund of funds earns more than 18 % a year"
        },
        published: claims.value("fof_above"),
        recomputed: annual
      },
      {bound: "at most"}
    )
  ];
}

function southChecks(table: StrategyColumns, claims: Claims, base: Base): Check[] {
  const of = (column: Float64Array, strategy: string): number => cellOf(table.strategy, column, strategy);
  const section = "S16";
  const best = claims.value("south_best");
  const sleeves = of(table.annual_return, "south_sleeves");
  const quarter = of(table.quarter_excess, "south_return");
  const excess = of(table.excess_return, "south_return");
  const rate = of(table.quarter_win_rate, "south_return");
  const fraction = smallestFraction(rate, 0.01);
  if (!fraction) throw new Error(`no fraction prints as the quarterly win rate ${rate}`);
  const {numerator: k, denominator: n} = fraction;
  const benchmark = (strategy: string): string => percent(of(table.benchmark_return, strategy));
  return [
    compareBound(
      {
        ...base,
        section,
        check: "cinda/S16/headline",
        unit: "ratio",
        statement: {
          zh: `摘要：南下策略年化收益最高 ${percent(best, {digits: 0})}`,
          en: `Summary: ${percent(best, {digits: 0})} is the highest southbound return`
        },
        note: {
          zh: `正文另称资金分组模式年化绝对收益高达 ${percent(sleeves, {digits: 0})}。`,
          en: `The body also reports ${percent(sleeves, {digits: 0})} for the capital sleeves.`
        },
        published: best,
        recomputed: sleeves
      },
      {bound: "at least"}
    ),
    compareBound(
      {
        ...base,
        section,
        check: "cinda/S16/excess/compounded",
        unit: "ratio",
        statement: {
          zh: "年化超额不高于季度平均超额的四次复利",
          en: "Annual excess is at most the quarterly mean compounded four times"
        },
        published: excess,
        recomputed: (1 + quarter) ** 4 - 1
      },
      {bound: "at most"}
    ),
    compareBound(
      {
        ...base,
        section,
        check: "cinda/S16/excess/summed",
        unit: "ratio",
        statement: {
          zh: "年化超额不低于季度平均超额的四倍",
          en: "Annual excess is at least four times the quarterly mean"
        },
        note: {
          zh: "超额收益的复利介于两者之间时才与季度均值相容。",
          en: "Compounded excess between the two bounds is compatible with the quarterly mean."
        },
        published: excess,
        recomputed: 4 * quarter
      },
      {bound: "at least"}
    ),
    notCheckable({
      ...base,
      section,
      check: "cinda/S16/benchmark",
      unit: "ratio",
      statement: {
        zh: "年化收益减超额所隐含的沪深 300 年化收益",
        en: "Annual return of the CSI 300 implied by return minus excess"
      },
      note: {
        zh: `原文此处未印基准收益；北上策略处印 ${benchmark("north_2")}，FOF 处印 ${benchmark("fof_top20")}，区间各不相同。`,
        en: `No benchmark return is printed here; elsewhere ${benchmark("north_2")} and ${benchmark("fof_top20")}, each over its own period.`
      },
      published: Number.NaN,
      recomputed: best - excess
    }),
    compare(
      {
        ...base,
        section,
        check: "cinda/S16/quarters",
        unit: "ratio",
        statement: {
          zh: `季度胜率 ${percent(rate, {digits: 0})} 由 ${k}/${n} 得到（最小可能样本）`,
          en: `The quarterly win rate is ${k} of ${n}, the smallest sample that prints so`
        },
        note: {
          zh: "十三个季度恰为 2018 年一季度至 2021 年一季度。",
          en: "Thirteen quarters are 2018Q1 to 2021Q1."
        },
        published: rate,
        recomputed: k / n
      },
      {step: 0.01}
    )
  ];
}
