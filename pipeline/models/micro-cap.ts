import {smallest} from "../../lib/backtest/smallest.js";
import {defineModel} from "../run/model.js";
import {readGrid} from "./factor/bars.js";
import {stockDays} from "./micro-cap/days.js";
import {Keeper, type Rule} from "./micro-cap/keeper.js";
import {YearBook} from "./micro-cap/years.js";
import {Rows} from "./northbound/rows.js";
import {readIndex} from "./strategies/index-levels.js";
import {tradingCosts} from "./strategies/trading-costs.js";

const RULES: readonly Rule[] = [
  {name: "daily", choose: "day", level: "day", delay: 0},
  {name: "weekly", choose: "week", level: "week", delay: 0},
  {name: "monthly", choose: "month", level: "month", delay: 0},
  {name: "monthly_levelled", choose: "month", level: "day", delay: 0},
  {name: "daily_delayed", choose: "day", level: "day", delay: 1}
];

/** The smallest stocks with equal weights (methods.md S21): what choosing and levelling more often adds, and costs. */
export default defineModel({
  name: "micro-cap",
  inputs: ["stock_daily", "stock", "index_daily"],
  outputs: ["micro_cap", "micro_cap_nav"],
  /** 400 members; where there are not `enough` candidates for that to mean the smallest, a share of them. */
  params: {members: 400, enough: 1500, share: 0.08, participation: 0.05, halfTick: 0.005},
  async run(context) {
    const {members, enough, share, participation, halfTick} = context.params;
    const grid = await readGrid(context);
    const {days, codes} = grid;
    const market = {days, costs: tradingCosts(days), halfTick};
    const years = new YearBook(days, (await readIndex(context, days, "000300.SH")).close);
    const levels = new Rows(["date"], ["variant"], ["level"]);
    const books = RULES.map((rule) => new Keeper(rule, codes.length, market));
    let before: Int32Array = new Int32Array();
    for await (const day of stockDays(context, grid)) {
      const {candidates, cap, t} = day;
      const count =
        candidates.length >= enough ? members : Math.max(10, Math.round(share * candidates.length));
      const chosen = candidates.length > count ? smallest(cap, candidates, count) : before;
      if (chosen.length === 0) continue;
      for (const book of books) {
        years.add(book.rule.name, t, book.step(day, chosen, before.length > 0 ? before : chosen));
        for (const kind of ["gross", "net"] as const) {
          levels.add({date: days[t] as number, variant: `${book.rule.name}_${kind}`, level: book[kind]});
        }
      }
      years.addCapacity(day, chosen, participation);
      before = chosen;
    }
    await context.write("micro_cap", years.rows().columns());
    await context.write("micro_cap_nav", levels.columns());
  }
});
