import type {Context} from "../../run/model.js";

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
  const place = new Map(codes.map((c, i) => [c, i]));
  const frame = await context.query(
    `SELECT "index", date, code, weight FROM index_member ORDER BY "index", date, code`
  );
  const [index, code, day, weight] = [
    frame.text("index"),
    frame.text("code"),
    frame.days("date"),
    frame.numbers("weight")
  ];
  const column = Int32Array.from(code.values, (c) => place.get(c) ?? -1);
  const found = new Map<string, Snapshot[]>();
  for (let first = 0; first < frame.rows; ) {
    let end = first + 1;
    while (end < frame.rows && index.codes[end] === index.codes[first] && day[end] === day[first]) end++;
    const name = index.values[index.codes[first] as number] as string;
    const weights = weight.slice(first, end);
    const total = weights.reduce((sum, w) => sum + w, 0);
    const members = Int32Array.from(code.codes.subarray(first, end), (c) => column[c] as number);
    if (total < WHOLE)
      context.log(`${name}: members of one day weigh ${total.toFixed(2)} together; left out`);
    else found.set(name, [...(found.get(name) ?? []), {day: day[first] as number, members, weights}]);
    first = end;
  }
  return found;
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
