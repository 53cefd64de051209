import {fixed, integer, percent} from "../../lib/format/number.js";
import type {Locale, Text} from "../../lib/format/text.js";
import type {CallScore} from "../../lib/timing/call-score.js";
import {dataTable} from "../table.js";

export interface ScoreRow extends CallScore {
  /** The kind of call, in words. */
  readonly name: string;
  readonly horizon: number;
}

/** Columns of scores, for the table and for download. */
export function scoreColumns(rows: readonly ScoreRow[]) {
  const of = (f: (r: ScoreRow) => number): number[] => rows.map(f);
  return {
    call: rows.map((r) => r.name),
    horizon: of((r) => r.horizon),
    n: of((r) => r.n),
    independent: of((r) => r.independent),
    hit_rate: of((r) => r.hitRate),
    base_rate: of((r) => r.baseRate),
    mean_return: of((r) => r.meanReturn),
    base_return: of((r) => r.baseReturn),
    excess: of((r) => r.excess),
    standard_error: of((r) => r.standardError),
    t: of((r) => r.t)
  };
}

/** What followed timing calls beside what followed any day, grouped by the kind of call. */
export function scoreTable(
  rows: readonly ScoreRow[],
  {locale, caption}: {readonly locale: Locale; readonly caption: Text}
): HTMLElement {
  const whole = (x: number): string => integer(x);
  const share = (x: number): string => percent(x, {digits: 0});
  const change = (x: number): string => percent(x, {digits: 2, signed: true});
  return dataTable(scoreColumns(rows), {
    locale,
    caption,
    groupBy: "call",
    fields: [
      {name: "horizon", label: {zh: "期限", en: "Horizon"}, unit: {zh: "日", en: "days"}, format: whole},
      {name: "n", label: {zh: "次数", en: "Calls"}, format: whole},
      {name: "independent", label: {zh: "不重叠", en: "Apart"}, format: whole},
      {name: "hit_rate", label: {zh: "命中", en: "Hits"}, format: share},
      {name: "base_rate", label: {zh: "基准", en: "Base"}, format: share},
      {name: "excess", label: {zh: "超额", en: "Excess"}, format: change, tone: true, bar: "diverging"},
      {name: "t", label: "t", format: (x: number) => fixed(x, {signed: true})},
      {name: "mean_return", label: {zh: "其后收益", en: "Return after"}, format: change, tone: true},
      {name: "base_return", label: {zh: "平常收益", en: "Any day"}, format: change, tone: true}
    ]
  });
}

/** Fewer calls apart than this leave the errors nothing to lean on. */
const ENOUGH = 10;

/** How many scores can be judged, and how many of them differ from the base by more than their error, either way. */
export function standOut(rows: readonly ScoreRow[]): {judged: number; better: number; worse: number} {
  const judged = rows.filter((r) => r.independent >= ENOUGH && !Number.isNaN(r.t));
  return {
    judged: judged.length,
    better: judged.filter((r) => r.t > 1.96).length,
    worse: judged.filter((r) => r.t < -1.96).length
  };
}

/** The scoreboard in one sentence, beside what chance alone would give. */
export function scoreClaim(rows: readonly ScoreRow[]): Text {
  const {judged, better, worse} = standOut(rows);
  const left = rows.length - judged;
  const chance = fixed(judged * 0.025, {digits: 1});
  if (judged === 0)
    return {
      zh: `期满的判断还不足以记分：没有一行有 ${ENOUGH} 次互不重叠的判断。`,
      en: `Too few calls are complete to be judged: no row has ${ENOUGH} that stand apart.`
    };
  return {
    zh: `${judged} 行可以判断，其中 **${better} 行**显著好于平常（t > 1.96），${worse} 行显著差于平常；只凭运气，每边也会有约 ${chance} 行。${left > 0 ? `另有 ${left} 行互不重叠的判断不足 ${ENOUGH} 次，它们的 t 值不可凭信。` : ""}`,
    en: `${judged} rows can be judged. **${better}** ${better === 1 ? "is" : "are"} significantly better than any day (t > 1.96) and ${worse} significantly worse; chance alone would give about ${chance} each way.${left > 0 ? ` The other ${left} have fewer than ${ENOUGH} calls that stand apart, and their t is not to be trusted.` : ""}`
  };
}
