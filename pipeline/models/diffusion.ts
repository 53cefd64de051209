import {breadth} from "../../lib/timing/breadth.js";
import {diffusionLines} from "../../lib/timing/diffusion-lines.js";
import {trendStates} from "../../lib/timing/trend-states.js";
import {type Context, defineModel} from "../run/model.js";
import {gather, orderOf, placesIn} from "../warehouse/order.js";
import {readGrid, yearsOf} from "./factor/bars.js";
import {Rows} from "./northbound/rows.js";
import {membershipAt, readMembers} from "./timing/members.js";

const COUNTS = ["window", "up", "down", "valid", "ratio", "fast", "slow", "signal", "members"] as const;

/** Diffusion index of every index whose members are known, four windows (methods.md S11). */
export default defineModel({
  name: "diffusion",
  inputs: ["stock_daily", "index_member"],
  outputs: ["diffusion"],
  params: {windows: [20, 40, 60, 120]},
  async run(context) {
    const {windows} = context.params;
    const counts = await readCounts(context, windows);
    const rows = new Rows(["date"], ["index"], COUNTS);
    for (const [index, days] of counts) {
      windows.forEach((window, w) => {
        const ratio = Float64Array.from(days, (d) => (d.up[w] as number) / (d.valid[w] as number));
        const {fast, slow, signal} = diffusionLines(ratio);
        days.forEach(({date, members, up, valid}, t) => {
          if (valid[w] === 0) return;
          rows.add({
            date,
            index,
            window,
            up: up[w] as number,
            down: (valid[w] as number) - (up[w] as number),
            valid: valid[w] as number,
            ratio: ratio[t] as number,
            fast: fast[t] as number,
            slow: slow[t] as number,
            signal: signal[t] as number,
            members
          });
        });
      });
    }
    await context.write("diffusion", rows.columns());
  }
});

const NOBODY = new Int32Array(0);

/** Counts of one index on one day, by window; none is valid where the membership is unknown. */
interface Day {
  readonly date: number;
  readonly members: number;
  readonly up: Int32Array;
  readonly valid: Int32Array;
}

/** Counts by index, in one pass over the daily bars, a year in memory at a time. */
async function readCounts(context: Context, windows: readonly number[]): Promise<Map<string, Day[]>> {
  const grid = await readGrid(context);
  const assets = grid.codes.length;
  const trends = trendStates({assets, windows});
  const indices = Array.from(await readMembers(context, grid.codes), ([index, snapshots]) => ({
    index,
    at: membershipAt(snapshots),
    days: [] as Day[]
  }));
  for (const {year} of yearsOf(grid)) {
    const frame = await context.query(
      `SELECT date, code, "close" * adj_factor AS price FROM stock_daily WHERE date BETWEEN DATE '${year}-01-01' AND DATE '${year}-12-31'`
    );
    const place = placesIn(frame.text("code"), grid.codes);
    const order = orderOf(frame.days("date"), place);
    const [date, col] = [gather(frame.days("date"), order), gather(place, order)];
    const price = gather(frame.numbers("price"), order);
    for (let first = 0; first < date.length; ) {
      let end = first + 1;
      while (end < date.length && date[end] === date[first]) end++;
      const day = date[first] as number;
      trends.next(col.subarray(first, end), price.subarray(first, end));
      for (const {at, days} of indices) {
        const members = at(day)?.members ?? NOBODY;
        const counted = windows.map((_, window) => breadth(trends.state, members, {assets, window}));
        days.push({
          date: day,
          members: members.length,
          up: Int32Array.from(counted, (c) => c.up),
          valid: Int32Array.from(counted, (c) => c.valid)
        });
      }
      first = end;
    }
  }
  return new Map(indices.map(({index, days}) => [index, days]));
}
