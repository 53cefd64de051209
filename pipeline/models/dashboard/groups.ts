import {BOTTOM, neutralQuintile, TOP} from "../../../lib/factor/neutral-quintile.js";
import {isoOf} from "../../warehouse/columns.js";
import type {Source} from "../../warehouse/source.js";
import {readSchemes} from "../northbound/industries.js";
import type {FactorPanel} from "./factors.js";
import type {Axis} from "./stock-days.js";

/** A partition of the stocks that sums are taken over: groups by name, and each stock's group on a row of the axis. */
export interface Grouping {
  readonly scheme: string | undefined;
  readonly kind: "country" | "industry" | "style";
  /** Factors that the groups are; a style has the two legs `BOTTOM` and `TOP` instead. */
  readonly factors: readonly string[];
  readonly groups: number;
  groupAt(row: number): ArrayLike<number>;
}

/** The whole market as one group. */
export const marketGrouping = ({codes}: Axis): Grouping => {
  const all = new Int8Array(codes.length);
  return {scheme: undefined, kind: "country", factors: [], groups: 1, groupAt: () => all};
};

/** Industries of each scheme that has factor returns, as they were classified on each day. */
export async function industryGroupings(
  source: Source,
  {codes, days}: Axis,
  panels: readonly FactorPanel[]
): Promise<Grouping[]> {
  const schemes = await readSchemes(source, codes, days);
  return panels.flatMap(({scheme, factors, kinds}) => {
    const own = schemes.find((s) => s.scheme === scheme);
    if (!own) return [];
    const industries = factors.filter((_, c) => kinds[c] === "industry");
    const target = own.industries.map((name) => industries.indexOf(name));
    const group = own.group.map((g) => target[g] ?? -1);
    return {
      scheme,
      kind: "industry" as const,
      factors: industries,
      groups: industries.length,
      groupAt: (row: number) => group.subarray(row * codes.length, (row + 1) * codes.length)
    };
  });
}

/**
 * Legs of each style: the top and bottom quintile of the exposures at the last month end before the day, within
 * CITIC industries. The legs stand for the whole month after; before the first month end there are none.
 */
export async function styleGroupings(
  source: Source,
  {codes, days}: Axis,
  styles: readonly string[]
): Promise<Grouping[]> {
  const ends = monthEnds(days).slice(0, -1);
  const none = new Int8Array(codes.length).fill(-1);
  if (styles.length === 0 || ends.length === 0) return [];
  const legs = await readLegs(source, {codes, days}, {styles, ends});
  const formed = lastBefore(days.length, ends);
  return styles.map((style, s) => ({
    scheme: undefined,
    kind: "style" as const,
    factors: [style],
    groups: [BOTTOM, TOP].length,
    groupAt: (row: number) => legs.get(formed[row] as number)?.[s] ?? none
  }));
}

/** Legs by row of the axis at which they are formed, one a style. */
async function readLegs(
  source: Source,
  {codes, days}: Axis,
  {styles, ends}: {readonly styles: readonly string[]; readonly ends: readonly number[]}
): Promise<Map<number, Int8Array[]>> {
  const place = new Map(codes.map((c, i) => [c, i]));
  const rowOf = new Map(ends.map((row) => [days[row] as number, row]));
  const list = [...rowOf.keys()].map((day) => `DATE '${isoOf(day)}'`).join(", ");
  const frame = await source.query(
    `SELECT date, code, industry, ${styles.map((s) => `"${s}"`).join(", ")} FROM exposure
     WHERE date IN (${list}) AND in_estimation ORDER BY date, code`
  );
  const {codes: group, values} = frame.text("industry");
  const at = frame.strings("code").map((c) => place.get(c ?? "") ?? -1);
  const date = frame.days("date");
  const exposures = styles.map((s) => frame.numbers(s));
  const legs = new Map<number, Int8Array[]>();
  for (let from = 0; from < frame.rows; ) {
    let end = from + 1;
    while (end < frame.rows && date[end] === date[from]) end++;
    const own = exposures.map((exposure) => {
      const side = neutralQuintile(exposure.subarray(from, end), {
        group: group.subarray(from, end),
        groups: values.length
      });
      const leg = new Int8Array(codes.length).fill(-1);
      side.forEach((x, k) => {
        const i = at[from + k] as number;
        if (i >= 0) leg[i] = x;
      });
      return leg;
    });
    legs.set(rowOf.get(date[from] as number) ?? -1, own);
    from = end;
  }
  return legs;
}

/** Rows of the last trading day of each month, and the last row. */
export function monthEnds(days: ArrayLike<number>): number[] {
  const month = (t: number): string => new Date((days[t] as number) * 86_400_000).toISOString().slice(0, 7);
  return Array.from({length: days.length}, (_, t) => t).filter(
    (t) => t === days.length - 1 || month(t) !== month(t + 1)
  );
}

/** For each row the last of `ends` before it, or −1. */
function lastBefore(rows: number, ends: readonly number[]): Int32Array {
  const before = new Int32Array(rows).fill(-1);
  let k = -1;
  for (let t = 0; t < rows; t++) {
    while (k + 1 < ends.length && (ends[k + 1] as number) < t) k++;
    before[t] = k < 0 ? -1 : (ends[k] as number);
  }
  return before;
}
