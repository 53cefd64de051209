import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import northbound from "../../pipeline/models/northbound.js";
import {contextOf} from "../../pipeline/run/context.js";
import {type Columns, dayOf, isoOf, NULL_DAY} from "../../pipeline/warehouse/columns.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";

const root = scratch();
const opened: Warehouse[] = [];
afterAll(() => {
  for (const warehouse of opened) warehouse.close();
});

async function warehouseOf(dataset: string): Promise<Warehouse> {
  const warehouse = await openWarehouse({root: join(root), dataset, threads: 1});
  warehouse.describe({simulated: true, title: {zh: "测试", en: "Test"}});
  opened.push(warehouse);
  return warehouse;
}

type Cell = string | number | null;

/** Columns from rows written as they are read: dates are ISO, null is missing. */
function columnsFrom(rows: readonly Readonly<Record<string, Cell>>[]): Columns {
  const names = Object.keys(rows[0] ?? {});
  return Object.fromEntries(
    names.map((name) => {
      const cells = rows.map((r) => r[name] ?? null);
      if (/date|period_end/.test(name)) {
        return [name, Int32Array.from(cells, (c) => (c === null ? NULL_DAY : dayOf(String(c))))];
      }
      if (name === "is_open") return [name, Uint8Array.from(cells, Number)];
      const text = cells.some((c) => typeof c === "string");
      return [
        name,
        text
          ? cells.map((c) => (c === null ? null : String(c)))
          : Float64Array.from(cells, (c) => (c === null ? Number.NaN : Number(c)))
      ];
    })
  );
}

/** Runs the model and gives its three tables as rows. */
async function run(warehouse: Warehouse, target = warehouse, asOf?: string) {
  await northbound.run(await contextOf(northbound, warehouse, {target, asOf}));
  const rowsOf = async (table: string, order: string): Promise<Record<string, Cell>[]> => {
    const frame = await target.query(`SELECT * FROM ${table} ORDER BY ${order}`);
    return Array.from({length: frame.rows}, (_, i) =>
      Object.fromEntries(
        frame.names.map((name) => {
          if (/date|quarter_end/.test(name)) return [name, isoOf(frame.days(name)[i] ?? 0)];
          if (/scheme|industry|regime/.test(name)) return [name, frame.strings(name)[i] ?? null];
          return [name, frame.numbers(name)[i] ?? null];
        })
      )
    );
  };
  return {
    flow: await rowsOf("northbound_flow", "date, scheme, industry"),
    check: await rowsOf("northbound_check", "date"),
    quarter: await rowsOf("northbound_quarter", "quarter_end, scheme, industry")
  };
}

const bar = (date: string, code: string, more: Readonly<Record<string, Cell>> = {}) => ({
  date,
  code,
  open: 10,
  high: 11,
  low: 9,
  close: 10,
  prev_close: 10,
  volume: 1000,
  amount: 10_000,
  adj_factor: 1,
  total_shares: 1e6,
  ...more
});

const held = (date: string, code: string, shares: number, more: Readonly<Record<string, Cell>> = {}) => ({
  date,
  direction: "north",
  code,
  seat: "*",
  shares,
  ...more
});

const A = "990001.SH";
const B = "990002.SH";
const Z = "990003.SZ";

