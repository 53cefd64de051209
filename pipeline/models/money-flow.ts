import {activeFlow} from "../../lib/flow/active-flow.js";
import {groupSums} from "../../lib/flow/group-sums.js";
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
      const best = intraday ? daily.map((x, i) => orElse(intraday.net[i], x)) : daily;
      const inBars = panel.amount.map((x, i) => (Number.isNaN(intraday?.net[i] ?? Number.NaN) ? 0 : x));
      const only = (x: Float64Array): Float64Array =>
        names ? x.map((v, i) => (names[i] === 0 ? v : 0)) : new Float64Array(x.length).fill(Number.NaN);
      const columns = {
        net: best,
        net_daily: daily,
        turnover: panel.amount,
        bars: inBars,
        net_connect: only(daily),
        turnover_connect: only(panel.amount),
        float_cap: panel.floatCap,
        stocks: panel.close.map((x) => (x > 0 ? 1 : 0))
      };
      for (const scheme of schemes) {
        addRows(flow, turnover, {scheme, columns, days: axis.days.subarray(first, last + 1), first, assets});
      }
    }
    logBars(context, seen, held.length);
    await context.write("money_flow", flow.columns());
    await context.write("industry_turnover", turnover.columns());
  }
});

const orElse = (a: number | undefined, b: number): number => (a === undefined || Number.isNaN(a) ? b : a);

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
  readonly columns: Readonly<
    Record<
      "net" | "net_daily" | "turnover" | "bars" | "net_connect" | "turnover_connect" | "float_cap" | "stocks",
      Float64Array
    >
  >;
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
  const sums = Object.fromEntries(
    Object.entries(columns).map(([name, x]) => [name, groupSums(x, own, size)])
  ) as Record<keyof typeof columns, Float64Array>;
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
