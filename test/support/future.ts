import {tableNamed} from "../../pipeline/schema.js";
import {writeQuery} from "../../pipeline/warehouse/from-query.js";
import type {Warehouse} from "../../pipeline/warehouse/warehouse.js";

const PRICES = ["open", "high", "low", "close", "prev_close", "limit_up", "limit_down"];

/**
 * Copies tables into another dataset with everything after a day (ISO) made another story: prices go elsewhere, every
 * other number is scrambled among the rows of its day, and a tenth of the rows is gone. Up to that day nothing changes.
 * A model that looks ahead gives other answers up to the day; one that does not gives the same.
 */
export async function shuffleFuture(
  from: Warehouse,
  to: Warehouse,
  {after, tables}: {readonly after: string; readonly tables: readonly string[]}
): Promise<void> {
  for (const name of tables) {
    const table = tableNamed(name);
    const {known} = table;
    const source = from.source(name);
    if (!known) {
      await writeQuery(to, table, `SELECT * FROM ${source}`, "test");
      continue;
    }
    const present = new Set(from.record(name).columns);
    const changed = table.columns
      .filter((c) => present.has(c.name) && !table.key.includes(c.name) && c.name !== known)
      .filter((c) => ["DOUBLE", "BIGINT", "INTEGER"].includes(c.type))
      .map(({name: c, type}) =>
        PRICES.includes(c)
          ? `round("${c}" * pow(1.5, sin(hash(code_) % 628 / 100.0 + day_ / 9.0)), 2) AS "${c}"`
          : `("${c}" * (0.5 + (hash(code_, day_, '${c}') % 1000) / 1000.0))::${type} AS "${c}"`
      );
    const code = table.key.find((k) => k === "code" || k === "index" || k === "series") ?? known;
    const past = `SELECT * FROM ${source} WHERE "${known}" <= DATE '${after}'`;
    const rest = `SELECT *, "${code}"::VARCHAR AS code_, "${known}" - DATE '2000-01-01' AS day_ FROM ${source} WHERE "${known}" > DATE '${after}'`;
    const replaced = changed.length > 0 ? ` REPLACE (${changed.join(", ")})` : "";
    await writeQuery(
      to,
      table,
      `${past} UNION ALL BY NAME SELECT * EXCLUDE (code_, day_) FROM (SELECT *${replaced} FROM (${rest}) WHERE hash(code_, day_) % 10 > 0)`,
      "test"
    );
  }
}
