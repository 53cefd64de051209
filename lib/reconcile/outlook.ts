import {percent} from "../format/number.js";
import {type Check, compare, compareBound, compareCount, notCheckable} from "./check.js";
import type {Claims} from "./claims.js";

/** Facts from outside a report, by id; throws on an unknown one. */
export type Facts = (id: string) => number;

interface Base {
  readonly report: string;
}

/** Single claims of the weekly report: index return, nowcast, redemption, snowball, margin, figure numbers. */
export function checkOutlook(claims: Claims, facts: Facts, report: string): Check[] {
  const base = {report};
  return [
    ...indexChecks(claims, facts, base),
    ...northboundChecks(claims, facts, base),
    notCheckable({
      ...base,
      section: "S4",
      check: "zheshang/S4/nowcast",
      unit: "ratio",
      statement: {
        zh: "2024 年一季度 GDP 增速的即时预测",
        en: "Nowcast of GDP growth in the first quarter of 2024"
      },
      note: {
        zh: "须用报告之外的来源：重算值是国家统计局其后公布的同比增速。这是预测偏差，不是算术错误。",
        en: "Needs an outside source: recomputed is the growth that the statistics bureau later published. A forecast error, not one of arithmetic."
      },
      published: claims.value("gdp_nowcast"),
      recomputed: facts("gdp_2024q1")
    }),
    notCheckable({
      ...base,
      section: "S5",
      check: "zheshang/S5/half-year-high",
      unit: "words",
      statement: {
        zh: "知情交易者活跃度超过近半年最高",
        en: "Informed-trader activity is above its half-year high"
      },
      note: {zh: "原文只有图，没有数值。", en: "The report shows a chart without numbers."},
      published: Number.NaN,
      recomputed: Number.NaN
    }),
    notCheckable({
      ...base,
      section: "S8",
      check: "zheshang/S8/electronics",
      unit: "CNY",
      statement: {
        zh: "电子行业两融净流入领先，且所有行业均为净流入",
        en: "Electronics lead margin inflows, and every industry has a net inflow"
      },
      note: {
        zh: "图 6 没有数值，行业合计无从核对。",
        en: "Figure 6 carries no numbers, so neither rank nor total can be checked."
      },
      published: claims.value("margin_electronics"),
      recomputed: Number.NaN
    }),
    compareCount({
      ...base,
      section: "S1",
      check: "zheshang/figures/style",
      unit: "figure",
      statement: {
        zh: "正文所引风格因子图号与图表目录一致",
        en: "The text cites the style figure by its number in the list of figures"
      },
      published: claims.value("style_figure"),
      recomputed: claims.value("style_figure_listed")
    })
  ];
}

function indexChecks(claims: Claims, facts: Facts, base: Base): Check[] {
  const week = claims.value("sse_week_return");
  const close = facts("sse_close_friday");
  const section = "S3";
  return [
    compare(
      {
        ...base,
        section,
        check: "zheshang/S3/week-return",
        unit: "ratio",
        statement: {
          zh: "上证综指周涨跌幅（自节前收盘起算）",
          en: "Weekly return of the SSE Composite, from the close before the holiday"
        },
        note: {
          zh: `所印数字是自周一收盘起算，漏掉了节后首日的 ${percent(facts("sse_close_monday") / facts("sse_close_before_holiday") - 1, {signed: true})}。`,
          en: `The printed number starts from Monday's close and leaves out the first day after the holiday, ${percent(facts("sse_close_monday") / facts("sse_close_before_holiday") - 1, {signed: true})}.`
        },
        published: week,
        recomputed: close / facts("sse_close_before_holiday") - 1
      },
      {step: 1e-4}
    ),
    compare(
      {
        ...base,
        section,
        check: "zheshang/S3/week-return-from-monday",
        unit: "ratio",
        statement: {
          zh: "上证综指周一收盘至周五收盘的涨跌幅",
          en: "Return of the SSE Composite from Monday's close to Friday's"
        },
        published: week,
        recomputed: close / facts("sse_close_monday") - 1
      },
      {step: 1e-4}
    ),
    compareBound(
      {
        ...base,
        section,
        check: "zheshang/S3/level",
        unit: "points",
        statement: {zh: "上证综指收复整数关口", en: "The SSE Composite is back above the round number"},
        published: claims.value("sse_level"),
        recomputed: close
      },
      {bound: "at most"}
    )
  ];
}

function northboundChecks(claims: Claims, facts: Facts, base: Base): Check[] {
  const section = "S7";
  return [
    compare(
      {
        ...base,
        section,
        check: "zheshang/S7/headline/net-buying",
        unit: "CNY",
        statement: {
          zh: "本周北向净流入等于交易所公布的成交净买入",
          en: "The week's northbound inflow is the net buying that the exchanges publish"
        },
        note: {
          zh: "所印总额是按持股变动估算的行业之和；与成交净买入之差就是该估算的残差。",
          en: "The headline is the sum of industry estimates from holdings; the gap to net buying is that estimate's residual."
        },
        published: claims.value("north_total_week"),
        recomputed: facts("north_net_buy_week")
      },
      {step: 1e7}
    ),
    compareBound(
      {
        ...base,
        section,
        check: "zheshang/S7/weeks",
        unit: "weeks",
        statement: {
          zh: "北向资金至少连续三周净流入",
          en: "Northbound money has flowed in for at least three weeks running"
        },
        note: {
          zh: "按交易所成交净买入，连续净买入的周数更多一周。",
          en: "By the exchanges' net buying the run was one week longer."
        },
        published: claims.value("north_weeks"),
        recomputed: facts("north_weeks")
      },
      {bound: "at most"}
    )
  ];
}
