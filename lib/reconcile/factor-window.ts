import {percent} from "../format/number.js";
import {type Check, compare, compareBound, compareCount, notCheckable} from "./check.js";
import type {Claims} from "./claims.js";
import type {FactorWindowColumns} from "./market-window.js";
import {rowAt} from "./market-window.js";
import {nameIn} from "./names.js";
import {checkNamed} from "./ranking.js";

interface Base {
  readonly report: string;
  readonly section: string;
}

const STEP = 1e-4;
const en = nameIn("en");

/** S2: the ratio rule, numbers printed for two windows, rankings and wordings. */
export function checkFactorWindows(table: FactorWindowColumns, claims: Claims, report: string): Check[] {
  const base = {report, section: "S2"};
  return [
    ...repeatedWindows(table, base),
    ...styleChecks(table, claims, base),
    ...wordingChecks(table, claims, base)
  ];
}

/** A factor's number that stands for two different windows: at least one of them is not what it says. */
function repeatedWindows(table: FactorWindowColumns, base: Base): Check[] {
  const {factor, window, cumulative_return: value} = table;
  return factor.flatMap((name, i) => {
    const other = factor.findIndex(
      (f, j) => j > i && f === name && value[j] === value[i] && window[j] !== window[i]
    );
    if (other < 0) return [];
    const [first, second] = [window[i] ?? "", window[other] ?? ""];
    return compareCount(
      {
        ...base,
        check: `csc/S2/two-windows/${name}`,
        unit: "windows",
        statement: {
          zh: `${name} ${percent(value[i] ?? Number.NaN)} 只对应一个窗口`,
          en: `${en(name)} at ${percent(value[i] ?? Number.NaN)} stands for one window`
        },
        note: {
          zh: `原文既作“${windowName(first).zh}”（${table.place[i]}），又作“${windowName(second).zh}”（${table.place[other]}）。`,
          en: `Printed both for “${windowName(first).en}” (${table.place[i]}) and for “${windowName(second).en}” (${table.place[other]}).`
        },
        published: 1,
        recomputed: 2
      },
      {beyond: "implausible"}
    );
  });
}

const windowNames: Readonly<Record<string, {zh: string; en: string}>> = {
  "1w": {zh: "近一周", en: "one week"},
  "3m": {zh: "近三个月", en: "three months"},
  ytd: {zh: "2022 年以来", en: "year to date"},
  "1y": {zh: "近一年", en: "one year"},
  since_2021: {zh: "去年以来", en: "since last year"},
  "3y": {zh: "近三年", en: "three years"}
};

/** Words for a window's code. */
export const windowName = (code: string): {zh: string; en: string} =>
  windowNames[code] ?? {zh: code, en: code};

function styleChecks(table: FactorWindowColumns, claims: Claims, base: Base): Check[] {
  const rows = table.factor.flatMap((_, i) => (table.kind[i] === "style" ? [i] : []));
  const of = (span: string, column: Float64Array): {names: string[]; values: Float64Array} => {
    const picked = rows.filter((i) => table.window[i] === span);
    return {
      names: picked.map((i) => table.factor[i] ?? ""),
      values: Float64Array.from(picked, (i) => column[i] ?? Number.NaN)
    };
  };
  const week = of("1w", table.cumulative_return);
  const lost = week.names.filter((_, i) => (week.values[i] ?? 0) < 0);
  return [
    checkNamed({
      finding: {
        ...base,
        check: "csc/S2/style/week",
        statement: {
          zh: "近一周“表现最优”的风格按收益绝对值排列",
          en: "Styles called best of the week are ordered by absolute return"
        },
        note: {
          zh: `其中 ${lost.join("、")} 收益为负，按绝对值排列才成立；原文以负暴露解释。`,
          en: `${lost.map(en).join(" and ")} lost: the order holds by absolute value only, which the report explains by negative exposures.`
        }
      },
      named: claims.named("style_week"),
      names: week.names,
      values: week.values.map(Math.abs),
      direction: "descending"
    }),
    checkNamed({
      finding: {
        ...base,
        check: "csc/S2/style/return-risk",
        statement: {
          zh: "三年收益风险比最高的风格，速读与正文一致",
          en: "Summary and body agree on the styles with the highest three-year ratio"
        }
      },
      named: claims.named("style_ratio"),
      ...of("3y", table.return_risk),
      direction: "descending"
    })
  ];
}

function wordingChecks(table: FactorWindowColumns, claims: Claims, base: Base): Check[] {
  const coal = table.cumulative_return[rowAt(table, "煤炭", "1y")] ?? Number.NaN;
  const defence = table.cumulative_return[rowAt(table, "国防军工", "ytd")] ?? Number.NaN;
  return [
    compare(
      {
        ...base,
        check: "csc/S2/coal/headline",
        unit: "ratio",
        statement: {
          zh: "摘要中煤炭的收益就是正文的近一年收益",
          en: "Coal's return in the abstract is its one-year return in the body"
        },
        note: {
          zh: "摘要的“2022 年”一句没有交代窗口；数字属于近一年。",
          en: "The abstract's sentence on 2022 gives no window; the number is the one-year return."
        },
        published: claims.value("coal_headline"),
        recomputed: coal
      },
      {step: STEP}
    ),
    compareBound(
      {
        ...base,
        check: "csc/S2/defence/bright",
        unit: "ratio",
        statement: {
          zh: "“表现抢眼”的军工今年以来收益为正",
          en: "Defence, said to shine, has gained in the year to date"
        },
        published: 0,
        recomputed: defence
      },
      {bound: "at most"}
    ),
    compareCount({
      ...base,
      check: "csc/figures/9",
      unit: "figures",
      statement: {zh: "“图表 9”只指一张图", en: "“Figure 9” names one figure"},
      note: {
        zh: `原文两处均作图表 ${claims.value("figure_9_industries")}：${claims.subject("figure_9_industries")}；${claims.subject("figure_9_coal")}。`,
        en: `Two figures bear the number ${claims.value("figure_9_coal")}: industry returns, and coal's valuation.`
      },
      published: 1,
      recomputed: new Set([claims.subject("figure_9_industries"), claims.subject("figure_9_coal")]).size
    }),
    notCheckable({
      ...base,
      check: "csc/S2/industries",
      unit: "factors",
      statement: {zh: "行业因子共 37 个", en: "There are thirty-seven industry factors"},
      note: {zh: "原文没有列出名单。", en: "The report prints no list of them."},
      published: claims.value("industries"),
      recomputed: Number.NaN
    })
  ];
}
