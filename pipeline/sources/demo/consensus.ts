import {normal} from "../../../lib/random/normal.js";
import {createRng, type Rng} from "../../../lib/random/rng.js";
import {dateOf} from "./dates.js";
import {STYLES} from "./factors.js";
import type {Fundamentals} from "./fundamentals.js";
import type {Output} from "./output.js";
import type {Plan} from "./plan.js";
import {Rows} from "./rows.js";
import type {State} from "./state.js";

const SHAPE = {
  date: "day",
  code: "code",
  fy1: "day",
  net_profit_fy0: "number",
  net_profit_fy1: "number",
  net_profit_fy2: "number",
  net_profit_fy3: "number",
  book_equity_fy0: "number",
  book_equity_fy1: "number",
  book_equity_fy2: "number",
  book_equity_fy3: "number",
  analysts: "day"
} as const;

/** Weekly consensus: analysts start the year too hopeful and come down to what the statements show. */
export class Consensus {
  readonly rng: Rng;
  readonly rows: Rows;
  private readonly belief: Float64Array;
  private readonly following: Float64Array;
  private readonly year: Int32Array;

  constructor(
    plan: Plan,
    readonly state: State,
    readonly books: Fundamentals,
    private readonly output: Output
  ) {
    const {n, universe} = state;
    this.rng = createRng(plan.seed, "consensus");
    this.rows = new Rows(SHAPE, {code: universe.codes});
    this.belief = new Float64Array(n);
    this.following = Float64Array.from({length: n}, () => 3 * normal(this.rng));
    this.year = new Int32Array(n);
  }

  /** On the last trading day of a week. */
  step(day: number): void {
    const {state, books, belief, following, year, rng, rows} = this;
    for (const i of state.active) {
      if ((state.age[i] as number) < 20 || (books.fiscalYear[i] as number) === 0) continue;
      const size = state.exposure[i * STYLES] as number;
      following[i] = 0.995 * (following[i] as number) + 0.3 * normal(rng);
      const analysts = Math.floor(8 + 6.5 * size + (following[i] as number));
      if (analysts < 1) continue;
      const fy0 = books.fiscalYear[i] as number;
      const actual = books.profitFy[i] as number;
      const book = books.bookFy[i] as number;
      const base = Math.max(Math.abs(actual), 0.03 * book);
      const left = Math.max(0, Math.min(1.3, (dateOf(fy0 + 1, 12, 31) - day) / 365));
      const run = Math.max(-1.5, Math.min(1.5, ((books.profit[i] as number) - actual) / base));
      const usual = Math.max(-0.3, Math.min(0.6, books.growth[i] as number));
      const implied = run * (1 - 0.4 * left) + left * (0.06 + 0.5 * usual + 0.12);
      if (year[i] !== fy0) {
        year[i] = fy0;
        belief[i] = implied + 0.08 * left;
      }
      const news = 0.2 * ((state.alphaSlow[i] as number) / 244) * 5;
      belief[i] =
        (belief[i] as number) +
        0.06 * (implied - (belief[i] as number)) +
        news +
        (0.02 / Math.sqrt(analysts)) * normal(rng);
      const p1 = actual + base * (belief[i] as number);
      const p2 = p1 + Math.max(base, Math.abs(p1)) * (0.13 + 0.25 * usual);
      const p3 = p2 + Math.max(base, Math.abs(p2)) * (0.12 + 0.15 * usual);
      const b1 = book + 0.7 * p1;
      const b2 = b1 + 0.7 * p2;
      const values = [actual, p1, p2, p3, book, b1, b2, b2 + 0.7 * p3].map(Math.round);
      rows.push(day, i, fy0 + 1, ...values, Math.min(45, analysts));
    }
  }

  endYear(): void {
    if (this.rows.rows > 0) this.output.append("consensus", this.rows.take());
  }
}
