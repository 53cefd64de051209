import {NULL_DAY} from "../../warehouse/columns.js";
import {columnsOf, type Source} from "../../warehouse/source.js";

/** Funds in columns, in order of code. */
export interface Funds {
  readonly code: readonly string[];
  readonly name: readonly string[];
  readonly type: readonly string[];
  readonly inception: Int32Array;
  /** Last day; NULL_DAY while it lives. */
  readonly end: Int32Array;
}

/** Type of a simulated market's control funds, which test methods and are in no universe, ranking or mean. */
export const CONTROL = "control";

/**
 * Main share classes of the given types, of all but controls by default: another class holds the same portfolio and would
 * count twice.
 */
export async function readFunds(
  source: Source,
  {types}: {readonly types?: readonly string[]} = {}
): Promise<Funds> {
  const present = await columnsOf(source, "fund");
  const where = [
    ...(present.has("share_class_of") ? ["share_class_of IS NULL"] : []),
    types ? `type IN (${listSql(types)})` : `type <> '${CONTROL}'`
  ];
  const end = present.has("end_date") ? "end_date" : "NULL::DATE AS end_date";
  const frame = await source.query(
    `SELECT fund, name, type, inception_date, ${end} FROM fund WHERE ${where.join(" AND ")} ORDER BY fund`
  );
  const text = (name: string): string[] => frame.strings(name).map((s) => s ?? "");
  return {
    code: text("fund"),
    name: text("name"),
    type: text("type"),
    inception: frame.days("inception_date"),
    end: frame.days("end_date")
  };
}

/** Words as the inside of an SQL list. */
export const listSql = (words: readonly string[]): string => words.map((w) => `'${w}'`).join(", ");

/** SQL that numbers the given codes in their order: `(VALUES …) AS t(code, id)`. */
export function numbered(codes: readonly string[], {as, column}: {as: string; column: string}): string {
  const rows = codes.map((c, i) => `('${c.replaceAll("'", "''")}', ${i})`);
  return `(VALUES ${rows.length > 0 ? rows.join(", ") : "(NULL, -1)"}) AS ${as}(${column}, id)`;
}

/** Whether a fund of that inception has lived `days` calendar days by a day, and still lives then. */
export const isGrown = (funds: Funds, f: number, day: number, days: number): boolean =>
  (funds.inception[f] as number) + days <= day &&
  (funds.end[f] === NULL_DAY || day <= (funds.end[f] as number));
