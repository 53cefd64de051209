import type {Source} from "../../warehouse/source.js";
import type {Grid} from "../factor/bars.js";

/** Place of each stock's first day among the market's days; −∞ for what was listed by the first of them. */
export async function listedFrom(source: Source, {codes, days}: Grid): Promise<Float64Array> {
  const frame = await source.query("SELECT code, list_date FROM stock");
  const [code, date] = [frame.strings("code"), frame.days("list_date")];
  const listed = new Map(code.map((c, k) => [c, date[k] as number]));
  return Float64Array.from(codes, (c) => {
    const day = listed.get(c) ?? Number.NEGATIVE_INFINITY;
    return day <= (days[0] as number) ? Number.NEGATIVE_INFINITY : days.findIndex((d) => d >= day);
  });
}
