import {percent} from "../format/number.js";
import {type Check, compare, compareBound, notCheckable} from "./check.js";
import type {Claims} from "./claims.js";
import {cellOf} from "./columns.js";
import {smallestFraction} from "./fraction.js";
import type {StrategyColumns} from "./strategy.js";

/** S16: the southbound portfolios' annual, quarterly and excess returns against each other. */
export function checkSouthbound(table: StrategyColumns, claims: Claims, report: string): Check[] {
  const base = {report};
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
