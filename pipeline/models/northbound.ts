import {groupSums} from "../../lib/flow/group-sums.js";
import type {NorthboundFlow} from "../../lib/flow/northbound.js";
import {type Context, defineModel} from "../run/model.js";
import {dayOf} from "../warehouse/columns.js";
import {columnsOf} from "../warehouse/source.js";
import {dailyFlow, flowRows} from "./northbound/daily.js";
import {readSchemes, type Scheme} from "./northbound/industries.js";
import {type NorthboundPanel, readPanel} from "./northbound/panel.js";
import {quarterlyFlows} from "./northbound/quarters.js";
import {Rows} from "./northbound/rows.js";

/** Northbound flow by industry: daily until 2024-08-16, then by the quarter. */
export default defineModel({
  name: "northbound",
  inputs: ["connect_holding", "stock_daily", "stock_industry"],
  optional: ["connect_turnover", "calendar"],
  outputs: ["northbound_flow", "northbound_check", "northbound_quarter"],
  async run(context) {
    const flow = new Rows(["date"], ["scheme", "industry"], ["flow"]);
    const check = new Rows(["date"], ["regime"], ["estimate", "official", "residual", "stocks", "carried"]);
    const quarter = new Rows(["quarter_end", "known_date"], ["scheme", "industry"], ["flow", "lo", "hi"]);
    const panel = await readPanel(context);
    if (panel) {
      const schemes = await readSchemes(context, panel.codes, panel.days);
      const daily = dailyFlow(panel);
      addFlows(flow, panel, daily, schemes);
      addChecks(check, panel, daily, await officialNet(context));
      await addQuarters(quarter, context, panel, {schemes, held: daily.held});
    } else {
      context.log("connect_holding has no northbound totals (direction north, seat *): no flow");
    }
    await context.write("northbound_flow", flow.columns());
    await context.write("northbound_check", check.columns());
    await context.write("northbound_quarter", quarter.columns());
  }
});

const presence = (x: Float64Array): Float64Array => x.map((v) => (Number.isNaN(v) ? Number.NaN : 1));

type FlowRows = Rows<"date", "scheme" | "industry", "flow">;

function addFlows(
  rows: FlowRows,
  panel: NorthboundPanel,
  {flow}: NorthboundFlow,
  schemes: readonly Scheme[]
): void {
  const {dailyRows: dates, assets, days} = panel;
  const counted = presence(flow);
  const sums = schemes.map(({scheme, industries, group}) => {
    const size = {dates, assets, groups: industries.length};
    const own = group.subarray(0, dates * assets);
    return {scheme, industries, sum: groupSums(flow, own, size), count: groupSums(counted, own, size)};
  });
  for (const t of flowRows(panel)) {
    const date = days[t] as number;
    for (const {scheme, industries, sum, count} of sums) {
      industries.forEach((industry, g) => {
        const at = t * industries.length + g;
        if (count[at] === 0) return;
        rows.add({date, scheme, industry, flow: sum[at] as number});
      });
    }
  }
}

function addChecks(
  rows: Rows<"date", "regime", "estimate" | "official" | "residual" | "stocks" | "carried">,
  panel: NorthboundPanel,
  {flow, carried}: NorthboundFlow,
  official: ReadonlyMap<number, number>
): void {
  const {assets, days} = panel;
  for (const t of flowRows(panel)) {
    const date = days[t] as number;
    let [estimate, stocks, kept] = [0, 0, 0];
    for (let i = t * assets; i < (t + 1) * assets; i++) {
      const x = flow[i] as number;
      if (Number.isNaN(x)) continue;
      estimate += x;
      stocks++;
      kept += carried[i] as number;
    }
    const net = official.get(date) ?? Number.NaN;
    rows.add({
      date,
      estimate,
      official: net,
      residual: net - estimate,
      stocks,
      carried: kept,
      regime: "daily"
    });
  }
}

/** Official net buying by day, where the dataset has it. */
async function officialNet(context: Context): Promise<Map<number, number>> {
  if (!context.has("connect_turnover")) return new Map();
  const present = await columnsOf(context, "connect_turnover");
  if (!present.has("buy") || !present.has("sell")) return new Map();
  const frame = await context.query(
    "SELECT date, sum(buy - sell) AS net FROM connect_turnover WHERE direction = 'north' GROUP BY date ORDER BY date"
  );
  const net = frame.numbers("net");
  return new Map(Array.from(frame.days("date"), (day, i) => [day, net[i] as number]));
}

async function addQuarters(
  rows: Rows<"quarter_end" | "known_date", "scheme" | "industry", "flow" | "lo" | "hi">,
  context: Context,
  panel: NorthboundPanel,
  {schemes, held}: {schemes: readonly Scheme[]; held: Float64Array}
): Promise<void> {
  const table = context.has("calendar") ? "calendar WHERE is_open" : "stock_daily";
  const open = (await context.query(`SELECT DISTINCT date FROM ${table} ORDER BY date`)).days("date");
  const asOf = context.asOf === undefined ? undefined : dayOf(context.asOf);
  for (const {end, row, known, ...flows} of quarterlyFlows(panel, held, {open, asOf})) {
    for (const {scheme, industries, group} of schemes) {
      const {assets} = panel;
      const own = group.subarray(row * assets, (row + 1) * assets);
      const size = {dates: 1, assets, groups: industries.length};
      const counted = presence(flows.flow);
      const [flow, lo, hi, count] = [flows.flow, flows.lo, flows.hi, counted].map((x) =>
        groupSums(x, own, size)
      );
      industries.forEach((industry, g) => {
        if (count?.[g] === 0) return;
        rows.add({
          quarter_end: end,
          known_date: known,
          scheme,
          industry,
          flow: flow?.[g] ?? Number.NaN,
          lo: lo?.[g] ?? Number.NaN,
          hi: hi?.[g] ?? Number.NaN
        });
      });
    }
  }
}
