import {afterAll, beforeAll, describe, expect, it} from "vitest";
import exposure from "../../pipeline/models/factor-exposure.js";
import factorReturn from "../../pipeline/models/factor-return.js";
import attribution from "../../pipeline/models/fund-attribution.js";
import brinson from "../../pipeline/models/fund-brinson.js";
import deviation from "../../pipeline/models/fund-deviation.js";
import fof from "../../pipeline/models/fund-of-funds.js";
import position from "../../pipeline/models/fund-position.js";
import style from "../../pipeline/models/fund-style.js";
import {contextOf} from "../../pipeline/run/context.js";
import type {Model} from "../../pipeline/run/model.js";
import {generateDemo} from "../../pipeline/sources/demo/generate.js";
import type {Frame} from "../../pipeline/warehouse/frame.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";
import {one} from "./demo/small.js";

const root = scratch();
/** Between the publication of half-year reports' ten largest positions and of all others. */
const AS_OF = "2023-08-15";
let warehouse: Warehouse;
let past: Warehouse;

async function open(dataset: string): Promise<Warehouse> {
  const opened = await openWarehouse({root, dataset, threads: 2});
  opened.describe({simulated: true, title: {zh: "模拟市场", en: "Simulated market"}});
  return opened;
}

async function run(models: readonly Model<never>[]): Promise<void> {
  for (const model of models) await model.run(await contextOf(model, warehouse));
}

/** Runs a model on what was known at the day, into the warehouse of the past. */
async function runThen(model: Model<never>): Promise<void> {
  await model.run(await contextOf(model, warehouse, {asOf: AS_OF, target: past}));
}

beforeAll(async () => {
  warehouse = await open("demo");
  past = await open("past");
  await generateDemo(warehouse, {size: "small", seed: 20240223, log: () => {}});
  await run([
    exposure,
    factorReturn,
    position,
    style,
    deviation,
    attribution,
    brinson,
    fof
  ] as unknown as Model<never>[]);
  for (const model of [style, deviation, attribution, brinson, fof])
    await runThen(model as unknown as Model<never>);
}, 240_000);
afterAll(() => {
  warehouse.close();
  past.close();
});

/** Rows of an answer by their key. */
function keyed(frame: Frame, keys: readonly string[], values: readonly string[]): Map<string, number[]> {
  const columns = keys.map((k) =>
    /date|period/.test(k) ? Array.from(frame.days(k), String) : frame.strings(k)
  );
  const numbers = values.map((v) => frame.numbers(v));
  return new Map(
    Array.from({length: frame.rows}, (_, i) => [
      columns.map((c) => c[i]).join(" "),
      numbers.map((n) => n[i] as number)
    ])
  );
}

async function sameThenAsNow(
  table: string,
  {
    keys,
    values,
    known,
    where = "true"
  }: {keys: readonly string[]; values: readonly string[]; known: string; where?: string}
): Promise<number> {
  const sql = `SELECT ${[...keys, ...values].join(", ")} FROM ${table} WHERE ${known} <= DATE '${AS_OF}' AND ${where}`;
  const [now, then] = [
    keyed(await warehouse.query(sql), keys, values),
    keyed(await past.query(sql), keys, values)
  ];
  for (const [key, row] of now) {
    const old = then.get(key);
    const same = row.every((v, k) => Object.is(v, old?.[k]) || Math.abs(v - (old?.[k] as number)) < 1e-12);
    expect(same ? row : old, `${table} ${key}`).toEqual(row);
  }
  expect(now.size).toBeGreaterThan(0);
  return now.size;
}

describe("fund models and later rows", () => {
  it("fund_style of past month ends is what it was known to be", async () => {
    const rows = await sameThenAsNow("fund_style", {
      keys: ["date", "fund", "factor"],
      values: ["exposure", "peer_percentile", "age_days", "exposure_returns"],
      known: "date"
    });
    expect(rows).toBeGreaterThan(2000);
  });

  it("fund_deviation, sectors and market path likewise", async () => {
    await sameThenAsNow("fund_deviation", {
      keys: ["date", "fund"],
      values: ["deviation", "excess_return", "deviation_benchmark", "deviation_disclosed"],
      known: "known_date",
      where: "date <= DATE '2022-12-31'"
    });
    await sameThenAsNow("deviation_market", {
      keys: ["date"],
      values: ["median", "median_disclosed", "peer_excess"],
      known: "known_date",
      where: "date <= DATE '2022-12-31'"
    });
  });

  it("fund_attribution likewise", async () => {
    const rows = await sameThenAsNow("fund_attribution", {
      keys: ["date", "fund"],
      values: ["d", "r", "d_static", "d_timing", "d_position", "d_style", "r_style"],
      known: "known_date"
    });
    expect(rows).toBeGreaterThan(3000);
  });

  it("no row of fund_attribution is known before every portfolio that it uses was published", async () => {
    const early = await one(
      warehouse,
      `SELECT count(*) FROM (SELECT a.fund, a.date, any_value(a.known_date) AS known, max(h.known_date) AS published
         FROM fund_attribution a JOIN (SELECT DISTINCT fund, period_end, known_date FROM fund_holding) h
           ON h.fund = a.fund AND h.period_end < a.date GROUP BY ALL) WHERE known < published`
    );
    expect(early).toBe(0);
  });

  it("Brinson quarters and FOF values likewise", async () => {
    await sameThenAsNow("fund_brinson", {
      keys: ["fund", "period_end"],
      values: ["allocation", "selection", "interaction", "unexplained", "active"],
      known: "known_date"
    });
  });
});

