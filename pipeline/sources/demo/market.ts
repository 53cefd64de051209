import {createRng} from "../../../lib/random/rng.js";
import {Actions} from "./actions.js";
import {Bars} from "./bars.js";
import {Betas} from "./beta.js";
import {openBooks} from "./books.js";
import {ConnectWriter} from "./connect.js";
import {Consensus} from "./consensus.js";
import {DailyWriter} from "./daily.js";
import {dateOf, yearOf} from "./dates.js";
import {Derivatives} from "./derivatives.js";
import {openDay} from "./events.js";
import {stepWeek} from "./exposures.js";
import {drawFactors} from "./factors.js";
import {announce, closeQuarter} from "./fundamentals.js";
import {Funds} from "./funds.js";
import {HongKong} from "./hongkong.js";
import {Indices} from "./indices.js";
import {industriesOf} from "./industries.js";
import {IndustryLevels} from "./industry-levels.js";
import {Macro} from "./macro.js";
import {Margin} from "./margin.js";
import {Northbound} from "./northbound.js";
import type {Output} from "./output.js";
import type {Plan} from "./plan.js";
import {stepPrices} from "./prices.js";
import {
  calendarTable,
  indexInfoTable,
  industryTable,
  seatTable,
  stockIndustryTable,
  stockTable
} from "./reference.js";
import {createState, type State} from "./state.js";
import {TruthWriter} from "./truth.js";
import {drawUniverse} from "./universe.js";

/** Runs the market day by day and queues every table. */
export async function runMarket(plan: Plan, output: Output, log: (message: string) => void): Promise<void> {
  const {days} = plan.calendar;
  const universe = drawUniverse(plan);
  const state = createState(plan, universe);
  const betas = new Betas(plan, state);
  const paths = drawFactors(plan);
  const books = openBooks(plan, state);
  const actions = new Actions(plan, state, books);
  const indices = new Indices(plan, state);
  const levels = new IndustryLevels(state);
  const north = new Northbound(plan, state);
  const hongKong = new HongKong(plan, output);
  const margin = new Margin(plan, state, output);
  const bars = new Bars(plan, state, paths, output);
  const consensus = new Consensus(plan, state, books, output);
  const derivatives = new Derivatives(plan, indices);
  const funds = new Funds(plan, state, indices, hongKong, output);
  const daily = new DailyWriter(output, universe.codes);
  const connect = new ConnectWriter(output, state, hongKong.codes);
  const truth = new TruthWriter(plan, state, output);
  const rng = createRng(plan.seed, "events");
  const weekRng = createRng(plan.seed, "weeks");
  const bondRng = createRng(plan.seed, "bonds");
  const count = industriesOf.citic.length;
  const today = {industry: new Float64Array(count)};
  new Macro(plan).write(output, paths);

  for (let t = 0; t < days.length; t++) {
    const day = days[t] as number;
    const year = yearOf(day);
    const before = t === 0 ? day - 10 : (days[t - 1] as number);
    const week = t === 0 || weekOf(day) !== weekOf(before);
    const weekEnds = t + 1 >= days.length || weekOf(day) !== weekOf(days[t + 1] as number);
    if (t === 0 || yearOf(before) !== year) daily.begin(yearRows(universe.listAt, plan, t));
    const quarter = quarterEndBetween(before, day);
    if (quarter !== undefined) closeQuarter(books, state, plan, quarter);
    actions.open(t);
    openDay(state, rng, plan, t);
    actions.follow(announce(books, state, t), t);
    if (week) stepWeek(state, books, betas, weekRng);
    stepPrices(state, paths, t, day, today);
    betas.step();
    bars.step(t);
    daily.add(state, day);
    hongKong.step(t, paths);
    const bond = 0.00016 + 0.0007 * (bondRng.uniform() + bondRng.uniform() - 1);
    indices.step(t, bond, hongKong.traded ? hongKong.index : Number.NaN);
    levels.step(day, books);
    north.step(t, indices.ret[2] as number);
    connect.step(t, north, hongKong);
    margin.step(t);
    if (weekEnds) consensus.step(day);
    derivatives.step(t);
    funds.step(t, paths.drift, week, weekEnds);
    truth.day(t, paths, today.industry);
    actions.close(t);
    if (t + 1 >= days.length || yearOf(days[t + 1] as number) !== year) {
      for (const part of [daily, bars, hongKong, connect, margin, consensus, funds, truth]) part.endYear();
      log(`${year}: ${state.active.length} stocks`);
      await output.breathe(2);
    } else if (t % 5 === 0) await output.breathe();
  }
  writeReference(output, plan, state, hongKong);
  funds.finish();
  output.write("financial", books.rows.take());
  output.append("index_daily", indices.daily.take());
  output.append("index_member", indices.member.take());
  output.append("industry_daily", levels.rows.take());
  output.append("connect_turnover", connect.turnover.take());
  output.append("future_daily", derivatives.futures.take());
  output.write("snowball", derivatives.snowballs.take());
  output.write("truth_informed", bars.informed.take());
  output.write("truth_seat", seatTable());
}

function writeReference(output: Output, plan: Plan, state: State, hongKong: HongKong): void {
  output.write("calendar", calendarTable(plan));
  output.write("industry", industryTable());
  output.write("index_info", indexInfoTable());
  output.write("stock", stockTable(state, plan, hongKong));
  output.write("stock_industry", stockIndustryTable(state));
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
