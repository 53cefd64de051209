import {percent} from "../format/number.js";
import {type Check, compare, compareBound, compareCount} from "./check.js";
import type {Claims} from "./claims.js";
import {smallestFraction, wilson} from "./fraction.js";

/** `published_pattern`: shares and mean returns as decimals, NaN where not printed. */
export interface PatternColumns {
  readonly pattern: readonly string[];
  readonly name_printed: readonly string[];
  readonly win_rate: Float64Array;
  readonly mean_from: Float64Array;
}

const STEP = 1e-4;
const LIMIT = 0.1;
const english: Readonly<Record<string, string>> = {
  breakout: "Strong breakout",
  oversold: "Oversold reversal",
  pullback: "Strong pullback"
};

/** S14: the smallest samples that the printed win rates allow, and what the mean return asks of the winners. */
export function checkPatterns(table: PatternColumns, claims: Claims, report: string): Check[] {
  const base = {report, section: "S14"};
  const rates = ["breakout", "oversold", "pullback"].map((pattern) => {
    const row = table.pattern.findIndex((p, i) => p === pattern && !Number.isNaN(table.win_rate[i]));
    const rate = table.win_rate[row] ?? Number.NaN;
    const fraction = smallestFraction(rate, STEP);
    if (!fraction) throw new Error(`no fraction prints as the win rate of ${pattern}, ${rate}`);
    return {pattern, row, rate, fraction, name: table.name_printed[row] ?? ""};
  });
  const [breakout, oversold] = rates;
  if (!breakout || !oversold) throw new Error("patterns breakout and oversold are needed");
  const mean = table.mean_from[breakout.row] ?? Number.NaN;
  return [
    ...rates.map(({pattern, rate, fraction, name}) => {
      const {numerator: k, denominator: n} = fraction;
      const {lo, hi} = wilson(fraction);
      const interval = `${(lo * 100).toFixed(0)}–${(hi * 100).toFixed(0)} %`;
      return compare(
        {
          ...base,
          check: `cinda/S14/fraction/${pattern}`,
          unit: "ratio",
          statement: {
            zh: `${name}：胜率由 ${k}/${n} 得到（最小可能样本）`,
            en: `${english[pattern]}: the win rate is ${k} of ${n}, the smallest sample that prints so`
          },
          note: {zh: `95 % 威尔逊区间 ${interval}。`, en: `95 % Wilson interval ${interval}.`},
          published: rate,
          recomputed: k / n
        },
        {step: STEP}
      );
    }),
    compareCount({
      ...base,
      check: "cinda/S14/same-sample",
      unit: "events",
      statement: {
        zh: "两个形态的最小可能样本相同",
        en: "Two of the patterns share the smallest possible sample"
      },
      note: {
        zh: "两个不同形态恰有同样多的事件并不自然，更像同一批样本或固定名额。",
        en: "Two different patterns with as many events is odd: one batch or a fixed quota is likelier."
      },
      published: breakout.fraction.denominator,
      recomputed: oversold.fraction.denominator
    }),
    compareBound(
      {
        ...base,
        check: "cinda/S14/headline/above",
        unit: "ratio",
        statement: {
          zh: `摘要：强势突破追涨胜率高达 ${percent(claims.value("breakout_above"), {digits: 0})} 以上`,
          en: `Summary: the breakout's win rate is above ${percent(claims.value("breakout_above"), {digits: 0})}`
        },
        published: claims.value("breakout_above"),
        recomputed: breakout.rate
      },
      {bound: "at most"}
    ),
    compareBound(
      {
        ...base,
        check: "cinda/S14/mean-gain",
        unit: "ratio",
        statement: {
          zh: "强势突破追涨：盈利事件所需平均涨幅不超过一个涨停",
          en: "Breakout: the mean gain that winners need is within one daily limit"
        },
        note: {
          zh: "所印为一至五日各持有期的下限；即使亏损为零，平均收益除以胜率也超过主板一日涨幅限制，除非收益取持有期内最高价。",
          en: "The numbers are floors over holding periods of one to five days. Even with no loss at all, mean return over win rate exceeds the main board's daily limit, unless the profit is taken at the highest price of the period."
        },
        published: LIMIT,
        recomputed: mean / breakout.rate
      },
      {bound: "at least", beyond: "implausible"}
    )
  ];
}
