import {yearPosition} from "../../lib/consensus/forward-year.js";
import {covers, type Forecast, fttm} from "../../lib/consensus/fttm.js";
import {type OutlookChange, outlookChange, outlookOf} from "../../lib/consensus/outlook.js";
import {groupSums} from "../../lib/flow/group-sums.js";
import {defineModel} from "../run/model.js";
import {readSchemes, type Scheme, UNCLASSIFIED} from "./northbound/industries.js";
import {Rows} from "./northbound/rows.js";
import {readCaps, readConsensus, type Week} from "./prosperity/consensus.js";

const NUMBERS = [
  "roe_fttm",
  "growth_fttm",
  "d_roe",
  "d_growth",
  "revision",
  "roll_down",
  "composition",
  "growth_revision",
  "growth_roll_down",
  "growth_composition",
  "coverage",
  "stocks",
  "stocks_any",
  "matched"
] as const;

/** Expected ROE and profit growth by industry over the next twelve months, and what moved them in the week (S6). */
export default defineModel({
  name: "prosperity",
  inputs: ["consensus", "stock_industry"],
  optional: ["stock_daily"],
  outputs: ["prosperity"],
  params: {
    /** Brokers that a company needs to count. */
    analysts: 3,
    /** Days between two weeks' figures beyond which no change is taken: the longest holidays skip a week. */
    gap: 21
  },
  async run(context) {
    const rows = new Rows(["date"], ["scheme", "industry"], NUMBERS);
    const {codes, weeks} = await readConsensus(context);
    const days = Int32Array.from(weeks, (w) => w.day);
    const caps = await readCaps(context, codes, days);
    for (const scheme of await readSchemes(context, codes, days)) {
      addScheme(rows, scheme, {weeks, caps, assets: codes.length, ...context.params});
    }
    await context.write("prosperity", rows.columns());
  }
});

interface Inputs {
  readonly weeks: readonly Week[];
  /** Market value, weeks × codes; undefined where the dataset has none. */
  readonly caps: Float64Array | undefined;
  readonly assets: number;
  readonly analysts: number;
  readonly gap: number;
}

interface Covered {
  readonly day: number;
  readonly groups: readonly ReadonlyMap<number, Forecast>[];
}

function addScheme(
  rows: Rows<"date", "scheme" | "industry", (typeof NUMBERS)[number]>,
  {scheme, industries, group}: Scheme,
  {weeks, caps, assets, analysts, gap}: Inputs
): void {
  let last: Covered | undefined;
  weeks.forEach((week, t) => {
    const own = group.subarray(t * assets, (t + 1) * assets);
    const cap = caps?.subarray(t * assets, (t + 1) * assets);
    const {groups, reached} = coveredBy(week, {own, count: industries.length, analysts});
    const before = last && week.day - last.day <= gap ? last : undefined;
    const now = yearPosition(week.day);
    const all = cap && groupSums(cap, own, {dates: 1, assets, groups: industries.length});
    industries.forEach((industry, g) => {
      if (reached[g] === 0 || industry === UNCLASSIFIED) return;
      const covered = groups[g] as ReadonlyMap<number, Forecast>;
      const level = outlookOf([...covered.values()].map((f) => fttm(f, now)));
      const was = before?.groups[g];
      const change = before && was && outlookChange(was, covered, {from: yearPosition(before.day), to: now});
      const counted = cap && [...covered.keys()].reduce((s, i) => s + (cap[i] || 0), 0);
      rows.add({
        date: week.day,
        scheme,
        industry,
        roe_fttm: level.roe,
        growth_fttm: level.growth,
        ...changeColumns(change),
        coverage: counted === undefined ? Number.NaN : counted / (all?.[g] ?? Number.NaN),
        stocks: covered.size,
        stocks_any: reached[g] as number
      });
    });
    last = {day: week.day, groups};
  });
}

/** Forecasts that count, by group and stock, and how many stocks of each group have any forecast that reaches. */
function coveredBy(
  week: Week,
  {own, count, analysts}: {readonly own: Int16Array; readonly count: number; readonly analysts: number}
): {groups: Map<number, Forecast>[]; reached: Int32Array} {
  const position = yearPosition(week.day);
  const groups = Array.from({length: count}, () => new Map<number, Forecast>());
  const reached = new Int32Array(count);
  week.asset.forEach((asset, i) => {
    const g = own[asset] as number;
    const forecast = week.forecasts[i] as Forecast;
    if (!covers(fttm(forecast, position))) return;
    reached[g] = (reached[g] as number) + 1;
    if ((week.analysts[i] as number) >= analysts) groups[g]?.set(asset, forecast);
  });
  return {groups, reached};
}

const changeColumns = (change: OutlookChange | undefined) => ({
  d_roe: change?.roe.total ?? Number.NaN,
  d_growth: change?.growth.total ?? Number.NaN,
  revision: change?.roe.revision ?? Number.NaN,
  roll_down: change?.roe.rollDown ?? Number.NaN,
  composition: change?.roe.composition ?? Number.NaN,
  growth_revision: change?.growth.revision ?? Number.NaN,
  growth_roll_down: change?.growth.rollDown ?? Number.NaN,
  growth_composition: change?.growth.composition ?? Number.NaN,
  matched: change?.matched ?? 0
});
