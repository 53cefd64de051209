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
      {name: "mean_return", label: {zh: "其后收益", en: "Return after"}, format: change, tone: true},
      {name: "base_return", label: {zh: "平常收益", en: "Any day"}, format: change, tone: true},
      {name: "excess", label: {zh: "超额", en: "Excess"}, format: change, tone: true, bar: "diverging"},
      {name: "t", label: "t", format: (x: number) => fixed(x, {signed: true})}
    ]
  });
}

/** In one sentence, how many of the rows stand out from the base, and what chance alone would give. */
export function scoreClaim(rows: readonly ScoreRow[]): Text {
  const tested = rows.filter((r) => !Number.isNaN(r.t));
  const good = tested.filter((r) => r.t > 1.96).length;
  const bad = tested.filter((r) => r.t < -1.96).length;
  const chance = fixed(tested.length * 0.025, {digits: 1});
  if (tested.length === 0)
    return {
      zh: "到所选之日，期满的判断还不足以记分。",
      en: "Up to this day too few calls are complete to be scored."
    };
  return {
    zh: `${tested.length} 行中，**${good} 行**显著好于平常（t > 1.96），${bad} 行显著差于平常；只凭运气，每边也会有约 ${chance} 行。`,
    en: `Of ${tested.length} rows, **${good}** ${good === 1 ? "is" : "are"} significantly better than any day (t > 1.96) and ${bad} significantly worse; chance alone would give about ${chance} each way.`
  };
}
