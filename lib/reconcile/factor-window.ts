import {percent} from "../format/number.js";
import {type Check, compare, compareBound, compareCount, notCheckable} from "./check.js";
import type {Claims} from "./claims.js";
import {nameIn} from "./names.js";
import {propagated, returnRisk} from "./performance.js";
import {checkNamed} from "./ranking.js";

/** `published_factor_window`: returns and volatilities as decimals, NaN where not printed. */
export interface FactorWindowColumns {
  readonly place: readonly string[];
  readonly factor: readonly string[];
  readonly kind: readonly string[];
  readonly window: readonly string[];
  readonly cumulative_return: Float64Array;
  readonly volatility: Float64Array;
  readonly return_risk: Float64Array;
}

interface Base {
  readonly report: string;
  readonly section: string;
}

const STEP = 1e-4;
const en = nameIn("en");

/** S2: the ratio rule, numbers printed for two windows, rankings and the crowding statements. */
export function checkFactorWindows(table: FactorWindowColumns, claims: Claims, report: string): Check[] {
  const base = {report, section: "S2"};
  return [
    ...marketChecks(table, base),
    ...repeatedWindows(table, base),
    ...styleChecks(table, claims, base),
    ...crowdingChecks(table, claims, base),
    ...wordingChecks(table, claims, base)
  ];
}

function rowAt({factor, window}: FactorWindowColumns, name: string, span: string): number {
  const row = factor.findIndex((f, i) => f === name && window[i] === span);
  if (row < 0) throw new Error(`no row for factor "${name}" over "${span}"`);
  return row;
}

function marketChecks(table: FactorWindowColumns, base: Base): Check[] {
  const row = rowAt(table, "市场", "3y");
  const [cumulative, volatility] = [
    table.cumulative_return[row] ?? Number.NaN,
    table.volatility[row] ?? Number.NaN
  ];
  const rule = (c = 0, v = 0): number => returnRisk(c, v, 3);
  const year = rowAt(table, "市场", "1y");
  return [
    compare(
      {
        ...base,
        check: "csc/S2/market/return-risk",
        unit: "multiple",
        statement: {
          zh: "市场三年收益风险比等于几何年化收益除以波动率",
          en: "The market's three-year return over risk is geometric annual return over volatility"
        },
        note: {
          zh: `算术年化会得到 ${(cumulative / 3 / volatility).toFixed(2)}，因此可以断定用的是几何年化。`,
          en: `Arithmetic annualising would give ${(cumulative / 3 / volatility).toFixed(2)}, so the rule is geometric.`
        },
        published: table.return_risk[row] ?? Number.NaN,
        recomputed: rule(cumulative, volatility)
      },
      {step: 0.01, tolerance: propagated(rule, [cumulative, volatility], [STEP, STEP]) + 0.005}
    ),
    compareBound(
      {
        ...base,
        check: "csc/S2/market/low-volatility",
        unit: "ratio",
        statement: {
          zh: "市场近一年波动率低于近三年",
          en: "The market's one-year volatility is below its three-year one"
        },
        published: table.volatility[year] ?? Number.NaN,
        recomputed: volatility
      },
      {bound: "at most"}
    ),
    notCheckable({
      ...base,
      check: "csc/S2/market/return-risk-1y",
      unit: "multiple",
      statement: {
        zh: "同一规则下市场近一年的收益风险比",
        en: "The market's one-year return over risk by the same rule"
      },
      note: {zh: "原文文本没有保留该格。", en: "The text does not keep that cell."},
      published: Number.NaN,
      recomputed: returnRisk(
        table.cumulative_return[year] ?? Number.NaN,
        table.volatility[year] ?? Number.NaN,
        1
      )
    })
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
          en: `Printed both for ${windowName(first).en} (${table.place[i]}) and for ${windowName(second).en} (${table.place[other]}).`
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
  ytd: {zh: "2022 年以来", en: "the year to date"},
  "1y": {zh: "近一年", en: "one year"},
  since_2021: {zh: "去年以来", en: "the time since last year"},
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

function crowdingChecks(_table: FactorWindowColumns, claims: Claims, base: Base): Check[] {
  const [day, history] = [claims.named("crowded"), claims.named("crowded_history")];
  const low = claims.subject("tmt_uncrowded");
  const cooling = claims.subject("new_energy_decrowding");
  const note = (name: string): {zh: string; en: string} => ({
    zh: `涉及：${name}。原文没有印出各行业的拥挤度分值。`,
    en: `About ${en(name)}. The report's text prints no score by industry.`
  });
  const overlap = (list: readonly string[], name: string): number => Number(list.includes(name));
  return [
    compareCount(
      {
        ...base,
        check: "csc/S2/crowding/list",
        unit: "industries",
        statement: {
          zh: "两处所列拥挤度较高的行业相同",
          en: "The two lists of crowded industries are the same"
        },
        note: {
          zh: `2.2.6 节：${day.join("、")}；3.8 节：${history.join("、")}。`,
          en: `Section 2.2.6: ${day.map(en).join(", ")}; section 3.8: ${history.map(en).join(", ")}.`
        },
        published: day.length,
        recomputed: day.filter((name) => history.includes(name)).length
      },
      {beyond: "implausible"}
    ),
    compareCount({
      ...base,
      check: "csc/S2/crowding/tmt",
      unit: "industries",
      statement: {
        zh: "拥挤度较低的 TMT 不在拥挤度较高之列",
        en: "TMT, called uncrowded, is not among the crowded"
      },
      note: note(low),
      published: 0,
      recomputed: overlap(history, low)
    }),
    compareCount(
      {
        ...base,
        check: "csc/S2/crowding/new-energy",
        unit: "industries",
        statement: {
          zh: "处于去拥挤阶段的新能源不在拥挤度最高之列",
          en: "New energy, said to be cooling off, is not the most crowded"
        },
        note: note(cooling),
        published: 0,
        recomputed: overlap(day, cooling)
      },
      {beyond: "implausible"}
    ),
    notCheckable({
      ...base,
      check: "csc/S2/crowding/styles",
      unit: "factors",
      statement: {
        zh: "没有风格因子触及拥挤危险区",
        en: "No style factor reaches the crowding line"
      },
      note: {zh: "原文文本没有印出各因子的得分。", en: "The text prints no scores by factor."},
      published: claims.value("style_crowded"),
      recomputed: Number.NaN
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
