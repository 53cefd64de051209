import {ACTIVE} from "../../lib/attribution/active-types.js";
import {fundOfFunds} from "../../lib/attribution/fund-of-funds.js";
import {defineModel} from "../run/model.js";
import {Rows} from "../sources/demo/rows.js";
import type {Source} from "../warehouse/source.js";
import {type Run, statRows, VERSIONS} from "./attribution/fof-stats.js";
import {picked, STRATEGIES} from "./attribution/fof-strategies.js";
import {type Funds, numbered, readFunds} from "./attribution/funds.js";
import {monthEnds} from "./attribution/month-prices.js";
import {type NavPanel, readNav} from "./attribution/nav.js";

/** Funds of funds on style deviation (methods.md S18): both tails and fifths, before and after what it costs to hold them. */
export default defineModel({
  name: "fund-of-funds",
  inputs: ["fund", "fund_nav", "fund_deviation"],
  optional: ["index_daily"],
  outputs: ["fof_strategy", "fof_nav", "fof_stat", "fof_pick"],
  params: {size: 20, cashBack: 3, band: 0.25},
  async run(context) {
    const {size, cashBack, band} = context.params;
    const funds = await readFunds(context, {types: ACTIVE});
    const nav = await readNav(context, funds);
    const signals = await readSignals(context, funds, nav);
    const index = context.has("index_daily") ? await readIndex(context, nav.days) : undefined;
    const picks = new Rows(
      {strategy: "code", date: "day", fund: "code", signal: "number", order_date: "day"},
      {strategy: STRATEGIES.map((s) => s.strategy), fund: funds.code}
    );
    const market = {level: nav.level, days: nav.days};
    const runs: Run[] = [];
    STRATEGIES.forEach((strategy, s) => {
      const orders = signals.flatMap(({row, values}) => {
        const own = values[strategy.signal];
        const chosen = picked(own, strategy.pick, {size});
        const order = row + 2;
        if (chosen.length === 0 || order >= nav.days.length) return [];
        for (const f of [...chosen].sort((a, b) => a - b))
          picks.push(s, nav.days[row] as number, f, own.get(f) as number, nav.days[order] as number);
        return [{row: order, funds: chosen}];
      });
      if (orders.length === 0) return;
      runs.push({
        strategy,
        first: orders[0]?.row ?? 0,
        paths: {
          gross: fundOfFunds(market, orders, {band}),
          fees: fundOfFunds(market, orders, {band, fees: true}),
          lag: fundOfFunds(market, orders, {band, fees: true, cashBack})
        }
      });
    });
    if (runs.length === 0) context.log("too few funds with a deviation: no fund of funds");
    await context.write("fof_pick", picks.take());
    await context.write("fof_strategy", about(runs, context.params));
    await context.write("fof_nav", navRows(runs, nav, index));
    await context.write("fof_stat", statRows(runs, {days: nav.days, index}));
  }
});

/** Signals of each month end: what its rows say, all of it known on the next day; orders go out on the one after. */
async function readSignals(source: Source, funds: Funds, nav: NavPanel) {
  const ends = new Set(monthEnds(nav.days));
  const rows = Array.from(nav.days.keys()).filter((t) => ends.has(nav.days[t] as number));
  const frame = await source.query(
    `SELECT date, f.id AS fund, deviation, deviation_disclosed FROM fund_deviation
     JOIN ${numbered(funds.code, {as: "f", column: "fund"})} USING (fund) ORDER BY date, f.id`
  );
  const [date, fund] = [frame.days("date"), frame.numbers("fund")];
  const value = {
    deviation: frame.numbers("deviation"),
    deviation_disclosed: frame.numbers("deviation_disclosed")
  };
  const byDay = new Map(
    rows.map((row) => [
      nav.days[row] as number,
      {row, values: {deviation: new Map<number, number>(), deviation_disclosed: new Map<number, number>()}}
    ])
  );
  for (let i = 0; i < frame.rows; i++) {
    const own = byDay.get(date[i] as number);
    if (!own) continue;
    const f = fund[i] as number;
    if (Number.isNaN(nav.level[f * nav.days.length + own.row] as number)) continue;
    for (const name of ["deviation", "deviation_disclosed"] as const)
      if (!Number.isNaN(value[name][i] as number)) own.values[name].set(f, value[name][i] as number);
  }
  return [...byDay.values()];
}

/** Closes of CSI 300 on the days; the last one known where a day has none. */
async function readIndex(source: Source, days: Int32Array): Promise<Float64Array | undefined> {
  const frame = await source.query(
    "SELECT date, close FROM index_daily WHERE index = '000300.SH' AND close > 0 ORDER BY date"
  );
  if (frame.rows === 0) return undefined;
  const close = new Map(Array.from(frame.days("date"), (d, i) => [d, frame.numbers("close")[i] as number]));
  let last = Number.NaN;
  return Float64Array.from(days, (d) => {
    last = close.get(d) ?? last;
    return last;
  });
}

function about(
  runs: readonly Run[],
  params: {readonly size: number; readonly cashBack: number; readonly band: number}
) {
  const ordered = [...runs].sort((a, b) => (a.strategy.strategy < b.strategy.strategy ? -1 : 1));
  const of = (get: (run: Run) => string): string[] => ordered.map(get);
  return {
    strategy: of((r) => r.strategy.strategy),
    name_zh: of((r) => r.strategy.name_zh),
    name_en: of((r) => r.strategy.name_en),
    family: of(() => "fof"),
    params: of((r) => JSON.stringify({...params, signal: r.strategy.signal, pick: r.strategy.pick})),
    hypothesis: of(() => "style deviation predicts funds' later excess return, one way or the other"),
    variants_tried: Float64Array.from(ordered, () => STRATEGIES.length)
  };
}

function navRows(runs: readonly Run[], nav: NavPanel, index: Float64Array | undefined) {
  const rows = new Rows(
    {
      strategy: "code",
      date: "day",
      nav: "number",
      nav_gross: "number",
      nav_fees: "number",
      benchmark: "number",
      known_date: "day"
    },
    {strategy: STRATEGIES.map((s) => s.strategy)}
  );
  for (const {strategy, first, paths} of runs) {
    const s = STRATEGIES.indexOf(strategy);
    for (let t = first; t < nav.days.length; t++) {
      const [gross, fees, lag] = VERSIONS.map((v) => paths[v].nav[t] as number) as [number, number, number];
      const base = index ? (index[t] as number) / (index[first] as number) : Number.NaN;
      rows.push(s, nav.days[t] as number, lag, gross, fees, base, nav.known[t] as number);
    }
  }
  return rows.take();
}
