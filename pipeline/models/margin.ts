import {groupColumns} from "../../lib/flow/group-sums.js";
import {type MarginFlow, marginFlow} from "../../lib/flow/margin.js";
import {MARGIN_EVENTS} from "../../lib/flow/margin-events.js";
import {nextDays} from "../../lib/flow/next-day.js";
import {type Context, defineModel} from "../run/model.js";
import {dayOf} from "../warehouse/columns.js";
import {type MarginYear, marginYears, readMarginAxis} from "./margin/years.js";
import {readSchemes, type Scheme, UNCLASSIFIED} from "./northbound/industries.js";
import {Rows} from "./northbound/rows.js";

const NUMBERS = [
  "net_financing",
  "net_short",
  "net",
  "net_to_cap",
  "net_to_turnover",
  "balance",
  "stocks",
  "broken"
] as const;

type FlowRows = Rows<"date" | "known_date", "scheme" | "industry", (typeof NUMBERS)[number]>;
type BreakRows = Rows<"date" | "known_date", "code", "expected" | "reported" | "gap">;

/** Net margin buying by industry, funds left out; what a day saw is known on the next (S8). */
export default defineModel({
  name: "margin",
  inputs: ["margin", "stock_daily", "stock_industry"],
  optional: ["stock", "calendar", "industry_turnover"],
  outputs: ["margin_flow", "margin_break", "margin_event"],
  params: {
    /** Gap of the balance's identity beyond which it is logged. */
    tolerance: 0.01
  },
  async run(context) {
    const flow: FlowRows = new Rows(["date", "known_date"], ["scheme", "industry"], NUMBERS);
    const breaks: BreakRows = new Rows(["date", "known_date"], ["code"], ["expected", "reported", "gap"]);
    const axis = await readMarginAxis(context);
    const {days, codes} = axis;
    const known = nextDays(days, await openDays(context));
    const end = context.asOf === undefined ? Number.POSITIVE_INFINITY : dayOf(context.asOf);
    const schemes = await readSchemes(context, codes, days);
    const denominators = await readTurnover(context);
    let before: Float64Array | undefined;
    for await (const year of marginYears(context, axis)) {
      const size = {dates: year.last - year.first + 1, assets: codes.length};
      const measured = marginFlow(year.panel, {...size, ...context.params, ...(before ? {before} : {})});
      const shown = Array.from({length: size.dates}, (_, t) => t).filter(
        (t) => (known[year.first + t] as number) <= end
      );
      const part = {year, measured, days, known, shown};
      const panels = panelsOf(year.panel.balance, measured);
      for (const scheme of schemes)
        addFlow(flow, {...part, panels, scheme, assets: codes.length, denominators});
      addBreaks(breaks, {...part, codes});
      before = year.panel.balance.slice(-codes.length);
    }
    const counted = breaks.columns();
    context.log(
      `${codes.length} stocks; ${axis.others} other codes left out; ${(counted.gap as Float64Array).length} balances beyond ${context.params.tolerance} of their identity`
    );
    await context.write("margin_flow", flow.columns());
    await context.write("margin_break", counted);
    await context.write("margin_event", {
      date: Int32Array.from(MARGIN_EVENTS, (e) => dayOf(e.date)),
      kind: MARGIN_EVENTS.map((e) => e.kind),
      text_zh: MARGIN_EVENTS.map((e) => e.text.zh),
      text_en: MARGIN_EVENTS.map((e) => e.text.en)
    });
  }
});

async function openDays(context: Context): Promise<Int32Array> {
  const table = context.has("calendar") ? "calendar WHERE is_open" : "stock_daily";
  return (await context.query(`SELECT DISTINCT date FROM ${table} ORDER BY date`)).days("date");
}

/** Turnover and float cap of an industry by day; empty where the dataset has none. */
type Denominators = (
  scheme: string,
  industry: string
) => ReadonlyMap<number, {readonly turnover: number; readonly cap: number}>;

