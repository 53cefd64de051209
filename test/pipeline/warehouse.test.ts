import {existsSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import fc from "fast-check";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {
  type Columns,
  dayOf,
  dictionaryOf,
  isoOf,
  NULL_DAY,
  NULL_FLAG
} from "../../pipeline/warehouse/columns.js";
import {readManifest} from "../../pipeline/warehouse/manifest.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";

const root = scratch();
let warehouse: Warehouse;

const about = {simulated: true, title: {zh: "测试", en: "Test"}};

beforeAll(async () => {
  warehouse = await openWarehouse({root, dataset: "unit"});
  warehouse.describe(about);
});
afterAll(() => warehouse.close());

const calendar = (days: readonly string[]): Columns => ({
  date: Int32Array.from(days, dayOf),
  is_open: new Uint8Array(days.length).fill(1)
});

const bars = (days: readonly string[], codes: readonly string[]): Columns => {
  const n = days.length * codes.length;
  const price = Float64Array.from({length: n}, (_, i) => 10 + i / 8);
  return {
    date: Int32Array.from({length: n}, (_, i) => dayOf(days[Math.floor(i / codes.length)] ?? "")),
    code: {codes: Int32Array.from({length: n}, (_, i) => i % codes.length), values: codes},
    open: price,
    high: price,
    low: price,
    close: price,
    prev_close: price,
    volume: Float64Array.from({length: n}, (_, i) => 100 * i),
    adj_factor: new Float64Array(n).fill(1)
  };
};

describe("a written table", () => {
  it("comes back as it went in: days, flags, numbers, text and nulls", async () => {
    await warehouse.write(
      "stock",
      {
        code: ["B.SH", "A.SZ", "C.BJ"],
        name: ["乙", "甲'; DROP TABLE stock; --", "<img src=x>"],
        board: dictionaryOf(["main", "gem", "bse"]),
        list_date: Int32Array.of(dayOf("2020-01-02"), dayOf("1999-12-31"), dayOf("2012-02-29")),
        delist_date: Int32Array.of(NULL_DAY, dayOf("2021-05-06"), NULL_DAY)
      },
      "test"
    );
    const read = await warehouse.query("SELECT * FROM stock");
    expect(read.strings("code")).toEqual(["A.SZ", "B.SH", "C.BJ"]);
    expect(read.strings("name")).toEqual(["甲'; DROP TABLE stock; --", "乙", "<img src=x>"]);
    expect([...read.days("list_date")].map(isoOf)).toEqual(["1999-12-31", "2020-01-02", "2012-02-29"]);
    expect([...read.days("delist_date")]).toEqual([dayOf("2021-05-06"), NULL_DAY, NULL_DAY]);
  });

  it("keeps NaN as null and whole numbers exact to 2^53", async () => {
    const columns = bars(["2024-01-02"], ["X.SH", "Y.SH"]);
    const volume = Float64Array.of(2 ** 53 - 1, 0);
    const amount = Float64Array.of(Number.NaN, 1.5);
    const flags = {is_st: Uint8Array.of(1, NULL_FLAG)};
    await warehouse.write("stock_daily", {...columns, ...flags, volume, amount}, "test");
    const read = await warehouse.query(
      "SELECT volume, amount, is_st, amount IS NULL AS gone FROM stock_daily ORDER BY code"
    );
    expect([...read.numbers("volume")]).toEqual([2 ** 53 - 1, 0]);
    expect([...read.numbers("amount")]).toEqual([Number.NaN, 1.5]);
    expect([...read.flags("is_st")]).toEqual([1, NULL_FLAG]);
    expect([...read.flags("gone")]).toEqual([1, 0]);
  });

  it("lies by year where the schema says so, and says what it holds", async () => {
    const record = await warehouse.write("stock_daily", bars(["2023-12-29", "2024-01-02"], ["X.SH"]), "test");
    expect(record.files.map((f) => f.path)).toEqual(["stock_daily/2023.parquet", "stock_daily/2024.parquet"]);
    expect(record).toMatchObject({rows: 2, from: "2023-12-29", to: "2024-01-02", producer: "test"});
    expect(readManifest(warehouse.folder)?.tables.stock_daily).toEqual(record);
  });

  it("is byte-identical when written again", async () => {
    const columns = bars(["2024-01-02", "2024-01-03"], ["X.SH", "Y.SH"]);
    const once = await warehouse.write("stock_daily", columns, "test");
    const first = readFileSync(join(warehouse.folder, "stock_daily/2024.parquet"));
    const twice = await warehouse.write("stock_daily", columns, "test");
    expect(readFileSync(join(warehouse.folder, "stock_daily/2024.parquet")).equals(first)).toBe(true);
    expect(twice.digest).toBe(once.digest);
  });

  it("answers a query that names a text twice, and one without rows or words", async () => {
    const twice = await warehouse.query("SELECT a.v, b.v FROM (SELECT 'x' AS v) a, (SELECT 'y' AS v) b");
    expect(twice.rows).toBe(1);
    expect(twice.strings("v")).toEqual(["x"]);
    const none = await warehouse.query("SELECT NULL::VARCHAR AS v UNION ALL SELECT NULL");
    expect(none.text("v")).toEqual({codes: Int32Array.of(-1, -1), values: []});
    expect((await warehouse.query("SELECT 'x' AS v WHERE false")).strings("v")).toEqual([]);
  });

  it("round-trips any text through a dictionary", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.string({minLength: 1}), {minLength: 1, maxLength: 20}),
        async (words) => {
          const safe = words.filter((w) => w !== "\u0001");
          if (safe.length === 0) return;
          await warehouse.write(
            "stock",
            {
              code: safe.map((_, i) => `${i}`.padStart(6, "0")),
              name: dictionaryOf(safe),
              board: safe.map(() => "main"),
              list_date: new Int32Array(safe.length)
            },
            "test"
          );
          const read = await warehouse.query("SELECT name FROM stock ORDER BY code");
          expect(read.strings("name")).toEqual(safe);
        }
      ),
      {numRuns: 25}
    );
  });
});

