import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {STYLES} from "../../lib/factor/styles.js";
import {normal} from "../../lib/random/normal.js";
import {createRng} from "../../lib/random/rng.js";
import exposure from "../../pipeline/models/factor-exposure.js";
import factorReturn from "../../pipeline/models/factor-return.js";
import factorRisk from "../../pipeline/models/factor-risk.js";
import {contextOf} from "../../pipeline/run/context.js";
import type {Model} from "../../pipeline/run/model.js";
import {dayOf, isoOf, NULL_DAY} from "../../pipeline/warehouse/columns.js";
import type {Frame} from "../../pipeline/warehouse/frame.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";

const root = scratch();
const opened: Warehouse[] = [];
afterAll(() => {
  for (const warehouse of opened) warehouse.close();
});

const STOCKS = 90;
const DAYS = 360;
const codes = Array.from({length: STOCKS}, (_, i) => `9${String(i).padStart(5, "0")}.SH`);
const days = Array.from({length: 600}, (_, k) => dayOf("2021-01-04") + k)
  .filter((d) => ![0, 6].includes(new Date(d * 86_400_000).getUTCDay()))
  .slice(0, DAYS);

/** Odd ones: a share count missing or zero, ST from the middle on, suspended for a while, listed late, about to be delisted. */
const [CAPLESS, ST, HALTED, YOUNG, LEAVING] = [3, 7, 11, 13, 17];

async function empty(dataset: string): Promise<Warehouse> {
  const warehouse = await openWarehouse({root, dataset, threads: 1});
  warehouse.describe({simulated: true, title: {zh: "测试", en: "Test"}});
  opened.push(warehouse);
  return warehouse;
}

/** A market of a few stocks with one strong style, size, whose return is planted. */
async function market(dataset: string): Promise<Warehouse> {
  const warehouse = await empty(dataset);
  const rng = createRng(11, "market");
  const rows = {
    date: [] as number[],
    code: [] as string[],
    close: [] as number[],
    total: [] as number[],
    st: [] as number[],
    halted: [] as number[],
    volume: [] as number[]
  };
  const price = codes.map(() => 10 + 20 * rng.uniform());
  const shares = codes.map(() => Math.round(Math.exp(19 + 1.2 * normal(rng))));
  days.forEach((day, t) => {
    const [all, size] = [0.01 * normal(rng), 0.004 * normal(rng)];
    codes.forEach((code, i) => {
      const z = (Math.log(shares[i] as number) - 19) / 1.2;
      const halted = i === HALTED && t >= 200 && t < 220;
      if (!halted) price[i] = (price[i] as number) * (1 + all + size * z + 0.015 * normal(rng));
      if (i === YOUNG && t < 150) return;
      rows.date.push(day);
      rows.code.push(code);
      rows.close.push(price[i] as number);
      rows.total.push(i === CAPLESS ? (t % 2 === 0 ? Number.NaN : 0) : (shares[i] as number));
      rows.st.push(i === ST && t >= 150 ? 1 : 0);
      rows.halted.push(halted ? 1 : 0);
      rows.volume.push(halted ? 0 : Math.round(1e5 * Math.exp(normal(rng))));
    });
  });
  const close = Float64Array.from(rows.close);
  await warehouse.write(
    "stock_daily",
    {
      date: Int32Array.from(rows.date),
      code: rows.code,
      open: close,
      high: close,
      low: close,
      close,
      prev_close: close,
      volume: Float64Array.from(rows.volume),
      adj_factor: new Float64Array(close.length).fill(1),
      total_shares: Float64Array.from(rows.total),
      is_st: Uint8Array.from(rows.st),
      is_suspended: Uint8Array.from(rows.halted)
    },
    "test"
  );
  await warehouse.write(
    "stock",
    {
      code: codes,
      name: codes,
      board: codes.map(() => "main"),
      list_date: Int32Array.from(codes, (_, i) =>
        i === YOUNG ? (days[150] as number) : dayOf("2015-01-05")
      ),
      delist_date: Int32Array.from(codes, (_, i) => (i === LEAVING ? (days[250] as number) : NULL_DAY))
    },
    "test"
  );
  await writeIndustries(warehouse);
  return warehouse;
}

