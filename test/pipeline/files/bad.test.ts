import {truncateSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {describe, expect, test} from "vitest";
import {bars, barsField, barsWith, folderWith, importTo, query, rejectsOf, withDatabase} from "./support.js";

const lines = (): string[] => bars().trimEnd().split("\n");
const daily = (content: string | Uint8Array): string => folderWith({"stock_daily.csv": content});

describe("fatal: nothing is imported", () => {
  test("an unknown table names the nearest", async () => {
    await expect(importTo(folderWith({"stok_daily.csv": bars()}))).rejects.toThrow(
      /stok_daily\.csv: unknown table "stok_daily"; the nearest is "stock_daily"/
    );
  });
  test("a derived table is not imported", async () => {
    await expect(importTo(folderWith({"exposure.csv": "date,code\n"}))).rejects.toThrow(
      /exposure is a derived table, which the models make/
    );
  });
  test("an empty folder, an empty file, a file with a header only, no folder", async () => {
    await expect(importTo(folderWith({}))).rejects.toThrow(/nothing to import .* it holds no files/);
    await expect(importTo(daily(""))).rejects.toThrow(/stock_daily\.csv is empty \(0 bytes\)/);
    await expect(importTo(daily(`${lines()[0]}\n`))).rejects.toThrow(/stock_daily: its files have no rows/);
    await expect(importTo("/no/such/folder")).rejects.toThrow(/no folder \/no\/such\/folder/);
  });
  test("a missing column is named, with the nearest", async () => {
    await expect(importTo(daily(bars().replace("close,prev_close", "closs,prev_close")))).rejects.toThrow(
      /stock_daily\.csv has no column "close" \(for close\); the nearest is "closs"/
    );
  });
  test("a wrong type throughout", async () => {
    const wrong = lines().map((l, i) => (i === 0 ? l : l.replace(/,[\d.]+,/, ",abc,")));
    await expect(importTo(daily(wrong.join("\n")))).rejects.toThrow(
      /stock_daily: 20 of 20 rows \(100\.0 %\) are rejected.*\n.*20 × open: not a number, first stock_daily\.csv:2 "abc"/
    );
  });
  test("a truncated Parquet, a truncated gzip", async () => {
    const folder = folderWith({"a/a.csv": bars()});
    await withDatabase((db) => db.run(`COPY (FROM '${folder}/a/a.csv') TO '${folder}/stock_daily.parquet'`));
    truncateSync(join(folder, "stock_daily.parquet"), 700);
    await withDatabase((db) => db.run(`COPY (FROM '${folder}/a/a.csv') TO '${folder}/a/stock_daily.csv'`));
    await expect(importTo(folder)).rejects.toThrow(/a\/a\.csv: unknown table "a"/);
    const cut = folderWith({"stock_daily.csv.gz": gzipSync(bars()).subarray(0, 300)});
    await expect(importTo(cut)).rejects.toThrow(
      /stock_daily\.csv\.gz cannot be read as gzip; is it cut off\?/
    );
  });
  test("a truncated Parquet file is named", async () => {
    const source = folderWith({"a.csv": bars()});
    const folder = folderWith({"stock_daily/.keep": ""});
    await withDatabase((db) =>
      db.run(`COPY (FROM '${source}/a.csv') TO '${folder}/stock_daily/2024.parquet'`)
    );
    truncateSync(join(folder, "stock_daily/2024.parquet"), 700);
    await expect(importTo(folder)).rejects.toThrow(/stock_daily\/2024\.parquet is not a whole Parquet file/);
  });
  test("a file that is neither UTF-8 nor GB18030 is named with the byte", async () => {
    const bytes = Buffer.from(bars());
    bytes[100] = 0xff;
    await expect(importTo(daily(bytes))).rejects.toThrow(
      /stock_daily\.csv is neither UTF-8 \(byte 100 \(line 2\)\) nor GB18030 \(near byte 100\)/
    );
  });
  test("two encodings in one file", async () => {
    const gb = Buffer.from([0xb1, 0xb1, 0xcf, 0xf2]);
    const head = "code,name,board,list_date\n699001.SH,北向银行,main,2001-01-01\n699002.SH,";
    const folder = folderWith({
      "stock.csv": Buffer.concat([Buffer.from(head), gb, Buffer.from(",main,2001-01-01\n")])
    });
    await expect(importTo(folder)).rejects.toThrow(
      /stock\.csv mixes encodings: 1 lines are UTF-8, 1 are not/
    );
  });
  test("UTF-16 says what to do", async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(bars(), "utf16le")]);
    await expect(importTo(daily(utf16))).rejects.toThrow(/is UTF-16; save it as UTF-8/);
  });
  test("a quote that never closes names its line", async () => {
    await expect(importTo(daily(bars().replace("2024-01-04,3", '2024-01-04,"3')))).rejects.toThrow(
      /stock_daily\.csv, line 4: a quote opened here is never closed/
    );
  });
  test("too many rejects, with the reasons; a higher bound lets them pass", async () => {
    const half = lines().map((l, i) => (i > 0 && i <= 8 ? l.replace(/,[\d.]+,/, ",-1,") : l));
    await expect(importTo(daily(half.join("\n")))).rejects.toThrow(
      /8 of 20 rows \(40\.0 %\) are rejected, more than 20 %\n.*8 × open: price is zero or negative/
    );
    const result = await importTo(daily(half.join("\n")), {maxRejects: 0.5});
    expect(result.tables.find((t) => t.name === "stock_daily")).toMatchObject({rows: 12, rejected: 8});
  });
  test("the name demo is taken", async () => {
    await expect(importTo(daily(bars()), {dataset: "demo"})).rejects.toThrow(
      /"demo" is the simulated market/
    );
  });
});

