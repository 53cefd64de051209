import {createRng, type Rng} from "../../../lib/random/rng.js";
import {dateOf, yearOf} from "./dates.js";
import type {Announcement, Fundamentals} from "./fundamentals.js";
import {type FineIndustry, fineIndustries} from "./industries.js";
import type {Plan} from "./plan.js";
import {NEVER, type State} from "./state.js";
import {MAIN} from "./universe.js";

interface Action {
  readonly stock: number;
  readonly dividend: number;
  readonly bonus: number;
}

/** Corporate actions: dividends and bonus shares, ST, delisting, placements of new shares. */
export class Actions {
  private readonly ex = new Map<number, Action[]>();
  private readonly st = new Map<number, {stock: number; flag: number}[]>();

  readonly rng: Rng;
  readonly lowDays: Int32Array;

  constructor(
    private readonly plan: Plan,
    private readonly state: State,
    private readonly books: Fundamentals
  ) {
    this.rng = createRng(plan.seed, "actions");
    this.lowDays = new Int32Array(state.n);
  }

  /** Follows up annual statements: decides dividends, ST and delisting. */
  follow(announcements: readonly Announcement[], t: number): void {
    for (const a of announcements) {
      if (!a.annual) continue;
      this.declare(a, t);
      this.judge(a.stock, t);
    }
  }

  /** Before the open: what goes ex today, who wears ST from today, who is about to leave. */
  open(t: number): void {
    const {state} = this;
    for (const i of state.active) {
      state.dividend[i] = 0;
      state.bonus[i] = 0;
    }
    for (const {stock, dividend, bonus} of this.ex.get(t) ?? []) {
      const price = (state.close[stock] as number) / 100;
      if (state.listed[stock] !== 1 || dividend > 0.12 * price) continue;
      state.dividend[stock] = dividend;
      state.bonus[stock] = bonus;
      this.books.dividendPs[stock] = dividend / (1 + bonus);
      this.books.latestBook[stock] = Math.max(
        0.2 * (this.books.latestBook[stock] as number),
        (this.books.latestBook[stock] as number) - dividend * (state.total[stock] as number)
      );
    }
    this.ex.delete(t);
    for (const {stock, flag} of this.st.get(t) ?? []) state.st[stock] = flag;
    this.st.delete(t);
  }

  /** After the close: placements of new shares, and the rule that a share below one yuan for 20 days is delisted. */
  close(t: number): void {
    const {state, rng, books, lowDays} = this;
    for (const i of state.active) {
      lowDays[i] = (state.close[i] as number) < 100 ? (lowDays[i] as number) + 1 : 0;
      if ((lowDays[i] as number) >= 20) this.leave(i, t + 1);
      if (rng.uniform() > 0.00036 || (state.age[i] as number) < 250 || state.st[i] === 1) continue;
      const issued = Math.round(((state.total[i] as number) * (0.04 + 0.2 * rng.uniform())) / 100) * 100;
      const paid = (0.9 * issued * (state.close[i] as number)) / 100;
      state.total[i] = (state.total[i] as number) + issued;
      state.float[i] = Math.min(
        state.total[i] as number,
        (state.float[i] as number) + Math.round(issued / 2)
      );
      books.latestBook[i] = (books.latestBook[i] as number) + paid;
    }
  }

  private declare({stock: i, profit, period}: Announcement, t: number): void {
    const {rng, state, plan} = this;
    const {payout, gearing} = fineIndustries[state.universe.fine[i] as number] as FineIndustry;
    const year = yearOf(period) + 1;
    const price = (state.close[i] as number) / 100;
    const eps = profit / (state.total[i] as number);
    const pays = eps > 0.02 && rng.uniform() < 0.78;
    const dividend = pays ? Math.round(eps * payout * (0.5 + rng.uniform()) * 1000) / 1000 : 0;
    const chance = gearing > 5 ? 0 : year < 2017 ? 0.19 : year < 2019 ? 0.1 : 0.06;
    const steps = year < 2017 ? [0.3, 0.5, 0.8, 1, 1.5] : [0.2, 0.3, 0.4, 0.45, 0.48];
    const split = price > 12 && rng.uniform() < chance * Math.min(2, price / 18);
    const bonus = split ? (steps[Math.floor(rng.uniform() * steps.length)] ?? 0) : 0;
    if (dividend === 0 && bonus === 0) return;
    const first = Math.max(dateOf(year, 5, 10), (plan.calendar.days[t] as number) + 15);
    const at = plan.calendar.at(first + Math.floor(65 * rng.uniform()));
    const list = this.ex.get(at);
    if (list) list.push({stock: i, dividend, bonus});
    else this.ex.set(at, [{stock: i, dividend, bonus}]);
  }

  private judge(i: number, t: number): void {
    const {state, books, rng} = this;
    const losses = books.losses[i] as number;
    if (state.universe.board[i] !== MAIN) return;
    const flag = losses >= 2 ? 1 : 0;
    if (flag !== state.st[i]) {
      const list = this.st.get(t + 1);
      if (list) list.push({stock: i, flag});
      else this.st.set(t + 1, [{stock: i, flag}]);
    }
    const strict = (this.plan.calendar.days[t] as number) >= dateOf(2019, 1, 1) ? 0.3 : 0.1;
    if (losses >= 3 && rng.uniform() < strict) this.leave(i, t + 30);
  }

  private leave(i: number, at: number): void {
    if (this.state.delistAt[i] === NEVER) this.state.delistAt[i] = at;
  }
}
