import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {normal} from "../../lib/random/normal.js";
import {createRng} from "../../lib/random/rng.js";
import model from "../../pipeline/models/fund-position.js";
import {contextOf} from "../../pipeline/run/context.js";
import {type Columns, dayOf} from "../../pipeline/warehouse/columns.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";

const root = scratch();
const open: Warehouse[] = [];
afterAll(() => {
  for (const warehouse of open) warehouse.close();
});

const INDUSTRIES = ["银行", "电子", "医药"] as const;
/** Weekdays from 2024-01-01 on. */
const DAYS = Array.from({length: 190}, (_, k) => dayOf("2024-01-01") + k).filter(
  (d) => (d + 3) % 7 < 5
) as readonly number[];
const FUNDS = ["000001.OF", "000002.OF", "000003.OF"] as const;
/** What was disclosed at the end of March, and what the funds have held since the first day. */
const DISCLOSED = [0.5, 0.3, 0.1];
const HELD = [0.3, 0.3, 0.3];
const REPORT = {period: dayOf("2024-03-31"), known: dayOf("2024-04-22")};

interface Nav {
  readonly day: number;
  readonly fund: string;
  nav: number;
}
/** Tables as rows, which a test may spoil. */
interface Tables {
  levels: {day: number; industry: string; close: number}[];
  navs: Nav[];
  funds: {fund: string; parent: string | null; inception: number}[];
  reports: {fund: string; period: number; known: number}[];
  members: {index: string; code: string; weight: number}[];
}

function tables(): Tables {
  const rng = createRng(8, "bad input");
  const levels: Tables["levels"] = [];
  const navs: Nav[] = [];
  const level = INDUSTRIES.map(() => 1000);
  const nav = FUNDS.map(() => 1);
  for (const day of DAYS) {
    const r = INDUSTRIES.map(() => 0.015 * normal(rng));
    INDUSTRIES.forEach((industry, i) => {
      level[i] = (level[i] as number) * (1 + (r[i] as number));
      levels.push({day, industry, close: level[i] as number});
    });
    FUNDS.forEach((fund, f) => {
      const earned = HELD.reduce((s, w, i) => s + w * (r[i] as number), 0.0002 * normal(rng));
      nav[f] = (nav[f] as number) * (1 + earned);
      navs.push({day, fund, nav: nav[f] as number});
    });
  }
  return {
    levels,
    navs,
    funds: FUNDS.map((fund) => ({fund, parent: null, inception: DAYS[0] as number})),
    reports: FUNDS.map((fund) => ({fund, ...REPORT})),
    members: []
  };
}

const days = (list: readonly number[]): Int32Array => Int32Array.from(list);
const real = (list: readonly number[]): Float64Array => Float64Array.from(list);

/** Runs the model on these tables; what it logged and wrote. */
async function run(name: string, spoil: (t: Tables) => void = () => {}) {
  const t = tables();
  spoil(t);
  const warehouse = await openWarehouse({root, dataset: name});
  open.push(warehouse);
  warehouse.describe({simulated: true, title: {zh: "坏数据", en: "Bad input"}});
  const write = (table: string, columns: Columns): Promise<unknown> =>
    warehouse.write(table, columns, "test");
  await write("industry_daily", {
    date: days(t.levels.map((r) => r.day)),
    industry: t.levels.map((r) => r.industry),
    scheme: t.levels.map(() => "citic"),
    close: real(t.levels.map((r) => r.close))
  });
  await write("stock_industry", {
    code: INDUSTRIES.map((_, i) => `60000${i}.SH`),
    scheme: INDUSTRIES.map(() => "citic"),
    from_date: days(INDUSTRIES.map(() => DAYS[0] as number)),
    industry: [...INDUSTRIES]
  });
  await write("fund", {
    fund: t.funds.map((r) => r.fund),
    name: t.funds.map((r) => r.fund),
    type: t.funds.map(() => "mixed_equity"),
    manager: t.funds.map(() => "甲"),
    inception_date: days(t.funds.map((r) => r.inception)),
    share_class_of: t.funds.map((r) => r.parent)
  });
  await write("fund_nav", {
    date: days(t.navs.map((r) => r.day)),
    fund: t.navs.map((r) => r.fund),
    nav: real(t.navs.map((r) => r.nav)),
    adj_nav: real(t.navs.map((r) => r.nav)),
    known_date: days(t.navs.map((r) => DAYS[DAYS.indexOf(r.day) + 1] ?? r.day + 1))
  });
  await write("fund_report", {
    fund: t.reports.map((r) => r.fund),
    period_end: days(t.reports.map((r) => r.period)),
    equity_ratio: real(t.reports.map(() => 0.9)),
    aum: real(t.reports.map(() => 1e9)),
    known_date: days(t.reports.map((r) => r.known))
  });
  const held = t.reports.flatMap((r) => INDUSTRIES.map((_, i) => ({...r, i})));
  await write("fund_holding", {
    fund: held.map((r) => r.fund),
    period_end: days(held.map((r) => r.period)),
    code: held.map((r) => `60000${r.i}.SH`),
    weight: real(held.map((r) => DISCLOSED[r.i] as number)),
    scope: held.map(() => "top10"),
    known_date: days(held.map((r) => r.known))
  });
  if (t.members.length > 0) {
    await write("index_member", {
      date: days(t.members.map(() => DAYS[0] as number)),
      index: t.members.map((r) => r.index),
      code: t.members.map((r) => r.code),
      weight: real(t.members.map((r) => r.weight))
    });
    const one = real([10, 20, 30]);
    await write("stock_daily", {
      date: days([0, 1, 2].map(() => DAYS[0] as number)),
      code: [0, 1, 2].map((i) => `60000${i}.SH`),
      open: one,
      high: one,
      low: one,
      close: one,
      prev_close: one,
      volume: one,
      amount: one,
      adj_factor: real([1, 1, 1]),
      float_shares: real([100, 100, 100]),
      total_shares: real([100, 100, 100])
    });
  }
  const said: string[] = [];
  await model.run(await contextOf(model, warehouse, {log: (line) => said.push(line)}));
  await warehouse.attach(["fund_industry", "fund_position"]);
  return {warehouse, said: said.join("\n")};
}