describe("fund attribution on the demo market", () => {
  it("splits D into static tilt and timing exactly, and names the quadrant by the signs", async () => {
    expect(
      await one(
        warehouse,
        "SELECT max(abs(d - d_static - d_timing)) FROM fund_attribution WHERE d_static IS NOT NULL"
      )
    ).toBeLessThan(1e-12);
    expect(
      await one(
        warehouse,
        "SELECT count(*) FROM fund_attribution WHERE quadrant <> (CASE WHEN d >= 0 THEN 'D+' ELSE 'D−' END || CASE WHEN r >= 0 THEN 'R+' ELSE 'R−' END)"
      )
    ).toBe(0);
    expect(
      await one(
        warehouse,
        `SELECT max(abs(s - 1)) FROM (SELECT fund, sum("share") AS s FROM fund_quadrant GROUP BY fund)`
      )
    ).toBeLessThan(1e-12);
  });

  it("D and R add to the active return that SQL compounds from values and the benchmark's list", async () => {
    const gap = await one(
      warehouse,
      `WITH own AS (SELECT fund, date, adj_nav / lag(adj_nav) OVER (PARTITION BY fund ORDER BY date) - 1 AS r FROM fund_nav),
         days AS (SELECT DISTINCT date FROM fund_nav ORDER BY date DESC LIMIT 60),
         fund AS (SELECT fund, sum(r) AS total FROM own JOIN days USING (date) GROUP BY fund HAVING count(r) = 60),
         last AS (SELECT fund, d + r AS active FROM fund_attribution WHERE date = (SELECT max(date) FROM fund_attribution))
       SELECT max(total - active) - min(total - active) FROM fund JOIN last USING (fund)`
    );
    expect(gap).toBeLessThan(1e-10);
  });

  it("gives style tilts what SQL makes of a full report and the sixty days after it", async () => {
    const frame = await warehouse.query(
      `WITH x AS (UNPIVOT (SELECT * EXCLUDE (industry_csc37, in_estimation) FROM exposure
           WHERE date = (SELECT max(date) FROM exposure WHERE date <= DATE '2023-06-30'))
           ON COLUMNS(* EXCLUDE (date, code, industry, weight)) INTO NAME factor VALUE value),
         split AS (SELECT code, factor, value - sum(weight ^ 2 * value) OVER g / sum(weight ^ 2) OVER g AS value
           FROM x WINDOW g AS (PARTITION BY industry, factor)),
         after AS (SELECT date, factor, "return" AS f, dense_rank() OVER (ORDER BY date) AS n FROM factor_return
           WHERE scheme = 'citic' AND date > DATE '2023-06-30'),
         earned AS (SELECT factor, sum(f) AS f FROM after WHERE n <= 60 GROUP BY factor),
         tilt AS (SELECT fund, sum(h.weight * value * f) AS style
           FROM fund_holding h JOIN split USING (code) JOIN earned USING (factor)
           WHERE period_end = DATE '2023-06-30' GROUP BY fund)
       SELECT count(*) AS n, max(abs(style - r_style)) AS gap, max(abs(style)) AS most
       FROM fund_attribution JOIN tilt USING (fund) WHERE date = (SELECT max(date) FROM after WHERE n = 60)`
    );
    const [n, gap, most] = ["n", "gap", "most"].map((c) => frame.numbers(c)[0] as number);
    expect(n).toBeGreaterThan(20);
    expect(most).toBeGreaterThan(0.005);
    expect(gap).toBeLessThan(1e-12);
  });

  it("gives index funds the style of their index", async () => {
    const frame = await warehouse.query(
      `WITH gaps AS (SELECT s.fund, i.index, avg(abs(s.exposure - i.exposure)) AS gap FROM fund_style s
           JOIN fund f USING (fund) JOIN index_style i USING (date, factor)
           WHERE f.type = 'index' AND s.age_days < 40 GROUP BY s.fund, i.index)
       SELECT median(gap) AS best FROM (SELECT fund, min(gap) AS gap FROM gaps GROUP BY fund)`
    );
    expect(frame.numbers("best")[0]).toBeLessThan(0.12);
  });

  it("percentiles lie between 0 and 1 with a mean of a half", async () => {
    expect(await one(warehouse, "SELECT avg(peer_percentile) FROM fund_style")).toBeCloseTo(0.5, 2);
    expect(
      await one(warehouse, "SELECT count(*) FROM fund_style WHERE peer_percentile < 0 OR peer_percentile > 1")
    ).toBe(0);
  });

  it("Brinson's effects and all linkings close", async () => {
    expect(
      await one(
        warehouse,
        "SELECT max(abs(allocation + selection + interaction + unexplained - active)) FROM fund_brinson"
      )
    ).toBeLessThan(1e-12);
    expect(
      await one(
        warehouse,
        "SELECT max(abs(allocation + selection + interaction + unexplained - active)) FROM fund_brinson_link"
      )
    ).toBeLessThan(1e-12);
    expect(await one(warehouse, "SELECT count(DISTINCT method) FROM fund_brinson_link")).toBe(3);
  });

  it("sector shares sum to one", async () => {
    expect(
      await one(
        warehouse,
        "SELECT max(abs(s - 1)) FROM (SELECT date, sum(weight) AS s FROM fund_sector GROUP BY date HAVING count(weight) = 5)"
      )
    ).toBeLessThan(1e-9);
  });

  it("orders of the fund of funds come after their signals are known", async () => {
    expect(
      await one(
        warehouse,
        "SELECT count(*) FROM fof_pick p JOIN fund_deviation d ON d.fund = p.fund AND d.date = p.date WHERE p.order_date <= d.known_date"
      )
    ).toBe(0);
    expect(await one(warehouse, "SELECT count(*) FROM fof_pick")).toBeGreaterThan(100);
    expect(
      await one(
        warehouse,
        "SELECT max(abs(turnover)) FROM fof_stat WHERE year = 'all' AND strategy = 'fof_deviation_high'"
      )
    ).toBeGreaterThan(0);
  });

  it("fees never add: gross is at or above the value after fees on every day", async () => {
    expect(await one(warehouse, "SELECT min(nav_gross / nav_fees) FROM fof_nav")).toBeGreaterThanOrEqual(
      1 - 1e-9
    );
  });

  it("keeps managers in order, the last the one that the list of funds names", async () => {
    expect(
      await one(
        warehouse,
        "SELECT count(*) FROM (SELECT fund, arg_max(manager, from_date) AS m FROM fund_manager GROUP BY fund) JOIN fund f USING (fund) WHERE f.manager <> m"
      )
    ).toBe(0);
    expect(await one(warehouse, "SELECT count(*) FROM fund_manager WHERE to_date <= from_date")).toBe(0);
  });
});