/** Two schemes; the second has an industry of three stocks, of the same board as the first one. */
async function writeIndustries(warehouse: Warehouse): Promise<void> {
  const member = (scheme: string, name: (i: number) => string) =>
    codes.map((code, i) => ({code, scheme, industry: name(i)}));
  const all = [
    ...member("citic", (i) => ["银行", "电子", "医药"][i % 3] ?? ""),
    ...member("csc37", (i) => (i < 3 ? "黄金" : (["银行", "电子", "医药"][i % 3] ?? "")))
  ];
  await warehouse.write(
    "stock_industry",
    {
      code: all.map((m) => m.code),
      scheme: all.map((m) => m.scheme),
      industry: all.map((m) => m.industry),
      from_date: new Int32Array(all.length).fill(dayOf("2015-01-05")),
      to_date: new Int32Array(all.length).fill(NULL_DAY)
    },
    "test"
  );
  const names = ["银行", "电子", "医药", "黄金"];
  await warehouse.write(
    "industry",
    {
      scheme: names.map(() => "csc37"),
      industry: names,
      name_zh: names,
      name_en: names,
      sector: ["甲", "乙", "丙", "乙"],
      stream: names.map(() => "mid"),
      order: Float64Array.from(names, (_, i) => i)
    },
    "test"
  );
}

async function run<P>(
  model: Model<P>,
  warehouse: Warehouse,
  {target = warehouse, asOf}: {target?: Warehouse; asOf?: string} = {}
): Promise<string[]> {
  const said: string[] = [];
  await model.run(await contextOf(model, warehouse, {target, asOf, log: (m) => said.push(m)}));
  return said;
}

/** A table as text, row by row, for exact comparison. */
async function printed(warehouse: Warehouse, table: string, where = "true"): Promise<string[]> {
  const frame = await warehouse.query(`SELECT * FROM ${table} WHERE ${where} ORDER BY ALL`);
  const columns = frame.names.map((name) => cells(frame, name));
  return Array.from({length: frame.rows}, (_, i) => columns.map((c) => String(c[i])).join(" "));
}

function cells(frame: Frame, name: string): ArrayLike<unknown> {
  if (name === "date") return Array.from(frame.days(name), isoOf);
  if (name === "in_estimation") return frame.flags(name);
  if (/code|scheme|factor|kind|industry|portfolio/.test(name)) return frame.strings(name);
  return frame.numbers(name);
}

/** Expects the same rows; of a difference only the first is told, for a comparison of all takes minutes to print. */
function same(got: readonly string[], want: readonly string[]): void {
  const at = want.findIndex((row, i) => row !== got[i]);
  expect([at, got[at], got.length]).toEqual([-1, undefined, want.length]);
}

let whole: Warehouse;
let said: {exposure: string[]; returns: string[]; risk: string[]};

beforeAll(async () => {
  whole = await market("whole");
  said = {
    exposure: await run(exposure, whole),
    returns: await run(factorReturn, whole),
    risk: await run(factorRisk, whole)
  };
}, 120_000);

