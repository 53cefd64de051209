import {type Check, compare, compareBound, notCheckable} from "./check.js";
import {propagated, returnRisk} from "./performance.js";

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

const STEP = 1e-4;

/** Row of a factor over a window; throws where it is not printed. */
export function rowAt({factor, window}: FactorWindowColumns, name: string, span: string): number {
  const row = factor.findIndex((f, i) => f === name && window[i] === span);
  if (row < 0) throw new Error(`no row for factor "${name}" over "${span}"`);
  return row;
}

/** S2: the market factor's ratio rule and its volatilities. */
export function checkMarket(table: FactorWindowColumns, report: string): Check[] {
  const base = {report, section: "S2"};
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
