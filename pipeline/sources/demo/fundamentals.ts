import {normal} from "../../../lib/random/normal.js";
import type {Rng} from "../../../lib/random/rng.js";
import {student} from "../../../lib/random/student.js";
import {dateOf, monthOf, yearOf} from "./dates.js";
import type {FiscalYears} from "./fiscal-years.js";
import type {Plan} from "./plan.js";
import type {Rows} from "./rows.js";
import type {State} from "./state.js";

/** A statement that is prepared and not yet announced. */
export interface Announcement {
  readonly stock: number;
  readonly period: number;
  readonly annual: boolean;
  readonly book: number;
  readonly assets: number;
  readonly revenue: number;
  readonly profit: number;
  readonly cash: number;
  /** Dividends of the last twelve months, CNY. */
  readonly dividend: number;
  readonly growth: number;
  readonly surprise: number;
}

/** Books of every company: `latest` moves at quarter ends, the others when the market is told. */
export interface Fundamentals {
  readonly rng: Rng;
  readonly rows: Rows;
  /** Known to the market. */
  readonly book: Float64Array;
  readonly assets: Float64Array;
  readonly debt: Float64Array;
  readonly profit: Float64Array;
  readonly revenue: Float64Array;
  /** Dividends of the last twelve months that the last statement named, CNY. */
  readonly dividend: Float64Array;
  readonly years: FiscalYears;
  /** What the company's growth tends to; nobody sees it. */
  readonly growth: Float64Array;
  /** Dividend a share of the last twelve months, up to today. */
  readonly dividendPs: Float64Array;
  readonly losses: Uint8Array;
  readonly instability: Float64Array;
  readonly lnPb: Float64Array;
  /** Annual figures of the last fiscal year known: profit, sales and book, and the year. */
  readonly profitFy: Float64Array;
  readonly revenueFy: Float64Array;
  readonly bookFy: Float64Array;
  readonly fiscalYear: Int32Array;
  /** Latest, announced or not. */
  readonly latestBook: Float64Array;
  readonly latestProfit: Float64Array;
  readonly latestRevenue: Float64Array;
  readonly roe: Float64Array;
  readonly roeMean: Float64Array;
  readonly gearing: Float64Array;
  readonly cycle: Float64Array;
  readonly pastLnPrice: Float64Array;
  /** Announcements by the trading day position on which they may be used. */
  readonly due: Map<number, Announcement[]>;
}

interface Statement {
  readonly period: number;
  readonly known: number;
  readonly book: number;
  readonly profit: number;
  readonly revenue: number;
  /** Dividend a share over the last twelve months. */
  readonly ps: number;
}

/** Long-term debt: banks and brokers fund themselves short. */
export const longDebtOf = (gearing: number, debt: number): number => debt * (gearing > 5 ? 0.1 : 0.25);

/** Adds a row to `financial`; the operating cash flow that it draws. */
export function record(books: Fundamentals, state: State, i: number, s: Statement): number {
  const {rng} = books;
  const gearing = books.gearing[i] as number;
  const assets = s.book * gearing;
  const debt = assets - s.book;
  const total = state.total[i] as number;
  const cash = s.profit * (1.1 + 0.5 * normal(rng)) + 0.03 * s.revenue;
  const annual = monthOf(s.period) === 12;
  const profit = annual ? s.profit : (books.profitFy[i] as number);
  const sales = annual ? s.revenue : (books.revenueFy[i] as number);
  books.rows.push(
    i,
    s.period,
    s.known,
    whole(s.revenue),
    whole(s.profit),
    whole(s.book),
    whole(assets),
    whole(debt),
    whole(longDebtOf(gearing, debt)),
    0,
    whole(cash),
    s.ps,
    Math.round((profit / total) * 1e4) / 1e4,
    Math.round((sales / total) * 1e4) / 1e4
  );
  return cash;
}

const whole = (x: number): number => Math.round(x);

/** What the market knows from now on. */
export function tell(
  books: Fundamentals,
  i: number,
  book: number,
  assets: number,
  profit: number,
  revenue: number
): void {
  books.book[i] = book;
  books.assets[i] = assets;
  books.debt[i] = assets - book;
  books.profit[i] = profit;
  books.revenue[i] = revenue;
}

