import {isActive} from "../../lib/attribution/active-types.js";
import {carry, exposureOf} from "../../lib/attribution/carry.js";
import {peerPercentile} from "../../lib/attribution/peer-percentile.js";
import {STYLES} from "../../lib/factor/styles.js";
import {type Context, defineModel} from "../run/model.js";
import {Rows} from "../sources/demo/rows.js";
import {isoOf} from "../warehouse/columns.js";
import {columnsOf} from "../warehouse/source.js";
import {type Disclosures, readDisclosures} from "./attribution/disclosures.js";
import {type Funds, isGrown, readFunds} from "./attribution/funds.js";
import {indexStyles} from "./attribution/index-styles.js";
import {type MonthPrices, monthEnds, readMonthPrices} from "./attribution/month-prices.js";
import {type NavPanel, readNav} from "./attribution/nav.js";
import {type ReturnStyles, readReturnStyles} from "./attribution/return-styles.js";

/** Funds younger than this many calendar days are no one's peers. */
const YOUNG = 183;

/**
 * Style of every fund at month ends and the latest day (methods.md S10): from its disclosed holdings, carried with
 * prices between reports, or from returns where it discloses none; with its place among peers, and of indices.
 */
export default defineModel({
  name: "fund-style",
  inputs: ["fund", "fund_nav", "fund_holding", "exposure", "stock_daily"],
  optional: ["fund_report", "hk_daily", "factor_return", "index_member"],
  outputs: ["fund_style", "index_style"],
  params: {window: 252, halfLife: 63, minimum: 120, most: 3, prior: 0.5, oldest: 400},
  async run(context) {
    const funds = await readFunds(context);
    const nav = await readNav(context, funds);
    const present = await columnsOf(context, "exposure");
    const styles = STYLES.map((s) => s.name).filter((s) => present.has(s));
    const disclosures = await readDisclosures(context, funds);
    const dates = await context.query("SELECT DISTINCT date FROM exposure ORDER BY date");
    const ends = monthEnds(dates.days("date"));
    const prices = await readMonthPrices(context, disclosures.codes, ends);
    const returns = await readReturnStyles(context, styles, context.params);
    const rows = new Rows(
      {
        date: "day",
        fund: "code",
        factor: "code",
        exposure: "number",
        peer_percentile: "number",
        source: "code",
        age_days: "number",
        exposure_returns: "number"
      },
      {fund: funds.code, factor: styles, source: ["holdings", "returns"]}
    );
    const order = styles.map((_, k) => k).sort((a, b) => ((styles[a] ?? "") < (styles[b] ?? "") ? -1 : 1));
    for (const years of byYear(ends)) {
      const exposures = await readExposures(context, {styles, ends: years, codes: disclosures.codes});
      for (const day of years) {
        const own = exposures.get(day);
        const found = profiles(
          {funds, nav, disclosures, prices, returns, styles},
          {day, own, params: context.params}
        );
        addDay(rows, found, {day, funds, styles, order});
      }
    }
    await context.write("fund_style", rows.take());
    await indexStyles(context, styles, ends);
  }
});

interface Inputs {
  readonly funds: Funds;
  readonly nav: NavPanel;
  readonly disclosures: Disclosures;
  readonly prices: MonthPrices;
  readonly returns: ReturnStyles;
  readonly styles: readonly string[];
}

/** Exposures of one day: by stock id the row of `values`, −1 for none. */
interface ExposureDay {
  readonly row: Int32Array;
  readonly values: Float64Array;
}

interface Profiles {
  /** Funds × styles. */
  readonly holdings: Float64Array;
  readonly returns: Float64Array;
  /** Calendar days since the report's period end. */
  readonly age: Float64Array;
}