async function readTurnover(context: Context): Promise<Denominators> {
  const none: ReturnType<Denominators> = new Map();
  if (!context.has("industry_turnover")) return () => none;
  const frame = await context.query(
    "SELECT date, scheme, industry, turnover, float_cap FROM industry_turnover"
  );
  const [date, scheme, industry] = [frame.days("date"), frame.text("scheme"), frame.text("industry")];
  const [turnover, cap] = [frame.numbers("turnover"), frame.numbers("float_cap")];
  const series = new Map<number, Map<number, {turnover: number; cap: number}>>();
  const keyOf = (s: number, i: number): number => s * industry.values.length + i;
  for (let i = 0; i < frame.rows; i++) {
    const key = keyOf(scheme.codes[i] as number, industry.codes[i] as number);
    const own = series.get(key) ?? new Map<number, {turnover: number; cap: number}>();
    series.set(key, own);
    own.set(date[i] as number, {turnover: turnover[i] as number, cap: cap[i] as number});
  }
  return (s, i) => series.get(keyOf(scheme.values.indexOf(s), industry.values.indexOf(i))) ?? none;
}

interface Part {
  readonly year: MarginYear;
  readonly measured: MarginFlow;
  readonly days: Int32Array;
  readonly known: Int32Array;
  /** Rows of the year that are known. */
  readonly shown: readonly number[];
}

/** What is summed over industries: the measures, and counts of stocks on the list and of broken balances. */
function panelsOf(balance: Float64Array, {financing, short, broken}: MarginFlow) {
  const stocks = new Float64Array(financing.length);
  const breaks = new Float64Array(financing.length);
  for (let i = 0; i < stocks.length; i++) {
    stocks[i] = Number.isNaN(financing[i]) ? 0 : 1;
    breaks[i] = broken[i] as number;
  }
  return {financing, short, balance, stocks, broken: breaks};
}

interface FlowPart extends Part {
  readonly panels: ReturnType<typeof panelsOf>;
  readonly scheme: Scheme;
  readonly assets: number;
  readonly denominators: Denominators;
}

const UNKNOWN = {turnover: Number.NaN, cap: Number.NaN};

function addFlow(
  rows: FlowRows,
  {year: {first, last}, panels, days, known, shown, scheme, assets, denominators}: FlowPart
): void {
  const {industries, group} = scheme;
  const size = {dates: last - first + 1, assets, groups: industries.length};
  const own = group.subarray(first * assets, (last + 1) * assets);
  const {financing, short, balance, stocks, broken} = groupColumns(panels, own, size);
  const series = industries.map((industry) => denominators(scheme.scheme, industry));
  for (const t of shown) {
    const date = days[first + t] as number;
    industries.forEach((industry, g) => {
      const i = t * industries.length + g;
      if (stocks[i] === 0 || (industry === UNCLASSIFIED && balance[i] === 0)) return;
      const net = (financing[i] as number) - (short[i] as number);
      const {turnover, cap} = series[g]?.get(date) ?? UNKNOWN;
      rows.add({
        date,
        known_date: known[first + t] as number,
        scheme: scheme.scheme,
        industry,
        net_financing: financing[i] as number,
        net_short: short[i] as number,
        net,
        net_to_cap: net / cap,
        net_to_turnover: turnover > 0 ? net / turnover : Number.NaN,
        balance: balance[i] as number,
        stocks: stocks[i] as number,
        broken: broken[i] as number
      });
    });
  }
}

function addBreaks(
  rows: BreakRows,
  {
    year: {first, panel},
    measured: {broken, gap},
    days,
    known,
    shown,
    codes
  }: Part & {
    readonly codes: readonly string[];
  }
): void {
  for (const t of shown) {
    for (let c = 0; c < codes.length; c++) {
      const i = t * codes.length + c;
      if (broken[i] !== 1) continue;
      const reported = panel.balance[i] as number;
      rows.add({
        date: days[first + t] as number,
        known_date: known[first + t] as number,
        code: codes[c] as string,
        expected: reported / (1 + (gap[i] as number)),
        reported,
        gap: gap[i] as number
      });
    }
  }
}
