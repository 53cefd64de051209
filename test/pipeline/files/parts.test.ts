import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {castText, codeSql, dateSql, isMissing} from "../../../pipeline/sources/files/cast.js";
import {plain} from "../../../pipeline/sources/files/fatal.js";
import {matches} from "../../../pipeline/sources/files/glob.js";
import {fieldsOf, recordsOf} from "../../../pipeline/sources/files/records.js";
import {temporary, withDatabase} from "./support.js";

describe("patterns", () => {
  test.each([
    ["a.csv", "*.csv", true],
    ["x/a.csv", "*.csv", false],
    ["x/y/a.csv", "**/*.csv", true],
    ["a.csv", "**/*.csv", true],
    ["x/y/a.csv", "x/**", true],
    ["000300.SH.csv", "??????.{SH,SZ}.csv", true],
    ["000300.BJ.csv", "??????.{SH,SZ}.csv", false],
    ["a+b(1).csv", "a+b(1).csv", true],
    ["axcsv", "a.csv", false]
  ])("%s against %s: %s", (path, pattern, expected) => {
    expect(matches(path, pattern)).toBe(expected);
  });
  test("a brace left open is refused", () => {
    expect(() => matches("a", "{a")).toThrow(/a brace is not closed/);
  });
});

/** One SQL expression over words, answered as text. */
const answers = (words: readonly string[], sql: (t: string) => string): Promise<string[]> =>
  withDatabase(async (db) => {
    const list = words.map((w) => `'${w.replaceAll("'", "''")}'`).join(", ");
    const read = await db.runAndReadAll(`SELECT (${sql("t")})::VARCHAR FROM (SELECT unnest([${list}]) AS t)`);
    return read.getRows().map(([v]) => String(v));
  });

describe("values", () => {
  test("codes in every form; a bare one that lost its zeros is none", async () => {
    const words = [
      "600519.SH",
      "sh.600519",
      "SH600519",
      "600519.XSHG",
      "000001.XSHE",
      "bj430047",
      "00700.HK",
      "hk00700",
      "600519",
      "1"
    ];
    expect(await answers(words, (t) => codeSql(t, "auto"))).toEqual([
      "600519.SH",
      "600519.SH",
      "600519.SH",
      "600519.SH",
      "000001.SZ",
      "430047.BJ",
      "00700.HK",
      "00700.HK",
      "null",
      "null"
    ]);
    const bare = [
      "600519",
      "688981",
      "000001",
      "300750",
      "430047",
      "836077",
      "920001",
      "00700",
      "1",
      "0000001",
      "510300"
    ];
    expect(await answers(bare, (t) => codeSql(t, "bare"))).toEqual([
      "600519.SH",
      "688981.SH",
      "000001.SZ",
      "300750.SZ",
      "430047.BJ",
      "836077.BJ",
      "920001.BJ",
      "00700.HK",
      "null",
      "null",
      "null"
    ]);
    expect(await answers(["000003", "110022.OF", "3"], (t) => codeSql(t, "fund"))).toEqual([
      "000003.OF",
      "110022.OF",
      "null"
    ]);
  });

  test("dates: year first only; months and quarters end on their last day", async () => {
    const words = [
      "2024-02-29",
      "2024/2/9",
      "20240229",
      "20240229.0",
      "2024-02-29 00:00:00",
      "2024-02-29T00:00:00.000",
      "2024-02-30",
      "29/02/2024",
      "24-02-29",
      "202402",
      "1e8"
    ];
    expect(await answers(words, (t) => dateSql(t, "day"))).toEqual([
      "2024-02-29",
      "2024-02-09",
      "2024-02-29",
      "2024-02-29",
      "2024-02-29",
      "2024-02-29",
      "null",
      "null",
      "null",
      "null",
      "null"
    ]);
    expect(await answers(["2024-02", "202402", "2015-02-01", "2024-13"], (t) => dateSql(t, "month"))).toEqual(
      ["2024-02-29", "2024-02-29", "2015-02-28", "null"]
    );
    expect(
      await answers(["2020-Q4", "2020Q1", "4Q 2021", "2020-Q5", "20200630"], (t) => dateSql(t, "quarter"))
    ).toEqual(["2020-12-31", "2020-03-31", "2021-12-31", "null", "2020-06-30"]);
  });

  test("numbers, truth and missing words", async () => {
    expect(
      await answers(["1.5", "-2e3", "inf", "nan", "1,234", "abc", ""], (t) => castText(t, "DOUBLE", "day"))
    ).toEqual(["1.5", "-2000.0", "null", "null", "null", "null", "null"]);
    expect(await answers(["1", "0", "Y", "否", "maybe"], (t) => castText(t, "BOOLEAN", "day"))).toEqual([
      "true",
      "false",
      "true",
      "false",
      "null"
    ]);
    expect(
      await answers(["", "NaN", "NULL", "-", "#N/A", "无"], (t) => isMissing(t, "DOUBLE", ["无"]))
    ).toEqual(Array(6).fill("true"));
    expect(await answers(["-", "NA"], (t) => isMissing(t, "VARCHAR"))).toEqual(["false", "false"]);
  });

  test("messages hold no control characters", () => {
    expect(plain("a\u001b[31mb\nc\u202e")).toBe("a [31mb c ");
    expect(plain("x".repeat(10), 4)).toBe("xxxx…");
  });
});

describe("records", () => {
  const read = async (content: string, gzip = false) => {
    const path = join(temporary(), gzip ? "a.csv.gz" : "a.csv");
    writeFileSync(path, gzip ? gzipSync(content) : content);
    const found = [];
    for await (const r of recordsOf(path, {delimiter: ",", gzip}))
      found.push({...r, bytes: r.bytes.toString()});
    return found;
  };

  test("lines count quoted breaks and blank lines", async () => {
    const found = await read('\uFEFFa,b\r\n1,"x\n\ny"\r\n\r\n2,"q""u"\n3');
    expect(found.map((r) => [r.line, r.fields, r.bytes, r.fault])).toEqual([
      [1, 2, "a,b", undefined],
      [2, 2, '1,"x\n\ny"', undefined],
      [6, 2, '2,"q""u"', undefined],
      [7, 1, "3", undefined]
    ]);
  });

  test("faults of quotes", async () => {
    expect((await read('a\n"x"y,1\n')).map((r) => r.fault)).toEqual([
      undefined,
      "text after a closing quote"
    ]);
    expect((await read('a\n"x\ny\n')).at(-1)?.fault).toBe("a quote opened here is never closed");
  });

  test("any table written as CSV is read back, with its lines", async () => {
    const cell = fc.string({unit: fc.constantFrom("a", ",", '"', "\n", "松", " ")});
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), {minLength: 1, maxLength: 8}),
        fc.boolean(),
        async (rows, gzip) => {
          const quoted = rows.map((r) => r.map((c) => `"${c.replaceAll('"', '""')}"`).join(","));
          const found = await read(quoted.join("\n"), gzip);
          expect(found.map((r) => fieldsOf(r.bytes, ","))).toEqual(rows);
          const starts = quoted.map(
            (_, i) => quoted.slice(0, i).join("\n").split("\n").length + (i > 0 ? 1 : 0)
          );
          expect(found.map((r) => r.line)).toEqual(starts);
        }
      ),
      {numRuns: 40}
    );
  });
});
