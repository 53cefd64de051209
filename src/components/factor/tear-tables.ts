import {columnOf} from "../../lib/factor/book.js";
import type {GroupIc} from "../../lib/factor/by-group.js";
import {CAUSES, type Cause} from "../../lib/factor/coverage.js";
import type {TearSheet} from "../../lib/factor/tear-sheet.js";
import {fixed, integer, percent} from "../../lib/format/number.js";
import type {Locale, Text} from "../../lib/format/text.js";
import {mean} from "../../lib/stats/moments.js";
import {dataTable} from "../table.js";

const CAUSE_NAMES: Readonly<Record<Cause, Text>> = {
  outside: {zh: "不在所选股票池", en: "Outside the chosen universe"},
  suspended: {zh: "月末停牌，不能成交", en: "Suspended at the month end: cannot be traded"},
  no_signal: {zh: "没有因子值", en: "No factor value"},
  panel_ends: {zh: "数据到此为止，没有后续收益", en: "The data end: no later return"},
  delisted: {zh: "持有期内退市", en: "Delisted within the horizon"},
  no_return: {zh: "缺价格", en: "A price is missing"}
};

/** Mean return of each quantile beyond the mean of all quantiles, and by how many stocks. */
export function quantileRows({returns, quantiles}: TearSheet): {
  readonly excess: Float64Array;
  readonly count: Float64Array;
} {
  const rows = returns.mean.length / quantiles;
  const excess = Array.from({length: quantiles}, () => [] as number[]);
  for (let t = 0; t < rows; t++) {
    const own = Array.from({length: quantiles}, (_, q) => returns.mean[t * quantiles + q] as number);
    const all = mean(own);
    own.forEach((v, q) => {
      excess[q]?.push(v - all);
    });
  }
  const counts = Float64Array.from(returns.count);
  return {
    excess: Float64Array.from(excess, (v) => mean(v)),
    count: Float64Array.from({length: quantiles}, (_, q) =>
      mean(columnOf(counts, q, quantiles).filter((n) => n > 0))
    )
  };
}

/** The numbers of the sheet with what they are, for reading and download. */
export function summaryRows(
  sheet: TearSheet
): {readonly name: Text; readonly value: string; readonly number: number}[] {
  const {summary: s, spread, premium, turnoverTop, turnoverBottom, persistence} = sheet;
  const [p] = premium.premium;
  const r3 = (x: number): string => fixed(x, {digits: 3, signed: true});
  const row = (zh: string, en: string, number: number, value: string) => ({name: {zh, en}, number, value});
  return [
    row("秩 IC 均值", "Mean rank IC", s.mean, r3(s.mean)),
    row("95% 区间（平稳自助法）下界", "95 % interval (stationary bootstrap), low", s.lo, r3(s.lo)),
    row("95% 区间上界", "95 % interval, high", s.hi, r3(s.hi)),
    row(
      `t 值（Newey–West，滞后 ${s.lags}）`,
      `t (Newey–West, ${s.lags} lags)`,
      s.t,
      fixed(s.t, {signed: true})
    ),
    row(
      "不计重叠的 t 值（仅供对照）",
      "t that ignores overlap (for comparison only)",
      s.naiveT,
      fixed(s.naiveT, {signed: true})
    ),
    row("ICIR（每期，未年化）", "ICIR (a period, not annual)", s.ratio, fixed(s.ratio, {signed: true})),
    row("IC 为正的比例", "Share of positive ICs", s.positive, percent(s.positive, {digits: 0})),
    row("期数", "Dates", s.n, integer(s.n)),
    row(
      "最高减最低组，每期",
      "Top minus bottom, a horizon",
      spread.mean,
      percent(spread.mean, {signed: true})
    ),
    row("其 t 值", "its t", spread.t, fixed(spread.t, {signed: true})),
    row(
      "Fama–MacBeth 溢价（一个标准差）",
      "Fama–MacBeth premium (one standard deviation)",
      p?.mean ?? Number.NaN,
      percent(p?.mean ?? Number.NaN, {signed: true})
    ),
    row("其 t 值", "its t", p?.t ?? Number.NaN, fixed(p?.t ?? Number.NaN, {signed: true})),
    row(
      "最高组月换手",
      "Monthly turnover of the top",
      mean(turnoverTop),
      percent(mean(turnoverTop), {digits: 0})
    ),
    row(
      "最低组月换手",
      "Monthly turnover of the bottom",
      mean(turnoverBottom),
      percent(mean(turnoverBottom), {digits: 0})
    ),
    row(
      "因子自相关（相邻月）",
      "Rank persistence, month to month",
      mean(persistence),
      fixed(mean(persistence))
    )
  ];
}

