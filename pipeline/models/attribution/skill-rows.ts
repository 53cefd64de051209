import {effectiveNumber} from "../../../lib/attribution/effective-number.js";
import {persistence, spanMeans} from "../../../lib/attribution/persistence.js";
import {shrink} from "../../../lib/attribution/shrink.js";
import {type Skill, skillOf} from "../../../lib/attribution/skill.js";
import {Rows} from "../../sources/demo/rows.js";
import type {Columns} from "../../warehouse/columns.js";
import type {Attributed} from "./group.js";

/** Daily measures of skill, all without styles: D without the total position, its timing part, and R. */
export const MEASURES = ["allocation", "selection", "timing"] as const;
export type Measure = (typeof MEASURES)[number];

/** One fund's daily measures. */
export interface MeasureDays extends Readonly<Record<Measure, Float64Array>> {
  readonly fund: number;
}

/** A fund's measures from its attribution; R as it is where the dataset has no styles. */
export const measuresOf = ({fund, parts, pure, tilted}: Attributed): MeasureDays => ({
  fund,
  allocation: pure.d.map((d, t) => d - (pure.position[t] as number)),
  selection: tilted ? parts.r.map((r, t) => r - (tilted[t] as number)) : parts.r,
  timing: pure.timing
});

export type MeanFund = Readonly<Record<Measure, Float64Array>>;

/** The mean of all funds that have a measure that day: what common exposure gives is no skill. */
export const meanFund = (measured: readonly MeasureDays[]): MeanFund =>
  Object.fromEntries(MEASURES.map((m) => [m, dayMeans(measured.map((own) => own[m]))])) as MeanFund;

/** A fund's measures over the mean fund's. */
export const over = (own: MeasureDays, mean: MeanFund): MeasureDays => ({
  fund: own.fund,
  allocation: own.allocation.map((v, t) => v - (mean.allocation[t] as number)),
  selection: own.selection.map((v, t) => v - (mean.selection[t] as number)),
  timing: own.timing.map((v, t) => v - (mean.timing[t] as number))
});

function dayMeans(series: readonly Float64Array[]): Float64Array {
  const rows = series[0]?.length ?? 0;
  const [sum, n] = [new Float64Array(rows), new Int32Array(rows)];
  for (const x of series) {
    for (let t = 0; t < rows; t++) {
      const v = x[t] as number;
      if (Number.isNaN(v)) continue;
      sum[t] = (sum[t] as number) + v;
      n[t] = (n[t] as number) + 1;
    }
  }
  return sum.map((s, t) => (n[t] === 0 ? Number.NaN : s / (n[t] as number)));
}

/**
 * `fund_skill`: each measure's mean a year, drawn to what funds have in common by its own noise. Funds share the shocks
 * of industries, and what they trade between reports is not seen in allocation and timing: both widen intervals.
 */
export function skillColumns(
  measured: readonly MeasureDays[],
  {
    codes,
    lags,
    traded
  }: {
    readonly codes: readonly string[];
    readonly lags: number;
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
      second_half: "number"
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
        own.secondHalf
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
