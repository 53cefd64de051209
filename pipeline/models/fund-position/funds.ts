import type {Context} from "../../run/model.js";
import {columnsOf} from "../../warehouse/source.js";
import type {Market} from "./market.js";

/** Active equity funds, main share classes, and what they earned. */
export interface Funds {
  readonly funds: readonly string[];
  /** Least and most equity position that the fund's type allows. */
  readonly budget: readonly (readonly [lo: number, hi: number])[];
  /** Days × funds: daily returns of the adjusted NAV; NaN where there is none, after a gap, or at a jump. */
  readonly returns: Float64Array;
  /** Trading days by which a NAV is known after its date. */
  readonly lag: number;
  readonly excluded: {readonly classes: number; readonly gaps: number; readonly jumps: number};
}

/** Equity positions by contract: an equity fund holds 80 to 95 %, a mixed one leaning to equity 60 to 95 %, a flexible one up to 95 %. */
export const BUDGETS: Readonly<Record<string, readonly [number, number]>> = {
  stock: [0.8, 0.95],
  mixed_equity: [0.6, 0.95],
  flexible: [0, 0.95]
};

/** No fund of shares under daily price limits moves further in a day: a jump is a split or dividend left unadjusted. */
const JUMP = 0.15;

export async function readFunds(context: Context, {days}: Market): Promise<Funds> {
  const types = Object.keys(BUDGETS)
    .map((t) => `'${t}'`)
    .join(", ");
  const main = await mainClassSql(context);
  const list = await context.query(
    `SELECT fund, type FROM fund WHERE type IN (${types}) AND ${main} ORDER BY fund`
  );
  const classes = await context.query(
    `SELECT count(*) AS n FROM fund WHERE type IN (${types}) AND NOT (${main})`
  );
  const funds = list.strings("fund").map(String);
  const count = funds.length;
  const nav = await context.query(
    `SELECT date, fund, adj_nav, known_date FROM fund_nav WHERE adj_nav > 0
     AND fund IN (SELECT fund FROM fund WHERE type IN (${types}) AND ${main}) ORDER BY fund, date`
  );
  const row = new Map(Array.from(days, (d, t) => [d, t]));
  const column = new Map(funds.map((f, k) => [f, k]));
  const {codes, values} = nav.text("fund");
  const place = values.map((f) => column.get(f) ?? -1);
  const [date, known, level] = [nav.days("date"), nav.days("known_date"), nav.numbers("adj_nav")];
  const returns = new Float64Array(days.length * count).fill(Number.NaN);
  const last = days.at(-1) ?? Number.NEGATIVE_INFINITY;
  let [gaps, jumps, lag] = [0, 0, 0];
  for (let k = 1; k < level.length; k++) {
    if (codes[k] !== codes[k - 1] || (date[k] as number) > last) continue;
    const [t, before] = [row.get(date[k] as number), row.get(date[k - 1] as number)];
    if (t === undefined || before === undefined || t - before !== 1) {
      gaps++;
      continue;
    }
    const seen = row.get(known[k] as number);
    if (seen !== undefined) lag = Math.max(lag, seen - t);
    const r = (level[k] as number) / (level[k - 1] as number) - 1;
    if (Math.abs(r) > JUMP) jumps++;
    else returns[t * count + (place[codes[k] as number] as number)] = r;
  }
  const type = list.strings("type");
  return {
    funds,
    budget: type.map((t) => BUDGETS[t ?? ""] ?? [0, 0.95]),
    returns,
    lag,
    excluded: {classes: classes.numbers("n")[0] ?? 0, gaps, jumps}
  };
}

/** A condition on `fund` that keeps main share classes; a dataset may know of no others. */
export async function mainClassSql(context: Context): Promise<string> {
  const present = await columnsOf(context, "fund");
  return present.has("share_class_of") ? "share_class_of IS NULL" : "true";
}
