import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {STYLES} from "../../lib/factor/styles.js";
import exposure from "../../pipeline/models/factor-exposure.js";
import factorReturn from "../../pipeline/models/factor-return.js";
import {contextOf} from "../../pipeline/run/context.js";
import {generateDemo} from "../../pipeline/sources/demo/generate.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";

interface Score {
  readonly correlation: number;
  /** Correlation that sampling error alone would leave: √(1 − mean HC3 variance / variance of the estimates). */
  readonly attainable: number;
  readonly slope: number;
  /** Correlation of the efficient estimate. */
  readonly efficient: number;
}

const root = scratch();
let warehouse: Warehouse;
const scores = new Map<string, Score>();

beforeAll(async () => {
  warehouse = await openWarehouse({root, dataset: "demo", threads: 1});
  warehouse.describe({simulated: true, title: {zh: "模拟市场", en: "Simulated market"}});
  await generateDemo(warehouse, {size: "small", seed: 20240223, log: () => {}});
  await exposure.run(await contextOf(exposure, warehouse));
  await factorReturn.run(await contextOf(factorReturn, warehouse));
  const frame = await warehouse.query(
    `SELECT factor, corr(f."return", t."return") AS correlation, corr(f.efficient, t."return") AS efficient, regr_slope(f."return", t."return") AS slope,
      sqrt(greatest(0, 1 - avg((f."return" / t_stat_hc3) ** 2) / var_samp(f."return"))) AS attainable
    FROM factor_return f JOIN truth_factor_return t USING (date, factor) WHERE scheme = 'citic' GROUP BY factor`
  );
  const [correlation, slope, attainable, efficient] = ["correlation", "slope", "attainable", "efficient"].map(
    (c) => frame.numbers(c)
  );
  frame.strings("factor").forEach((factor, i) => {
    scores.set(factor ?? "", {
      correlation: correlation?.[i] ?? Number.NaN,
      slope: slope?.[i] ?? Number.NaN,
      attainable: attainable?.[i] ?? Number.NaN,
      efficient: efficient?.[i] ?? Number.NaN
    });
  });
}, 120_000);
afterAll(() => warehouse.close());

describe("recovered factor returns against the planted ones, small demo", () => {
  it("the market is recovered", () => {
    expect(scores.get("country")?.correlation ?? 0).toBeGreaterThan(0.9);
  });

  it("exposures from tables are those that were planted, style by style", async () => {
    const names = STYLES.map((s) => s.name);
    const frame = await warehouse.query(
      `SELECT ${names.map((n) => `avg(${n}) AS ${n}`).join(", ")} FROM (
        SELECT ${names.map((n) => `corr(e.${n}, t.${n}) AS ${n}`).join(", ")}
        FROM exposure e JOIN truth_exposure t USING (date, code) WHERE in_estimation GROUP BY date)`
    );
    const found = names.map((name) => frame.numbers(name)[0] ?? 0);
    names.forEach((name, i) => {
      expect(found[i], name).toBeGreaterThan(0.85);
    });
    expect([...found].sort((a, b) => a - b)[6]).toBeGreaterThan(0.95);
  });

  it("every style comes as near as some three hundred stocks allow, without bias", () => {
    const seen = STYLES.map((s) => s.name);
    for (const name of seen) {
      const {correlation, attainable} = scores.get(name) ?? {correlation: 0, attainable: 1};
      expect(correlation, name).toBeGreaterThan(attainable - 0.2);
    }
    const slopes = seen.map((name) => scores.get(name)?.slope ?? 0).sort((a, b) => a - b);
    expect(slopes[Math.floor(slopes.length / 2)]).toBeGreaterThan(0.8);
    expect(slopes[Math.floor(slopes.length / 2)]).toBeLessThan(1.2);
  });

  it("the strong styles are recovered well", () => {
    for (const name of ["size", "momentum", "liquidity"]) {
      expect(scores.get(name)?.correlation ?? 0, name).toBeGreaterThan(0.65);
    }
  });

  it("the efficient estimate is nearer for the median style", () => {
    const median = (name: "correlation" | "efficient"): number =>
      STYLES.map((s) => scores.get(s.name)?.[name] ?? 0).sort((a, b) => a - b)[6] as number;
    expect(median("efficient")).toBeGreaterThan(median("correlation") + 0.03);
  });
});
