import {beforeEach, describe, expect, it, vi} from "vitest";
import type {Result} from "../../../lib/sql/result.js";
import {sql} from "../../../src/components/sql/tag.js";

const asked: string[] = [];
let answer: Result;
vi.mock("../../../src/components/database.js", () => ({
  database: {
    query: async (text: string) => {
      asked.push(text);
      return {result: answer};
    }
  }
}));

beforeEach(() => {
  asked.length = 0;
  const day = new Date("2024-02-23");
  answer = {
    rows: 1,
    more: false,
    columns: [
      {name: "date", type: "DATE", kind: "date", text: () => "2024-02-23", value: () => day},
      {name: "flow", type: "DOUBLE", kind: "number", text: () => "1.5", value: () => 1.5}
    ]
  };
});

describe("sql in a page", () => {
  it("writes parameters in as literals and gives rows with columns", async () => {
    const rows = await sql`select date, flow from f where name = ${"O'Neil"} and n > ${2} limit 1`;
    expect(asked).toEqual(["select date, flow from f where name = 'O''Neil' and n > 2 limit 1"]);
    expect(rows.columns).toEqual(["date", "flow"]);
    expect([...rows]).toEqual([{date: new Date("2024-02-23"), flow: 1.5}]);
  });

  it("refuses more rows than a page may ask for, and values that have no literal", async () => {
    answer = {...answer, more: true};
    await expect(sql`select 1`).rejects.toThrow(/more than 1000000 rows/);
    await expect(sql`select ${new Date(Number.NaN)}`).rejects.toThrow(/invalid Date/);
  });
});