export function summaryTable(sheet: TearSheet, {locale}: {readonly locale: Locale}): HTMLElement {
  const rows = summaryRows(sheet);
  return dataTable(
    {name: rows.map((r) => r.name[locale]), value: rows.map((r) => r.value)},
    {
      locale,
      caption: {zh: "因子检验摘要", en: "Summary"},
      strong: (i) => i === 0 || i === 3,
      fields: [
        {name: "name", label: {zh: "统计量", en: "Statistic"}},
        {name: "value", label: {zh: "数值", en: "Value"}, align: "right"}
      ]
    }
  );
}

/** Stock-months by what became of them, for download. */
export function coverageColumns({coverage}: TearSheet): Record<string, ArrayLike<unknown>> {
  const total = (x: Int32Array): number => x.reduce((s, n) => s + n, 0);
  const listed = total(coverage.listed);
  const counts = [listed, total(coverage.used), ...CAUSES.map((c) => total(coverage.dropped[c]))];
  return {
    outcome: ["listed", "used", ...CAUSES],
    stock_months: counts,
    share: counts.map((n) => (listed > 0 ? n / listed : Number.NaN))
  };
}

export function coverageTable(sheet: TearSheet, {locale}: {readonly locale: Locale}): HTMLElement {
  const columns = coverageColumns(sheet);
  const names: readonly Text[] = [
    {zh: "上市的股票×月", en: "Stock-months listed"},
    {zh: "进入检验", en: "Used"},
    ...CAUSES.map((c) => CAUSE_NAMES[c])
  ];
  return dataTable(
    {...columns, name: names.map((n) => n[locale])},
    {
      locale,
      caption: {zh: "样本的去向", en: "What became of the sample"},
      strong: (i) => i < 2,
      fields: [
        {name: "name", label: {zh: "去向", en: "Outcome"}},
        {name: "stock_months", label: {zh: "股票×月", en: "Stock-months"}, format: (v: never) => integer(v)},
        {
          name: "share",
          label: {zh: "占比", en: "Share"},
          format: (v: never) => percent(v, {digits: 1}),
          bar: "positive",
          max: 1
        }
      ]
    }
  );
}

/** Groups' ICs from the largest, groups without any left out; for download too. */
export function groupColumns(names: readonly string[], group: GroupIc): Record<string, ArrayLike<unknown>> {
  const order = names.map((_, g) => g).filter((g) => !Number.isNaN(group.mean[g] as number));
  order.sort((a, b) => (group.mean[b] as number) - (group.mean[a] as number));
  const pick = (x: Float64Array): Float64Array => Float64Array.from(order, (g) => x[g] as number);
  return {
    group: order.map((g) => names[g] ?? ""),
    ic: pick(group.mean),
    standard_error: pick(group.error),
    t: pick(group.t),
    pairs: pick(group.pairs)
  };
}

export function groupTable(
  columns: Record<string, ArrayLike<unknown>>,
  {locale, label}: {readonly locale: Locale; readonly label: Text}
): HTMLElement {
  return dataTable(columns, {
    locale,
    caption: label,
    fields: [
      {name: "group", label: {zh: "组", en: "Group"}},
      {
        name: "ic",
        label: {zh: "秩 IC 均值", en: "Mean rank IC"},
        format: (v: never) => fixed(v, {digits: 3, signed: true}),
        bar: "diverging",
        tone: true
      },
      {name: "t", label: {zh: "t 值", en: "t"}, format: (v: never) => fixed(v, {signed: true})},
      {name: "pairs", label: {zh: "每期股票数", en: "Stocks a date"}, format: (v: never) => integer(v)}
    ]
  });
}
