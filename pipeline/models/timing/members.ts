import type {Context} from "../../run/model.js";
import {gather, orderOf, placesIn} from "../../warehouse/order.js";

/** Members of an index as known from a day on. */
export interface Snapshot {
  readonly day: number;
  /** Places of the members among the codes; −1 for one that has no bars. */
  readonly members: Int32Array;
  /** Weights, in the order of the members; NaN where not given. */
  readonly weights: Float64Array;
}

/** Weights that sum to less than this say that part of the membership is missing. */
const WHOLE = 0.9;
/** Days after which a membership is too old to be used: reviews come twice a year. */
const STALE = 200;

/** Memberships by index, oldest first. One whose weights sum to less than 0.9 is partial: left out and reported. */
export async function readMembers(
  context: Pick<Context, "query" | "log">,
  codes: readonly string[]
): Promise<Map<string, Snapshot[]>> {
  const frame = await context.query(`SELECT "index", date, code, weight FROM index_member`);
  const {codes: listOf, values: names} = frame.text("index");
  const order = orderOf(frame.days("date"), listOf);
  const [index, day] = [gather(listOf, order), gather(frame.days("date"), order)];
  const place = gather(placesIn(frame.text("code"), codes), order);
  const weight = gather(frame.numbers("weight"), order);
  const found = names.map((): Snapshot[] => []);
  for (let first = 0; first < index.length; ) {
    let end = first + 1;
    while (end < index.length && index[end] === index[first] && day[end] === day[first]) end++;
    const own = index[first] as number;
    const weights = weight.slice(first, end);
    const total = weights.reduce((sum, w) => sum + w, 0);
    if (total < WHOLE)
      context.log(`${names[own]}: members of one day weigh ${total.toFixed(2)} together; left out`);
    else found[own]?.push({day: day[first] as number, members: place.slice(first, end), weights});
    first = end;
  }
  return new Map(
    names.map((name, i) => [name, found[i] ?? []] as const).filter(([, list]) => list.length > 0)
  );
}

/** The membership in force on a day: the latest one known, unless older than 200 days. Days must be asked in order. */
export function membershipAt(snapshots: readonly Snapshot[]): (day: number) => Snapshot | undefined {
  let at = -1;
  return (day) => {
    while (at + 1 < snapshots.length && (snapshots[at + 1] as Snapshot).day <= day) at++;
    const held = snapshots[at];
    return held && day - held.day <= STALE ? held : undefined;
  };
}
