import {describe, expect, it} from "vitest";
import {aligned, fractionDigits, sampleRows} from "../../../lib/sql/align.js";
import {defaultChart} from "../../../lib/sql/chart.js";
import {csvPieces} from "../../../lib/sql/csv.js";
import {orderBy} from "../../../lib/sql/order.js";
import {type ColumnKind, type Result, rowObject} from "../../../lib/sql/result.js";

const column = (
  name: string,
  kind: ColumnKind,
  texts: readonly (string | null)[]
): Result["columns"][number] => ({
  name,
  type: kind,
  kind,
  text: (row) => texts[row] ?? null,
  value: (row) => {
    const text = texts[row] ?? null;
    if (text === null) return null;
    return kind === "number" || kind === "exact" ? Number(text) : kind === "date" ? new Date(text) : text;
  }
});

const result = (...columns: Result["columns"]): Result => ({
  columns,
  rows: Math.max(...columns.map((c) => (c.name.startsWith("few") ? 1 : 4))),
  more: false
});

const date = column("date", "date", ["2024-02-22", "2024-02-22", "2024-02-23", "2024-02-23"]);
const days = column("day", "date", ["2024-02-20", "2024-02-21", "2024-02-22", "2024-02-23"]);
const name = column("name", "text", ["b", "a", "b", "a"]);
const sector = column("sector", "text", ["x", "x", "x", "x"]);
const flow = column("flow", "number", ["1.5", "-2", null, "10"]);
const big = column("big", "exact", ["9007199254740993", "9007199254740992", null, "-1"]);

describe("a result as CSV", () => {
  const csv = (r: Result, options = {}): string => [...csvPieces(r, options)].join("");

  it("tells NULL from empty text, quotes, and leaves numbers alone", () => {
    const text = column("t", "text", [null, "", 'a"b,c', "银行"]);
    const negative = column("n", "number", ["-1", "-2.5", null, "1e-7"]);
    expect(csv(result(text, negative))).toBe('\ufefft,n\r\n,-1\r\n"",-2.5\r\n"a""b,c",\r\n银行,1e-7\r\n');
  });

  it("guards text and names that a spreadsheet would run, unless told not to", () => {
    const text = column("=cmd", "text", ["=1+1", "-x", "@a", "+b"]);
    expect(csv(result(text), {bom: false})).toBe("'=cmd\r\n'=1+1\r\n'-x\r\n'@a\r\n'+b\r\n");
    expect(csv(result(text), {bom: false, guard: false})).toBe("=cmd\r\n=1+1\r\n-x\r\n@a\r\n+b\r\n");
  });

  it("follows the reader's order", () => {
    expect(csv(result(flow), {bom: false, order: Uint32Array.of(3, 0, 1, 2)})).toBe(
      "flow\r\n10\r\n1.5\r\n-2\r\n\r\n"
    );
  });
});

describe("the order of rows", () => {
  it("is by value with nulls last, both ways, equal rows as they were", () => {
    const r = result(flow, name);
    expect([...orderBy(r, 0, "ascending")]).toEqual([1, 0, 3, 2]);
    expect([...orderBy(r, 0, "descending")]).toEqual([3, 0, 1, 2]);
    expect([...orderBy(r, 1, "ascending")]).toEqual([1, 3, 0, 2]);
    expect([...orderBy(r, 1, "descending")]).toEqual([0, 2, 1, 3]);
  });

  it("is exact beyond double", () => {
    expect([...orderBy(result(big), 0, "ascending")]).toEqual([3, 1, 0, 2]);
  });

  it("refuses a column that is not there", () => {
    expect(() => orderBy(result(flow), 5, "ascending")).toThrow("column: 5 is not one of 1");
  });
});

describe("the default chart", () => {
  it("is what the columns suggest", () => {
    expect(defaultChart(result(days, flow))).toEqual({mark: "line", x: 0, y: 1});
    expect(defaultChart(result(date, sector, name, flow))).toEqual({mark: "line", x: 0, y: 3, colour: 2});
    expect(defaultChart(result(date, sector, flow))).toEqual({mark: "dot", x: 0, y: 2});
    expect(defaultChart(result(name, flow))).toEqual({mark: "bar", x: 1, y: 0});
    expect(defaultChart(result(flow, big))).toEqual({mark: "dot", x: 0, y: 1});
    expect(defaultChart(result(name))).toBeUndefined();
    expect(defaultChart(result(flow))).toBeUndefined();
    expect(defaultChart({columns: [flow], rows: 0})).toBeUndefined();
  });
});

describe("numbers in a column", () => {
  it("stand with their points below each other", () => {
    expect(fractionDigits(flow, [0, 1, 2, 3])).toBe(1);
    expect(aligned("1.5", 3)).toBe("1.5\u2007\u2007");
    expect(aligned("10", 1)).toBe("10\u2008\u2007");
    expect(aligned("1e-7", 3)).toBe("1e-7");
    expect(aligned("10", 0)).toBe("10");
  });

  it("are measured from both ends, each row once", () => {
    expect(sampleRows({rows: 3}, 200).sort()).toEqual([0, 1, 2]);
    expect(sampleRows({rows: 1000}, 4)).toEqual([0, 999, 1, 998]);
  });
});

describe("a row as an object", () => {
  it("holds hostile names as plain properties", () => {
    const row = rowObject(result(column("__proto__", "text", ["x", "", "", ""]), flow), 0);
    expect(Object.keys(row)).toEqual(["__proto__", "flow"]);
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
  });
});
