import {type Literal, literal} from "../../lib/sql/quote.js";
import {rowObject} from "../../lib/sql/result.js";
import {database} from "../database.js";

type Row = ReturnType<typeof rowObject>;
export type Rows = Row[] & {readonly columns: string[]};

/** Rows that a page may ask for; more is a mistake in its query. */
const MOST = 1_000_000;

/**
 * SQL in a page: ```` ```sql id=rows ```` blocks and `` sql`…` `` in code. Parameters are written in as literals.
 * The answer is an array of plain objects with `columns`, as Plot and Inputs take it: numbers as numbers
 * (rounded to double), dates as UTC Dates, NULL as null. Rejects with the engine's message where the query fails,
 * and where it has more than a million rows.
 */
export async function sql(strings: readonly string[], ...values: readonly Literal[]): Promise<Rows> {
  const text = strings.map((part, i) => (i === 0 ? part : `${literal(values[i - 1])}${part}`)).join("");
  const {result} = await database.query(text, {rows: MOST});
  if (result.more) throw new RangeError(`sql: more than ${MOST} rows; select fewer`);
  const rows = Array.from({length: result.rows}, (_, i) => rowObject(result, i));
  return Object.assign(rows, {columns: result.columns.map((c) => c.name)});
}
