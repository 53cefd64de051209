import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {demoTables} from "../../../pipeline/sources/demo/generate.js";
import type {Warehouse} from "../../../pipeline/warehouse/warehouse.js";
import {smallMarket} from "./small.js";

describe("the same seed gives the same bytes", () => {
  const open: {warehouse: Warehouse; remove(): void}[] = [];
  beforeAll(async () => {
    for (const seed of [11, 11, 12]) open.push(await smallMarket(seed));
  }, 180_000);
  afterAll(() => {
    for (const market of open) market.remove();
  });

  const digest = (k: number, table: string): string => open[k]?.warehouse.record(table).digest ?? "";

  test("every table that is promised is written, and has rows", () => {
    for (const table of demoTables) expect(open[0]?.warehouse.record(table).rows, table).toBeGreaterThan(0);
  });

  test("two runs of one seed agree in every file", () => {
    for (const table of demoTables) expect(digest(0, table), table).toBe(digest(1, table));
  });

  test("another seed gives another market", () => {
    for (const table of ["stock_daily", "truth_factor_return", "fund_nav", "connect_holding", "series_value"])
      expect(digest(0, table), table).not.toBe(digest(2, table));
  });
});