/** Three days worked by hand: a split with cash, a change of industry, an exchange that comes later. */
async function writeWorked(warehouse: Warehouse): Promise<void> {
  const days = ["2021-03-01", "2021-03-02", "2021-03-03", "2021-03-04"];
  const bars = [
    bar(days[0] ?? "", A),
    bar(days[1] ?? "", A, {amount: 10_250}),
    // 10 送 5 with 0.4 of cash at a close of 10: reference price 6.40.
    bar(days[2] ?? "", A, {
      high: 7,
      low: 6,
      close: 6.5,
      prev_close: 6.4,
      amount: 6_600,
      adj_factor: 1.5625,
      total_shares: 1.5e6
    }),
    bar(days[3] ?? "", A, {
      high: 7,
      low: 6,
      close: 6.5,
      amount: 6_500,
      adj_factor: 1.5625,
      total_shares: 1.5e6
    }),
    // A cash dividend of 5 % and no more.
    bar(days[0] ?? "", B, {close: 20}),
    bar(days[1] ?? "", B, {amount: 19_000, adj_factor: 20 / 19, prev_close: 19}),
    bar(days[2] ?? "", B, {volume: 0, amount: 0, close: 19.5, adj_factor: 20 / 19}),
    bar(days[3] ?? "", B, {amount: 19_500, adj_factor: 20 / 19}),
    ...days.map((d) => bar(d, Z, {amount: 5_000}))
  ];
  await warehouse.write("stock_daily", columnsFrom(bars), "test");
  await warehouse.write(
    "connect_holding",
    columnsFrom([
      held(days[0] ?? "", A, 1000),
      held(days[1] ?? "", A, 1100),
      held(days[2] ?? "", A, 1850),
      held(days[3] ?? "", A, 1850),
      held(days[0] ?? "", A, 600, {seat: "SEAT-A"}),
      held(days[1] ?? "", A, 9000, {seat: "SEAT-A"}),
      held(days[1] ?? "", A, 77, {direction: "south"}),
      held(days[0] ?? "", B, 500),
      held(days[1] ?? "", B, 500),
      held(days[3] ?? "", B, 400),
      held(days[1] ?? "", Z, 3000),
      held(days[2] ?? "", Z, 3100)
    ]),
    "test"
  );
  await warehouse.write(
    "stock_industry",
    columnsFrom([
      {code: A, scheme: "citic", from_date: "2015-01-01", industry: "银行", to_date: "2021-03-03"},
      {code: A, scheme: "citic", from_date: "2021-03-03", industry: "电子", to_date: null},
      {code: B, scheme: "citic", from_date: "2015-01-01", industry: "银行", to_date: null},
      {code: A, scheme: "sw", from_date: "2015-01-01", industry: "银行", to_date: null},
      {code: B, scheme: "sw", from_date: "2015-01-01", industry: "银行", to_date: null},
      {code: Z, scheme: "sw", from_date: "2015-01-01", industry: "钢铁", to_date: null}
    ]),
    "test"
  );
  await warehouse.write(
    "connect_turnover",
    columnsFrom([
      {date: "2021-03-02", direction: "north", buy: 3000, sell: 1895, turnover: 4900},
      {date: "2021-03-02", direction: "south", buy: 9, sell: 1, turnover: 10},
      {date: "2021-03-03", direction: "north", buy: 2000, sell: 100, turnover: 2100}
    ]),
    "test"
  );
}

describe("northbound, worked by hand", () => {
  let tables: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    const warehouse = await warehouseOf("worked");
    await writeWorked(warehouse);
    tables = await run(warehouse);
  });

  it("books each change at the day's average price in the industry of the day", () => {
    const citic = tables.flow.filter((r) => r.scheme === "citic");
    expect(citic.map((r) => [r.date, r.industry, r.flow])).toEqual([
      // A: 100 × 10.25; B: a cash dividend leaves the holding alone.
      ["2021-03-02", "银行", 1025],
      // Shenzhen's first report is a start. A: 1850 − 1.5 × 1100 = 200 at 6.6, now in 电子; B is not reported.
      ["2021-03-03", "未分类", 500],
      ["2021-03-03", "电子", 1320],
      ["2021-03-03", "银行", 0],
      // B: −100 at 19.5; Z is not reported.
      ["2021-03-04", "未分类", 0],
      ["2021-03-04", "电子", 0],
      ["2021-03-04", "银行", -1950]
    ]);
  });

  it("has every scheme, and each sums to the estimate", () => {
    for (const {date, estimate} of tables.check) {
      for (const scheme of ["citic", "sw"]) {
        const rows = tables.flow.filter((r) => r.date === date && r.scheme === scheme);
        expect(rows.reduce((s, r) => s + Number(r.flow), 0)).toBeCloseTo(Number(estimate), 9);
      }
    }
    expect(new Set(tables.flow.map((r) => r.scheme))).toEqual(new Set(["citic", "sw"]));
  });

  it("sets the official net buying of the link beside the estimate", () => {
    expect(tables.check).toEqual([
      {
        date: "2021-03-02",
        estimate: 1025,
        official: 1105,
        residual: 80,
        stocks: 2,
        carried: 0,
        regime: "daily"
      },
      {
        date: "2021-03-03",
        estimate: 1820,
        official: 1900,
        residual: 80,
        stocks: 3,
        carried: 1,
        regime: "daily"
      },
      {
        date: "2021-03-04",
        estimate: -1950,
        official: Number.NaN,
        residual: Number.NaN,
        stocks: 3,
        carried: 1,
        regime: "daily"
      }
    ]);
  });

  it("does without share counts, amounts and official totals", async () => {
    const bare = await warehouseOf("bare");
    const days = ["2021-03-01", "2021-03-02"];
    const rows = days.map((d, i) => {
      const {amount, total_shares, ...rest} = bar(d, A, {adj_factor: 1 + i});
      return amount && total_shares ? rest : rest;
    });
    await bare.write("stock_daily", columnsFrom(rows), "test");
    await bare.write(
      "connect_holding",
      columnsFrom([held("2021-03-01", A, 10), held("2021-03-02", A, 23)]),
      "test"
    );
    await bare.write(
      "stock_industry",
      columnsFrom([{code: A, scheme: "citic", from_date: "2015-01-01", industry: "银行"}]),
      "test"
    );
    const {flow, check} = await run(bare);
    expect(flow.map((r) => r.flow)).toEqual([30]);
    expect(check.map((r) => r.official)).toEqual([Number.NaN]);
  });

  it("writes empty tables where there are no northbound totals", async () => {
    const south = await warehouseOf("south");
    await south.write("stock_daily", columnsFrom([bar("2021-03-01", A)]), "test");
    await south.write(
      "connect_holding",
      columnsFrom([held("2021-03-01", "09901.HK", 10, {direction: "south"})]),
      "test"
    );
    await south.write(
      "stock_industry",
      columnsFrom([{code: A, scheme: "citic", from_date: "2015-01-01", industry: "银行"}]),
      "test"
    );
    expect(await run(south)).toEqual({flow: [], check: [], quarter: []});
  });
});

