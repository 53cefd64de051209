import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {describe, expect, test} from "vitest";
import {readMapping} from "../../../pipeline/sources/files/mapping.js";
import {
  bars,
  fixture,
  fixtures,
  folderWith,
  importTo,
  query,
  rejectsOf,
  temporary,
  withDatabase
} from "./support.js";

const count = (result: Awaited<ReturnType<typeof importTo>>, name: string): number | undefined =>
  result.tables.find((t) => t.name === name)?.rows;

describe("canonical files", () => {
  test("a folder becomes a dataset: tables by name, a calendar and the rest derived, manifest in place", async () => {
    const result = await importTo(join(fixtures, "plain"));
    expect(result.reasons).toEqual([]);
    expect(result.tables.map((t) => [t.name, t.rows, t.derived])).toEqual([
      ["calendar", 14, true],
      ["stock", 2, false],
      ["stock_daily", 20, false]
    ]);
    const manifest = JSON.parse(readFileSync(join(result.folder, "manifest.json"), "utf8"));
    expect(manifest).toMatchObject({dataset: "t", simulated: false, source: "canonical files"});
    expect(manifest.tables.stock_daily).toMatchObject({rows: 20, from: "2024-01-02", to: "2024-01-15"});
    expect(existsSync(join(result.folder, "stock_daily/2024.parquet"))).toBe(true);
    expect(await query(result, "SELECT count(*), sum(is_open::INT) FROM calendar")).toEqual([["14", "10"]]);
    expect(await query(result, "SELECT name FROM stock ORDER BY code")).toEqual([
      ["云岭\n药业"],
      ["松涛,机电"]
    ]);
    expect(
      await query(
        result,
        `SELECT "close", volume, adj_factor, is_suspended FROM stock_daily WHERE date = '2024-01-09' AND code = '399901.SZ'`
      )
    ).toEqual([["12.11", "856400", "2", "false"]]);
  });

  test("UTF-8 with BOM, GB18030 and gzip side by side; several files of one table", async () => {
    const [head, ...lines] = bars().trimEnd().split("\n");
    const half = (part: string[]): string => `${[head, ...part].join("\n")}\n`;
    const folder = folderWith({
      "stock_daily_2024a.csv": "",
      "stock_daily/first.csv": `\uFEFF${half(lines.slice(0, 7))}`,
      "stock_daily_2024.csv.gz": gzipSync(half(lines.slice(7))),
      "stock.csv": readFileSync(join(fixtures, "gb18030/stock.csv")),
      "industry.csv": readFileSync(join(fixtures, "gb18030/industry.csv")),
      "stock_industry.csv": readFileSync(join(fixtures, "gb18030/stock_industry.csv"))
    });
    await expect(importTo(folder)).rejects.toThrow(/stock_daily_2024a\.csv is empty/);
    const sound = folderWith({
      "stock_daily/first.csv": `\uFEFF${half(lines.slice(0, 7))}`,
      "stock_daily_2024.csv.gz": gzipSync(half(lines.slice(7))),
      "stock.csv": readFileSync(join(fixtures, "gb18030/stock.csv")),
      "industry.csv": readFileSync(join(fixtures, "gb18030/industry.csv")),
      "stock_industry.csv": readFileSync(join(fixtures, "gb18030/stock_industry.csv"))
    });
    const result = await importTo(sound);
    expect(count(result, "stock_daily")).toBe(20);
    expect(await query(result, "SELECT name, list_date FROM stock ORDER BY code")).toEqual([
      ["云岭药业", "2010-11-02"],
      ["松涛机电", "2001-05-08"]
    ]);
    expect(await query(result, "SELECT industry, name_en, sector FROM industry ORDER BY 1")).toEqual([
      ["电子", "Electronics", "大科技"],
      ["银行", "Banks", "大金融"]
    ]);
    expect(await query(result, "SELECT from_date, to_date FROM stock_industry ORDER BY 1")).toEqual([
      ["2001-05-08", "2020-01-01"],
      ["2020-01-01", "null"]
    ]);
    expect(result.notices.join("\n")).toContain("read as GB18030");
  });

  test("Parquet: a file, a folder of years; leading zeros of text codes stay", async () => {
    const folder = folderWith({"stock_daily/.keep": "", "a.csv": bars()});
    await withDatabase(async (db) => {
      const source = `read_csv('${folder}/a.csv', types = {'date': 'DATE'})`;
      await db.run(
        `COPY (SELECT * REPLACE (replace(code, '699001', '000001') AS code, "close"::FLOAT AS "close") FROM ${source}) TO '${folder}/stock_daily/2024.parquet' (FORMAT parquet)`
      );
    });
    const result = await importTo(folder, {mappings: []}).catch((e: Error) => e);
    expect(String(result)).toMatch(/a\.csv: unknown table "a"/);
    const clean = folderWith({
      "stock_daily/2024.parquet": readFileSync(join(folder, "stock_daily/2024.parquet"))
    });
    const good = await importTo(clean);
    expect(await query(good, "SELECT DISTINCT code FROM stock_daily ORDER BY 1")).toEqual([
      ["000001.SH"],
      ["399901.SZ"]
    ]);
    expect(
      await query(good, `SELECT "close" FROM stock_daily WHERE code = '399901.SZ' ORDER BY date LIMIT 1`)
    ).toEqual([["24.71"]]);
  });

  test("amount, when absent, is estimated and says so", async () => {
    const lines = bars()
      .trimEnd()
      .split("\n")
      .map((l) =>
        l
          .split(",")
          .filter((_, i) => i !== 8)
          .join(",")
      );
    const result = await importTo(folderWith({"stock_daily.csv": `${lines.join("\n")}\n`}));
    expect(
      await query(
        result,
        "SELECT amount, amount_estimated FROM stock_daily WHERE code = '699001.SH' ORDER BY date LIMIT 1"
      )
    ).toEqual([[String(Math.round((633200 * (10.01 + 9.74 + 9.79) * 100) / 3) / 100), "true"]]);
  });

  test("the same folder gives the same bytes", async () => {
    const digests = async (): Promise<string[]> => {
      const result = await importTo(join(fixtures, "plain"));
      const {tables} = JSON.parse(readFileSync(join(result.folder, "manifest.json"), "utf8"));
      return Object.values(tables as Record<string, {digest: string}>).map((t) => t.digest);
    };
    expect(await digests()).toEqual(await digests());
  });

  test("a dry run checks and leaves nothing", async () => {
    const root = temporary();
    const result = await importTo(join(fixtures, "plain"), {root, dryRun: true});
    expect(count(result, "stock_daily")).toBe(20);
    expect(existsSync(join(root, "t"))).toBe(false);
    expect(existsSync(join(root, ".t.import"))).toBe(false);
  });
});

