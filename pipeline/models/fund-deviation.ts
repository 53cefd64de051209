import {ACTIVE} from "../../lib/attribution/active-types.js";
import {compositeReturn} from "../../lib/attribution/composite.js";
import {SECTORS, sectorIndex} from "../../lib/attribution/sectors.js";
import {groupShares} from "../../lib/attribution/shares.js";
import {type Context, defineModel} from "../run/model.js";
import {readAssets} from "./attribution/assets.js";
import {Study} from "./attribution/deviation-study.js";
import type {DeviationTest} from "./attribution/deviation-tests.js";
import {readDisclosedSectors} from "./attribution/disclosed-sectors.js";
import {type Funds, readFunds} from "./attribution/funds.js";
import {monthEnds} from "./attribution/month-prices.js";
import {readNav} from "./attribution/nav.js";
import {type IndustryReturns, readBenchmark, readIndustryReturns} from "./attribution/scheme.js";
import {industriesHeld, readWeights} from "./attribution/weights.js";

const S = SECTORS.length;

/** How far each fund's sectors are from its peers' (methods.md S12), and what that says of later returns. */
export default defineModel({
  name: "fund-deviation",
  inputs: ["fund", "fund_nav", "industry_daily"],
  optional: [
    "fund_industry",
    "fund_holding",
    "fund_report",
    "stock_daily",
    "hk_daily",
    "stock_industry",
    "index_daily",
    "index_member"
  ],
  outputs: ["fund_deviation", "fund_sector", "deviation_market", "deviation_test"],
  async run(context) {
    const funds = await readFunds(context, {types: ACTIVE});
    const nav = await readNav(context, funds);
    if (nav.gaps + nav.jumps > 0)
      context.log(
        `net asset values: ${nav.gaps} missing days, ${nav.jumps} moves beyond a portfolio's, left out`
      );
    const industries = await readIndustryReturns(context, nav.days);
    const ends = monthEnds(nav.days);
    const study = new Study(funds, nav, await readAssets(context, funds), {
      ...(await benchmarkShares(context, industries, nav.days)),
      estimated: await estimatedShares(context, funds),
      disclosed: await readDisclosedSectors(context, funds, {scheme: industries.scheme, ends})
    });
    study.run(new Set(ends));
    await context.write("fund_deviation", study.rows.take());
    await context.write("fund_sector", study.sectors.take());
    await context.write("deviation_market", study.market.take());
    await context.write("deviation_test", testColumns(study.tests()));
  }
});

async function benchmarkShares(
  context: Context,
  industries: IndustryReturns,
  days: Int32Array
): Promise<{benchmark: Float64Array | undefined; index: Float64Array | undefined}> {
  const benchmark = await readBenchmark(context, industries, days);
  if (!benchmark) return {benchmark: undefined, index: undefined};
  const columns = industries.industries.length;
  return {
    benchmark: groupShares(benchmark.weight, {group: industries.industries.map(sectorIndex), groups: S}),
    index: compositeReturn(benchmark.weight, industries.returns, {rows: days.length, columns})
  };
}

async function estimatedShares(context: Context, funds: Funds): Promise<Map<number, Float64Array>> {
  const byDay = new Map<number, Float64Array>();
  if (!context.has("fund_industry")) return byDay;
  const industries = await industriesHeld(context);
  const weights = await readWeights(context, funds, industries);
  const shares = groupShares(weights.weight, {group: industries.map(sectorIndex), groups: S});
  weights.day.forEach((day, i) => {
    const own = byDay.get(day) ?? new Float64Array(funds.code.length * S).fill(Number.NaN);
    byDay.set(day, own);
    own.set(shares.subarray(i * S, (i + 1) * S), (weights.fund[i] as number) * S);
  });
  return byDay;
}

const testColumns = (tests: readonly DeviationTest[]) => {
  const ordered = [...tests].sort((a, b) => (a.test < b.test ? -1 : 1));
  return {
    test: ordered.map((t) => t.test),
    coefficient: Float64Array.from(ordered, (t) => t.coefficient),
    standard_error: Float64Array.from(ordered, (t) => t.standard_error),
    t_stat: Float64Array.from(ordered, (t) => t.t_stat),
    n: Float64Array.from(ordered, (t) => t.n),
    sound: Uint8Array.from(ordered, (t) => (t.sound ? 1 : 0))
  };
};
