import {STYLES} from "../../../lib/factor/styles.js";
import {gather, orderOf} from "../../warehouse/order.js";
import type {Source} from "./bars.js";
import {withColumn} from "./bars.js";

/** Exposures of one day: stocks by code. */
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

const places = (scheme: string | undefined): string =>
  `(SELECT industry, (row_number() OVER (ORDER BY industry) - 1)::INTEGER AS place FROM (SELECT DISTINCT industry FROM stock_industry WHERE scheme = '${scheme ?? ""}'))`;

export interface ExposureSpan {
  /** Condition on `exposure`. */
  readonly where: string;
  readonly schemes: readonly (string | undefined)[];
  /** Table whose codes `col` counts; default `stock_daily`. */
  readonly codes?: string;
}

/** Reads exposures by day. */
export async function readExposures(
  source: Source,
  {where, schemes, codes}: ExposureSpan
): Promise<ExposureDay[]> {
  const styles = STYLES.map((s) => s.name);
  const frame = await source.query(
    `SELECT date, col, ${styles.join(", ")}, coalesce(a.place, -1) AS first, coalesce(b.place, -1) AS second, weight, in_estimation FROM ${withColumn("exposure", where, codes)} LEFT JOIN ${places(schemes[0])} a USING (industry) LEFT JOIN ${places(schemes[1])} b ON b.industry = industry_csc37`
  );
  const order = orderOf(frame.days("date"), frame.numbers("col"));
  const date = gather(frame.days("date"), order);
  const col = gather(Int32Array.from(frame.numbers("col")), order);
  const first = gather(Int32Array.from(frame.numbers("first")), order);
  const second = gather(Int32Array.from(frame.numbers("second")), order);
  const weight = gather(frame.numbers("weight"), order);
  const member = gather(frame.flags("in_estimation"), order);
  const style = styles.map((s) => gather(frame.numbers(s), order));
  const days: ExposureDay[] = [];
  for (let start = 0; start < date.length; ) {
    let end = start + 1;
    while (end < date.length && date[end] === date[start]) end++;
    days.push({
      day: date[start] as number,
      n: end - start,
      col: col.subarray(start, end),
      style: style.map((x) => x.subarray(start, end)),
      industry: [first.subarray(start, end), second.subarray(start, end)],
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
