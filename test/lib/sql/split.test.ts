import {DuckDBInstance} from "@duckdb/node-api";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {tokens} from "../../../lib/sql/lex.js";
import {statementAt, statements} from "../../../lib/sql/split.js";

const texts = (script: string): string[] => statements(script).map((s) => s.text);

describe("statements of a script", () => {
  it("are split at semicolons outside of strings, names and comments", () => {
    expect(texts("select 1; select 2")).toEqual(["select 1", "select 2"]);
    expect(texts("select ';''x;'; select \"a;b\"")).toEqual(["select ';''x;'", 'select "a;b"']);
    expect(texts("select 1 -- a; b\n+ 2;select 3")).toEqual(["select 1 -- a; b\n+ 2", "select 3"]);
    expect(texts("/* a; /* b; */ c; */ select 1;")).toEqual(["select 1"]);
    expect(texts("select $$a;b$$; select $x$ ; $$ ; $x$")).toEqual([
      "select $$a;b$$",
      "select $x$ ; $$ ; $x$"
    ]);
    expect(texts("select E'a\\';b'; select 2")).toEqual(["select E'a\\';b'", "select 2"]);
  });

  it("leave out what holds no statement", () => {
    expect(texts("")).toEqual([]);
    expect(texts(" ;; -- only words\n; /* and more */")).toEqual([]);
  });

  it("run to the end where a mark is not closed", () => {
    expect(texts("select 'a; select 2")).toEqual(["select 'a; select 2"]);
    expect(tokens("select $$a").at(-1)).toEqual({kind: "string", start: 7, end: 10, open: true});
  });

  it("say where they stand", () => {
    const script = "  select 1 ; -- 银行\n select 2;";
    for (const {start, end, text} of statements(script)) expect(script.slice(start, end)).toBe(text);
  });

  it("hold for any text: tokens have no gaps, statements lie in order and split no further", () => {
    const piece = fc.constantFrom(
      "'",
      '"',
      ";",
      "--",
      "/*",
      "*/",
      "$$",
      "$a$",
      "$a",
      "\n",
      " ",
      "e'",
      "\\",
      "1",
      "x银"
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({maxLength: 4})), {maxLength: 30}), (parts) => {
        const script = parts.join("");
        const all = tokens(script);
        expect(all.map((t) => script.slice(t.start, t.end)).join("")).toBe(script);
        expect(all.every((t) => t.end > t.start)).toBe(true);
        let last = 0;
        for (const {start, end, text} of statements(script)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(text.trimStart()).toBe(text);
          expect(statements(text).map((s) => s.text)).toEqual([text]);
          last = end;
        }
      }),
      {numRuns: 500}
    );
  });
});

describe("splitting as the database does", async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const statement = fc.constantFrom(
    "select 1",
    "select 'a;''b'",
    "select $$;$$",
    "select $q$ ; $$ ; $q$",
    "select e'\\';'",
    "/* ; */ select 2 -- ;\n",
    'select 1 as "a;b"',
    "values (1), (2)"
  );
  it("gives as many statements", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(statement, {minLength: 1, maxLength: 6}), async (parts) => {
        const script = parts.join(" ;\n");
        expect(statements(script)).toHaveLength((await connection.extractStatements(script)).count);
      }),
      {numRuns: 100}
    );
  });
});

describe("the statement at a place", () => {
  const script = "select 1;\n\nselect 2; -- end";
  it.each([
    [0, "select 1"],
    [8, "select 1"],
    [9, "select 1"],
    [10, "select 2"],
    [14, "select 2"],
    [script.length, "select 2"]
  ])("%i is in %s", (offset, expected) => {
    expect(statementAt(script, offset)?.text).toBe(expected);
  });

  it("is undefined where there is none", () => {
    expect(statementAt(" -- nothing", 3)).toBeUndefined();
  });
});