describe("units: fatal where a whole file is off, with the factor", () => {
  test.each([
    [0.01, 1, /×100 in 20 of 20 rows: units\? volume in 手 read as shares \(factor 100\)/],
    [1, 0.001, /×1\.0e-3 in 20 of 20 rows: units\? amount in 千元 read as 元 \(factor 1000\)/],
    [0.01, 0.001, /×0\.100 in 20 of 20 rows: units\? amount in 千元 and volume in 手/],
    [1, 1e-4, /×1\.0e-4 in 20 of 20 rows: units\? amount in 万元/],
    [1, 0.3, /×0\.300 in 20 of 20 rows: are prices adjusted/]
  ])("volume × %d, amount × %d", async (volume, amount, message) => {
    const changed = lines().map((l, i) => {
      const fields = l.split(",");
      if (i === 0) return l;
      fields[7] = String(Math.round(Number(fields[7]) * volume));
      fields[8] = String(Number(fields[8]) * amount);
      return fields.join(",");
    });
    await expect(importTo(daily(changed.join("\n")))).rejects.toThrow(message);
  });

  test("one file's prices at a hundredth of the other's", async () => {
    const [head, ...rows] = lines();
    const cents = rows
      .filter((r) => r > "2024-01-11")
      .map((r) =>
        r
          .split(",")
          .map((f, i) => (i >= 2 && i <= 6 ? String(Number(f) * 100) : i === 7 ? String(Number(f) / 100) : f))
          .join(",")
      );
    const folder = folderWith({
      "stock_daily_1.csv": [head, ...rows.filter((r) => r < "2024-01-11")].join("\n"),
      "stock_daily_2.csv": [head, ...cents].join("\n")
    });
    await expect(importTo(folder)).rejects.toThrow(
      /stock_daily_2\.csv: 6 of 6 values of stock_daily\.close are about 100 of the other files'; its unit is probably wrong \(a factor of 0\.01/
    );
  });

  test("percent weights of an index", async () => {
    const rows = Array.from(
      {length: 50},
      (_, i) => `2024-01-02,000300.SH,6990${10 + i}.SH,${i < 25 ? 1.2 : 0.8}`
    );
    const folder = folderWith({"index_member.csv": `date,index,code,weight\n${rows.join("\n")}\n`});
    await expect(importTo(folder)).rejects.toThrow(
      /weights of an index sum to about 50\.0, not 1: percent\?/
    );
  });
});

