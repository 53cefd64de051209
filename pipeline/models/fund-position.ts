import {defineModel} from "../run/model.js";
import {isoOf} from "../warehouse/columns.js";
import {readDisclosures} from "./fund-position/disclosures.js";
import {engine, type Params} from "./fund-position/engine.js";
import {readFunds} from "./fund-position/funds.js";
import {outputRows} from "./fund-position/grid.js";
import {readMarket} from "./fund-position/market.js";
import {WeightRows} from "./fund-position/weight-rows.js";

export const params: Params & {readonly daily: number} = {
  daily: 250,
  window: 60,
  halfLife: 20,
  spread: 0.04,
  total: 0.02,
  revert: 0.3,
  turnover: 0
};

/** S9: industry positions of active equity funds, from their returns and their last disclosed holdings. */
export default defineModel({
  name: "fund-position",
  inputs: ["fund", "fund_nav", "fund_report", "industry_daily", "stock_industry"],
  optional: ["fund_holding", "index_daily"],
  outputs: ["fund_industry"],
  params,
  async run(context) {
    const market = await readMarket(context);
    const rows = new WeightRows(market?.names ?? []);
    const stage = context.stage("fund_industry", {presorted: true});
    if (market) {
      const funds = await readFunds(context, market);
      const disclosures = await readDisclosures(context, market, funds.funds);
      const {classes, gaps, jumps} = funds.excluded;
      context.log(
        `${funds.funds.length} funds; left out: ${classes} other share classes, ${gaps} returns after a gap, ${jumps} jumps, ${market.holes.length} days with an index hole`
      );
      const {step} = engine({market, funds, disclosures}, context.params);
      let year = "";
      for (const {row, weekEnds} of outputRows(market.days, context.params)) {
        const day = market.days[row] as number;
        const now = isoOf(day).slice(0, 4);
        if (now !== year && rows.length > 0) await stage.append(rows.take(funds.funds));
        year = now;
        rows.add(day, step(row, weekEnds));
      }
      if (rows.length > 0) await stage.append(rows.take(funds.funds));
    } else context.log("industry_daily has neither CITIC nor Shenwan indices: no positions");
    await context.commit(stage);
  }
});
