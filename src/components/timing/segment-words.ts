import {mondayOf} from "../../lib/calendar/week.js";
import {isoDay} from "../../lib/format/date.js";
import {direction, fixed, percent} from "../../lib/format/number.js";
import type {Text} from "../../lib/format/text.js";
import {type Leg, legAt} from "../../lib/timing/leg.js";
import type {IndexSeries} from "../../lib/timing/segment-book.js";
import type {Turn} from "../../lib/timing/turns.js";

export interface SeriesAt extends IndexSeries {
  /** The bar whose close is known. */
  readonly at: number;
}

/** What the report's sentence says: the week's change, whether the daily slope rises, and the weekly leg. */
export function segmentClaim(name: Text, daily: SeriesAt, weekly: SeriesAt | null): Text {
  const {days, close} = daily.bars;
  const week = weekChange(days, close, daily.at);
  const d = legAt(close, daily.run, daily.at);
  const w = weekly && legAt(weekly.bars.close, weekly.run, weekly.at);
  const span = `${isoDay(week.from)} 至 ${isoDay(week.to)}`;
  const change = percent(week.change, {signed: true});
  const slope = slopeWords(d);
  return {
    zh: `**${name.zh}**本周（${span}）${moveWords(week).zh}，涨跌幅 ${change}。从价格分段看，**${slope.zh}${w ? `，周线级别${weeklyWords(d, w).zh}` : ""}**。`,
    en: `**${name.en}** ${moveWords(week).en} in the week ${isoDay(week.from)} to ${isoDay(week.to)}, ${change}. By price segments **${slope.en}${w ? `, and ${weeklyWords(d, w).en}` : ""}**.`
  };
}

interface Week {
  readonly from: number;
  readonly to: number;
  readonly change: number;
  readonly before: number;
}

function weekChange(days: ArrayLike<number>, close: ArrayLike<number>, at: number): Week {
  const start = (row: number): number => {
    let t = row;
    while (t > 0 && mondayOf(days[t - 1] as number) === mondayOf(days[row] as number)) t--;
    return t;
  };
  const change = (from: number, to: number): number =>
    from < 0 ? Number.NaN : (close[to] as number) / (close[from] as number) - 1;
  const first = start(at);
  const last = first - 1;
  return {
    from: days[first] as number,
    to: days[at] as number,
    change: change(last, at),
    before: last < 0 ? Number.NaN : change(start(last) - 1, last)
  };
}

function moveWords({change, before}: Week): Text {
  const [now, then] = [direction(change, {digits: 4}), direction(before, {digits: 4})];
  if (now === 0) return {zh: "大致持平", en: "was about flat"};
  if (now > 0)
    return now === then ? {zh: "维持上涨", en: "went on rising"} : {zh: "转为上涨", en: "turned up"};
  return now === then ? {zh: "继续下跌", en: "went on falling"} : {zh: "转为下跌", en: "turned down"};
}

function slopeWords({slope, slopeBefore}: Leg): Text {
  if (Number.isNaN(slopeBefore) || Number.isNaN(slope))
    return {zh: "日线新段初成，斜率尚不可比", en: "the daily leg is too young for its slope to be compared"};
  return slope > slopeBefore
    ? {zh: "日线斜率上修", en: "the daily slope is being revised up"}
    : {zh: "日线斜率下修", en: "the daily slope is being revised down"};
}

function weeklyWords(daily: Leg, weekly: Leg): Text {
  const together = daily.direction === weekly.direction;
  if (weekly.direction === 0) return {zh: "方向未定", en: "the weekly leg has no direction yet"};
  if (weekly.direction < 0)
    return together
      ? {zh: "同步调整中", en: "the weekly leg is down as well"}
      : {zh: "仍在调整中", en: "the weekly leg is still down"};
  return together
    ? {zh: "同步上行中", en: "the weekly leg is up as well"}
    : {zh: "仍在上行中", en: "the weekly leg is still up"};
}

