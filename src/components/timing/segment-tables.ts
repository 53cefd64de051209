import {isoDay} from "../../lib/format/date.js";
import {fixed, integer, percent} from "../../lib/format/number.js";
import {type Locale, say} from "../../lib/format/text.js";
import {legAt} from "../../lib/timing/leg.js";
import type {BookIndex} from "../../lib/timing/segment-book.js";
import type {Reason} from "../../lib/timing/segment-machine.js";
import type {Turn} from "../../lib/timing/turns.js";
import {dataTable} from "../table.js";
import type {SeriesAt} from "./segment-words.js";

/** The running legs of every index, daily and weekly; `null` where an index has no bar yet. */
export interface OverviewRow {
  readonly index: BookIndex;
  readonly daily: SeriesAt;
  readonly weekly: SeriesAt | null;
}

export function overviewColumns(rows: readonly OverviewRow[], {locale}: {readonly locale: Locale}) {
  const daily = rows.map(({daily: d}) => legAt(d.bars.close, d.run, d.at));
  const weekly = rows.map(({weekly: w}) => w && legAt(w.bars.close, w.run, w.at));
  return {
    index: rows.map(({index}) => say(index, locale)),
    daily: daily.map((leg) => leg.direction),
    daily_age: daily.map((leg) => leg.age),
    daily_slope: daily.map((leg) => leg.slope),
    daily_change: daily.map((leg) => leg.slope - leg.slopeBefore),
    provisional: daily.map((leg) => Math.expm1(leg.provisionalSlope * leg.provisionalAge)),
    weekly: weekly.map((leg) => leg?.direction ?? Number.NaN),
    weekly_age: weekly.map((leg) => leg?.age ?? Number.NaN),
    weekly_slope: weekly.map((leg) => leg?.slope ?? Number.NaN)
  };
}

export function overviewTable(
  columns: ReturnType<typeof overviewColumns>,
  {locale}: {readonly locale: Locale}
): HTMLElement {
  const arrow = (d: number): string =>
    d > 0 ? (locale === "zh" ? "▲ 上行" : "▲ up") : d < 0 ? (locale === "zh" ? "▼ 下行" : "▼ down") : "—";
  const bars = (x: number): string => integer(x);
  const slope = (x: number): string => percent(x, {digits: 2, signed: true});
  const label = (zh: string, en: string) => ({zh, en});
  const toned = (d: number): HTMLElement => {
    const node = document.createElement("span");
    node.className = d > 0 ? "up" : d < 0 ? "down" : "";
    node.textContent = arrow(d);
    return node;
  };
  return dataTable(columns, {
    locale,
    caption: label("各指数的日线段与周线段", "Daily and weekly legs of the indices"),
    fields: [
      {name: "index", label: label("指数", "Index")},
      {name: "daily", label: label("日线", "Daily"), render: toned, align: "left"},
      {name: "daily_age", label: label("段龄", "Age"), unit: label("日", "days"), format: bars},
      {
        name: "daily_slope",
        label: label("斜率", "Slope"),
        unit: label("每日", "a day"),
        format: slope,
        tone: true
      },
      {
        name: "daily_change",
        label: label("较五日前", "Over 5 days"),
        unit: label("斜率之差", "change"),
        format: slope,
        tone: true
      },
      {
        name: "provisional",
        label: label("临时段", "Provisional"),
        unit: label("涨跌幅", "move"),
        format: slope,
        tone: true
      },
      {name: "weekly", label: label("周线", "Weekly"), render: toned, align: "left"},
      {name: "weekly_age", label: label("段龄", "Age"), unit: label("周", "weeks"), format: bars},
      {
        name: "weekly_slope",
        label: label("斜率", "Slope"),
        unit: label("每周", "a week"),
        format: slope,
        tone: true
      }
    ]
  });
}

const REASONS: Readonly<Record<Reason, {zh: string; en: string}>> = {
  dea: {zh: "DEA 过零", en: "DEA crossed zero"},
  fast: {zh: "越过段起点", en: "passed the leg's start"}
};

export function turnColumns(turns: readonly Turn[], days: ArrayLike<number>) {
  const day = (t: number): string => isoDay(days[t] as number);
  return {
    pivot_date: turns.map((t) => day(t.at)),
    kind: turns.map((t) => t.kind),
    price: turns.map((t) => t.price),
    confirmed_date: turns.map((t) => day(t.confirmed)),
    lag: turns.map((t) => t.lag),
    passed: turns.map((t) => t.passed),
    left: turns.map((t) => t.left),
    move: turns.map((t) => t.move),
    reason: turns.map((t) => t.reason)
  };
}

export function turnTable(
  columns: ReturnType<typeof turnColumns>,
  {locale}: {readonly locale: Locale}
): HTMLElement {
  const change = (x: number): string => percent(x, {digits: 1, signed: true});
  const label = (zh: string, en: string) => ({zh, en});
  const kinds: Readonly<Record<string, {zh: string; en: string}>> = {
    high: label("高点", "high"),
    low: label("低点", "low")
  };
  return dataTable(columns, {
    locale,
    caption: label("拐点、确认与其后的段", "Turns, when they were known, and what followed"),
    fields: [
      {name: "pivot_date", label: label("拐点", "Turn")},
      {name: "kind", label: label("类型", "Kind"), format: (k: string) => say(kinds[k] ?? k, locale)},
      {name: "price", label: label("点位", "Level"), format: (x: number) => fixed(x, {digits: 0})},
      {name: "confirmed_date", label: label("确认", "Known on")},
      {name: "lag", label: label("迟", "Late"), unit: label("根", "bars"), format: (x: number) => integer(x)},
      {name: "passed", label: label("确认前已走", "Before"), format: change, tone: true},
      {name: "left", label: label("确认后余下", "After"), format: change, tone: true},
      {name: "move", label: label("全段", "Whole leg"), format: change, tone: true, bar: "diverging"},
      {name: "reason", label: label("缘由", "Why"), format: (r: Reason) => say(REASONS[r], locale)}
    ]
  });
}
