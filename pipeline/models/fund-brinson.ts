import {ACTIVE} from "../../lib/attribution/active-types.js";
import {LINKINGS, link} from "../../lib/attribution/linking.js";
import {type Context, defineModel} from "../run/model.js";
import {Rows} from "../sources/demo/rows.js";
import {growthBetween, type Quarter, quarterOf, sideOf} from "./attribution/brinson-quarters.js";
import {type Disclosures, readDisclosures} from "./attribution/disclosures.js";
import {type Funds, readFunds} from "./attribution/funds.js";
import {readIndustriesOn} from "./attribution/industries-on.js";
import {type Members, readMembers} from "./attribution/members.js";
import {monthEnds, readMonthPrices} from "./attribution/month-prices.js";
import {type NavPanel, readNav} from "./attribution/nav.js";
import {readMarket} from "./fund-position/market.js";

const EFFECTS = ["allocation", "selection", "interaction", "unexplained"] as const;

/** Brinson–Fachler by quarter on disclosed holdings (methods.md S17), and its effects linked over each fund's life. */
export default defineModel({
  name: "fund-brinson",
  inputs: [
    "fund",
    "fund_nav",
    "fund_holding",
    "stock_daily",
    "stock_industry",
    "industry_daily",
    "index_member"
  ],
  optional: ["fund_report", "hk_daily", "index_daily"],
  outputs: ["fund_brinson", "fund_brinson_link"],
  async run(context) {
    const funds = await readFunds(context, {types: ACTIVE});
    const nav = await readNav(context, funds);
    const ends = monthEnds(nav.days);
    const disclosures = await readDisclosures(context, funds);
    const members = await readMembers(context);
    const found = await quarters(context, {funds, nav, ends, disclosures, members});
    await context.write("fund_brinson", quarterColumns(found, funds, nav));
    await context.write("fund_brinson_link", linkColumns(found, funds));
  }
});

interface Found extends Quarter {
  readonly fund: number;
  /** Row of the quarter's last day. */
  readonly row: number;
}

const DAY_MS = 86_400_000;

/** Rows of the last trading day of each calendar quarter, and the quarter's last calendar day. */
function quarterEnds(nav: NavPanel, ends: readonly number[]): {row: number; period: number}[] {
  const rows = new Map(Array.from(nav.days, (d, t) => [d, t]));
  return ends.flatMap((day) => {
    const date = new Date(day * DAY_MS);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    const row = rows.get(day);
    return month % 3 !== 2 || row === undefined ? [] : [{row, period: Date.UTC(year, month + 1, 0) / DAY_MS}];
  });
}

async function quarters(
  context: Context,
  {
    funds,
    nav,
    ends,
    disclosures,
    members
  }: {
    readonly funds: Funds;
    readonly nav: NavPanel;
    readonly ends: readonly number[];
    readonly disclosures: Disclosures;
    readonly members: Members | undefined;
  }
): Promise<Found[]> {
  if (!members) {
    context.log("index_member has no list of a broad index: no Brinson attribution");
    return [];
  }
  const codes = [...new Set([...disclosures.codes, ...members.codes])];
  const place = new Map(codes.map((c, i) => [c, i]));
  const prices = await readMonthPrices(context, codes, ends);
  const scheme = (await readMarket(context))?.scheme ?? "citic";
  const {industries, on} = await readIndustriesOn(context, scheme, codes);
  const columns = industries.length + 2;
  const found: Found[] = [];
  const spans = quarterEnds(nav, ends);
  for (let k = 0; k + 1 < spans.length; k++) {
    const [from, to] = [spans[k], spans[k + 1]] as [(typeof spans)[number], (typeof spans)[number]];
    const list = members.on(nav.days[from.row] as number);
    if (!list) continue;
    const returnOf = growthBetween(prices, from.period, to.period);
    const grouping = {group: on(nav.days[from.row] as number), columns, returnOf};
    const base = sideOf(
      {code: list.code.map((c) => place.get(members.codes[c] ?? "") as number), weight: list.weight},
      grouping
    );
    for (let f = 0; f < funds.code.length; f++) {
      const level = (t: number): number => nav.level[f * nav.days.length + t] as number;
      const fund = level(to.row) / level(from.row) - 1;
      const held = disclosures.knownOf(f, from.period, nav.days[to.row] as number);
      if (!held || Number.isNaN(fund)) continue;
      found.push({
        fund: f,
        row: to.row,
        ...quarterOf(sideOf(held, grouping), base, {fund, disclosed: held.disclosed})
      });
    }
  }
  return found.sort((a, b) => a.fund - b.fund || a.row - b.row);
}

function quarterColumns(found: readonly Found[], funds: Funds, nav: NavPanel) {
  const of = (get: (q: Found) => number): Float64Array => Float64Array.from(found, get);
  return {
    fund: {codes: Int32Array.from(found, (q) => q.fund), values: funds.code},
    period_end: Int32Array.from(found, (q) => {
      const date = new Date((nav.days[q.row] as number) * DAY_MS);
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0) / DAY_MS;
    }),
    known_date: Int32Array.from(found, (q) => nav.known[q.row] as number),
    ...Object.fromEntries(
      [...EFFECTS, "active" as const, "benchmark" as const, "disclosed" as const].map((name) => [
        name,
        of((q) => q[name])
      ])
    )
  };
}

/** Effects linked over the longest run of a fund's quarters that ends last and has no gap. */
function linkColumns(found: readonly Found[], funds: Funds) {
  const rows = new Rows(
    {
      fund: "code",
      method: "code",
      quarters: "number",
      allocation: "number",
      selection: "number",
      interaction: "number",
      unexplained: "number",
      active: "number",
      gap: "number"
    },
    {fund: funds.code, method: LINKINGS}
  );
  for (let f = 0; f < funds.code.length; f++) {
    const own = lastRun(found.filter((q) => q.fund === f));
    if (own.length === 0) continue;
    const input = {
      portfolio: own.map((q) => q.portfolio),
      benchmark: own.map((q) => q.benchmark),
      effects: own.flatMap((q) => EFFECTS.map((e) => q[e]))
    };
    LINKINGS.forEach((method, m) => {
      const {effects, active, gap} = link(input, method);
      rows.push(f, m, own.length, ...effects, active, gap);
    });
  }
  return rows.take();
}

/** Quarters since the last gap: a quarter is some 60 rows, two together are more than 80. */
function lastRun(own: readonly Found[]): readonly Found[] {
  const start = own.findLastIndex((q, k) => k > 0 && q.row - (own[k - 1]?.row ?? 0) > 80);
  return start < 0 ? own : own.slice(start);
}