describe("the universe", () => {
  const inside = async (i: number): Promise<(string | number)[]> => {
    const frame = await whole.query(
      `SELECT count(*) AS rows, count(*) FILTER (in_estimation) AS inside FROM exposure WHERE code = '${codes[i]}'`
    );
    return [frame.numbers("rows")[0] ?? 0, frame.numbers("inside")[0] ?? 0];
  };

  it("begins with 63 returns; leaves out ST, the suspended, the young, those about to go, those without shares", async () => {
    const shown = DAYS - 63;
    expect(await inside(0)).toEqual([shown, shown]);
    expect(await inside(ST)).toEqual([shown, 150 - 63]);
    expect(await inside(HALTED)).toEqual([shown, shown - 20]);
    expect(await inside(YOUNG)).toEqual([DAYS - 150, DAYS - 150 - 125]);
    expect(await inside(CAPLESS)).toEqual([0, 0]);
    const [, left] = await inside(LEAVING);
    expect(left).toBeLessThan(shown - 40);
  });

  it("says what was missing: tables, capitalisation, styles, days", () => {
    const all = said.exposure.join("\n");
    expect(all).toMatch(
      /2021: \d+ stocks, \d+ in estimation, 1 without capitalisation a day; 63 days with too few stocks;/
    );
    expect(all).toMatch(/missing: .*book_to_price on \d+ of \d+ days/);
  });

  it("styles without data are null, the others complete", async () => {
    const counts = await whole.query(
      `SELECT ${STYLES.map(({name}) => `count(${name}) AS ${name}`).join(", ")}, count(*) AS n FROM exposure`
    );
    const n = counts.numbers("n")[0] as number;
    const of = (name: string): number => counts.numbers(name)[0] as number;
    for (const name of ["size", "beta", "residual_volatility", "nonlinear_size", "liquidity"])
      expect(of(name)).toBe(n);
    for (const name of ["book_to_price", "earnings_yield", "growth", "leverage", "dividend_yield"])
      expect(of(name)).toBe(0);
  });
});

describe("factor returns", () => {
  it("the tables hold the constraint: industries' returns weigh to zero by capitalisation", async () => {
    const frame = await whole.query(
      `WITH e AS (SELECT *, lead(date) OVER (PARTITION BY code ORDER BY date) AS next FROM exposure),
        used AS (SELECT e.next AS date, e.industry, e.weight FROM e JOIN stock_daily s ON s.code = e.code AND s.date = e.next WHERE e.in_estimation AND NOT s.is_suspended),
        shares AS (SELECT date, industry, sum(weight * weight) AS w FROM used GROUP BY ALL)
        SELECT date, sum(w * "return") / sum(w) AS gap FROM shares JOIN factor_return r USING (date) WHERE r.scheme = 'citic' AND r.factor = shares.industry GROUP BY date`
    );
    expect(frame.rows).toBeGreaterThan(200);
    for (const gap of frame.numbers("gap")) expect(Math.abs(gap)).toBeLessThan(1e-12);
  });

  it("a thin industry has the return of the one it joins, and the log says so", async () => {
    const frame = await whole.query(
      `SELECT a."return" - b."return" AS gap FROM factor_return a JOIN factor_return b USING (date, scheme) WHERE scheme = 'csc37' AND a.factor = '黄金' AND b.factor = '电子'`
    );
    expect(frame.rows).toBeGreaterThan(200);
    expect(frame.numbers("gap").every((g) => g === 0)).toBe(true);
    expect(said.returns.join("\n")).toMatch(/csc37: thin industries merged: 黄金 into 电子 \(\d+ days\)/);
  });

  it("fits, stability and inflation are there and in bounds", async () => {
    const fit = await whole.query(
      "SELECT min(r2) AS low, max(r2) AS high, min(n) AS n, count(*) AS days FROM factor_fit"
    );
    expect(fit.numbers("low")[0] as number).toBeGreaterThan(0);
    expect(fit.numbers("high")[0] as number).toBeLessThan(1);
    expect(fit.numbers("n")[0] as number).toBeGreaterThan(60);
    const size = await whole.query(
      "SELECT min(stability) AS s, min(vif) AS v FROM factor_stability WHERE factor = 'size'"
    );
    expect(size.numbers("s")[0] as number).toBeGreaterThan(0.9);
    expect(size.numbers("v")[0] as number).toBeGreaterThanOrEqual(1);
  });
});

