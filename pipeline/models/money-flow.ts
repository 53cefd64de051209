import {activeFlow} from "../../lib/flow/active-flow.js";
import {groupColumns} from "../../lib/flow/group-sums.js";
import {type Context, defineModel} from "../run/model.js";
import {readAxis, stockYears} from "./dashboard/stock-days.js";
import {connectNames} from "./flow/connect-names.js";
import {barRows, intradayFlow} from "./flow/intraday.js";
import {readSchemes, type Scheme, UNCLASSIFIED} from "./northbound/industries.js";
import {Rows} from "./northbound/rows.js";

const MEASURES = ["open", "high", "low", "close", "previous", "amount", "floatCap"] as const;

/** A stock-day whose bars hold a smaller or larger share of the day's amount than this is taken from its daily bar. */
const AGREES = [0.9, 1.1] as const;

/** Active money flow by industry from reconstructed bars (S13), and turnover and float cap beside it. */
export default defineModel({
  name: "money-flow",
  inputs: ["stock_daily", "stock_industry"],
  optional: ["stock_bar", "connect_holding"],
  outputs: ["money_flow", "industry_turnover"],
  async run(context) {
    const flow = new Rows(
      ["date"],
      ["scheme", "industry", "source"],
      ["net", "ratio", "net_daily", "turnover", "bar_share", "net_connect", "turnover_connect"]
    );
    const turnover = new Rows(["date"], ["scheme", "industry"], ["turnover", "float_cap", "stocks"]);
    const axis = await readAxis(context);
    const assets = axis.codes.length;
    const schemes = await readSchemes(context, axis.codes, axis.days);
    const connect = await connectNames(context, axis);
    const held = await barRows(context, axis);
    const seen = {outside: 0, bad: 0, locked: 0, apart: 0};
    for await (const {first, last, panel} of stockYears(context, axis, MEASURES)) {
      const size = {dates: last - first + 1, assets};
      const daily = activeFlow(panel, size);
      const names = connect?.subarray(first * assets, (last + 1) * assets);
      const intraday = held.some((t) => t >= first && t <= last)
        ? await intradayFlow(context, axis, held, {first, last, previous: panel.previous})
        : undefined;
      if (intraday) {
        seen.outside += intraday.outside;
        seen.bad += intraday.bad;
        seen.locked += intraday.locked;
        seen.apart += dropApart(intraday.net, intraday.amount, panel.amount);
      }
      const columns = columnsOf(panel, {daily, intraday: intraday?.net, names});
      for (const scheme of schemes) {
        addRows(flow, turnover, {scheme, columns, days: axis.days.subarray(first, last + 1), first, assets});
      }
    }
    logBars(context, seen, held.length);
    await context.write("money_flow", flow.columns());
    await context.write("industry_turnover", turnover.columns());
  }
});

type Columns = Record<
  "net" | "net_daily" | "turnover" | "bars" | "net_connect" | "turnover_connect" | "float_cap" | "stocks",
  Float64Array
>;

/** What is summed over industries, each of the panel's size; names of Stock Connect are unknown where absent. */
function columnsOf(
  {amount, close, floatCap}: Readonly<Record<"amount" | "close" | "floatCap", Float64Array>>,
  {
    daily,
    intraday,
    names
  }: {
    readonly daily: Float64Array;
    readonly intraday: Float64Array | undefined;
    readonly names: Int16Array | undefined;
  }
): Columns {
  const n = daily.length;
  const net = intraday ? daily.slice() : daily;
  const bars = new Float64Array(n);
  const stocks = new Float64Array(n);
  const net_connect = new Float64Array(n).fill(names ? 0 : Number.NaN);
  const turnover_connect = new Float64Array(n).fill(names ? 0 : Number.NaN);
  for (let i = 0; i < n; i++) {
    stocks[i] = (close[i] as number) > 0 ? 1 : 0;
    if (names && names[i] === 0) {
      net_connect[i] = daily[i] as number;
      turnover_connect[i] = amount[i] as number;
    }
    if (!intraday || Number.isNaN(intraday[i])) continue;
    net[i] = intraday[i] as number;
    bars[i] = amount[i] as number;
  }
  return {
    net,
    net_daily: daily,
    turnover: amount,
    bars,
    net_connect,
    turnover_connect,
    float_cap: floatCap,
    stocks
  };
}

/** Leaves out stock-days whose bars are not the day's trade: days that miss bars, and amounts in another unit. */
function dropApart(net: Float64Array, inBars: Float64Array, amount: Float64Array): number {
  let apart = 0;
  for (let i = 0; i < net.length; i++) {
    if (Number.isNaN(net[i] as number)) continue;
    const share = (inBars[i] as number) / (amount[i] as number);
    if ((share >= AGREES[0] && share <= AGREES[1]) || inBars[i] === amount[i]) continue;
    net[i] = Number.NaN;
    apart++;
  }
  return apart;
}

function logBars(
  context: Context,
  {outside, bad, locked, apart}: Record<"outside" | "bad" | "locked" | "apart", number>,
  days: number
): void {
  if (days === 0) context.log("no intraday bars: all flow is from daily bars");
  else
    context.log(
      `${days} days of bars; left out: ${outside} outside the sessions, ${bad} bad; locked at a limit: ${locked}; stock-days whose bars are not the day's amount: ${apart}`
    );
}

interface Part {
  readonly scheme: Scheme;
  readonly columns: Columns;
  readonly days: Int32Array;
  readonly first: number;
  readonly assets: number;
}

function addRows(
  flow: Rows<
    "date",
    "scheme" | "industry" | "source",
    "net" | "ratio" | "net_daily" | "turnover" | "bar_share" | "net_connect" | "turnover_connect"
  >,
  turnover: Rows<"date", "scheme" | "industry", "turnover" | "float_cap" | "stocks">,
  {scheme: {scheme, industries, group}, columns, days, first, assets}: Part
): void {
  const groups = industries.length;
  const size = {dates: days.length, assets, groups};
  const own = group.subarray(first * assets, (first + days.length) * assets);
  const sums = groupColumns(columns, own, size);
  const unknown = (column: "net_connect" | "float_cap"): boolean => columns[column].every(Number.isNaN);
  const [noConnect, noCap] = [unknown("net_connect"), unknown("float_cap")];
  const at = (name: keyof typeof columns, i: number): number => sums[name][i] as number;
  days.forEach((date, t) => {
    industries.forEach((industry, g) => {
      const i = t * groups + g;
      const stocks = at("stocks", i);
      const paid = at("turnover", i);
      if (stocks === 0 || (industry === UNCLASSIFIED && paid === 0)) return;
      const share = paid > 0 ? at("bars", i) / paid : 0;
      flow.add({
        date,
        scheme,
        industry,
        net: at("net", i),
        ratio: paid > 0 ? at("net", i) / paid : Number.NaN,
        net_daily: at("net_daily", i),
        turnover: paid,
        bar_share: share,
        net_connect: noConnect ? Number.NaN : at("net_connect", i),
        turnover_connect: noConnect ? Number.NaN : at("turnover_connect", i),
        source: share === 0 ? "daily" : share > 0.999 ? "bars" : "mixed"
      });
      turnover.add({
        date,
        scheme,
        industry,
        turnover: paid,
        float_cap: noCap ? Number.NaN : at("float_cap", i),
        stocks
      });
    });
  });
}
