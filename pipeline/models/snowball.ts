import {type SnowballScenario, snowballLadder} from "../../lib/flow/snowball-ladder.js";
import {monthOf} from "../../lib/macro/month.js";
import {defineModel} from "../run/model.js";
import {Rows} from "./northbound/rows.js";
import {marketAt, readSnowballs, stockAt} from "./snowball/read.js";
import {SCENARIO} from "./snowball/scenario.js";

/** Knock-in ladders of the scenario stock at month ends, and what has become of the notes. */
export default defineModel({
  name: "snowball",
  inputs: ["snowball", "index_daily", "future_daily"],
  outputs: ["snowball_ladder", "snowball_state"],
  params: {...SCENARIO, dates: 13},
  async run(context) {
    const {dates, ...assumed} = context.params;
    const ladder = new Rows(
      ["date"],
      ["index"],
      ["level", "change", "knocked", "cumulative", "sale", "contracts", "volume_days", "interest_share"]
    );
    const state = new Rows(
      ["date"],
      ["index"],
      ["alive", "knocked_in", "knocked_out", "matured", "volatility", "basis"]
    );
    for (const own of await readSnowballs(context)) {
      for (const at of monthRows(own.days).slice(-dates)) {
        const market = marketAt(own, at);
        if (!market) continue;
        const date = own.days[at] as number;
        const {alive, notional} = stockAt(own, at, assumed);
        const {spot, volatility, basis} = market;
        state.add({date, index: own.index, ...notional, volatility, basis});
        const scenario: SnowballScenario = {...assumed, dividend: assumed.rate - basis, volatility};
        const {level, change, knocked, cumulative, sale, contracts, volumeDays, interestShare} =
          snowballLadder(alive, {spot, scenario, futures: market});
        level.forEach((l, k) => {
          ladder.add({
            date,
            index: own.index,
            level: l,
            change: change[k] as number,
            knocked: knocked[k] as number,
            cumulative: cumulative[k] as number,
            sale: sale[k] as number,
            contracts: contracts[k] as number,
            volume_days: volumeDays[k] as number,
            interest_share: interestShare[k] as number
          });
        });
      }
    }
    await context.write("snowball_ladder", ladder.columns());
    await context.write("snowball_state", state.columns());
  }
});

/** Last rows of each month, and the last row of all. */
const monthRows = (days: Int32Array): number[] =>
  Array.from(days.keys()).filter(
    (t) => t + 1 >= days.length || monthOf(days[t + 1] as number) !== monthOf(days[t] as number)
  );
