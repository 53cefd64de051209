import {gzipSync} from "node:zlib";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {isoDay} from "../../lib/format/date.js";
import {diffusionBook} from "../../lib/timing/diffusion-book.js";
import {recovery} from "../../lib/timing/recovered-intensity.js";
import {segmentBook} from "../../lib/timing/segment-book.js";
import diffusion from "../../pipeline/models/diffusion.js";
import indexSegment from "../../pipeline/models/index-segment.js";
import informedActivity from "../../pipeline/models/informed-activity.js";
import {diffusionPage} from "../../pipeline/models/timing/diffusion-page.js";
import {informedPage} from "../../pipeline/models/timing/informed-page.js";
import {segmentPage} from "../../pipeline/models/timing/segment-page.js";
import timingScore from "../../pipeline/models/timing-score.js";
import {publishedTables} from "../../pipeline/published/load.js";
import {contextOf} from "../../pipeline/run/context.js";
import type {Model} from "../../pipeline/run/model.js";
import {generateDemo} from "../../pipeline/sources/demo/generate.js";
import {dictionaryOf} from "../../pipeline/warehouse/columns.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {
  diffusionDaySql,
  diffusionSql,
  informedDaySql,
  informedSql,
  pivotSql,
  printedDiffusionSql,
  scoreSql,
  stateSql
} from "../../src/components/timing/queries.js";
import {scratch} from "../support/folder.js";

const root = scratch();
const opened: Warehouse[] = [];
let warehouse: Warehouse;

/** PIN on a window that forty days of bars can fill. */
const informed = {
  ...informedActivity,
  params: {...informedActivity.params, tracker: {...informedActivity.params.tracker, pinDays: 25}}
};
const models = [indexSegment, diffusion, timingScore, informed] as unknown as readonly Model[];

async function warehouseOf(dataset: string): Promise<Warehouse> {
  const one = await openWarehouse({root, dataset, threads: 1});
  one.describe({simulated: true, title: {zh: "测试", en: "Test"}});
  opened.push(one);
  return one;
}

async function run(model: Model, on: Warehouse): Promise<string[]> {
  const said: string[] = [];
  await model.run(await contextOf(model, on, {log: (line) => said.push(line)}));
  return said;
}

beforeAll(async () => {
  warehouse = await warehouseOf("demo");
  await generateDemo(warehouse, {size: "small", seed: 20240223, log: () => {}});
  const printed = (await publishedTables()).published_diffusion;
  if (!printed) throw new Error("published_diffusion is not transcribed");
  await warehouse.write("published_diffusion", printed, "test");
  for (const model of models) await run(model, warehouse);
}, 180_000);
afterAll(() => {
  for (const one of opened) one.close();
});

