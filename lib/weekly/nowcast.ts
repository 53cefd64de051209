import {percent} from "../format/number.js";
import type {Text} from "../format/text.js";

/** The nowcast of the quarter that the issue's day is about, by vintage. */
export interface Nowcast {
  readonly quarter: string;
  readonly vintage: readonly string[];
  readonly value: readonly number[];
  readonly lo70: readonly number[];
  readonly hi70: readonly number[];
  /** What moved the last vintage, largest first. */
  readonly news: readonly {readonly zh: string; readonly en: string; readonly contribution: number}[];
}

/** The latest value with its band, and how it changed since the vintage before. */
export function nowcastSentences({quarter, value, lo70, hi70, news}: Nowcast): Text[] {
  const last = value.at(-1);
  if (last === undefined) return [];
  const before = value.at(-2) ?? Number.NaN;
  const p = (x = Number.NaN): string => percent(x, {digits: 1});
  const change = Number.isNaN(before) ? "" : percent(last - before, {digits: 2, signed: true});
  const [top] = news;
  return [
    {
      zh: `模型对 ${quarter} GDP 同比增速的最新预测为 ${p(last)}（70% 区间 ${p(lo70.at(-1))} 至 ${p(hi70.at(-1))}）${change ? `，较上次 ${change}` : ""}${top ? `，变动主要来自${top.zh}` : ""}。`,
      en: `The model's latest nowcast of ${quarter} GDP growth is ${p(last)} (70 % band ${p(lo70.at(-1))} to ${p(hi70.at(-1))})${change ? `, ${change} against the vintage before` : ""}${top ? `, moved most by ${top.en}` : ""}.`
    }
  ];
}
