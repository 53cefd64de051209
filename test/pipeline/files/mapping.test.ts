import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {checkMapping, readMapping, shippedMappings} from "../../../pipeline/sources/files/mapping.js";
import {bars, fixtures, folderWith, importTo, query, temporary} from "./support.js";

const base = {name: "m", title: {zh: "例", en: "Example"}};
const stock = {code: "c", name: "n", board: {constant: "main"}, list_date: "d"};
const withColumns = (columns: object, more: object = {}): unknown => ({
  ...base,
  tables: [{table: "stock", files: ["*.csv"], columns, ...more}]
});

describe("a mapping is checked before any file is read", () => {
  test("every shipped mapping is valid", () => {
    expect(shippedMappings()).toEqual([
      "ashare-parquet",
      "baostock-daily",
      "index-csv",
      "tushare-daily",
      "tushare-stk-factor"
    ]);
    for (const name of shippedMappings()) expect(readMapping(name).name).toBe(name);
  });

  test.each([
    [
      "an unknown table",
      {...base, tables: [{table: "stok", files: ["*"], columns: {}}]},
      /tables\[0\]\.table: no raw table "stok"; the nearest is "stock"/
    ],
    [
      "an unknown column",
      withColumns({...stock, lst: "d"}),
      /tables\[0\]\.columns\.lst: stock has no column "lst"/
    ],
    [
      "a required column left out",
      withColumns({code: "c"}),
      /tables\[0\]\.columns: name, board, list_date of stock not given; \{"missing": "why"\}/
    ],
    ["a misspelt option", withColumns(stock, {fils: 1}), /tables\[0\]: Unrecognized key: "fils"/],
    ["a wrong type", withColumns(stock, {files: "x"}), /tables\[0\]\.files: Invalid input: expected array/],
    ["no title", {name: "m", tables: []}, /title: Invalid input/],
    [
      "a column rule that is none",
      withColumns({...stock, name: {fro: "n"}}),
      /tables\[0\]\.columns\.name: Invalid input/
    ],
    [
      "an inline row with a strange column",
      {
        ...base,
        tables: [{table: "stock", files: ["*"], columns: stock}],
        inline: [
          {table: "index_info", rows: [{index: "x", name_zh: "x", name_en: "x", provider: "x", nick: "x"}]}
        ]
      },
      /inline\[0\]\.rows\[0\]\.columns\.nick/
    ]
  ])("%s is told with its place", (_, mapping, message) => {
    expect(() => checkMapping(mapping, "m")).toThrow(message);
  });

  test("a mapping that is not there, or not JSON", () => {
    const folder = temporary();
    writeFileSync(join(folder, "m.json"), "{");
    expect(() => readMapping("no-such")).toThrow(
      /no mapping "no-such": neither a file nor one of ashare-parquet/
    );
    expect(() => readMapping(join(folder, "m.json"))).toThrow(/is not JSON/);
  });
});

