import {membership, type Spells} from "../../../lib/flow/membership.js";
import {NULL_DAY} from "../../warehouse/columns.js";
import {columnsOf, type Source} from "../../warehouse/source.js";

/** Stands for the stocks that a scheme does not classify, so that a day's rows always sum to all stocks. */
export const UNCLASSIFIED = "未分类";

/** One industry scheme: its industries in order, the last unclassified, and each stock's group by day. */
export interface Scheme {
  readonly scheme: string;
  readonly industries: readonly string[];
  /** Days × stocks. */
  readonly group: Int16Array;
}

/** Point-in-time membership of the stocks in every scheme that the dataset has, schemes in order of name. */
export async function readSchemes(
  source: Source,
  codes: readonly string[],
  days: Int32Array
): Promise<Scheme[]> {
  const column = new Map(codes.map((c, i) => [c, i]));
  const ends = (await columnsOf(source, "stock_industry")).has("to_date")
    ? "to_date"
    : "NULL::DATE AS to_date";
  const frame = await source.query(`SELECT code, scheme, from_date, industry, ${ends} FROM stock_industry`);
  const [code, scheme, industry] = [
    frame.strings("code"),
    frame.strings("scheme"),
    frame.strings("industry")
  ];
  const [from, to] = [frame.days("from_date"), frame.days("to_date")];
  const rows = Array.from({length: frame.rows}, (_, i) => i).filter((i) => column.has(code[i] ?? ""));
  return [...new Set(rows.map((i) => scheme[i] ?? ""))].sort().map((name) => {
    const own = rows.filter((i) => scheme[i] === name);
    const classified = [...new Set(own.map((i) => industry[i] ?? UNCLASSIFIED))].sort();
    const industries = [...classified.filter((x) => x !== UNCLASSIFIED), UNCLASSIFIED];
    const place = new Map(industries.map((x, g) => [x, g]));
    const spells: Spells = {
      asset: own.map((i) => column.get(code[i] ?? "") ?? 0),
      from: own.map((i) => from[i] ?? 0),
      to: own.map((i) => (to[i] === NULL_DAY ? Number.NaN : (to[i] ?? Number.NaN))),
      group: own.map((i) => place.get(industry[i] ?? UNCLASSIFIED) ?? 0)
    };
    const group = membership(spells, days, codes.length);
    const rest = industries.length - 1;
    for (let i = 0; i < group.length; i++) if ((group[i] as number) < 0) group[i] = rest;
    return {scheme: name, industries, group};
  });
}