/** A small market over the change of disclosure, with splits, holidays, suspensions and changes of industry. */
async function writeMarket(warehouse: Warehouse, {until = "2025-02-28"} = {}): Promise<void> {
  const days: string[] = [];
  for (let d = dayOf("2024-06-03"); d <= dayOf(until); d++) {
    const week = new Date(d * 86_400_000).getUTCDay();
    if (week !== 0 && week !== 6 && !/-10-0[1-7]$/.test(isoOf(d))) days.push(isoOf(d));
  }
  let seed = 7;
  const random = (): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const bars: ReturnType<typeof bar>[] = [];
  const holdings: ReturnType<typeof held>[] = [];
  const industries: Record<string, Cell>[] = [];
  for (let s = 0; s < 12; s++) {
    seed = 7 + s;
    const code = `${990_001 + s}.${s % 2 ? "SZ" : "SH"}`;
    const industry = ["银行", "电子", "医药"][s % 3] ?? "";
    const moves = s % 4 === 0;
    industries.push({
      code,
      scheme: "citic",
      from_date: "2015-01-01",
      industry,
      to_date: moves ? "2024-07-15" : null
    });
    if (moves)
      industries.push({code, scheme: "citic", from_date: "2024-07-15", industry: "汽车", to_date: null});
    let [price, adjust, total, q] = [10 + s, 1, 1e8, 1e6 * (1 + s)];
    days.forEach((date, t) => {
      const k = (t + 7 * s) % 61 === 60 ? 1.4 : 1;
      const cash = (t + 11 * s) % 83 === 82 ? 0.97 : 1;
      price = (price * cash * (0.98 + 0.04 * random())) / k;
      adjust *= k / cash;
      total *= k;
      const closed = (t + s) % 41 === 40 && k === 1;
      const volume = closed ? 0 : Math.round(1e6 * (0.5 + random()));
      const vwap = price * (0.995 + 0.01 * random());
      bars.push(
        bar(date, code, {
          open: price,
          high: price * 1.01,
          low: price * 0.985,
          close: price,
          prev_close: price,
          volume,
          amount: vwap * volume,
          adj_factor: adjust,
          total_shares: total
        })
      );
      q = q * k + (closed ? 0 : Math.round((random() - 0.45) * 2e4));
      const daily = date <= "2024-08-16" && t % 17 !== 16 && (t + s) % 29 !== 28;
      if (daily || /^2024-(09-30|12-31)$/.test(date)) holdings.push(held(date, code, Math.round(q)));
    });
  }
  const byKey = <T extends {date: Cell; code: Cell}>(rows: T[]): T[] =>
    rows.sort((x, y) => (`${x.date} ${x.code}` < `${y.date} ${y.code}` ? -1 : 1));
  await warehouse.write("stock_daily", columnsFrom(byKey(bars)), "test");
  await warehouse.write("connect_holding", columnsFrom(byKey(holdings)), "test");
  await warehouse.write("stock_industry", columnsFrom(industries), "test");
  await warehouse.write("calendar", columnsFrom(days.map((date) => ({date, is_open: 1}))), "test");
}

