import {percent} from "../format/number.js";
import {type Check, compare, compareBound} from "./check.js";
import type {Claims} from "./claims.js";
import {cellOf} from "./columns.js";
import {impliedYears, propagated} from "./performance.js";
import type {StrategyColumns} from "./strategy.js";

const PERCENT_STEP = 1e-4;

/**
 * S18: the fund of funds' annual and cumulative return against the period it says it covers.
 * `years` is that period at its longest.
 */
export function checkFundOfFunds(
  table: StrategyColumns,
  claims: Claims,
  years: number,
  report: string
): Check[] {
  const base = {report};
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
          zh: `摘要：FOF 年化收益超 ${percent(claims.value("fof_above"), {digits: 0})}`,
          en: `Summary: the fund of funds earns more than ${percent(claims.value("fof_above"), {digits: 0})} a year`
        },
        published: claims.value("fof_above"),
        recomputed: annual
      },
      {bound: "at most"}
    )
  ];
}
