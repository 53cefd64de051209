import {type CrowdingTest, type State, TEST_WEEKS} from "../../lib/factor/crowding-test.js";
import {fixed, integer, percent} from "../../lib/format/number.js";
import type {Locale, Text} from "../../lib/format/text.js";
import {dataTable} from "../table.js";

const MONTHS: Readonly<Record<number, number>> = {[TEST_WEEKS[0]]: 1, [TEST_WEEKS[1]]: 3, [TEST_WEEKS[2]]: 6};
const monthsOf = (test: CrowdingTest): number => MONTHS[test.horizon] ?? test.horizon;

const STATE_NAMES: Readonly<Record<State, Text>> = {
  all: {zh: "全部（基准）", en: "All (base rate)"},
  crowded: {zh: "拥挤（≥ +1）", en: "Crowded (≥ +1)"},
  normal: {zh: "平常", en: "Between"},
  deserted: {zh: "冷清（≤ −1）", en: "Deserted (≤ −1)"}
};

/** The tests' rows, for download. */
export function testColumns(tests: readonly CrowdingTest[]): Record<string, ArrayLike<unknown>> {
  const rows = rowsOf(tests);
  return {
    months: rows.map((r) => monthsOf(r.test)),
    state: rows.map((r) => r.row.state),
    n: rows.map((r) => r.row.n),
    mean_return: rows.map((r) => r.row.meanReturn),
    share_negative: rows.map((r) => r.row.fell),
    mean_drawdown: rows.map((r) => r.row.meanDrawdown),
    share_worst_tenth: rows.map((r) => r.row.worstTenth),
    slope_return: rows.map((r) => r.test.onReturn.slope),
    t_return: rows.map((r) => r.test.onReturn.t),
    slope_drawdown: rows.map((r) => r.test.onDrawdown.slope),
    t_drawdown: rows.map((r) => r.test.onDrawdown.t)
  };
}

const rowsOf = (tests: readonly CrowdingTest[]) =>
  tests.flatMap((test) => (test.onReturn.n === 0 ? [] : test.states.map((row) => ({test, row}))));

/** What followed each state, by horizon, under the regression's slope of that horizon. */
export function testTable(tests: readonly CrowdingTest[], {locale}: {readonly locale: Locale}): HTMLElement {
  const zh = locale === "zh";
  const columns = testColumns(tests);
  const heading = (months: string): string => {
    const test = tests.find((t) => monthsOf(t) === Number(months));
    if (!test) return months;
    const {onReturn: r, onDrawdown: d} = test;
    const slope = (x: number): string => fixed(100 * x, {signed: true});
    return zh
      ? `其后 ${months} 个月　得分每高 1，收益 ${slope(r.slope)} 个百分点（t ${fixed(r.t)}），回撤 ${slope(d.slope)} 个百分点（t ${fixed(d.t)}）；滞后 ${r.lags} 期`
      : `${months} month${months === "1" ? "" : "s"} after. Per unit of score: return ${slope(r.slope)} pp (t ${fixed(r.t)}), drawdown ${slope(d.slope)} pp (t ${fixed(d.t)}); ${r.lags} lags`;
  };
  const points = (v: never): string => fixed(100 * v, {signed: true});
  const share = (v: never): string => percent(v, {digits: 0});
  return dataTable(columns, {
    locale,
    groupBy: "months",
    group: heading,
    strong: (i) => columns.state?.[i] === "all",
    fields: [
      {
        name: "state",
        label: {zh: "起点状态", en: "State at the start"},
        format: (v: never) => STATE_NAMES[v as State][locale]
      },
      {name: "n", label: {zh: "样本数", en: "Cases"}, format: (v: never) => integer(v)},
      {
        name: "mean_return",
        label: {zh: "平均收益", en: "Mean return"},
        unit: "%",
        format: points,
        tone: true
      },
      {name: "share_negative", label: {zh: "收益为负的比例", en: "Share negative"}, format: share},
      {
        name: "mean_drawdown",
        label: {zh: "平均最大回撤", en: "Mean deepest fall"},
        unit: "%",
        format: points
      },
      {
        name: "share_worst_tenth",
        label: {zh: "落入最差一成回撤", en: "Among the worst tenth of falls"},
        format: share
      }
    ]
  });
}

/** The test in words: what followed crowded starts beside the base rate, and whether the slope is told from zero. */
export function testWords(tests: readonly CrowdingTest[]): Text[] {
  const test = tests.find((t) => monthsOf(t) === 3);
  const [all, crowded] = ["all", "crowded"].map((s) => test?.states.find((r) => r.state === s));
  if (!test || !all || !crowded || all.n === 0) {
    return [
      {zh: "到所选之日还没有足够的历史可供检验。", en: "Up to this day there is no history to test on."}
    ];
  }
  const {t} = test.onReturn;
  const sure = Math.abs(t) >= 2;
  const none = crowded.n === 0;
  return [
    {
      zh: none
        ? `在 ${integer(all.n)} 个起点中，没有一个越过 +1。`
        : `得分越过 +1 之后三个月，因子收益为负的比例是 **${percent(crowded.fell, {digits: 0})}**（${integer(crowded.n)} 例），全部起点的基准是 ${percent(all.fell, {digits: 0})}（${integer(all.n)} 例）；落入最差一成回撤的比例是 ${percent(crowded.worstTenth, {digits: 0})}，基准为 ${percent(all.worstTenth, {digits: 0})}。`,
      en: none
        ? `Of ${integer(all.n)} starts none was above +1.`
        : `In the three months after a score above +1 the factor lost in **${percent(crowded.fell, {digits: 0})}** of ${integer(crowded.n)} cases, against a base rate of ${percent(all.fell, {digits: 0})} over all ${integer(all.n)}; ${percent(crowded.worstTenth, {digits: 0})} saw one of the worst tenth of falls, against ${percent(all.worstTenth, {digits: 0})}.`
    },
    Number.isNaN(t)
      ? {zh: "样本太少，回归没有结果。", en: "There are too few cases for a regression."}
      : {
          zh: `三个月收益对得分的回归，t 值为 ${fixed(t)}：${sure ? (t < 0 ? "得分高的其后收益较低，在这份数据里可与零区分" : "得分高的其后收益反而较高，在这份数据里可与零区分") : "与零没有可辨的差别"}。`,
          en: `Regressing the three-month return on the score gives a t of ${fixed(t)}: ${sure ? (t < 0 ? "high scores were followed by lower returns, told from zero in these data" : "high scores were followed by higher returns, told from zero in these data") : "not told from zero"}.`
        }
  ];
}
