import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {FundEdge} from "../../../pipeline/sources/demo/fund-edge.js";
import {runMarket} from "../../../pipeline/sources/demo/market.js";
import {Output} from "../../../pipeline/sources/demo/output.js";
import {planOf} from "../../../pipeline/sources/demo/plan.js";
import type {Columns} from "../../../pipeline/warehouse/columns.js";
import {openWarehouse, type Warehouse} from "../../../pipeline/warehouse/warehouse.js";
import {scratch} from "../../support/folder.js";
import {one} from "./small.js";

const TABLES = ["fund", "fund_manager", "fund_nav", "fund_holding", "fund_report", "truth_fund_weight"];

/** Writes tables of funds only. */
class OfFunds extends Output {
  override append(table: string, columns: Columns): void {
    if (TABLES.includes(table)) super.append(table, columns);
  }

  override write(table: string, columns: Columns): void {
    if (TABLES.includes(table) || table === "truth_fund_skill") super.write(table, columns);
  }
}

const root = scratch();
const digests = new Map<string, string[]>();
let warehouse: Warehouse;

async function market(dataset: string, controls: number): Promise<Warehouse> {
  const opened = await openWarehouse({root, dataset, threads: 1});
  opened.describe({simulated: true, title: {zh: "模拟市场", en: "Simulated market"}});
  const output = new OfFunds(opened);
  await runMarket({...planOf("small", 3), controls}, output, () => {});
  await output.finish();
  return opened;
}

/** Number of rows of funds other than controls, and a digest of all they hold. */
async function ordinary(opened: Warehouse, table: string): Promise<string> {
  const frame = await opened.query(
    `SELECT count(*) || ' ' || bit_xor(hash(t)) AS x FROM ${table} t WHERE fund < '999901.OF'`
  );
  return frame.strings("x")[0] ?? "";
}

describe("control funds", () => {
  beforeAll(async () => {
    warehouse = await market("with", 16);
    const without = await market("without", 0);
    for (const table of TABLES)
      digests.set(table, [await ordinary(warehouse, table), await ordinary(without, table)]);
    without.close();
  }, 120_000);
  afterAll(() => warehouse.close());

  it("move no row of any other fund", () => {
    for (const [table, [a = "", b]] of digests) {
      expect(a, table).toBe(b);
      expect(Number(a.split(" ")[0]), table).toBeGreaterThan(30);
    }
  });

  it("say what they are, a quarter of them planted with each quadrant", async () => {
    expect(
      await one(warehouse, "SELECT count(*) FROM fund WHERE (type = 'control') = (name LIKE '仿真对照%')")
    ).toBe(await one(warehouse, "SELECT count(*) FROM fund"));
    const frame = await warehouse.query(
      "SELECT control, min(quadrant) AS a, max(quadrant) AS b, count(*) AS n FROM truth_fund_skill WHERE control IS NOT NULL GROUP BY control ORDER BY control"
    );
    expect(frame.strings("control")).toEqual(["both", "neither", "selection", "timing"]);
    expect(frame.strings("a")).toEqual(["D+R+", "D−R−", "D−R+", "D+R−"]);
    expect(frame.strings("b")).toEqual(frame.strings("a"));
    expect(Array.from(frame.numbers("n"))).toEqual([4, 4, 4, 4]);
  });

  it("are planted with several times the skill of ordinary funds", async () => {
    const ratio = (column: string) =>
      one(
        warehouse,
        `SELECT min(abs(${column})) FILTER (control IS NOT NULL) / stddev(${column}) FILTER (control IS NULL) FROM truth_fund_skill`
      );
    expect(await ratio("timing")).toBeGreaterThan(2);
    expect(await ratio("selection")).toBeGreaterThan(2);
  });
});

describe("FundEdge", () => {
  const drift = Float64Array.from({length: 30}, (_, c) => (c === 0 ? 0.2 : c === 1 ? -0.1 : 0));
  const day = {
    equity: 0.8,
    codes: Int32Array.from([0, 1]),
    weights: Float64Array.from([0.5, 0.3]),
    active: Float64Array.from({length: 30}, (_, c) => (c === 0 ? 0.1 : 0)),
    drift,
    alpha: Float64Array.from([0.04, -0.02, 0.1])
  };
  const wish = (first: number): Float64Array =>
    Float64Array.from({length: 31}, (_, c) => (c === 0 ? first : c < 4 ? 1 : 0));

  it("is zero for a fund that knows nothing, whatever its tastes earn", () => {
    const edge = new FundEdge(2);
    edge.twin.set(day.codes);
    edge.wish(wish(1), wish(1));
    edge.trade(1);
    for (let t = 0; t < 100; t++) edge.add(day);
    const {timing, departure, selection, timingEdge, selectionEdge} = edge.means() ?? {};
    expect([timing, departure, selection]).toEqual([0, 0, 0]);
    expect(timingEdge).toBeCloseTo(0.02, 12);
    expect(selectionEdge).toBeCloseTo(0.5 * 0.04 - 0.3 * 0.02, 12);
  });

  it("is what moved positions and chosen stocks earn over those without knowledge", () => {
    const edge = new FundEdge(2);
    edge.twin.set([2, 1]);
    edge.wish(wish(2), wish(1));
    edge.trade(0.5);
    edge.add(day);
    // Of the first industry 2/5 in place of 1/4, of the second 1/5 in place of 1/4; half of the positions are new.
    expect(edge.means()?.timing).toBeCloseTo(0.8 * 0.5 * (0.15 * 0.2 + 0.05 * 0.1), 12);
    expect(edge.means()?.selection).toBeCloseTo(0.5 * (0.04 - 0.1), 12);
  });

  it("has departures only from the mean of at least sixty days before", () => {
    const edge = new FundEdge(2);
    edge.wish(wish(2), wish(1));
    edge.trade(1);
    for (let t = 0; t < 60; t++) edge.add(day);
    expect(edge.means()?.departure).toBeNaN();
    edge.add(day);
    expect(edge.means()?.departure).toBeCloseTo(0, 12);
    expect(new FundEdge(2).means()).toBeUndefined();
  });
});
