import {mkdirSync, readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import {beforeAll, describe, expect, it} from "vitest";
import type {Table} from "../../pipeline/schema/types.js";
import {writeSiteDatabase} from "../../pipeline/site-database.js";
import {chooseDays, rowLimits} from "../../pipeline/site-window.js";
import {scratch} from "../support/folder.js";

const bars: Table = {
  name: "stock_daily",
  layer: "raw",
  zh: "日行情",
  en: "It's daily",
  key: ["date", "code"],
  columns: [
    {name: "date", type: "DATE", zh: "交易日", en: "Trading day"},
    {name: "code", type: "VARCHAR", zh: "代码", en: "Code"},
    {name: "close", type: "DOUBLE", zh: "收盘价", en: "Close", unit: "CNY/share"},
    {name: "amount", type: "DOUBLE", zh: "成交额", en: "Amount", optional: true}
  ]
};
const stock: Table = {
  name: "stock",
  layer: "raw",
  zh: "证券",
  en: "Securities",
  key: ["code"],
  columns: [{name: "code", type: "VARCHAR", zh: "代码", en: "Code"}]
};
const folder = scratch();

async function rowsOf(file: string, sql: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(file, {access_mode: "READ_ONLY"});
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(sql)).getRows();
  connection.closeSync();
  instance.closeSync();
  return rows as unknown[][];
}

beforeAll(async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  mkdirSync(join(folder, "stock_daily"));
  for (const year of [2022, 2023]) {
    await connection.run(
      `COPY (SELECT d::DATE AS date, printf('%02d.SH', i) AS code, i / 2 AS close
        FROM range(DATE '${year}-01-01', DATE '${year + 1}-01-01', INTERVAL 1 DAY) t(d), range(4) s(i)
        ORDER BY i DESC, d DESC) TO '${join(folder, "stock_daily", `${year}.parquet`)}' (FORMAT parquet)`
    );
  }
  await connection.run(
    `COPY (SELECT '01.SH' AS code) TO '${join(folder, "stock.parquet")}' (FORMAT parquet)`
  );
});

describe("the site's database", () => {
  it("holds the tables that are there, with the columns that are there, sorted by key and commented", async () => {
    const written = await writeSiteDatabase(folder, {tables: [stock, bars, {...stock, name: "absent"}]});
    expect(written.tables).toEqual([
      {table: "stock", rows: 1, rowsInWarehouse: 1},
      {table: "stock_daily", rows: 2920, rowsInWarehouse: 2920}
    ]);
    const comments = await rowsOf(
      written.path,
      "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'stock_daily' ORDER BY column_index"
    );
    expect(comments).toEqual([
      ["date", "交易日 · Trading day"],
      ["code", "代码 · Code"],
      ["close", "收盘价 · Close [CNY/share]"]
    ]);
    expect(
      await rowsOf(written.path, "SELECT comment FROM duckdb_tables() WHERE table_name = 'stock_daily'")
    ).toEqual([["日行情 · It's daily"]]);
    const unsorted = `SELECT count(*)::INTEGER FROM (SELECT (date, code) AS k, lag((date, code)) OVER (ORDER BY rowid) AS p
      FROM stock_daily) WHERE p >= k`;
    expect(await rowsOf(written.path, unsorted)).toEqual([[0]]);
  });

  it("can be read by the engine in the browser: storage of v1.0.0", async () => {
    const {path} = await writeSiteDatabase(folder, {tables: [stock]});
    const [[tags]] = (await rowsOf(
      path,
      "SELECT tags['storage_version'] FROM duckdb_databases() WHERE NOT internal"
    )) as [[unknown]];
    expect(String(tags)).toMatch(/^v1\.0\.0/);
  });

  it("cuts a long table to its latest days and month ends, and says so", async () => {
    const {path, tables} = await writeSiteDatabase(folder, {tables: [bars], room: 3 * 4 * 40, short: 0});
    const [held] = tables;
    expect(held?.window?.dailyFrom).toBe("2023-12-12");
    expect(held?.window?.monthlyFrom).toBe("2022-04-30");
    expect(held?.rows).toBe(160);
    expect(await rowsOf(path, 'SELECT "table", rows::INTEGER, daily_from::VARCHAR FROM site_table')).toEqual([
      ["stock_daily", 160, "2023-12-12"]
    ]);
    const early =
      "SELECT count(*)::INTEGER FROM stock_daily WHERE date < '2023-12-12' AND date <> last_day(date)";
    expect(await rowsOf(path, early)).toEqual([[0]]);
  });

  it("leaves the last good file and no other where it fails", async () => {
    const target = join(folder, "kept.duckdb");
    await writeSiteDatabase(folder, {tables: [stock], target});
    writeFileSync(join(folder, "broken.parquet"), "PAR1 not really PAR1");
    await expect(writeSiteDatabase(folder, {tables: [{...stock, name: "broken"}], target})).rejects.toThrow(
      /broken/
    );
    expect(await rowsOf(target, "SELECT count(*)::INTEGER FROM stock")).toEqual([[1]]);
    expect(readdirSync(folder).filter((f) => f.includes("tmp"))).toEqual([]);
  });

  it("refuses a folder without tables", async () => {
    await expect(writeSiteDatabase(scratch(), {tables: [stock]})).rejects.toThrow(/no table of the schema/);
  });
});

describe("how much of a table is held", () => {
  it("shares the room by weight and passes on what is not needed", () => {
    const long = (table: string, rows: number) => ({table, rows, columns: 10, days: "date"});
    const limits = rowLimits(
      [long("stock_daily", 1000), long("a", 1000), long("b", 60), {table: "stock", rows: 100, columns: 10}],
      {room: 5600, short: 100}
    );
    expect(limits).toEqual(
      new Map([
        ["a", 100],
        ["stock_daily", 300]
      ])
    );
  });

  it("holds at least the latest day", () => {
    const counts = [
      {day: "2024-02-23", rows: 50},
      {day: "2024-02-22", rows: 50}
    ];
    expect(chooseDays(counts, {days: "date", limit: 10})).toEqual({
      days: "date",
      dailyFrom: "2024-02-23",
      monthlyFrom: "2024-02-23",
      monthEnds: []
    });
    expect(() => chooseDays([], {days: "date", limit: 10})).toThrow(/holds no day/);
  });
});