/** One sentence on the running leg of one frequency: its start, age, move, standing, and what a turn still lacks. */
export function legClaim(series: SeriesAt, freq: "D" | "W"): Text {
  const {bars, run, at} = series;
  const leg = legAt(bars.close, run, at);
  const level = (t: number): string => fixed(bars.close[t] as number, {digits: 0});
  const day = (t: number): string => isoDay(bars.days[t] as number);
  const [start, extreme] = [run.start[at] as number, run.extreme[at] as number];
  const move = percent(Math.expm1(leg.amplitude), {digits: 1, signed: true});
  const up = leg.direction > 0;
  const name: Text = freq === "D" ? {zh: "日线", en: "Daily"} : {zh: "周线", en: "Weekly"};
  const standing = Number.isNaN(leg.agePercentile)
    ? {zh: "", en: ""}
    : {
        zh: `，段龄与幅度各在以往 ${leg.pastLegs} 个同向段的 ${percent(leg.agePercentile, {digits: 0})} 与 ${percent(leg.amplitudePercentile, {digits: 0})} 分位`,
        en: `; its age and size stand at ${percent(leg.agePercentile, {digits: 0})} and ${percent(leg.amplitudePercentile, {digits: 0})} of the ${leg.pastLegs} earlier legs of its direction`
      };
  const back = percent(Math.expm1(leg.provisionalSlope * leg.provisionalAge), {digits: 1, signed: true});
  const lacks = percent(Math.max(leg.deaDistance, 0), {digits: 1});
  const provisional =
    leg.provisionalAge === 0
      ? {
          zh: "极值就在这一根上，尚无临时反向段。",
          en: "The extreme is this very bar; there is no provisional leg."
        }
      : {
          zh: `自 ${day(extreme)} 的${up ? "高点" : "低点"} ${level(extreme)} 起的临时${up ? "下行" : "上行"}段 ${back}（${leg.provisionalAge} 根），要确认还差 DEA ${up ? "下" : "上"}穿零轴（距价格的 ${lacks}），或价格越过 ${level(start)}。`,
          en: `The provisional leg ${up ? "down" : "up"} from the ${up ? "high" : "low"} of ${level(extreme)} on ${day(extreme)} has made ${back} in ${leg.provisionalAge} bars; to be confirmed it still needs DEA to cross zero (${lacks} of the price away) or the price to pass ${level(start)}.`
        };
  return {
    zh: `${name.zh}：自 ${day(start)} 的${up ? "低点" : "高点"} ${level(start)} 起的${up ? "上行" : "下行"}段至今 ${leg.age} 根，最大${up ? "涨" : "跌"}幅 ${move}${standing.zh}。${provisional.zh}`,
    en: `${name.en}: the leg ${up ? "up" : "down"} from the ${up ? "low" : "high"} of ${level(start)} on ${day(start)} is ${leg.age} bars old and has made ${move} at most${standing.en}. ${provisional.en}`
  };
}

/** How late the largest turns were known, in one sentence. */
export function turnsClaim(turns: readonly Turn[], days: ArrayLike<number>): Text | null {
  const first = turns[0];
  if (!first) return null;
  const day = (t: number): string => isoDay(days[t] as number);
  const late = turns.reduce((sum, t) => sum + Math.log1p(t.passed) / Math.log1p(t.move), 0) / turns.length;
  const pct = (x: number): string => percent(x, {digits: 1, signed: true});
  const kind = {zh: first.kind === "high" ? "高点" : "低点", en: first.kind};
  return {
    zh: `最大的一段始于 ${day(first.at)} 的${kind.zh}，到 ${day(first.confirmed)} 才得确认：迟 ${first.lag} 根，其时已走 ${pct(first.passed)}，余下 ${pct(first.left)}。表中各段平均在走完 ${percent(late, {digits: 0})} 时得到确认（对数幅度）。`,
    en: `The largest began at the ${kind.en} of ${day(first.at)} and was known on ${day(first.confirmed)}: ${first.lag} bars late, after ${pct(first.passed)}, with ${pct(first.left)} left. On average the turns in the table were known when ${percent(late, {digits: 0})} of the move (in logs) was over.`
  };
}
