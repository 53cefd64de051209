import {describe, expect, it} from "vitest";
import {bindParameters, parameterNames, typedValue} from "../../../lib/sql/parameters.js";

describe("parameters", () => {
  it("are $names outside of strings and comments, each once", () => {
    expect(parameterNames("select $a, '$b', $a, $日期 -- $c\n, $$ $d $$, x$e")).toEqual(["a", "日期"]);
  });

  it("are written in as literals", () => {
    const values = new Map<string, string | number>([
      ["name", "O'Neil; drop"],
      ["n", 3]
    ]);
    expect(bindParameters("select $name, $n", values).sql).toBe("select 'O''Neil; drop', 3");
  });

  it("lead places back to the original", () => {
    const text = "select $a, flw from $b";
    const {sql, origin} = bindParameters(
      text,
      new Map([
        ["a", "long text"],
        ["b", "x"]
      ])
    );
    expect(sql).toBe("select 'long text', flw from 'x'");
    expect(text.slice(origin(sql.indexOf("flw")), origin(sql.indexOf("flw")) + 3)).toBe("flw");
    expect(origin(sql.indexOf("'long") + 3)).toBe(7);
    expect(origin(0)).toBe(0);
    expect(origin(sql.length)).toBe(text.length);
  });

  it("without a value are refused", () => {
    expect(() => bindParameters("select $a", new Map())).toThrow("parameter $a has none");
  });

  it("are read as what they look like", () => {
    expect(typedValue("12")).toBe(12n);
    expect(typedValue("-0.5e3")).toBe(-500);
    expect(typedValue("2024-02-23")).toEqual(new Date("2024-02-23T00:00:00Z"));
    expect(typedValue("TRUE")).toBe(true);
    expect(typedValue(" ")).toBeNull();
    expect(typedValue("'12'")).toBe("12");
    expect(typedValue("2024-02-33")).toBe("2024-02-33");
    expect(typedValue("600519.SH")).toBe("600519.SH");
  });
});
