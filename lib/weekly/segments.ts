import {day as dayOf} from "../format/date.js";
import type {Text} from "../format/text.js";

/** Price segments of one index at the close of the day. */
export interface Segments {
  readonly index: string;
  readonly zh: string;
  readonly en: string;
  readonly date: readonly string[];
  readonly close: readonly number[];
  /** The leg of each frequency, daily first. */
  readonly legs: readonly Leg[];
  /** Daily pivots within the dates. */
  readonly pivot: readonly string[];
  readonly price: readonly number[];
  readonly confirmed: readonly string[];
}

export interface Leg {
  readonly freq: "D" | "W";
  /** 1 up, −1 down. */
  readonly direction: number;
  readonly start: string;
  /** ln(P/start) a bar, now and five bars ago. */
  readonly slope: number;
  readonly slopeBefore: number;
  /** A provisional leg the other way, in bars; 0 while the day is the extreme. */
  readonly provisional: number;
}

const FREQ = {D: {zh: "日线", en: "daily"}, W: {zh: "周线", en: "weekly"}} as const;

/** The direction of each frequency's leg and whether its slope rose. */
export function segmentsSentences({zh, en, legs}: Segments): Text[] {
  const said = legs.filter((l) => l.direction !== 0);
  if (said.length === 0) return [];
  const each = said.map(({freq, direction, start, slope, slopeBefore, provisional}) => {
    const steeper = slope > slopeBefore;
    return {
      zh: `${FREQ[freq].zh}自 ${dayOf(start, "zh")} 起处于${direction > 0 ? "上行" : "下行"}段，斜率${steeper ? "上修" : "下修"}${provisional > 0 ? `，其后有 ${provisional} 根未确认的反向走势` : ""}`,
      en: `the ${FREQ[freq].en} leg has run ${direction > 0 ? "up" : "down"} since ${dayOf(start, "en")}, its slope ${steeper ? "rising" : "falling"}${provisional > 0 ? `, with ${provisional} bars of an unconfirmed turn` : ""}`
    };
  });
  return [
    {zh: `${zh}：${each.map((e) => e.zh).join("；")}。`, en: `${en}: ${each.map((e) => e.en).join("; ")}.`}
  ];
}
