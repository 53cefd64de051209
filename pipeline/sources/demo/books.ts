import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";
import {dateOf, yearOf} from "./dates.js";
import {FiscalYears} from "./fiscal-years.js";
import {type Fundamentals, record, tell} from "./fundamentals.js";
import {type FineIndustry, fineIndustries} from "./industries.js";
import type {Plan} from "./plan.js";
import {Rows} from "./rows.js";
import type {State} from "./state.js";

const fineOf = (state: State, i: number): FineIndustry =>
  fineIndustries[state.universe.fine[i] as number] as FineIndustry;

/** Books at the start, consistent with each stock's capitalisation, with five fiscal years behind them. */
export function openBooks(plan: Plan, state: State): Fundamentals {
  const rng = createRng(plan.seed, "books");
  const {n} = state;
  const zeros = (): Float64Array => new Float64Array(n);
  const shape = {
    code: "code",
    period_end: "day",
    known_date: "day",
    revenue_ttm: "number",
    net_profit_ttm: "number",
    book_equity: "number",
    total_assets: "number",
    total_debt: "number",
    long_debt: "number",
    preferred: "number",
    operating_cash_flow_ttm: "number",
    dividend_ps_ttm: "number",
    eps_fy: "number",
    sales_ps_fy: "number"
  } as const;
  const books: Fundamentals = {
    rng,
    rows: new Rows(shape, {code: state.universe.codes}),
    book: zeros(),
    assets: zeros(),
    debt: zeros(),
    profit: zeros(),
    revenue: zeros(),
    dividend: zeros(),
    years: new FiscalYears(n),
    growth: zeros(),
    dividendPs: zeros(),
    losses: new Uint8Array(n),
    instability: Float64Array.from({length: n}, () => Math.exp(0.5 * normal(rng))),
    lnPb: zeros(),
    profitFy: zeros(),
    revenueFy: zeros(),
    bookFy: zeros(),
    fiscalYear: new Int32Array(n),
    latestBook: zeros(),
    latestProfit: zeros(),
    latestRevenue: zeros(),
    roe: zeros(),
    roeMean: zeros(),
    gearing: zeros(),
    cycle: new Float64Array(30),
    pastLnPrice: zeros(),
    due: new Map()
  };
  const start = plan.calendar.days[0] as number;
  for (let i = 0; i < n; i++) {
    draw(books, state, i);
    const old = (state.universe.listAt[i] as number) < 0;
    backfill(books, state, i, old ? start : (state.universe.listDay[i] as number), old ? 6 : 4);
  }
  return books;
}

/** A company's usual price to book, return on equity and gearing, and its books at today's capitalisation. */
function draw(books: Fundamentals, state: State, i: number): void {
  const {rng} = books;
  const f = fineOf(state, i);
  const cap = ((state.close[i] as number) / 100) * (state.total[i] as number);
  const quality = normal(rng);
  const size = (state.universe.lnCap[i] as number) - 22 - f.cap;
  books.roeMean[i] = f.roe + 0.035 * quality + 0.008 * size - 0.01;
  books.roe[i] = (books.roeMean[i] as number) + 0.03 * (books.instability[i] as number) * normal(rng);
  books.lnPb[i] = Math.log(f.pb) + 0.24 * quality + 0.38 * normal(rng) - (f.gearing > 5 ? 0.2 : 0);
  books.gearing[i] = 1 + (f.gearing - 1) * Math.exp(0.35 * normal(rng));
  const book = cap / Math.exp(books.lnPb[i] as number);
  const margin = 0.06 * Math.exp(0.45 * normal(rng));
  books.latestBook[i] = book;
  books.latestProfit[i] = (books.roe[i] as number) * book;
  books.latestRevenue[i] = (Math.max(0.03, f.roe) * book) / margin;
  books.growth[i] = 0.08 + 0.12 * normal(rng);
  books.pastLnPrice[i] = Math.log(cap);
}

/** Annual statements of the years before, and those of the running year, all known before `before`. */
function backfill(books: Fundamentals, state: State, i: number, before: number, years: number): void {
  const {rng} = books;
  const year = yearOf(before - 1);
  let {book, profit, revenue} = {
    book: books.latestBook[i] as number,
    profit: books.latestProfit[i] as number,
    revenue: books.latestRevenue[i] as number
  };
  const f = fineOf(state, i);
  const last = dateOf(year, 9, 30) < before - 31 ? [year, 9, 30] : [year - 1, 9, 30];
  const steps: {period: number; known: number}[] = [
    {
      period: dateOf(last[0] as number, 9, 30),
      known: dateOf(last[0] as number, 10, 20 + Math.floor(11 * rng.uniform()))
    }
  ];
  for (let y = (last[0] as number) - 1; y > (last[0] as number) - years; y--) {
    steps.push({period: dateOf(y, 12, 31), known: dateOf(y + 1, 3, 15 + Math.floor(45 * rng.uniform()))});
  }
  const fiscal: (readonly [number, number, number])[] = [];
  steps.forEach(({period, known}, k) => {
    const cash = record(books, state, i, {
      period,
      known: Math.min(known, before - 1),
      book,
      profit,
      revenue,
      ps: 0
    });
    if (k === 0) tell(books, i, book, book * (books.gearing[i] as number), profit, revenue);
    if (k > 0) fiscal.push([revenue, profit, cash]);
    if (k === 1) {
      books.profitFy[i] = profit;
      books.revenueFy[i] = revenue;
      books.bookFy[i] = book;
      books.fiscalYear[i] = yearOf(period);
    }
    const g = (books.growth[i] as number) + 0.12 * normal(rng);
    revenue /= 1 + Math.max(-0.3, g);
    profit /= 1 + Math.max(-0.4, Math.min(0.8, g + 0.15 * (books.instability[i] as number) * normal(rng)));
    book /= 1 + Math.max(0.01, Math.min(0.3, 0.5 * f.roe + 0.02));
  });
  for (const year of fiscal.reverse()) books.years.add(i, year);
}
