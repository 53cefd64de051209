import {epochDay} from "../format/date.js";
import type {Text} from "../format/text.js";

/** A change of the rules that moves margin balances by itself. */
export interface MarginEvent {
  /** First day in force, ISO. */
  readonly date: string;
  readonly kind: "list" | "ratio" | "lending";
  readonly text: Text;
}

/** Rule changes by the day they took force, from exchange and regulator notices as widely reported. */
export const MARGIN_EVENTS: readonly MarginEvent[] = [
  {date: "2013-01-31", kind: "list", text: {zh: "标的扩容至 500 只", en: "List widened to 500 stocks"}},
  {date: "2013-09-16", kind: "list", text: {zh: "标的扩容至 700 只", en: "List widened to 700 stocks"}},
  {date: "2014-09-22", kind: "list", text: {zh: "标的扩容至 900 只", en: "List widened to 900 stocks"}},
  {
    date: "2015-11-23",
    kind: "ratio",
    text: {zh: "融资保证金比例 50%→100%", en: "Financing margin ratio 50 % → 100 %"}
  },
  {date: "2019-08-19", kind: "list", text: {zh: "标的扩容至 1600 只", en: "List widened to 1,600 stocks"}},
  {date: "2022-10-24", kind: "list", text: {zh: "标的扩容至 2200 只", en: "List widened to 2,200 stocks"}},
  {
    date: "2023-09-08",
    kind: "ratio",
    text: {
      zh: "融资保证金比例 100%→80%（收市后）",
      en: "Financing margin ratio 100 % → 80 %, after the close"
    }
  },
  {date: "2024-07-11", kind: "lending", text: {zh: "转融券暂停", en: "Securities relending suspended"}},
  {
    date: "2024-07-22",
    kind: "ratio",
    text: {
      zh: "融券保证金比例 80%→100%（私募 120%）",
      en: "Short-sale margin ratio 80 % → 100 % (private funds 120 %)"
    }
  }
];

/** The events in force from a day within [from, to], days counted from 1970-01-01. */
export const marginEventsBetween = (from: number, to: number): MarginEvent[] =>
  MARGIN_EVENTS.filter(({date}) => epochDay(date) >= from && epochDay(date) <= to);
