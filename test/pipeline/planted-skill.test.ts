import {existsSync, readFileSync} from "node:fs";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {type SkillPage, skillPage} from "../../pipeline/models/attribution/page-skill.js";
import attribution from "../../pipeline/models/fund-attribution.js";
import {contextOf} from "../../pipeline/run/context.js";
import {runMarket} from "../../pipeline/sources/demo/market.js";
import {Output} from "../../pipeline/sources/demo/output.js";
import {planOf} from "../../pipeline/sources/demo/plan.js";
import type {Columns} from "../../pipeline/warehouse/columns.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";

/** Tables that attribution reads, and the truth that scores it. */
const NEEDED = new Set([
  "fund",
  "fund_holding",
  "fund_nav",
  "fund_report",
  "index_daily",
  "index_member",
  "industry_daily",
  "stock_industry",
  "truth_fund_skill"
]);

/** Keeps only what attribution needs of a market. */
class Kept extends Output {
  override append(table: string, columns: Columns): void {
    if (NEEDED.has(table)) super.append(table, columns);
  }

  override write(table: string, columns: Columns): void {
    if (NEEDED.has(table)) super.write(table, columns);
  }
}

/** Share of control funds in the quadrant planted, of one group or of all. */
function rightOf({controls}: SkillPage, group?: string): number {
  const own = (controls?.right ?? []).filter((_, i) => group === undefined || controls?.control[i] === group);
  return own.filter(Boolean).length / own.length;
}

describe("planted skill on twelve years of a third of the market", () => {
  const root = scratch();
  let warehouse: Warehouse;
  let page: SkillPage;

  beforeAll(async () => {
    warehouse = await openWarehouse({root, dataset: "demo", threads: 1});
    warehouse.describe({simulated: true, title: {zh: "模拟市场", en: "Simulated market"}});
    const plan = {
      ...planOf("full", 1),
      scale: 0.3,
      funds: 160,
      hongKongStocks: 30,
      barStocks: 20,
      barDays: 5
    };
    const output = new Kept(warehouse);
    await runMarket(plan, output, () => {});
    await output.finish();
    const none = {date: new Int32Array(), fund: [], industry: [], weight: new Float64Array()};
    await warehouse.write("fund_industry", none, "test");
    await attribution.run(await contextOf(attribution, warehouse));
    page = await skillPage(warehouse);
  }, 240_000);
  afterAll(() => warehouse.close());

  it("puts nine of ten controls into the quadrant planted", () => {
    expect(page.controls?.right.length).toBe(48);
    expect(rightOf(page)).toBeGreaterThanOrEqual(0.9);
  });

  it("sees the sign of planted timing in every control, and its size less what is traded between reports", () => {
    const {d, plantedD} = page.controls as NonNullable<SkillPage["controls"]>;
    const share = d.map((v, i) => v / (plantedD[i] as number));
    expect(share.filter((v) => v > 0).length).toBeGreaterThanOrEqual(47);
    const mean = share.reduce((a, b) => a + b, 0) / share.length;
    expect(mean).toBeGreaterThan(0.4);
    expect(mean).toBeLessThan(1);
  });

  it("says that styles are left in where no stock has an exposure", async () => {
    expect(page.styles).toBeNull();
    const styled = await warehouse.query("SELECT count(r_style) + count(d_style) AS n FROM fund_attribution");
    expect(styled.numbers("n")[0]).toBe(0);
  });

  it("keeps controls out of what is said of ordinary funds", async () => {
    const controls = new Set(page.controls?.fund);
    for (const table of ["fund_attribution", "fund_skill", "fund_quadrant", "fund_timing"]) {
      const funds = (await warehouse.query(`SELECT DISTINCT fund FROM ${table}`)).strings("fund");
      expect(funds.length, table).toBeGreaterThan(60);
      expect(
        funds.filter((f) => controls.has(f ?? "")),
        table
      ).toEqual([]);
    }
  });
});

const manifest = new URL("../../warehouse/demo/manifest.json", import.meta.url);

/** Whether a full market lies there that was made with controls. */
function isFull(): boolean {
  if (!existsSync(manifest)) return false;
  const {size, tables} = JSON.parse(readFileSync(manifest, "utf8"));
  return size === "full" && "fund_control" in tables;
}

describe.skipIf(!isFull())("planted skill on the full demo market, where one has been made", () => {
  let page: SkillPage;

  beforeAll(async () => {
    const root = new URL("../../warehouse", import.meta.url).pathname;
    const warehouse = await openWarehouse({root, dataset: "demo", threads: 1});
    page = await skillPage(warehouse);
    warehouse.close();
  });

  it("puts nine of ten controls of every group into the quadrant planted", () => {
    for (const group of ["timing", "selection", "both", "neither"])
      expect(rightOf(page, group), group).toBeGreaterThanOrEqual(0.9);
  });

  it("leaves less of selection to explain once styles are out", () => {
    const {before, after, funds} = page.styles as NonNullable<SkillPage["styles"]>;
    expect(funds).toBeGreaterThan(450);
    expect(after).toBeLessThan(0.8 * before);
  });

  it("covers what was planted in ordinary funds by 85 to 95 % of the 90 % intervals", () => {
    expect(page.score?.pairs.map((p) => p.measure)).toEqual(["allocation", "timing", "selection"]);
    for (const {measure, coverage, funds} of page.score?.pairs ?? []) {
      expect(funds, measure).toBeGreaterThan(450);
      expect(coverage, measure).toBeGreaterThanOrEqual(0.85);
      expect(coverage, measure).toBeLessThanOrEqual(0.95);
    }
  });
});
