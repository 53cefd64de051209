import {STYLES} from "../../../lib/factor/styles.js";
import {share} from "../../run/thread.js";
import {gather, orderOf, placesIn} from "../../warehouse/order.js";
import type {Source} from "../../warehouse/source.js";

/** Exposures of one day: stocks by code; in memory that threads share, written once. */
export interface ExposureDay {
  readonly day: number;
  readonly n: number;
  readonly col: Int32Array;
  /** A column a style in the order of `STYLES`; NaN through and through where the style is missing that day. */
  readonly style: readonly Float64Array[];
  /** Places in the industries of the first scheme and of the second, −1 none. */
  readonly industry: readonly Int32Array[];
  readonly weight: Float64Array;
  readonly member: Uint8Array;
}

/** Industries of a scheme in the order that `industry` columns count. */
export async function industriesOf(source: Source, scheme: string): Promise<string[]> {
  const frame = await source.query(
    `SELECT DISTINCT industry FROM stock_industry WHERE scheme = '${scheme}' ORDER BY industry`
  );
  return frame.strings("industry").map(String);
}

export interface ExposureSpan {
  /** Condition on `exposure`. */
  readonly where: string;
  /** What `col` counts, in ascending order; stocks that are not among them are left out. */
  readonly codes: readonly string[];
  /** Industries of the first scheme and of the second, as `industry` counts them. */
  readonly industries: readonly (readonly string[])[];
}

/** Reads exposures by day. */
export async function readExposures(
  source: Source,
  {where, codes, industries}: ExposureSpan
): Promise<ExposureDay[]> {
  const styles = STYLES.map((s) => s.name);
  const frame = await source.query(
    `SELECT date, code, ${styles.join(", ")}, industry, industry_csc37, weight, in_estimation FROM exposure WHERE ${where}`
  );
  const place = placesIn(frame.text("code"), codes);
  const order = orderOf(frame.days("date"), place);
  const date = gather(frame.days("date"), order);
  const col = share(gather(place, order));
  const industry = ["industry", "industry_csc37"].map((name, k) =>
    share(gather(placesIn(frame.text(name), industries[k] ?? []), order))
  );
  const weight = share(gather(frame.numbers("weight"), order));
  const member = share(gather(frame.flags("in_estimation"), order));
  const style = styles.map((s) => share(gather(frame.numbers(s), order)));
  const days: ExposureDay[] = [];
  for (let start = 0; start < date.length; ) {
    let end = start + 1;
    while (end < date.length && date[end] === date[start]) end++;
    days.push({
      day: date[start] as number,
      n: end - start,
      col: col.subarray(start, end),
      style: style.map((x) => x.subarray(start, end)),
      industry: industry.map((x) => x.subarray(start, end)),
      weight: weight.subarray(start, end),
      member: member.subarray(start, end)
    });
    start = end;
  }
  return days;
}

/** Styles that a day has. */
export const presentStyles = ({style, n}: ExposureDay): number[] =>
  STYLES.flatMap((_, s) => (n > 0 && !Number.isNaN((style[s] as Float64Array)[0] as number) ? [s] : []));

/** The same day in memory of its own. */
export const sharedDay = (day: ExposureDay): ExposureDay => ({
  ...day,
  col: share(day.col),
  style: day.style.map(share),
  industry: day.industry.map(share),
  weight: share(day.weight),
  member: share(day.member)
});