describe("timing models on the small demo", () => {
  it("agree with SQL on who is up: forty bars back, members as last listed, ties apart", async () => {
    const gap = await warehouse.query(`
      WITH bar AS (SELECT code, date, "close" * adj_factor AS p,
          lag("close" * adj_factor, 40) OVER (PARTITION BY code ORDER BY date) AS before FROM stock_daily),
        day AS (SELECT UNNEST([DATE '2022-04-26', DATE '2023-06-16', DATE '2024-02-23']) AS date),
        listed AS (SELECT d.date, m."index", max(m.date) AS of FROM day d JOIN index_member m ON m.date <= d.date GROUP BY ALL),
        own AS (SELECT l.date, l."index", count(*) FILTER (p > before) AS up, count(*) FILTER (p = before) AS tie, count(before) AS valid
          FROM listed l JOIN index_member m ON m."index" = l."index" AND m.date = l.of
          JOIN bar ON bar.code = m.code AND bar.date = l.date GROUP BY ALL)
      SELECT count(*) AS n, max(abs(d.valid - own.valid)) AS valid, max(greatest(own.up - d.up, d.up - own.up - tie)) AS up
      FROM own JOIN diffusion d USING (date, "index") WHERE "window" = 40`);
    expect(gap.numbers("n")[0]).toBeGreaterThan(25);
    expect(gap.numbers("valid")[0]).toBe(0);
    expect(gap.numbers("up")[0]).toBeLessThanOrEqual(0);
  });

  it("have up and down that sum to valid, valid within members, lines and signals of both kinds", async () => {
    const frame =
      await warehouse.query(`SELECT max(abs(up + down - valid)) AS gap, min(members - valid) AS room,
      count(*) FILTER (signal = 1) AS bottoms, count(*) FILTER (signal = -1) AS tops, max(abs(ratio - up * 1.0 / valid)) AS r FROM diffusion`);
    expect(frame.numbers("gap")[0]).toBe(0);
    expect(frame.numbers("room")[0]).toBeGreaterThanOrEqual(0);
    expect(frame.numbers("r")[0]).toBeLessThan(1e-15);
    expect(frame.numbers("bottoms")[0]).toBeGreaterThan(10);
    expect(frame.numbers("tops")[0]).toBeGreaterThan(10);
  });

  it("give on the pages what the tables hold", async () => {
    const book = segmentBook(await segmentPage(warehouse));
    for (const freq of ["D", "W"] as const) {
      const {bars, run: own} = book.series("000300.SH", freq);
      const frame = await warehouse.query(
        `SELECT pivot_date, confirmed_date FROM index_segment WHERE "index" = '000300.SH' AND freq = '${freq}' ORDER BY pivot_date`
      );
      expect(own.pivots.map((p) => bars.days[p.at])).toEqual([...frame.days("pivot_date")]);
      expect(own.pivots.map((p) => bars.days[p.confirmed])).toEqual([...frame.days("confirmed_date")]);
    }
    const breadths = diffusionBook(await diffusionPage(warehouse));
    const {days, fast, slow, signal} = breadths.series("000905.SH", 60);
    const table = await warehouse.query(diffusionSql("000905.SH", 60));
    expect([...days]).toEqual([...table.days("date")]);
    expect([...signal]).toEqual([...table.numbers("signal")]);
    for (const t of [0, 30, days.length - 1]) {
      expect(fast[t]).toEqual(table.numbers("fast")[t]);
      expect(slow[t]).toEqual(table.numbers("slow")[t]);
    }
  });

  it("keep past outputs when later days come", async () => {
    const asOf = "2024-01-31";
    const then = await warehouseOf("then");
    for (const model of models) await model.run(await contextOf(model, warehouse, {asOf, target: then}));
    const known: Readonly<Record<string, string>> = {
      index_segment: "confirmed_date",
      index_segment_state: "date",
      diffusion: "date",
      timing_call: "known_date",
      informed_activity: "date",
      informed_stock: "date"
    };
    for (const [table, column] of Object.entries(known)) {
      const sql = `SELECT * FROM ${table} WHERE ${column} <= DATE '${asOf}' ORDER BY ALL`;
      const [a, b] = [await warehouse.query(sql), await then.query(sql)];
      expect(b.rows, table).toBe(a.rows);
      expect(b.rows, table).toBeGreaterThan(20);
      for (const name of a.names) {
        const values = (frame: typeof a): unknown => {
          try {
            return frame.numbers(name);
          } catch {
            return null;
          }
        };
        expect(values(b), `${table}.${name}`).toEqual(values(a));
      }
    }
    const scores = `SELECT * FROM timing_score WHERE date = DATE '${asOf}' ORDER BY "index", source, variant, side, horizon`;
    const [a, b] = [await warehouse.query(scores), await then.query(scores)];
    expect(b.rows).toBeGreaterThan(50);
    for (const name of ["n", "hit_rate", "base_rate", "excess", "standard_error"])
      expect(b.numbers(name)).toEqual(a.numbers(name));
  }, 120_000);

  it("recover the planted intensity within days; the pooled premium does it worse", async () => {
    const {indices} = await informedPage(warehouse);
    for (const code of ["000300.SH", "000905.SH"]) {
      const own = indices.find((d) => d.index === code);
      if (!own?.intensity) throw new Error(`no planted intensity for ${code}`);
      const planted = Float64Array.from(own.intensity, (v) => v ?? Number.NaN);
      const of = (x: readonly (number | null)[]): number =>
        recovery(
          Float64Array.from(x, (v) => v ?? Number.NaN),
          planted,
          {days: 10}
        ).correlation;
      expect(of(own.ia1_within), code).toBeGreaterThan(0.75);
      expect(of(own.ia1), code).toBeLessThan(of(own.ia1_within));
    }
  });

  it("say of VPIN and PIN only what probabilities may be, and refit PIN once a week", async () => {
    const frame = await warehouse.query(
      `SELECT min(vpin) AS a, max(vpin) AS b, min(pin) AS c, max(pin) AS d FROM informed_stock`
    );
    for (const name of ["a", "c"]) expect(frame.numbers(name)[0]).toBeGreaterThanOrEqual(0);
    for (const name of ["b", "d"]) expect(frame.numbers(name)[0]).toBeLessThanOrEqual(1);
    const dates = await warehouse.query(
      `SELECT DISTINCT pin_date FROM informed_activity WHERE pin IS NOT NULL ORDER BY 1`
    );
    const weeks = new Set(Array.from(dates.days("pin_date"), (d) => Math.floor((d + 3) / 7)));
    expect(weeks.size).toBe(dates.rows);
    expect(dates.rows).toBeGreaterThan(1);
  });

  it("offer queries that run, and pages light enough", async () => {
    const day = "2024-02-23";
    for (const sql of [
      pivotSql("000300.SH", "D", day),
      stateSql(day),
      scoreSql("segment", day),
      scoreSql("diffusion", day),
      diffusionDaySql(day, 40),
      printedDiffusionSql,
      informedSql("000300.SH"),
      informedDaySql(day)
    ])
      expect((await warehouse.query(sql)).rows, sql).toBeGreaterThan(0);
    for (const bytes of [
      await segmentPage(warehouse),
      await diffusionPage(warehouse),
      JSON.stringify(await informedPage(warehouse))
    ])
      expect(gzipSync(bytes).length).toBeLessThan(150_000);
  });
});

