import type {Context} from "../../run/model.js";
import {isoOf} from "../../warehouse/columns.js";

/** Indices whose style funds are compared with. */
const INDICES = ["000300.SH", "000905.SH", "000906.SH", "000852.SH", "000985.CSI"] as const;

/** Writes `index_style`: exposures of indices at the given days, of the members last listed before each. */
export async function indexStyles(
  context: Context,
  styles: readonly string[],
  ends: readonly number[]
): Promise<void> {
  const sums = styles.map(
    (s) =>
      `sum(m.weight * e.${s}) FILTER (e.${s} IS NOT NULL) / nullif(sum(m.weight) FILTER (e.${s} IS NOT NULL), 0) AS ${s}`
  );
  const long = styles.map((s) => `'${s}'`).join(", ");
  const days = ends.map((d) => `(DATE '${isoOf(d)}')`).join(", ");
  const members = context.has("index_member")
    ? `SELECT * FROM index_member WHERE index IN (${INDICES.map((i) => `'${i}'`).join(", ")})`
    : "SELECT NULL::DATE AS date, NULL::VARCHAR AS index, NULL::VARCHAR AS code, NULL::DOUBLE AS weight LIMIT 0";
  const frame = await context.query(
    `WITH held AS (${members}),
       days AS (SELECT * FROM (VALUES ${days}) AS d(day)),
       listed AS (SELECT day, index, max(date) AS date FROM days JOIN held ON date <= day GROUP BY ALL),
       wide AS (
         SELECT l.day AS date, l.index, ${sums.join(", ")}
         FROM listed l JOIN held m ON m.date = l.date AND m.index = l.index
           JOIN exposure e ON e.date = l.day AND e.code = m.code
         WHERE l.day - l.date < 200 GROUP BY ALL)
     SELECT date, index, factor, exposure FROM (UNPIVOT wide ON ${styles.join(", ")} INTO NAME factor VALUE exposure)
     WHERE factor IN (${long}) ORDER BY date, index, factor`
  );
  await context.write("index_style", {
    date: frame.days("date"),
    index: frame.text("index"),
    factor: frame.text("factor"),
    exposure: frame.numbers("exposure")
  });
}
