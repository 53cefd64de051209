import {mondayOf} from "../../lib/calendar/week.js";
import {informedTracker, TRACKER} from "../../lib/timing/informed-tracker.js";
import {trailingStanding} from "../../lib/timing/trailing-standing.js";
import {defineModel} from "../run/model.js";
import {NULL_DAY, NULL_FLAG} from "../warehouse/columns.js";
import {Rows} from "./northbound/rows.js";
import {followBatch, type InformedBatch} from "./timing/informed-batch.js";
import {membershipAt, readMembers, type Snapshot} from "./timing/members.js";
import {barBatches, readBarCodes} from "./timing/stock-bars.js";

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
    const followed = {
      trackers: codes.map(() => informedTracker(tracker)),
      pin: new Float64Array(codes.length).fill(Number.NaN),
      pinDays: tracker.pinDays
    };
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
    for await (const bars of barBatches(context, codes)) {
      const weekStarts = Uint8Array.from(bars.days, (day) => {
        const before = week;
        week = mondayOf(day);
        return week === before ? 0 : 1;
      });
      const batch = followBatch(bars, weekStarts, followed);
      batch.days.forEach((day, row) => {
        if (batch.fitted[row] === 1) pinDay = day;
        const first = row * codes.length;
        for (let col = 0; col < codes.length; col++) {
          const i = first + col;
          if (batch.shown[i] === 0) continue;
          rows.add({
            date: day,
            code: codes[col] as string,
            ia1: batch.ia1[i] as number,
            ia1_within: batch.within[i] as number,
            vpin: batch.vpin[i] as number,
            pin: batch.pin[i] as number
          });
        }
        for (const {at, days} of [all, ...indices]) {
          const held = at(day);
          if (held) days.push({day, pinDay, ...averages(held, batch, first)});
        }
      });
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

/** Means of the members that traded on the day whose row begins at `first`, by weight; where not given, equal ones. */
function averages(
  {members, weights}: Pick<Snapshot, "members" | "weights">,
  batch: InformedBatch,
  first: number
): Averages {
  const sums = {ia1: 0, within: 0, vpin: 0, pin: 0};
  const mass = {ia1: 0, within: 0, vpin: 0, pin: 0};
  let [count, coverage] = [0, 0];
  members.forEach((col, k) => {
    const i = first + col;
    if (col < 0 || batch.here[i] === 0) return;
    const given = weights[k] as number;
    const weight = Number.isNaN(given) ? 1 / members.length : given;
    count++;
    coverage += weight;
    for (const name of MEASURES) {
      const value = batch[name][i] as number;
      if (Number.isNaN(value)) continue;
      sums[name] += weight * value;
      mass[name] += weight;
    }
  });
  const mean = (name: (typeof MEASURES)[number]): number =>
    mass[name] > 0 ? sums[name] / mass[name] : Number.NaN;
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
