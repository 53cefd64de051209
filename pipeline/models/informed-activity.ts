import {mondayOf} from "../../lib/calendar/week.js";
import {informedTracker, TRACKER} from "../../lib/timing/informed-tracker.js";
import {estimatePin} from "../../lib/timing/pin.js";
import {trailingStanding} from "../../lib/timing/trailing-standing.js";
import {defineModel} from "../run/model.js";
import {NULL_DAY, NULL_FLAG} from "../warehouse/columns.js";
import {Rows} from "./northbound/rows.js";
import {membershipAt, readMembers, type Snapshot} from "./timing/members.js";
import {barDays, readBarCodes} from "./timing/stock-bars.js";

/** Stands for all stocks with bars, weighted equally. */
const ALL = "*";

/** Activity of informed traders, by stock and by index, from five-minute bars (methods.md S5). */
export default defineModel({
  name: "informed-activity",
  inputs: ["stock_bar"],
  optional: ["stock_daily", "index_member"],
  outputs: ["informed_activity", "informed_stock"],
  params: {tracker: TRACKER, fewest: 5},
  async run(context) {
    const {tracker, fewest} = context.params;
    const codes = await readBarCodes(context);
    const stocks = codes.map(() => ({
      at: informedTracker(tracker),
      ia1: Number.NaN,
      within: Number.NaN,
      vpin: Number.NaN,
      pin: Number.NaN
    }));
    const members = context.has("index_member")
      ? await readMembers(context, codes)
      : new Map<string, Snapshot[]>();
    const indices = Array.from(members, ([index, snapshots]) => ({
      index,
      at: membershipAt(snapshots),
      days: [] as Day[]
    }));
    const all = {index: ALL, at: everyone(codes.length), days: [] as Day[]};
    const rows = new Rows(["date"], ["code"], ["ia1", "ia1_within", "vpin", "pin"]);
    let week = Number.NaN;
    let pinDay = NULL_DAY;
    for await (const {day, stocks: traded} of barDays(context, codes)) {
      const starts = mondayOf(day) !== week;
      week = mondayOf(day);
      const here = new Set<number>();
      for (const {col, bars} of traded) {
        const stock = stocks[col] as (typeof stocks)[number];
        if (!stock.at.next(bars)) continue;
        here.add(col);
        ({pooled: stock.ia1, within: stock.within} = stock.at.premium());
        stock.vpin = stock.at.vpin;
        const full = stock.at.buys.length >= tracker.pinDays;
        if (starts && full) {
          stock.pin = estimatePin(stock.at.buys, stock.at.sells).pin;
          pinDay = day;
        }
        if (Number.isNaN(stock.ia1 + stock.vpin) && !full) continue;
        rows.add({
          date: day,
          code: codes[col] as string,
          ia1: stock.ia1,
          ia1_within: stock.within,
          vpin: stock.vpin,
          pin: stock.pin
        });
      }
      for (const {at, days} of [all, ...indices]) {
        const held = at(day);
        if (held) days.push({day, pinDay, ...averages(held, here, stocks)});
      }
    }
    await context.write("informed_stock", rows.columns());
    const series = [all, ...indices].map(({index, days}) => ({
      index,
      days: days.filter((d) => d.stocks >= fewest)
    }));
    await context.write("informed_activity", activity(series.filter((s) => s.days.length > 0)));
  }
});

const MEASURES = ["ia1", "within", "vpin", "pin"] as const;
type Measure = (typeof MEASURES)[number];

interface Averages {
  readonly stocks: number;
  readonly coverage: number;
  readonly ia1: number;
  readonly within: number;
  readonly vpin: number;
  readonly pin: number;
}

interface Day extends Averages {
  readonly day: number;
  readonly pinDay: number;
}

function everyone(n: number): () => Pick<Snapshot, "members" | "weights"> {
  const all = {members: Int32Array.from({length: n}, (_, i) => i), weights: new Float64Array(n).fill(1 / n)};
  return () => all;
}

/** Means of the members that traded, by weight; where weights are not given, equal ones. */
function averages(
  {members, weights}: Pick<Snapshot, "members" | "weights">,
  here: ReadonlySet<number>,
  stocks: readonly Readonly<Record<Measure, number>>[]
): Averages {
  const sums = {ia1: 0, within: 0, vpin: 0, pin: 0};
  const mass = {ia1: 0, within: 0, vpin: 0, pin: 0};
  let [count, coverage] = [0, 0];
  members.forEach((col, k) => {
    const stock = stocks[col];
    if (!stock || !here.has(col)) return;
    const given = weights[k] as number;
    const weight = Number.isNaN(given) ? 1 / members.length : given;
    count++;
    coverage += weight;
    for (const name of MEASURES) {
      if (Number.isNaN(stock[name])) continue;
      sums[name] += weight * stock[name];
      mass[name] += weight;
    }
  });
  const mean = (name: Measure): number => (mass[name] > 0 ? sums[name] / mass[name] : Number.NaN);
  return {
    stocks: count,
    coverage,
    ia1: mean("ia1"),
    within: mean("within"),
    vpin: mean("vpin"),
    pin: mean("pin")
  };
}

function activity(series: readonly {readonly index: string; readonly days: readonly Day[]}[]) {
  const rows = new Rows(
    ["date", "pin_date"],
    ["index"],
    ["ia1", "ia1_percentile", "ia1_highest", "ia1_earlier", "ia1_within", "vpin", "pin", "stocks", "coverage"]
  );
  for (const {index, days} of series) {
    const standing = trailingStanding(Float64Array.from(days, (d) => d.ia1));
    days.forEach(({day, pinDay, ...mean}, t) => {
      const {percentile, highest, earlier} = standing[t] as (typeof standing)[number];
      rows.add({
        date: day,
        pin_date: Number.isNaN(mean.pin) ? NULL_DAY : pinDay,
        index,
        ia1: mean.ia1,
        ia1_percentile: percentile,
        ia1_highest: Number.isNaN(highest) ? NULL_FLAG : highest,
        ia1_earlier: earlier,
        ia1_within: mean.within,
        vpin: mean.vpin,
        pin: mean.pin,
        stocks: mean.stocks,
        coverage: mean.coverage
      });
    });
  }
  const {ia1_highest: highest, ...columns} = rows.columns();
  return {...columns, ia1_highest: Uint8Array.from(highest as Float64Array)};
}
