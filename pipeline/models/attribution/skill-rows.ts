import {effectiveNumber} from "../../../lib/attribution/effective-number.js";
import {persistence, spanMeans} from "../../../lib/attribution/persistence.js";
import {shrink} from "../../../lib/attribution/shrink.js";
import {type Skill, skillOf} from "../../../lib/attribution/skill.js";
import {Rows} from "../../sources/demo/rows.js";
import type {Columns} from "../../warehouse/columns.js";
import {MEASURES, type MeasureDays} from "./measures.js";

/**
 * `fund_skill`: each measure's mean a year, drawn to what funds have in common by its own noise. Funds share the shocks
 * of industries, and what they trade between reports is not seen in allocation and timing: both widen intervals.
 */
export function skillColumns(
  measured: readonly MeasureDays[],
  {
    codes,
    lags,
    styled,
    traded
  }: {
    readonly codes: readonly string[];
    readonly lags: number;
    /** Whether styles were taken out. */
    readonly styled: boolean;
    readonly traded: {readonly active: number; readonly departure: number};
  }
): Columns {
  const rows = new Rows(
    {
      fund: "code",
      measure: "code",
      days: "number",
      annual: "number",
      standard_error: "number",
      shrunk: "number",
      lo: "number",
      hi: "number",
      positive: "number",
      kept: "number",
      first_half: "number",
      second_half: "number",
      styled: "flag"
    },
    {fund: codes, measure: MEASURES}
  );
  const skills = MEASURES.map((m) => measured.map((own) => skillOf(own[m], {lags})));
  const unseen = {allocation: traded.active, selection: 0, timing: traded.departure};
  const shrunk = MEASURES.map((m, k) => {
    const all = skills[k] as Skill[];
    return shrink(
      all.map((s) => s.annual),
      all.map((s) => s.standardError),
      {mean: 0, independent: effectiveNumber(measured.map((own) => own[m])), unseen: unseen[m]}
    );
  });
  measured.forEach(({fund}, i) => {
    MEASURES.forEach((_, m) => {
      const own = skills[m]?.[i] as Skill;
      const to = shrunk[m] as ReturnType<typeof shrink>;
      if (Number.isNaN(to.value[i] as number)) return;
      rows.push(
        fund,
        m,
        own.days,
        own.annual,
        own.standardError,
        ...[to.value, to.lo, to.hi, to.positive, to.kept].map((x) => x[i] as number),
        own.firstHalf,
        own.secondHalf,
        styled ? 1 : 0
      );
    });
  });
  return rows.take();
}

/** `fund_control`: what the method makes of funds with plain planted skill, over the mean of the ordinary ones. */
export function controlColumns(
  measured: readonly MeasureDays[],
  {codes, lags}: {readonly codes: readonly string[]; readonly lags: number}
): Columns {
  const rows = new Rows(
    {fund: "code", measure: "code", days: "number", annual: "number", standard_error: "number"},
    {fund: codes, measure: MEASURES}
  );
  for (const own of measured)
    MEASURES.forEach((name, m) => {
      const {days, annual, standardError} = skillOf(own[name], {lags});
      if (!Number.isNaN(annual)) rows.push(own.fund, m, days, annual, standardError);
    });
  return rows.take();
}

/** `skill_persistence`: each year's order of funds against the next year's, measure by measure. */
export function persistenceRows(
  measured: readonly MeasureDays[],
  {days, span}: {readonly days: Int32Array; readonly span: number}
): Columns {
  const rows = new Rows(
    {
      measure: "code",
      to_date: "day",
      from_date: "day",
      funds: "number",
      rank_correlation: "number",
      top_next: "number",
      bottom_next: "number"
    },
    {measure: MEASURES}
  );
  MEASURES.forEach((measure, m) => {
    const means = measured.map((own) => spanMeans(own[measure], {span}));
    for (let k = 0; k + 1 < Math.floor(days.length / span); k++) {
      const at = (j: number): number[] => means.map((x) => x[j] as number);
      const found = persistence(at(k), at(k + 1));
      if (Number.isNaN(found.rankCorrelation)) continue;
      rows.push(
        m,
        days[(k + 2) * span - 1] as number,
        days[k * span] as number,
        found.funds,
        found.rankCorrelation,
        found.topNext,
        found.bottomNext
      );
    }
  });
  return rows.take();
}
