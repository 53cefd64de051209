import {styleNamed} from "../factor/styles.js";
import type {Text} from "../format/text.js";
import type {Edition, Modules} from "./issue.js";

/** A number that is compared from issue to issue. */
export interface Measure {
  readonly id: string;
  readonly name: Text;
  readonly unit: Text;
  readonly page: string;
  readonly value: number;
}

/** The numbers of an edition that the next one is compared with, in the unit that they are printed in. */
export function measuresOf({
  market,
  nowcast,
  segments,
  informed,
  northbound,
  margin,
  positions,
  styles
}: Modules): Measure[] {
  const percent: Text = {zh: "%", en: "%"};
  const money: Text = {zh: "亿元", en: "CNY 100 m"};
  const sum = (x: readonly number[] | undefined): number =>
    x ? x.reduce((a, b) => a + (Number.isFinite(b) ? b : 0), 0) : Number.NaN;
  const measures: (Measure | false)[] = [
    ...(market?.index ?? []).map((index, i) => ({
      id: `week-${index}`,
      name: {zh: `${market?.zh[i]}周涨跌幅`, en: `${market?.en[i]}, week`},
      unit: percent,
      page: "/timing/segments",
      value: 100 * (market?.week[i] ?? Number.NaN)
    })),
    ...(segments?.legs ?? []).map(({freq, direction, slope}) => ({
      id: `segment-${freq}`,
      name: {
        zh: `${segments?.zh}${freq === "D" ? "日线" : "周线"}段斜率（${direction > 0 ? "上行" : "下行"}）`,
        en: `${segments?.en}, ${freq === "D" ? "daily" : "weekly"} slope (${direction > 0 ? "up" : "down"})`
      },
      unit: {zh: "基点/根", en: "bp a bar"},
      page: "/timing/segments",
      value: 1e4 * slope
    })),
    nowcast !== null && {
      id: "nowcast",
      name: {zh: `GDP 实时预测（${nowcast.quarter}）`, en: `GDP nowcast (${nowcast.quarter})`},
      unit: percent,
      page: "/macro/nowcast",
      value: 100 * (nowcast.value.at(-1) ?? Number.NaN)
    },
    informed !== null && {
      id: "informed",
      name: {zh: "知情交易者活跃度分位", en: "Informed activity, quantile"},
      unit: percent,
      page: "/timing/informed",
      value: 100 * informed.percentile
    },
    northbound !== null && {
      id: "northbound",
      name: {zh: "北向资金周净流入", en: "Northbound money, week"},
      unit: money,
      page: "/industries/northbound",
      value: sum(northbound.flow) / 1e8
    },
    margin !== null && {
      id: "margin",
      name: {zh: "两融周净买入", en: "Margin money, week"},
      unit: money,
      page: "/industries/margin",
      value: sum(margin.flow) / 1e8
    },
    positions !== null && {
      id: "positions",
      name: {zh: "主动偏股基金总仓位", en: "Active funds' total position"},
      unit: percent,
      page: "/funds/positions",
      value: 100 * sum(positions.weight)
    },
    ...(styles?.factor ?? []).map((factor, i) => ({
      id: `style-${factor}`,
      name: {zh: `${styleNamed(factor).zh}因子周收益`, en: `${styleNamed(factor).en}, week`},
      unit: percent,
      page: "/factors/weekly",
      value: 100 * (styles?.week[i] ?? Number.NaN)
    }))
  ];
  return measures.filter((m) => m !== false);
}

export interface Change extends Measure {
  /** The same number in the issue before; NaN where it had none. */
  readonly before: number;
}

/** An edition's measures beside those of the one before. */
export function changesOf(now: Edition, before: Edition | null): Change[] {
  const old = new Map((before ? measuresOf(before.modules) : []).map((m) => [m.id, m.value]));
  return measuresOf(now.modules).map((m) => ({...m, before: old.get(m.id) ?? Number.NaN}));
}
