import {describe, expect, it} from "vitest";
import {lineColumn, readError, utf16Offset} from "../../../lib/sql/error.js";
import {editDistance, nearestName} from "../../../lib/sql/nearest.js";

describe("the engine's errors", () => {
  const sql = "select '中文', flw from northbound_flow";
  const told = JSON.stringify({
    exception_type: "Binder",
    exception_message: 'Referenced column "flw" not found in FROM clause!\nCandidate bindings: "flow"',
    name: "flw",
    position: "17",
    candidates: "flow"
  });

  it("are read with their place, which the engine counts in bytes", () => {
    const error = readError(`Binder Error: ${told}`, sql);
    expect(error).toMatchObject({kind: "Binder", name: "flw", candidates: ["flow"]});
    expect(sql.slice(error.position, (error.position ?? 0) + 3)).toBe("flw");
  });

  it("are read where they are told within another", () => {
    const outer = JSON.stringify({exception_type: "Parser", exception_message: told});
    expect(readError(outer, sql)).toEqual(readError(told, sql));
  });

  it("find candidates in the message where they are not listed", () => {
    const message = 'Table "a" does not have a column named "flw"\n\nCandidate bindings: : "flow", "date"';
    const error = readError(JSON.stringify({exception_type: "Binder", exception_message: message}), sql);
    expect(error.candidates).toEqual(["flow", "date"]);
  });

  it("name the extension that a function is in", () => {
    const message =
      'Scalar Function with name "current_date" is not in the catalog, but it exists in the icu extension.\n\nPlease try';
    const error = readError(JSON.stringify({exception_type: "Catalog", exception_message: message}), sql);
    expect(error).toMatchObject({
      extension: "icu",
      message: 'Scalar Function with name "current_date" is not in the catalog'
    });
  });

  it("are taken as they stand where they are plain text", () => {
    expect(readError("Out of Memory Error: failed to allocate\n\nLINE 1: x", sql)).toEqual({
      kind: "Out of Memory",
      message: "Out of Memory Error: failed to allocate",
      candidates: []
    });
    expect(readError("memory access out of bounds", sql).kind).toBe("Engine");
    expect(readError("{broken", sql).message).toBe("{broken");
  });
});

describe("places", () => {
  it("go from bytes to UTF-16 units", () => {
    expect(utf16Offset("a银😀b", 0)).toBe(0);
    expect(utf16Offset("a银😀b", 1)).toBe(1);
    expect(utf16Offset("a银😀b", 4)).toBe(2);
    expect(utf16Offset("a银😀b", 8)).toBe(4);
    expect(utf16Offset("ab", 99)).toBe(2);
  });

  it("are lines and columns as a reader counts them", () => {
    expect(lineColumn("a\n银😀b", 5)).toEqual({line: 2, column: 3});
    expect(lineColumn("", 0)).toEqual({line: 1, column: 1});
  });
});

describe("the nearest name", () => {
  it("is by edit distance within a third of the word", () => {
    expect(editDistance("flw", "flow")).toBe(1);
    expect(nearestName("northbond_flow", ["fund_nav", "northbound_flow"])).toBe("northbound_flow");
    expect(nearestName("FLW", ["flow"])).toBe("flow");
    expect(nearestName("xyz", ["flow", "fund"])).toBeUndefined();
  });
});
