import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {crossAssetPage} from "../../pipeline/models/cross-asset/page-data.js";
import {nowcastPage} from "../../pipeline/models/nowcast/page-data.js";
import {redemptionPage} from "../../pipeline/models/size-buckets/page-data.js";
import {snowballPage} from "../../pipeline/models/snowball/page-data.js";
import {publishedTables} from "../../pipeline/published/load.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";

let warehouse: Warehouse;

beforeAll(async () => {
  warehouse = await openWarehouse({root: scratch(), dataset: "bare", threads: 1});
  warehouse.describe({simulated: false, title: {zh: "只有报告", en: "Reports alone"}});
  for (const [name, columns] of Object.entries(await publishedTables()))
    await warehouse.write(name, columns, "published");
  await warehouse.attach(Object.keys(await publishedTables()));
});
afterAll(() => warehouse.close());

describe("page data of a dataset with nothing but the reports' numbers", () => {
  it("names what the nowcast lacks and keeps what is printed", async () => {
    const page = await nowcastPage(warehouse);
    expect(page.missing).toEqual(["series_info", "series_value"]);
    expect(page.quarters).toEqual([]);
    expect(page.printed).toEqual({nowcast: 0.035, outcome: 0.053});
  });

  it("names what the signals lack and keeps the report's table", async () => {
    const page = await crossAssetPage(warehouse);
    expect(page.missing).toEqual(["series_info", "series_value"]);
    expect(page.printed.item).toHaveLength(12);
  });

  it("names what the ladder lacks and keeps the printed impacts", async () => {
    const page = await snowballPage(warehouse);
    expect(page.missing).toEqual(["snowball", "index_daily", "future_daily"]);
    expect(page.printed).toEqual({"000905.SH": 2.8e10, "000852.SH": 3.7e10});
  });

  it("names what the buckets lack and keeps the printed redemption", async () => {
    const page = await redemptionPage(warehouse);
    expect(page.missing).toEqual(["index_daily", "fund", "fund_nav"]);
    expect(page.liquidity).toEqual([]);
    expect(page.printed.redemption_impact).toBe(1.5e11);
  });
});
