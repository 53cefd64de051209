import {mondayOf} from "../../../lib/calendar/week.js";
import {AVERAGE_WEIGHTS, GROWTH_WEIGHTS} from "../../../lib/macro/dynamic-factor.js";
import {monthOf} from "../../../lib/macro/month.js";
import type {NowcastInput} from "../../../lib/macro/nowcast-path.js";
import type {Context} from "../../run/model.js";
import {dayOf, NULL_DAY} from "../../warehouse/columns.js";

export interface MacroSeries extends NowcastInput {
  /** Series by position, the target last. */
  readonly names: readonly string[];
  /** Size of the target's unit: 0.01 for percent. */
  readonly unit: number;
  /** Rows that claimed to be known before their period ended. */
  readonly early: number;
}

/** Transforms that a factor model takes as they are: growth rates, and indices that hover about a level. */
const USED = ["yoy", "ytd_yoy", "qoq", "mom", "level"];

/**
 * Monthly series and the quarterly GDP as they became known, and the days on which vintages are made: each week's last
 * trading day from `since` on, every fourth week's before. Undefined where there is no quarterly growth of GDP, or
 * nothing monthly.
 */
export async function readMacro(
  context: Context,
  {since}: {readonly since: string}
): Promise<MacroSeries | undefined> {
  const info = await context.query(
    `SELECT series, "group", transform, unit, frequency FROM series_info
     WHERE (frequency = 'M' AND transform IN (${USED.map((t) => `'${t}'`).join()}))
       OR (frequency = 'Q' AND "group" = 'gdp' AND transform IN ('yoy', 'qoq'))
     ORDER BY frequency, series`
  );
  const [all, group, transform, unit, frequency] = ["series", "group", "transform", "unit", "frequency"].map(
    (c) => info.strings(c).map(String)
  ) as [string[], string[], string[], string[], string[]];
  const gdp = frequency.indexOf("Q");
  const monthly = all.map((_, i) => i).filter((i) => frequency[i] === "M");
  if (gdp < 0 || monthly.length < 3) return undefined;
  const names = [...monthly, gdp].map((i) => all[i] ?? "");
  const groups = [...new Set(monthly.map((i) => group[i] ?? ""))];
  const list = names.map((n) => `'${n.replaceAll("'", "''")}'`).join();
  const values = await context.query(
    `SELECT series, period_end, greatest(known_date, period_end) AS known, value, known_date < period_end AS early
     FROM series_value WHERE series IN (${list}) AND value IS NOT NULL AND isfinite(value) ORDER BY ALL`
  );
  const {codes, values: words} = values.text("series");
  const place = words.map((w) => names.indexOf(w));
  return {
    names,
    unit: unit[gdp] === "%" ? 0.01 : 1,
    early: values.flags("early").reduce((s, f) => s + f, 0),
    releases: {
      series: codes.map((c) => place[c] as number),
      month: values.days("period_end").map(monthOf),
      known: values.days("known"),
      value: values.numbers("value")
    },
    group: Int32Array.from(monthly, (i) => groups.indexOf(group[i] ?? "")),
    merged: Uint8Array.from(monthly, (i) =>
      /yoy$/.test(transform[i] ?? "") && group[i] !== "credit" ? 1 : 0
    ),
    weights: transform[gdp] === "qoq" ? GROWTH_WEIGHTS : AVERAGE_WEIGHTS,
    days: await vintageDays(context, since)
  };
}

/** Fridays from the first release to the last, moved back to a trading day where the calendar knows the week. */
async function vintageDays(context: Context, since: string): Promise<Int32Array> {
  const range = await context.query(
    "SELECT min(known_date) AS low, max(known_date) AS high FROM series_value"
  );
  const [low, high] = [range.days("low")[0], range.days("high")[0]];
  if (low === undefined || high === undefined || low === NULL_DAY) return new Int32Array(0);
  const end = context.asOf === undefined ? high : dayOf(context.asOf);
  const open = new Map<number, number>();
  if (context.has("calendar")) {
    const days = await context.query("SELECT date FROM calendar WHERE is_open ORDER BY date");
    for (const day of days.days("date")) if (day <= end) open.set(mondayOf(day), day);
  }
  const days: number[] = [];
  for (let monday = mondayOf(low), week = 0; monday <= end; monday += 7, week++) {
    const day = open.get(monday) ?? Math.min(monday + 4, end);
    if (day >= dayOf(since) || week % 4 === 3) days.push(day);
  }
  return Int32Array.from(days);
}