/** Weights of a fund on the last day, in the order of the industries; empty where it has no estimate. */
async function weightsOf({warehouse}: {warehouse: Warehouse}, fund: string): Promise<number[]> {
  const frame = await warehouse.query(
    `SELECT industry, weight FROM fund_industry WHERE fund = '${fund}' AND date = (SELECT max(date) FROM fund_industry)`
  );
  const found = new Map(frame.strings("industry").map((name, k) => [name, frame.numbers("weight")[k]]));
  return found.size === 0 ? [] : INDUSTRIES.map((name) => found.get(name) ?? 0);
}

/** Largest distance of a fund's weights from others, by default from what it holds; NaN without an estimate. */
const missBy = (weights: readonly number[], from: readonly number[] = HELD): number =>
  weights.length === 0 ? Number.NaN : Math.max(...weights.map((w, i) => Math.abs(w - (from[i] as number))));

const [first, second] = FUNDS;

describe("bad input of fund positions", () => {
  let clean: readonly number[] = [];
  beforeAll(async () => {
    clean = await weightsOf(await run("clean"), first);
  });

  it("has a plain case: most of what was traded since the report is found", async () => {
    const plain = await run("plain");
    expect(missBy(DISCLOSED)).toBeCloseTo(0.2, 12);
    for (const fund of FUNDS) expect(missBy(await weightsOf(plain, fund))).toBeLessThan(0.08);
    expect(plain.said).toContain(
      "3 funds; left out: 0 other share classes, 0 returns after a gap, 0 jumps, 0 days with an index hole"
    );
  });

  it("NAV gaps: a return over missing days is not taken for a day's, and is counted", async () => {
    const gaps = await run("gaps", (t) => {
      t.navs = t.navs.filter((r) => r.fund !== first || DAYS.indexOf(r.day) % 8 !== 1);
    });
    expect(gaps.said).toMatch(/ 1[67] returns after a gap, 0 jumps/);
    expect(missBy(await weightsOf(gaps, first), clean)).toBeLessThan(0.04);
  });

  it("splits and dividends left unadjusted: a jump beyond 15 % is no return, and is counted", async () => {
    const jump = await run("jumps", (t) => {
      const since = DAYS[DAYS.length - 20] as number;
      for (const r of t.navs) if (r.fund === first && r.day >= since) r.nav /= 2;
    });
    expect(jump.said).toContain("0 returns after a gap, 1 jumps");
    expect(missBy(await weightsOf(jump, first), clean)).toBeLessThan(0.02);
  });

  it("funds younger than the window: the disclosed portfolio stands below twenty returns, nothing without any", async () => {
    const young = await run("young", (t) => {
      t.navs = t.navs.filter(
        (r) => r.fund === FUNDS[2] || (r.fund === first && r.day >= (DAYS[DAYS.length - 15] as number))
      );
    });
    const drifted = await weightsOf(young, first);
    expect(Math.abs((drifted[0] as number) - 0.5)).toBeLessThan(0.1);
    expect(missBy(drifted)).toBeGreaterThan(0.1);
    expect(drifted.reduce((s, w) => s + w, 0)).toBeCloseTo(0.9, 1);
    expect(await weightsOf(young, second)).toEqual([]);
    expect(missBy(await weightsOf(young, FUNDS[2]))).toBeLessThan(0.08);
  });

  it("duplicated share classes: another class of a fund is left out, counted, and changes no aggregate", async () => {
    const aggregate = async ({warehouse}: {warehouse: Warehouse}): Promise<number[]> =>
      Array.from(
        (await warehouse.query("SELECT weight FROM fund_position ORDER BY date, industry")).numbers("weight")
      );
    const twice = await run("classes", (t) => {
      t.funds.push({fund: "000009.OF", parent: first, inception: DAYS[0] as number});
      t.navs.push(...t.navs.filter((r) => r.fund === first).map((r) => ({...r, fund: "000009.OF"})));
      t.reports.push({fund: "000009.OF", ...REPORT});
    });
    expect(twice.said).toContain("3 funds; left out: 1 other share classes");
    expect(await weightsOf(twice, "000009.OF")).toEqual([]);
    expect(await aggregate(twice)).toEqual(await aggregate(await run("once")));
  });

  it("missing disclosures: an older report stands, and a fund without any has no estimate", async () => {
    const missing = await run("reports", (t) => {
      t.reports = t.reports.filter((r) => r.fund !== second);
      t.reports.push({fund: FUNDS[2], period: dayOf("2024-06-30"), known: dayOf("2024-08-30")});
    });
    expect(await weightsOf(missing, second)).toEqual([]);
    expect(await weightsOf(missing, first)).toEqual(clean);
    const unknown = await missing.warehouse.query(
      "SELECT count(*) AS n FROM fund_industry WHERE date < DATE '2024-04-22'"
    );
    expect(unknown.numbers("n")[0]).toBe(0);
    expect(missBy(await weightsOf(missing, FUNDS[2]))).toBeLessThan(0.08);
  });

  it("holes in an index: the day counts for nothing, and is counted", async () => {
    const holes = await run("holes", (t) => {
      const at = DAYS[DAYS.length - 15] as number;
      t.levels = t.levels.filter((r) => r.day !== at || r.industry !== INDUSTRIES[1]);
    });
    expect(holes.said).toMatch(/ [12] days with an index hole/);
    expect(missBy(await weightsOf(holes, first), clean)).toBeLessThan(0.02);
  });

  it("indices that end before the NAVs: what comes after is no gap", async () => {
    const ended = await run("ended", (t) => {
      t.levels = t.levels.filter((r) => r.day < (DAYS[DAYS.length - 10] as number));
    });
    expect(ended.said).toContain("0 returns after a gap, 0 jumps");
    expect(missBy(await weightsOf(ended, first))).toBeLessThan(0.08);
  });

  it("no CSI 800: the CSI 300 and the CSI 500 are joined by float value; one of them is not enough", async () => {
    const weights = async (members: Tables["members"], name: string): Promise<number[]> => {
      const {warehouse} = await run(name, (t) => {
        t.members = members;
      });
      const frame = await warehouse.query(
        "SELECT industry, csi800 FROM fund_position WHERE date = (SELECT max(date) FROM fund_position)"
      );
      const found = new Map(frame.strings("industry").map((d, k) => [d, frame.numbers("csi800")[k]]));
      return INDUSTRIES.map((d) => found.get(d) ?? Number.NaN);
    };
    const code = (i: number): string => `60000${i}.SH`;
    const large = [
      {index: "000300.SH", code: code(0), weight: 1 / 3},
      {index: "000300.SH", code: code(1), weight: 2 / 3}
    ];
    const joined = await weights([...large, {index: "000905.SH", code: code(2), weight: 1}], "parts");
    [1 / 6, 2 / 6, 3 / 6].forEach((w, i) => {
      expect(joined[i]).toBeCloseTo(w, 12);
    });
    expect(await weights(large, "part")).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    const whole = [0.2, 0.3, 0.5].map((weight, i) => ({index: "000906.SH", code: code(i), weight}));
    (await weights([...large, ...whole], "whole")).forEach((w, i) => {
      expect(w).toBeCloseTo([0.2, 0.3, 0.5][i] as number, 12);
    });
  });
});
