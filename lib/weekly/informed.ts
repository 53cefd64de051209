import {percent} from "../format/number.js";
import type {Text} from "../format/text.js";

/** The smart-money premium of one index over half a year. */
export interface Informed {
  readonly index: string;
  readonly zh: string;
  readonly en: string;
  readonly date: readonly string[];
  readonly ia1: readonly number[];
  /** Standing of the last value in the half-year. */
  readonly percentile: number;
}

/** Whether informed traders are more active than in half a year. */
export function informedSentences({zh, en, ia1, percentile}: Informed): Text[] {
  const last = ia1.at(-1);
  if (last === undefined || !Number.isFinite(last)) return [];
  const before = ia1.slice(0, -1).filter(Number.isFinite);
  const above = before.length > 0 && last > Math.max(...before);
  const rank = percent(percentile, {digits: 0});
  return [
    {
      zh: `${zh}的知情交易者活跃度（聪明钱溢价）为 ${percent(last, {digits: 3, signed: true})}，处于半年来 ${rank} 分位${above ? "，为半年新高" : ""}。`,
      en: `Informed-trader activity in the ${en} (smart-money premium) is ${percent(last, {digits: 3, signed: true})}, at the ${rank} quantile of its half-year${above ? ", a new high" : ""}.`
    }
  ];
}