describe("datasets that lack something", () => {
  it("writes empty tables without estimated positions' benchmark", async () => {
    const bare = await open("bare");
    try {
      const nothing = {
        date: new Int32Array(),
        index: [] as string[],
        code: [] as string[],
        weight: new Float64Array()
      };
      await bare.write("index_member", nothing, "test");
      for (const table of [
        "fund",
        "fund_nav",
        "fund_industry",
        "industry_daily",
        "stock_industry",
        "index_daily"
      ]) {
        const frame = await warehouse.query(`SELECT * FROM ${table}`);
        await bare.write(table, await columnsOf(frame), "test");
      }
      await attribution.run(await contextOf(attribution, bare));
      expect(bare.record("fund_attribution").rows).toBe(0);
      expect(bare.record("fund_skill").rows).toBe(0);
      await deviation.run(await contextOf(deviation, bare));
      expect(bare.record("fund_deviation").rows).toBeGreaterThan(0);
      expect(
        await one(bare, "SELECT count(*) FROM fund_deviation WHERE deviation_benchmark IS NOT NULL")
      ).toBe(0);
    } finally {
      bare.close();
    }
  });
});

/** A frame's columns as a table takes them. */
async function columnsOf(frame: Frame) {
  return Object.fromEntries(
    frame.names.map((name) => {
      for (const read of [() => frame.numbers(name), () => frame.days(name), () => frame.flags(name)]) {
        try {
          return [name, read()];
        } catch {}
      }
      return [name, frame.text(name)];
    })
  );
}