describe("shipped mappings on files in their vendors' form", () => {
  const rows = bars()
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((l) => l.split(","));
  const plain = `SELECT date, code, "open", high, low, "close", prev_close, volume, round(amount) FROM stock_daily ORDER BY ALL`;
  const expected = async (): Promise<string[][]> => query(await importTo(join(fixtures, "plain")), plain);

  test("tushare-daily: one file a day, newest first, index column, 手 and 千元", async () => {
    const days = [...new Set(rows.map((r) => r[0] ?? ""))];
    const files = days.map((day) => {
      const lines = rows
        .filter((r) => r[0] === day)
        .map((r, i) => [
          i,
          r[1],
          day.replaceAll("-", ""),
          r[2],
          r[3],
          r[4],
          r[5],
          r[6],
          0,
          0,
          Number(r[7]) / 100,
          Number(r[8]) / 1000
        ]);
      const head = ",ts_code,trade_date,open,high,low,close,pre_close,change,pct_chg,vol,amount";
      return [
        `daily/${day.replaceAll("-", "")}.csv`,
        `${[head, ...lines.map((l) => l.join(","))].join("\n")}\n`
      ];
    });
    const calendar = `cal_date,is_open,pretrade_date\n${days.map((d) => `${d.replaceAll("-", "")},1,`).join("\n")}\n20240106,0,\n`;
    const folder = folderWith({...Object.fromEntries(files), "trade_cal.csv": calendar});
    const result = await importTo(folder, {mappings: [readMapping("tushare-daily")]});
    expect(await query(result, plain)).toEqual(await expected());
    expect(await query(result, "SELECT DISTINCT adj_factor FROM stock_daily ORDER BY 1")).toEqual([
      ["1"],
      ["2.00082372"]
    ]);
    expect(await query(result, "SELECT count(*) FROM calendar WHERE is_open")).toEqual([["10"]]);
  });

  test("baostock-daily: suspended days without volume, ST, only unadjusted rows", async () => {
    const head = "volume,code,high,adjustflag,tradestatus,preclose,open,close,isST,low,date,amount";
    const line = (r: string[], flag = "3"): string =>
      [
        r[7],
        `${(r[1] ?? "").slice(7).toLowerCase()}.${(r[1] ?? "").slice(0, 6)}`,
        r[3],
        flag,
        1,
        r[6],
        r[2],
        r[5],
        1,
        r[4],
        r[0],
        r[8]
      ].join(",");
    const of = (code: string): string[][] => rows.filter((r) => r[1] === code);
    const suspended = ",sh.699001,9.11,3,0,9.11,9.11,9.11,1,9.11,2024-01-16,";
    const folder = folderWith({
      "sh.699001.csv": `${[head, ...of("699001.SH").map((r) => line(r)), suspended].join("\n")}\n`,
      "sz.399901.csv": `${[head, ...of("399901.SZ").map((r) => line(r)), line(of("399901.SZ")[0] ?? [], "1")].join("\n")}\n`
    });
    const result = await importTo(folder, {mappings: [readMapping("baostock-daily")]});
    expect((await query(result, plain)).filter((r) => r[0] !== "2024-01-16")).toEqual(await expected());
    expect(
      await query(
        result,
        "SELECT is_suspended, is_st, volume, amount FROM stock_daily WHERE date = '2024-01-16'"
      )
    ).toEqual([["true", "true", "0", "0"]]);
  });

  test("tushare-stk-factor: Chinese headers, the vendor's own factor", async () => {
    const head = "股票代码,交易日期,收盘价,开盘价,最高价,最低价,昨收价,成交量(手),成交额(千元),复权因子";
    const of = (code: string): string =>
      `${[
        head,
        ...rows
          .filter((r) => r[1] === code)
          .map((r) =>
            [r[1], r[0], r[5], r[2], r[3], r[4], r[6], Number(r[7]) / 100, Number(r[8]) / 1000, r[9]].join(
              ","
            )
          )
      ].join("\n")}\n`;
    const folder = folderWith({"699001.SH.csv": of("699001.SH"), "399901.SZ.csv": of("399901.SZ")});
    const result = await importTo(folder, {mappings: [readMapping("tushare-stk-factor")]});
    expect(await query(result, plain)).toEqual(await expected());
    expect(await query(result, "SELECT DISTINCT adj_factor FROM stock_daily ORDER BY 1")).toEqual([
      ["1"],
      ["2"]
    ]);
  });

  test("index-csv: levels, 千元, a file of another shape in the folder is fatal", async () => {
    const head = "ts_code,trade_date,close,open,high,low,vol,amount";
    const row = "000300.SH,20240102,3386.35,3426.8,3433.0,3386.35,110930000.5,198563000.25";
    const mappings = [readMapping("index-csv")];
    const result = await importTo(folderWith({"000300.SH.csv": `${head}\n${row}\n`}), {mappings});
    expect(await query(result, `SELECT "index", "close", amount FROM index_daily`)).toEqual([
      ["000300.SH", "3386.35", "198563000250"]
    ]);
    expect(await query(result, `SELECT "index", name_zh FROM index_info`)).toEqual([
      ["000300.SH", "000300.SH"]
    ]);
    await expect(
      importTo(folderWith({"000300.SH.csv": "股票代码,收盘价\n1,2\n"}), {mappings})
    ).rejects.toThrow(/000300\.SH\.csv has no column "trade_date"/);
  });
});
