import {styleNamed} from "../factor/styles.js";
import {day as dayOf} from "../format/date.js";
import {fixed, integer, percent} from "../format/number.js";
import type {Text} from "../format/text.js";
import {enList, move, zhList} from "./words.js";

/** The active fund with the best week: what it is, what it leans to, and how it fell when the index did. */
export interface HotFund {
  readonly fund: string;
  readonly name: string;
  readonly manager: string;
  /** Last day of its net asset value that is known, ISO. */
  readonly to: string;
  readonly week: number;
  /** Funds compared. */
  readonly peers: number;
  /** The most unusual exposures among peers, most unusual first; empty where no profile is known. */
  readonly factor: readonly string[];
  readonly exposure: readonly number[];
  readonly percentile: readonly number[];
  /** Day of the profile; absent without one. */
  readonly profiled?: string;
  readonly date: readonly string[];
  /** Levels over the window, 1 at its start. */
  readonly level: readonly number[];
  readonly indexLevel: readonly number[];
  readonly index: Text;
  /** The index's deepest fall in the window and the fund's return between the same days; absent without a fall. */
  readonly fall?: {readonly from: string; readonly to: string; readonly index: number; readonly fund: number};
}

/** The fund's week, then its leanings, then the fall. */
export function hotFundSentences(hot: HotFund): Text[] {
  const {name, manager, week, peers, factor, exposure, percentile, index, fall} = hot;
  const sentences: Text[] = [
    {
      zh: `${name}（${manager}）近一周 ${move(week)}，在 ${integer(peers)} 只主动偏股基金中居首。`,
      en: `${name} (${manager}) made ${move(week)} in the week, the most of ${integer(peers)} active funds.`
    }
  ];
  if (factor.length > 0) {
    const each = factor.map((f, i) => ({
      name: styleNamed(f),
      value: fixed(exposure[i] ?? Number.NaN, {signed: true}),
      rank: percent(percentile[i] ?? Number.NaN, {digits: 0})
    }));
    sentences.push({
      zh: `与同类相比最突出的暴露：${zhList(each.map((e) => `${e.name.zh}（${e.value}，${e.rank} 分位）`))}。`,
      en: `Its exposures stand out most in ${enList(each.map((e) => `${e.name.en} (${e.value}, ${e.rank} quantile)`))}.`
    });
  }
  if (fall) {
    sentences.push({
      zh: `${index.zh}在 ${dayOf(fall.from, "zh")} 至 ${dayOf(fall.to, "zh")} 回撤 ${percent(-fall.index, {digits: 1})}，同期该基金 ${percent(fall.fund, {digits: 1, signed: true})}。`,
      en: `While the ${index.en} fell ${percent(-fall.index, {digits: 1})} from ${dayOf(fall.from, "en")} to ${dayOf(fall.to, "en")}, the fund moved ${percent(fall.fund, {digits: 1, signed: true})}.`
    });
  }
  return sentences;
}
