import {createRng} from "../../../lib/random/rng.js";
import {Actions} from "./actions.js";
import {ConnectWriter} from "./connect.js";
import {DailyWriter} from "./daily.js";
import {openDay} from "./events.js";
import {stepWeek} from "./exposures.js";
import {drawFactors} from "./factors.js";
import {announce, closeQuarter, dateOf, openBooks, yearOf} from "./fundamentals.js";
import {Indices} from "./indices.js";
import {industriesOf} from "./industries.js";
import {IndustryLevels} from "./industry-levels.js";
import {Northbound} from "./northbound.js";
import type {Output} from "./output.js";
import type {Plan} from "./plan.js";
import {stepPrices} from "./prices.js";
import {calendarTable, indexInfoTable, industryTable, stockIndustryTable, stockTable} from "./reference.js";
import {createState} from "./state.js";
import {TruthWriter} from "./truth.js";
import {drawUniverse} from "./universe.js";

/** Runs the market day by day and queues every table. */
export async function runMarket(plan: Plan, output: Output, log: (message: string) => void): Promise<void> {
  const {days} = plan.calendar;
  const universe = drawUniverse(plan);
  const state = createState(plan, universe);
  const paths = drawFactors(plan);
  const books = openBooks(plan, state);
  const actions = new Actions(plan, state, books);
  const indices = new Indices(plan, state);
  const levels = new IndustryLevels(state);
  const north = new Northbound(plan, state);
  const daily = new DailyWriter(output, universe.codes);
  const connect = new ConnectWriter(output, state, []);
  const truth = new TruthWriter(plan, state, output);
  const rng = createRng(plan.seed, "events");
  const weekRng = createRng(plan.seed, "weeks");
  const bondRng = createRng(plan.seed, "bonds");
  const today = {industry: new Float64Array(industriesOf.citic.length)};

  for (let t = 0; t < days.length; t++) {
    const day = days[t] as number;
    const year = yearOf(day);
    const newYear = t === 0 || yearOf(days[t - 1] as number) !== year;
    if (newYear) daily.begin(yearRows(universe.listAt, plan, t));
    const quarter = quarterEndBetween(t === 0 ? day - 10 : (days[t - 1] as number), day);
    if (quarter !== undefined) closeQuarter(books, state, plan, quarter);
    actions.open(t);
    openDay(state, rng, plan, t);
    actions.follow(announce(books, state, t), t);
    if (t === 0 || weekOf(day) !== weekOf(days[t - 1] as number)) stepWeek(state, books, weekRng);
    stepPrices(state, paths, t, day, today);
    daily.add(state, day);
    indices.step(t, 0.00016 + 0.0007 * (bondRng.uniform() + bondRng.uniform() - 1));
    levels.step(day, books);
    north.step(t, indices.ret[2] as number);
    connect.north(day, north);
    truth.day(t, paths, today.industry);
    actions.close(t);
    if (t + 1 >= days.length || yearOf(days[t + 1] as number) !== year) {
      daily.end();
      connect.endYear();
      truth.endYear();
      log(`${year}: ${state.active.length} stocks`);
      await output.breathe(2);
    } else if (t % 5 === 0) await output.breathe();
  }
  output.write("calendar", calendarTable(plan));
  output.write("industry", industryTable());
  output.write("index_info", indexInfoTable());
  output.write("stock", stockTable(state, plan, []));
  output.write("stock_industry", stockIndustryTable(state));
  output.write("financial", books.rows.take());
  output.append("index_daily", indices.daily.take());
  output.append("index_member", indices.member.take());
  output.append("industry_daily", levels.rows.take());
  output.append("connect_turnover", connect.turnover.take());
}

/** Monday-based week number. */
export const weekOf = (day: number): number => Math.floor((day + 3) / 7);

/** Rows of `stock_daily` that a year may have: every stock listed by its end, on each of its days. */
function yearRows(listAt: Int32Array, plan: Plan, t: number): number {
  const {days} = plan.calendar;
  const year = yearOf(days[t] as number);
  let end = t;
  while (end < days.length && yearOf(days[end] as number) === year) end++;
  let stocks = 0;
  for (const at of listAt) if (at < end) stocks++;
  return stocks * (end - t);
}

/** The quarter end in [from, to), if any. */
function quarterEndBetween(from: number, to: number): number | undefined {
  for (const year of [yearOf(from), yearOf(to)]) {
    for (const [month, date] of QUARTERS) {
      const end = dateOf(year, month, date);
      if (end >= from && end < to) return end;
    }
  }
  return undefined;
}

const QUARTERS = [
  [3, 31],
  [6, 30],
  [9, 30],
  [12, 31]
] as const;