/** First trading day after the end of a quarter: companies close their books and set the day they announce. */
export function closeQuarter(books: Fundamentals, state: State, plan: Plan, period: number): void {
  const {rng, cycle} = books;
  for (let c = 0; c < cycle.length; c++) cycle[c] = 0.85 * (cycle[c] as number) + 0.011 * normal(rng);
  const month = monthOf(period);
  const year = yearOf(period);
  for (const i of state.active) {
    const cap = ((state.close[i] as number) / 100) * (state.total[i] as number);
    const mood = Math.max(-0.8, Math.min(0.8, Math.log(cap) - (books.pastLnPrice[i] as number)));
    books.pastLnPrice[i] = 0.75 * (books.pastLnPrice[i] as number) + 0.25 * Math.log(cap);
    const target = (books.roeMean[i] as number) + (cycle[state.citic[i] as number] as number) + 0.03 * mood;
    const shock = 0.011 * (books.instability[i] as number) * student(rng, 4);
    const blow = rng.uniform() < 0.011 ? -0.04 - 0.25 * rng.uniform() : 0;
    const roe = 0.78 * (books.roe[i] as number) + 0.22 * target + shock + blow;
    books.roe[i] = roe;
    const before = books.latestBook[i] as number;
    const profit = roe * before;
    const book = Math.max(before * 0.6, before + profit / 4);
    const g = 0.02 + 0.25 * (roe - (books.roeMean[i] as number)) + 0.03 * mood + 0.03 * normal(rng);
    const revenue = (books.latestRevenue[i] as number) * (1 + Math.max(-0.2, g));
    const surprise = shock / 0.011;
    const growth =
      0.8 * (books.growth[i] as number) +
      0.2 * Math.max(-1, Math.min(1.5, 4 * Math.log1p(Math.max(-0.2, g))));
    books.latestBook[i] = book;
    books.latestProfit[i] = profit;
    books.latestRevenue[i] = revenue;
    const told = announceDay(rng, year, month, profit < 0);
    const at = plan.calendar.at(told + 1);
    const known = at < plan.calendar.days.length ? (plan.calendar.days[at] as number) : told + 1;
    const ps = books.dividendPs[i] as number;
    const cash = record(books, state, i, {period, known, book, profit, revenue, ps});
    if (rng.uniform() < 0.004) {
      const later = plan.calendar.at(known + 60);
      const day = later < plan.calendar.days.length ? (plan.calendar.days[later] as number) : known + 60;
      const restated = profit * (1 - 0.3 * rng.uniform()) - 0.005 * book;
      record(books, state, i, {period, known: day, book: book * 0.99, profit: restated, revenue, ps: 0});
    }
    const announcement = {
      stock: i,
      period,
      annual: month === 12,
      book,
      assets: book * (books.gearing[i] as number),
      revenue,
      profit,
      cash,
      dividend: ps * (state.total[i] as number),
      growth,
      surprise
    };
    const list = books.due.get(at);
    if (list) list.push(announcement);
    else books.due.set(at, [announcement]);
  }
}

/** Day of the announcement: most come near the statutory deadline, bad news later. */
function announceDay(rng: Rng, year: number, month: number, loss: boolean): number {
  const [first, last] =
    month === 12
      ? [dateOf(year + 1, 1, 25), dateOf(year + 1, 4, 30)]
      : month === 3
        ? [dateOf(year, 4, 18), dateOf(year, 4, 30)]
        : month === 6
          ? [dateOf(year, 7, 20), dateOf(year, 8, 31)]
          : [dateOf(year, 10, 14), dateOf(year, 10, 31)];
  const early = rng.uniform() ** (loss ? 4 : 2.4);
  return Math.round(last - early * (last - first));
}

/** The market learns of what is due today: known books change, and prices will move by the surprise. */
export function announce(books: Fundamentals, state: State, t: number): readonly Announcement[] {
  const due = books.due.get(t) ?? [];
  books.due.delete(t);
  for (const a of due) {
    const i = a.stock;
    tell(books, i, a.book, a.assets, a.profit, a.revenue);
    books.growth[i] = a.growth;
    books.dividend[i] = a.dividend;
    if (a.annual) {
      books.years.add(i, [a.revenue, a.profit, a.cash]);
      books.profitFy[i] = a.profit;
      books.revenueFy[i] = a.revenue;
      books.bookFy[i] = a.book;
      books.fiscalYear[i] = yearOf(a.period);
      books.losses[i] = a.profit < 0 ? Math.min(9, (books.losses[i] as number) + 1) : 0;
    }
    const move = 0.009 * Math.max(-3, Math.min(3, a.surprise));
    state.carry[i] = (1 + (state.carry[i] as number)) * (1 + move) - 1;
  }
  return due;
}