describe("datasets that hold less", () => {
  const weekdays = Int32Array.from(
    (function* () {
      for (let d = 18_000; d < 18_600; d++) if ((d + 3) % 7 < 5) yield d;
    })()
  );

  it("run segments on an index with holes, and say so", async () => {
    const holed = await warehouseOf("holed");
    const close = Float64Array.from(weekdays, (_, t) => 1000 * (1 + 0.2 * Math.sin(t / 25)));
    const missing = new Set([100, 101, 102, 250]);
    const rows = Array.from(weekdays.keys());
    const kept = [
      ...rows.filter((t) => !missing.has(t)).map((t) => [t, "A.SH"] as const),
      ...rows.map((t) => [t, "B.SH"] as const)
    ];
    const level = Float64Array.from(kept, ([t, name]) =>
      name === "A.SH" && t === 300 ? 0 : (close[t] as number)
    );
    await holed.write(
      "index_daily",
      {
        date: Int32Array.from(kept, ([t]) => weekdays[t] as number),
        index: dictionaryOf(kept.map(([, name]) => name)),
        open: level,
        high: level,
        low: level,
        close: level
      },
      "test"
    );
    const said = await run(indexSegment as unknown as Model, holed);
    expect(said).toEqual(["A.SH: no close on 5 trading days; segments pass over them"]);
    const frame = await holed.query(
      `SELECT "index", count(*) AS n, max(holes) AS holes FROM index_segment_state WHERE freq = 'D' GROUP BY 1 ORDER BY 1`
    );
    expect([...frame.numbers("n")]).toEqual([weekdays.length - 5, weekdays.length]);
    expect(frame.numbers("holes")[1]).toBe(0);
    expect(frame.numbers("holes")[0]).toBeGreaterThan(0);
    await run(timingScore as unknown as Model, holed);
    const book = segmentBook(await segmentPage(holed));
    expect(book.indices.map((d) => d.index)).toEqual(["A.SH", "B.SH"]);
    expect(isoDay(book.series("A.SH", "D").bars.days.at(-1) ?? 0)).toBe(isoDay(weekdays.at(-1) ?? 0));
  });

  it("leave out lists of members that are partial, and stop where lists are old", async () => {
    const partial = await warehouseOf("partial");
    const codes = ["X.SH", "Y.SH"];
    const cells = Array.from(weekdays.keys()).flatMap((t) => codes.map((code, i) => ({t, code, i})));
    const price = Float64Array.from(cells, ({t, i}) => 10 + i + 0.01 * t);
    await partial.write(
      "stock_daily",
      {
        date: Int32Array.from(cells, ({t}) => weekdays[t] as number),
        code: dictionaryOf(cells.map(({code}) => code)),
        open: price,
        high: price,
        low: price,
        close: price,
        prev_close: price,
        volume: price.map(() => 100),
        adj_factor: price.map(() => 1)
      },
      "test"
    );
    const day = weekdays[0] as number;
    await partial.write(
      "index_member",
      {
        date: Int32Array.of(day, day, day + 50),
        index: dictionaryOf(["I.SH", "I.SH", "I.SH"]),
        code: dictionaryOf(["X.SH", "Y.SH", "X.SH"]),
        weight: Float64Array.of(0.5, 0.5, 0.5)
      },
      "test"
    );
    const said = await run(diffusion as unknown as Model, partial);
    expect(said).toEqual(["I.SH: members of one day weigh 0.50 together; left out"]);
    const frame = await partial.query(
      `SELECT min(valid) AS valid, max(date) AS last, min(ratio) AS ratio FROM diffusion`
    );
    expect(frame.numbers("valid")[0]).toBe(2);
    expect(frame.numbers("ratio")[0]).toBe(1);
    expect(frame.days("last")[0]).toBeLessThanOrEqual(day + 200);
    expect(frame.days("last")[0]).toBeGreaterThan(day + 195);
  });

  it("do not mind bars of the auction, outside hours, without volume, or days locked at one price", async () => {
    const noisy = await warehouseOf("noisy");
    for (const table of ["stock_daily", "index_member"]) {
      const frame = await warehouse.query(
        `SELECT * FROM ${table} WHERE ${table === "stock_daily" ? "date >= DATE '2023-12-01'" : "true"}`
      );
      await noisy.write(table, Object.fromEntries(frame.names.map((n) => [n, columnOf(frame, n)])), "test");
    }
    const bars = await warehouse.query(`
      SELECT * FROM stock_bar
      UNION ALL SELECT date, TIME '09:25:00', code, "open" * 3, high * 3, low * 3, "close" * 3.1, 99999999, 1e12 FROM stock_bar WHERE "time" = TIME '09:35:00'
      UNION ALL SELECT date, TIME '15:30:00', code, "open" * 3, high * 3, low * 3, "close" * 3.1, 99999999, 1e12 FROM stock_bar WHERE "time" = TIME '09:35:00'
      UNION ALL SELECT date, TIME '12:00:00', code, "open", high, low, "close", 0, 0 FROM stock_bar WHERE "time" = TIME '09:35:00'
      ORDER BY date, "time", code`);
    await noisy.write(
      "stock_bar",
      Object.fromEntries(bars.names.map((name) => [name, columnOf(bars, name)])),
      "test"
    );
    const said = await run(informed as unknown as Model, noisy);
    expect(said[0]).toMatch(/^\d+ bars outside continuous trading left out$/);
    const sql = `SELECT * FROM informed_activity WHERE "index" = '*' ORDER BY date`;
    const [a, b] = [await warehouse.query(sql), await noisy.query(sql)];
    for (const name of ["ia1", "ia1_within", "vpin", "pin", "stocks"])
      expect(b.numbers(name)).toEqual(a.numbers(name));
  }, 60_000);

  it("give pages that say what is missing", async () => {
    const bare = await warehouseOf("bare");
    const printed = (await publishedTables()).published_diffusion;
    if (printed) await bare.write("published_diffusion", printed, "test");
    expect(segmentBook(await segmentPage(bare))).toMatchObject({missing: ["index_daily"], indices: []});
    const book = diffusionBook(await diffusionPage(bare));
    expect(book).toMatchObject({missing: ["diffusion"], raw: ["stock_daily", "index_member"], indices: []});
    expect(book.printed.up).toEqual([412, 57, 18, 114, 236]);
    expect(await informedPage(bare)).toEqual({missing: ["informed_activity"], indices: []});
  });
});

type Frame = Awaited<ReturnType<Warehouse["query"]>>;

function columnOf(
  frame: Frame,
  name: string
): Float64Array | Int32Array | Uint8Array | ReturnType<Frame["text"]> {
  for (const read of ["numbers", "days", "flags", "text"] as const) {
    try {
      return frame[read](name);
    } catch {}
  }
  throw new Error(`no column ${name}`);
}
