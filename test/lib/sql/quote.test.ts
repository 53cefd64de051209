import {DuckDBInstance} from "@duckdb/node-api";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {identifier, literal, quoteIdentifier, quoteText} from "../../../lib/sql/quote.js";

const connection = await (await DuckDBInstance.create(":memory:")).connect();
const answer = async (sql: string): Promise<unknown> =>
  (await connection.runAndReadAll(sql)).getRows()[0]?.[0];

describe("quoting", () => {
  it("brings any text back through the database", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({unit: "grapheme", maxLength: 40}).filter((t) => !t.includes("\0")),
        async (text) => {
          expect(await answer(`select ${quoteText(text)}`)).toBe(text);
        }
      ),
      {numRuns: 100}
    );
  });

  it("brings any name back, reserved or not", async () => {
    const name = fc.oneof(
      fc.constantFrom("order", "index", "a b", 'a"b', "银行", "Flow", "select"),
      fc.string({minLength: 1})
    );
    await fc.assert(
      fc.asyncProperty(
        name.filter((t) => !t.includes("\0")),
        async (n) => {
          for (const written of [quoteIdentifier(n), identifier(n)]) {
            const result = await connection.runAndReadAll(`select 1 as ${written}`);
            expect(result.columnNames()).toEqual([n]);
          }
        }
      ),
      {numRuns: 100}
    );
  });

  it("leaves plain names bare and quotes reserved ones", () => {
    expect(identifier("flow")).toBe("flow");
    expect(identifier("order")).toBe('"order"');
  });

  it("brings numbers back bit for bit", async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({noNaN: true}), async (x) => {
        expect(await answer(`select (${literal(x)})::double`)).toBe(x);
      }),
      {numRuns: 200}
    );
    expect(await answer(`select isnan(${literal(Number.NaN)})`)).toBe(true);
  });

  it("writes values by their type", () => {
    expect(literal(null)).toBe("NULL");
    expect(literal(undefined)).toBe("NULL");
    expect(literal(9007199254740993n)).toBe("9007199254740993");
    expect(literal(new Date("2024-02-23"))).toBe("DATE '2024-02-23'");
    expect(literal(new Date("2024-02-23T01:02:03.004Z"))).toBe("TIMESTAMP '2024-02-23 01:02:03.004'");
    expect(literal([1, "a"])).toBe("[1, 'a']");
    expect(literal(true)).toBe("TRUE");
  });

  it("refuses what cannot be written", () => {
    expect(() => quoteText("a\0b")).toThrow("NUL character");
    expect(() => literal(new Date(Number.NaN))).toThrow("invalid Date");
    expect(() => literal({} as unknown as string)).toThrow("[object Object] cannot be written");
  });
});
