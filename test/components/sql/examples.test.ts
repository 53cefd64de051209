import {DuckDBInstance} from "@duckdb/node-api";
import {describe, expect, it} from "vitest";
import {quoteIdentifier} from "../../../lib/sql/quote.js";
import {statements} from "../../../lib/sql/split.js";
import {tables} from "../../../pipeline/schema.js";
import {EXAMPLES} from "../../../src/components/sql/examples.js";

const connection = await (await DuckDBInstance.create(":memory:")).connect();
for (const {name, columns} of tables) {
  const list = columns.map((c) => `${quoteIdentifier(c.name)} ${c.type}`).join(", ");
  await connection.run(`CREATE TABLE ${quoteIdentifier(name)} (${list})`);
}

describe("the worked examples", () => {
  it("are ten, each titled in both languages", () => {
    expect(EXAMPLES).toHaveLength(10);
    for (const {title} of EXAMPLES) {
      expect(title.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(title.en).not.toMatch(/[\u4e00-\u9fff]/);
    }
  });

  it.each(
    EXAMPLES.map(({title, sql}) => [title.en, sql] as const)
  )("%s: one statement, of the schema", async (_, sql) => {
    expect(statements(sql)).toHaveLength(1);
    const result = await connection.runAndReadAll(sql);
    expect(result.columnCount).toBeGreaterThan(2);
  });
});