describe("risk", () => {
  it("covariances are symmetric and definite; every stock of a month end has a specific risk", async () => {
    const gaps = await whole.query(
      `SELECT max(abs(a.covariance - b.covariance)) AS gap FROM factor_covariance a JOIN factor_covariance b ON a.date = b.date AND a.factor = b.factor_2 AND a.factor_2 = b.factor`
    );
    expect(gaps.numbers("gap")[0]).toBe(0);
    const specific = await whole.query(
      "SELECT count(*) AS n, min(volatility) AS low, max(volatility) AS high FROM specific_risk WHERE date = (SELECT max(date) FROM specific_risk)"
    );
    expect(specific.numbers("n")[0]).toBe(STOCKS - 1);
    expect(specific.numbers("low")[0] as number).toBeGreaterThan(0.02);
    expect(specific.numbers("high")[0] as number).toBeLessThan(0.2);
  });

  it("standardised returns carry their loss, for every stage", async () => {
    const frame = await whole.query(
      `SELECT split_part(portfolio, '/', 2) AS stage, count(*) AS n, max(abs(q - (b * b - ln(b * b)))) AS gap FROM risk_bias GROUP BY 1 ORDER BY 1`
    );
    expect(frame.strings("stage")).toEqual(["eigen", "ewma", "nw", "vra"]);
    for (const gap of frame.numbers("gap")) expect(gap).toBeLessThan(1e-12);
  });
});

describe("point in time", () => {
  it("a run as of a day gives exactly the past of the run over everything", async () => {
    const asOf = isoOf(days[DAYS - 25] as number);
    const target = await empty("past");
    for (const [model, tables] of [
      [exposure, ["exposure"]],
      [factorReturn, ["factor_return", "factor_fit", "factor_stability"]]
    ] as const) {
      await (model === exposure
        ? run(exposure, whole, {target, asOf})
        : run(factorReturn, whole, {target, asOf}));
      for (const table of tables) {
        const past = await printed(target, table);
        expect(past.length).toBeGreaterThan(100);
        same(past, await printed(whole, table, `date <= DATE '${asOf}'`));
      }
    }
    const ends = `date <= DATE '${asOf}' AND date IN (SELECT max(date) FROM stock_daily GROUP BY date_trunc('month', date))`;
    same(
      await printed(target, "specific_risk", `date < DATE '${asOf}'`),
      await printed(whole, "specific_risk", ends)
    );
    await run(factorRisk, whole, {target, asOf});
    for (const table of ["factor_covariance", "risk_bias"]) {
      const own =
        (await target.query(`SELECT max(date) AS d FROM specific_risk WHERE date < DATE '${asOf}'`)).days(
          "d"
        )[0] ?? 0;
      same(
        await printed(target, table, `date <= DATE '${isoOf(own)}'`),
        await printed(whole, table, `date <= DATE '${isoOf(own)}'`)
      );
    }
  }, 120_000);
});

describe("missing inputs", () => {
  it("without share counts there are no exposures and the log says why", async () => {
    const bare = await empty("bare");
    const frame = await whole.query(
      "SELECT date, code, close, volume FROM stock_daily WHERE code < '900030'"
    );
    const close = frame.numbers("close");
    await bare.write(
      "stock_daily",
      {
        date: frame.days("date"),
        code: frame.text("code"),
        open: close,
        high: close,
        low: close,
        close,
        prev_close: close,
        volume: frame.numbers("volume"),
        adj_factor: new Float64Array(close.length).fill(1)
      },
      "test"
    );
    await writeIndustries(bare);
    const said = await run(exposure, bare);
    expect(said[0]).toBe("stock_daily has no share counts: no capitalisation, no exposures");
    expect(bare.record("exposure").rows).toBe(0);
    await run(factorReturn, bare);
    expect(bare.record("factor_return").rows).toBe(0);
    await run(factorRisk, bare);
    expect(bare.record("factor_covariance").rows).toBe(0);
  }, 60_000);
});