describe("northbound over the change of disclosure", () => {
  let warehouse: Warehouse;
  let tables: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    warehouse = await warehouseOf("market");
    await writeMarket(warehouse);
    tables = await run(warehouse);
  });

  it("ends daily flow on 2024-08-16 and never fills a day in", () => {
    expect(tables.flow.at(-1)?.date).toBe("2024-08-16");
    expect(tables.check.at(-1)?.date).toBe("2024-08-16");
  });

  it("gives the quarters after it, known on the fifth trading day of the next", () => {
    const ends = [...new Set(tables.quarter.map((r) => `${r.quarter_end} ${r.known_date}`))];
    expect(ends).toEqual(["2024-09-30 2024-10-14", "2024-12-31 2025-01-07"]);
    for (const {flow, lo, hi} of tables.quarter) {
      expect(Number(lo)).toBeLessThanOrEqual(Number(flow));
      expect(Number(flow)).toBeLessThanOrEqual(Number(hi));
    }
  });

  it("has no row on a day without reports", () => {
    const days = new Set(tables.flow.map((r) => r.date));
    expect(days.has("2024-06-25")).toBe(false);
    expect(days.has("2024-06-26")).toBe(true);
  });

  it("agrees with the same flows written in SQL", async () => {
    const frame = await warehouse.query(`
      WITH bars AS (
        SELECT date, code,
          coalesce(
            CASE WHEN volume > 0 THEN amount / volume END,
            last_value(CASE WHEN volume > 0 THEN close * adj_factor END IGNORE NULLS) OVER w / adj_factor
          ) AS vwap,
          total_shares / lag(total_shares, 1, total_shares) OVER w AS s,
          adj_factor / lag(adj_factor, 1, adj_factor) OVER w AS j
        FROM stock_daily WINDOW w AS (PARTITION BY code ORDER BY date)
      ), basis AS (
        SELECT date, code, vwap, product(CASE WHEN s > 1.02 AND j >= s * 0.995 THEN s ELSE 1 END)
          OVER (PARTITION BY code ORDER BY date) AS k
        FROM bars
      ), changes AS (
        SELECT h.date, h.code, vwap, h.shares, k,
          lag(h.shares) OVER w AS before, lag(k) OVER w AS k_before
        FROM connect_holding h JOIN basis USING (date, code)
        WHERE direction = 'north' AND seat = '*' AND h.date <= DATE '2024-08-16'
        WINDOW w AS (PARTITION BY h.code ORDER BY h.date)
      )
      SELECT c.date, i.industry,
        sum(CASE WHEN shares = before * (k / k_before) THEN 0 ELSE (shares - before * (k / k_before)) * vwap END) AS flow,
        sum(shares * vwap) AS scale
      FROM changes c JOIN stock_industry i ON i.code = c.code AND i.scheme = 'citic'
        AND c.date >= i.from_date AND (i.to_date IS NULL OR c.date < i.to_date)
      WHERE before IS NOT NULL GROUP BY ALL ORDER BY ALL`);
    const [date, industry] = [frame.days("date"), frame.strings("industry")];
    const [flow, scale] = [frame.numbers("flow"), frame.numbers("scale")];
    const ours = new Map(tables.flow.map((r) => [`${r.date} ${r.industry}`, Number(r.flow)]));
    expect(frame.rows).toBeGreaterThan(150);
    for (let i = 0; i < frame.rows; i++) {
      const gap = (ours.get(`${isoOf(date[i] ?? 0)} ${industry[i]}`) ?? Number.NaN) - (flow[i] ?? 0);
      expect(Math.abs(gap)).toBeLessThanOrEqual(1e-12 * (scale[i] ?? 0));
    }
  });

  it("run as of a day gives the rows of the whole run known by then", async () => {
    for (const asOf of ["2024-06-25", "2024-07-15", "2024-08-16", "2024-10-11", "2024-10-14", "2025-01-06"]) {
      const early = await run(warehouse, await warehouseOf(`asof-${asOf}`), asOf);
      expect(early.flow).toEqual(tables.flow.filter((r) => String(r.date) <= asOf));
      expect(early.check).toEqual(tables.check.filter((r) => String(r.date) <= asOf));
      expect(early.quarter).toEqual(tables.quarter.filter((r) => String(r.known_date) <= asOf));
    }
  });

  it("is not changed by rows that come later", async () => {
    const shorter = await warehouseOf("shorter");
    await writeMarket(shorter, {until: "2024-12-02"});
    const early = await run(shorter);
    expect(early.flow).toEqual(tables.flow);
    expect(early.quarter).toEqual(tables.quarter.filter((r) => r.quarter_end === "2024-09-30"));
  });
});
