import {type Check, compare, compareCount, notCheckable} from "./check.js";
import type {Claims} from "./claims.js";
import {cellOf} from "./columns.js";
import {impliedVolatility} from "./performance.js";

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

/** S15: the northbound strategies against the headline, and the volatility every Sharpe ratio implies. */
export function checkStrategies(table: StrategyColumns, claims: Claims, report: string): Check[] {
  const base = {report};
  return [
    ...impliedVolatilities(table, base),
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