function profiles(
  {funds, nav, disclosures, prices, returns, styles}: Inputs,
  {
    day,
    own,
    params
  }: {
    readonly day: number;
    readonly own: ExposureDay | undefined;
    readonly params: {readonly minimum: number; readonly oldest: number};
  }
): Profiles {
  const [n, k] = [funds.code.length, styles.length];
  const holdings = new Float64Array(n * k).fill(Number.NaN);
  const byReturns = new Float64Array(n * k).fill(Number.NaN);
  const age = new Float64Array(n).fill(Number.NaN);
  const byReturn = returns.at(nav, day);
  for (let f = 0; f < n; f++) {
    if (!isGrown(funds, f, day, 0)) continue;
    if (isActive(funds.type[f] ?? "")) byReturns.set(byReturn(f), f * k);
    const known = own && disclosures.knownAt(f, day);
    if (!known || day - known.period > params.oldest) continue;
    const growth = Float64Array.from(known.code, (id) => prices.at(id, day) / prices.at(id, known.period));
    const weight = carry(known.weight, growth);
    const row = Int32Array.from(known.code, (id) => own.row[id] as number);
    holdings.set(exposureOf(weight, {row, exposure: own.values, factors: k}), f * k);
    age[f] = day - known.period;
  }
  return {holdings, returns: byReturns, age};
}

function addDay(
  rows: Rows,
  {holdings, returns, age}: Profiles,
  {
    day,
    funds,
    styles,
    order
  }: {
    readonly day: number;
    readonly funds: Funds;
    readonly styles: readonly string[];
    readonly order: readonly number[];
  }
): void {
  const k = styles.length;
  const n = funds.code.length;
  const shown = holdings.map((x, i) =>
    Number.isNaN(age[Math.floor(i / k)] as number) ? (returns[i] as number) : x
  );
  const percentile = new Float64Array(n * k).fill(Number.NaN);
  for (let s = 0; s < k; s++) {
    for (const active of [true, false]) {
      const peers = Float64Array.from({length: n}, (_, f) =>
        isActive(funds.type[f] ?? "") === active && isGrown(funds, f, day, YOUNG)
          ? (shown[f * k + s] as number)
          : Number.NaN
      );
      peerPercentile(peers, {minimum: 10}).forEach((p, f) => {
        if (!Number.isNaN(p)) percentile[f * k + s] = p;
      });
    }
  }
  for (let f = 0; f < n; f++) {
    const source = Number.isNaN(age[f] as number) ? 1 : 0;
    for (const s of order) {
      const x = shown[f * k + s] as number;
      if (Number.isNaN(x)) continue;
      const p = percentile[f * k + s] as number;
      rows.push(day, f, s, x, p, source, age[f] as number, returns[f * k + s] as number);
    }
  }
}

/** Ids of the stocks that funds hold, in order of code as `Disclosures` has them. */
const HELD =
  "(SELECT code, (row_number() OVER (ORDER BY code) - 1)::INTEGER AS id FROM (SELECT DISTINCT code FROM fund_holding)) c";

async function readExposures(
  context: Context,
  {
    styles,
    ends,
    codes
  }: {readonly styles: readonly string[]; readonly ends: readonly number[]; readonly codes: readonly string[]}
): Promise<Map<number, ExposureDay>> {
  const dates = ends.map((d) => `DATE '${isoOf(d)}'`).join(", ");
  const frame = await context.query(
    `SELECT date, id, ${styles.join(", ")} FROM exposure JOIN ${HELD} USING (code) WHERE date IN (${dates})`
  );
  const [date, id] = [frame.days("date"), frame.numbers("id")];
  const k = styles.length;
  const values = new Float64Array(frame.rows * k);
  styles.forEach((name, s) => {
    const column = frame.numbers(name);
    for (let i = 0; i < column.length; i++) values[i * k + s] = column[i] as number;
  });
  const days = new Map<number, ExposureDay>();
  for (let i = 0; i < frame.rows; i++) {
    const on = date[i] as number;
    const day = days.get(on) ?? {row: new Int32Array(codes.length).fill(-1), values};
    days.set(on, day);
    day.row[id[i] as number] = i;
  }
  return days;
}

/** Days in runs of one year each. */
function byYear(days: readonly number[]): number[][] {
  const years = new Map<string, number[]>();
  for (const d of days) {
    const year = isoOf(d).slice(0, 4);
    const own = years.get(year) ?? [];
    own.push(d);
    years.set(year, own);
  }
  return [...years.values()];
}