describe("by mapping", () => {
  const mapping = readMapping(join(fixtures, "vendor/mapping.json"));

  test("手, 千元, sh.600519, 20240102, Chinese headers in GB18030; the factor grows from the reference price", async () => {
    const result = await importTo(join(fixtures, "vendor"), {mappings: [mapping]});
    const plain = await importTo(join(fixtures, "plain"));
    const sql = `SELECT date, code, "open", high, low, "close", prev_close, volume, round(amount, 0) FROM stock_daily ORDER BY ALL`;
    expect(await query(result, sql)).toEqual(await query(plain, sql));
    const factors = await query(result, "SELECT DISTINCT code, adj_factor FROM stock_daily ORDER BY ALL");
    expect(factors).toEqual([
      ["399901.SZ", "1"],
      ["399901.SZ", String(Math.round((24.29 / 12.14) * 1e8) / 1e8)],
      ["699001.SH", "1"]
    ]);
  });

  test("a mapping that matches nothing is fatal", async () => {
    await expect(importTo(folderWith({"x.csv": "a\n1\n"}), {mappings: [mapping]})).rejects.toThrow(
      /no file of .* matches mapping bars/
    );
  });

  test("hostile names and cells stay text, and are no formulas in the rejects", async () => {
    const evil = `=cmd|'/C calc'!A0`;
    const folder = folderWith({
      "stock.csv": `code,name,board,list_date\n699001.SH,"<img src=x onerror=alert(1)>",main,2001-05-08\n399901.SZ,"'; DROP TABLE stock; --",main,2010-11-02\n"${evil}",x,main,2010-11-02\n`,
      'it\'s "odd" \u001b[31m.md': "x"
    });
    const result = await importTo(folder, {maxRejects: 0.5});
    expect(await query(result, "SELECT name FROM stock ORDER BY code")).toEqual([
      ["'; DROP TABLE stock; --"],
      ["<img src=x onerror=alert(1)>"]
    ]);
    expect(rejectsOf(result)).toEqual([
      "stock.csv,4,code,'=cmd|'/C calc'!A0,a code without its exchange (600519.SH),stock"
    ]);
    const quoted = folderWith({'stock_daily_2024\'s "x".csv': bars()});
    expect(count(await importTo(quoted), "stock_daily")).toBe(20);
  });

  test("wide files, lookups, words by contents, constants, statutory dates and quarters", async () => {
    const folder = folderWith({
      "wide.csv": "日期,银行,电子\n2024-01-02,1000,\n2024-01-03,1010.5,2000\n",
      "names.csv": "id,l1\n480101,银行\n270102,电子\n",
      "members.csv":
        "c,since,id\n699001,2020-01-01,480101\n300901,2020-01-01,270102\n399901,2020-01-01,270102\n830001,2020-01-01,999999\n",
      "facts.csv": "c,q,mv,pb\n699001,2023Q4,100,2\n"
    });
    const made = (await import("../../../pipeline/sources/files/mapping.js")).checkMapping(
      {
        name: "m",
        title: {zh: "例", en: "Example"},
        tables: [
          {
            table: "industry_daily",
            files: ["wide.csv"],
            unpivot: {keep: ["日期"]},
            dropMissing: ["close"],
            columns: {date: "日期", scheme: {constant: "sw"}, industry: "$name", close: "$value"}
          },
          {
            table: "stock_industry",
            files: ["members.csv"],
            columns: {
              code: {from: "c", code: "bare"},
              scheme: {constant: "sw"},
              from_date: "since",
              industry: {lookup: {file: "names.csv", key: "id", value: "l1"}, from: "id"}
            }
          },
          {
            table: "financial",
            files: ["facts.csv"],
            columns: {
              code: {from: "c", code: "bare"},
              period_end: {from: "q", date: "quarter"},
              known_date: {known: {from: "q", date: "quarter"}, rule: "statutory"},
              book_equity: {ratio: [{from: "mv", factor: 10000}, "pb"]},
              revenue_ttm: {missing: "none"},
              net_profit_ttm: {missing: "none"},
              total_assets: {missing: "none"},
              total_debt: {missing: "none"},
              operating_cash_flow_ttm: {missing: "none"}
            }
          }
        ]
      },
      "m"
    );
    const result = await importTo(folder, {mappings: [made], maxRejects: 0.5});
    expect(await query(result, `SELECT date, industry, "close" FROM industry_daily ORDER BY ALL`)).toEqual([
      ["2024-01-02", "银行", "1000"],
      ["2024-01-03", "电子", "2000"],
      ["2024-01-03", "银行", "1010.5"]
    ]);
    expect(await query(result, "SELECT code, industry FROM stock_industry ORDER BY 1")).toEqual([
      ["300901.SZ", "电子"],
      ["699001.SH", "银行"]
    ]);
    expect(rejectsOf(result)).toEqual([
      "members.csv,4,c,399901,not a code,stock_industry",
      "members.csv,5,id,999999,not found in names.csv,stock_industry"
    ]);
    expect(await query(result, "SELECT period_end, known_date, book_equity FROM financial")).toEqual([
      ["2023-12-31", "2024-05-01", "500000"]
    ]);
  });
});

test("the fixture in GB18030 is not UTF-8", () => {
  expect(fixture("gb18030/stock.csv")).toContain("\uFFFD");
});