describe("rejected rows: file, line, column, value, reason", () => {
  test.each([
    ["high below low", barsField(4, "high", "1"), "4,high,1.0,high below low"],
    ["close outside", barsField(5, "close", "30"), "5,close,30.0,close outside low and high"],
    ["negative volume", barsField(6, "volume", "-5"), "6,volume,-5,negative volume"],
    ["zero price", barsField(7, "open", "0"), "7,open,0.0,price is zero or negative"],
    ["not a number", barsField(8, "close", "n.a."), "8,close,n.a.,not a number"],
    ["not a date", barsField(9, "date", "2024-02-30"), "9,date,2024-02-30,not a date"],
    ["infinite", barsField(9, "amount", "inf"), "9,amount,inf,not a number"],
    ["missing value", barsField(10, "close", ""), "10,close,,missing value"],
    ["bare code", barsField(10, "code", "1"), "10,code,1,a code without its exchange (600519.SH)"],
    [
      "amount of one row",
      barsField(3, "amount", "138264.72"),
      "3,amount,138264.72,disagrees with volume × price by about ×10^-2.0"
    ],
    ["zero amount", barsField(3, "amount", "0"), "3,amount,0.0,zero although shares traded"],
    ["factor spike", barsField(14, "factor", "10"), "14,adj_factor,10.0,jumps without a move of the price"],
    [
      "a Saturday",
      barsField(14, "date", "2024-01-06"),
      "14,date,2024-01-06,not a trading day of the calendar"
    ]
  ])("%s", async (_, content, expected) => {
    const result = await importTo(daily(content));
    expect(rejectsOf(result)).toEqual([`stock_daily.csv,${expected},stock_daily`]);
    expect(await query(result, "SELECT count(*) FROM stock_daily")).toEqual([["19"]]);
    expect(result.reasons.map((r) => r.count)).toEqual([1]);
  });

  test("a price of a hundred times yesterday's; the days around it stay", async () => {
    const spike = barsWith(15, (f) =>
      f.map((v, i) => (i >= 2 && i <= 5 ? String(Number(v) * 100) : i === 8 ? String(Number(v) * 100) : v))
    );
    const result = await importTo(daily(spike));
    expect(rejectsOf(result)).toEqual([
      "stock_daily.csv,15,close,948.0,about ×100 of the days before and after: unit?,stock_daily"
    ]);
  });

  test("a split's factor, explained by the price, stays", async () => {
    const result = await importTo(daily(bars()));
    expect(rejectsOf(result)).toEqual([]);
  });

  test("lines are true with quoted line breaks, blank lines and CRLF", async () => {
    const rows = lines().map((l, i) =>
      i === 0 ? `${l},note` : i === 2 ? `${l},"one\r\n""two""\n"` : `${l},`
    );
    rows.splice(5, 0, "", "");
    const broken = `${rows.join("\r\n")}\r\n`.replace("23.84,24.29", "99,24.29");
    const line = broken.slice(0, broken.indexOf("99,24.29")).split("\n").length;
    const result = await importTo(daily(broken));
    expect(rejectsOf(result)).toEqual([`stock_daily.csv,${line},high,24.34,high below low,stock_daily`]);
  });

  test("lines with too few or too many fields are rejected, the others read, lines stay true", async () => {
    const rows = lines();
    rows.splice(3, 0, "2024-01-04,399901.SZ,24.19", "2024-01-04,399901.SZ,1,2,3,4,5,6,7,8,9,10");
    const text = rows.join("\n").replace("23.98,24.03", "99,24.03");
    const result = await importTo(daily(`${text}\n`));
    expect(rejectsOf(result)).toEqual([
      'stock_daily.csv,4,,"2024-01-04,399901.SZ,24.19","the line has 3 fields, the header 10",stock_daily',
      'stock_daily.csv,5,,"2024-01-04,399901.SZ,1,2,3,4,5,6,7,8,9,10","the line has 12 fields, the header 10",stock_daily',
      "stock_daily.csv,7,high,24.09,high below low,stock_daily"
    ]);
    expect(result.tables.find((t) => t.name === "stock_daily")).toMatchObject({rows: 19, rejected: 3});
  });

  test("Parquet rows are counted from one", async () => {
    const source = folderWith({"a.csv": barsField(6, "volume", "-5")});
    const folder = folderWith({".keep": ""});
    await withDatabase((db) => db.run(`COPY (FROM '${source}/a.csv') TO '${folder}/stock_daily.parquet'`));
    expect(rejectsOf(await importTo(folder))).toEqual([
      "stock_daily.parquet,5,volume,-5,negative volume,stock_daily"
    ]);
  });

  test("equal duplicates are taken once, disagreeing ones not at all, over files", async () => {
    const rows = lines();
    const other = `${rows[0]}\n${rows[3]}\n${(rows[4] ?? "").replace("24.03,23.94", "24.04,23.94")}\n`;
    const result = await importTo(folderWith({"stock_daily_1.csv": bars(), "stock_daily_2.csv": other}));
    expect(rejectsOf(result)).toEqual([
      "stock_daily_1.csv,5,date+code,2024-01-05 399901.SZ,another row of the same key disagrees,stock_daily",
      "stock_daily_2.csv,2,date+code,2024-01-04 399901.SZ,repeats an equal row,stock_daily",
      "stock_daily_2.csv,3,date+code,2024-01-05 399901.SZ,another row of the same key disagrees,stock_daily"
    ]);
    expect(await query(result, "SELECT count(*) FROM stock_daily")).toEqual([["19"]]);
  });

  test("gaps against the calendar are told, not rejected", async () => {
    const rows = lines().filter((_, i) => i !== 15 && i !== 16);
    const result = await importTo(daily(rows.join("\n")));
    expect(result.notices).toContain(
      "stock_daily: 2 trading days without a row in 1 series, between first and last (most: 699001.SH 2)"
    );
    expect(rejectsOf(result)).toEqual([]);
  });

  test("rows before 1900 and words outside a list", async () => {
    const folder = folderWith({
      "stock.csv": `code,name,board,list_date\n${Array.from({length: 10}, (_, i) => `69900${i}.SH,n,main,2001-05-08\n`).join("")}699010.SH,n,main,0001-05-08\n699011.SH,n,Main,2001-05-08\n`
    });
    expect(rejectsOf(await importTo(folder))).toEqual([
      "stock.csv,12,list_date,0001-05-08,a date outside 1900 to 2100,stock",
      'stock.csv,13,board,Main,"not one of main, gem, star, bse, hk",stock'
    ]);
  });
});