describe("a refused table", () => {
  const good = calendar(["2024-01-02", "2024-01-03"]);

  it("leaves the last good one in place", async () => {
    await warehouse.write("calendar", good, "test");
    const before = warehouse.digest("calendar");
    const twice = calendar(["2024-01-02", "2024-01-02"]);
    await expect(warehouse.write("calendar", twice, "test")).rejects.toThrow(
      /2 rows share the key date 2024-01-02/
    );
    expect(warehouse.digest("calendar")).toBe(before);
    expect(readdirSync(join(warehouse.folder, ".staging"))).toEqual([]);
  });

  it("names the stranger, the missing and the short column", async () => {
    const stranger = warehouse.write("calendar", {...good, tide: new Float64Array(2)}, "test");
    await expect(stranger).rejects.toThrow(/calendar has no column "tide"/);
    const missing = warehouse.write("calendar", {date: Int32Array.of(1)}, "test");
    await expect(missing).rejects.toThrow(/column "is_open" is missing/);
    const short = warehouse.write("calendar", {...good, is_open: new Uint8Array(1)}, "test");
    await expect(short).rejects.toThrow(/"is_open" has 1 rows, others 2/);
    const wrong = warehouse.write("calendar", {...good, date: new Float64Array(2)}, "test");
    await expect(wrong).rejects.toThrow(/"date" is DATE; got Float64Array/);
  });

  it("names the nearest table when the name is unknown", async () => {
    await expect(warehouse.write("stock_dialy", good, "test")).rejects.toThrow(/nearest is "stock_daily"/);
  });

  it("will not take a year twice", async () => {
    const stage = warehouse.stage("stock_daily");
    await stage.append(bars(["2023-01-03"], ["X.SH"]));
    await stage.append(bars(["2024-01-02"], ["X.SH"]));
    await expect(stage.append(bars(["2023-01-04"], ["X.SH"]))).rejects.toThrow(/2023 was already written/);
    await stage.discard();
  });
});

describe("point in time", () => {
  it("cuts a view at the day a row became known", async () => {
    await warehouse.write("stock_daily", bars(["2024-01-02", "2024-01-03", "2024-01-04"], ["X.SH"]), "test");
    await warehouse.attach(["stock_daily"], {asOf: "2024-01-03"});
    const read = await warehouse.connection.runAndReadAll("SELECT count(*)::INTEGER FROM stock_daily");
    expect(read.getRows()[0]?.[0]).toBe(2);
  });
});

describe("a digest", () => {
  it("changes when a file is touched by another hand", async () => {
    await warehouse.write("calendar", calendar(["2024-01-02"]), "test");
    const before = warehouse.digest("calendar");
    writeFileSync(join(warehouse.folder, "calendar.parquet"), "not parquet");
    expect(warehouse.digest("calendar")).not.toBe(before);
  });
});

describe("dataset names", () => {
  it("cannot leave the warehouse", async () => {
    await expect(openWarehouse({root, dataset: "../elsewhere"})).rejects.toThrow(
      /dataset name "..\/elsewhere"/
    );
    expect(existsSync(join(root, "..", "elsewhere"))).toBe(false);
  });
});

describe("days", () => {
  it("count from 1970 and refuse what is not a date", () => {
    expect(dayOf("1970-01-01")).toBe(0);
    expect(isoOf(dayOf("2024-02-29"))).toBe("2024-02-29");
    expect(() => dayOf("20240229")).toThrow(/not an ISO date/);
  });
});
