import {exponential} from "../../../lib/random/gamma.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng, type Rng} from "../../../lib/random/rng.js";
import {dayOf} from "../../warehouse/columns.js";
import {dateOf, yearOf} from "./dates.js";
import {type Indices, isMonthEnd} from "./indices.js";
import type {Plan} from "./plan.js";
import {Rows} from "./rows.js";

interface Product {
  readonly root: string;
  readonly index: string;
  readonly from: number;
  readonly multiplier: number;
  /** Usual open interest of all contracts, and annual basis. */
  readonly interest: number;
  readonly basis: number;
}

const PRODUCTS: readonly Product[] = [
  {
    root: "IC",
    index: "000905.SH",
    from: dayOf("2015-04-16"),
    multiplier: 200,
    interest: 220_000,
    basis: -0.06
  },
  {
    root: "IF",
    index: "000300.SH",
    from: dayOf("2010-04-16"),
    multiplier: 300,
    interest: 180_000,
    basis: -0.015
  },
  {
    root: "IM",
    index: "000852.SH",
    from: dayOf("2022-07-22"),
    multiplier: 200,
    interest: 180_000,
    basis: -0.07
  }
];

/** Stretches in which futures traded far below their index: hedging after the crash of 2015, and early 2024. */
const STRESS: readonly (readonly [from: number, to: number, extra: number])[] = [
  [dayOf("2015-07-01"), dayOf("2016-03-31"), -0.22],
  [dayOf("2024-01-15"), dayOf("2024-02-19"), -0.12]
];

/** Index futures with a basis that decays to nothing at expiry, and a stock of snowball notes as a scenario. */
export class Derivatives {
  readonly futures: Rows;
  readonly snowballs = new Rows(
    {
      index: "code",
      issue_date: "day",
      knock_in: "number",
      notional: "number",
      strike: "number",
      knock_out: "number",
      maturity: "day"
    },
    {index: ["000852.SH", "000905.SH"]}
  );
  private readonly words: string[] = [];
  private readonly known = new Map<string, number>();
  private readonly rng: Rng;
  private readonly lean: Float64Array;

  constructor(
    readonly plan: Plan,
    readonly indices: Indices
  ) {
    this.rng = createRng(plan.seed, "derivatives");
    this.lean = new Float64Array(PRODUCTS.length);
    this.futures = new Rows(
      {
        date: "day",
        contract: "code",
        index: "code",
        close: "number",
        settle: "number",
        open_interest: "number",
        volume: "number",
        amount: "number",
        last_trade_date: "day"
      },
      {contract: this.words, index: PRODUCTS.map((p) => p.index)}
    );
  }

  /** After the close of day `t`. */
  step(t: number): void {
    const {plan, rng, lean} = this;
    const day = plan.calendar.days[t] as number;
    PRODUCTS.forEach((p, k) => {
      lean[k] = 0.97 * (lean[k] as number) + 0.008 * normal(rng);
      if (day < p.from) return;
      const stress = STRESS.find(([from, to]) => day >= from && day <= to)?.[2] ?? 0;
      const early = yearOf(day) < 2015 ? 0.03 : 0;
      const carry = p.basis + early + stress + (lean[k] as number);
      const spot = this.indices.levelOf(p.index);
      contracts(day, (month) => this.expiry(month)).forEach(({name, last}, rank) => {
        const years = Math.max(0, last - day) / 365;
        const fair = spot * (1 + carry * years) * (1 + (years > 0 ? 0.001 * normal(rng) : 0));
        const close = Math.round(fair * 5) / 5;
        const settle = Math.round((close + 0.2 * normal(rng)) * 5) / 5;
        const share = [0.5, 0.22, 0.2, 0.08][rank] ?? 0;
        const interest = Math.round(p.interest * share * growth(day, p.from) * Math.exp(0.05 * normal(rng)));
        const volume = Math.round(interest * (rank === 0 ? 0.6 : 0.25) * Math.exp(0.3 * normal(rng)));
        const amount = Math.round(volume * close * p.multiplier);
        this.futures.push(
          day,
          this.word(`${p.root}${name}`),
          k,
          close,
          settle,
          interest,
          volume,
          amount,
          last
        );
      });
    });
    if (isMonthEnd(plan, t) && day >= dayOf("2021-01-01")) this.issue(day);
  }

  /** Third Friday of a month (given by its first day), or the next trading day. */
  private expiry(month: number): number {
    const friday = month + ((12 - ((month + 4) % 7)) % 7) + 14;
    const {days} = this.plan.calendar;
    const at = this.plan.calendar.at(friday);
    return at < days.length ? (days[at] as number) : friday;
  }

  private word(contract: string): number {
    const known = this.known.get(contract);
    if (known !== undefined) return known;
    this.known.set(contract, this.words.length);
    return this.words.push(contract) - 1;
  }

  private issue(day: number): void {
    ["000852.SH", "000905.SH"].forEach((index, k) => {
      for (const knockIn of [0.7, 0.75, 0.8]) {
        const notional =
          Math.round(2.2e9 * (0.4 + 0.6 * exponential(this.rng))) *
          (k === 0 && day < dayOf("2022-07-01") ? 0.4 : 1);
        const strike = Math.round(this.indices.levelOf(index) * 100) / 100;
        this.snowballs.push(k, day, knockIn, Math.round(notional), strike, 1.03, day + 730);
      }
    });
  }
}

const growth = (day: number, from: number): number => Math.min(1, 0.25 + (day - from) / 2200);

/** This month's, next month's and the next two quarter months' contracts, in the order of their names. */
function contracts(day: number, expiry: (month: number) => number): {name: string; last: number}[] {
  const date = new Date(day * 86_400_000);
  const months: number[] = [];
  let m = date.getUTCFullYear() * 12 + date.getUTCMonth();
  const first = (x: number): number => dateOf(Math.floor(x / 12), (x % 12) + 1, 1);
  if (expiry(first(m)) < day) m++;
  months.push(m, m + 1);
  for (let q = m + 2; months.length < 4; q++) if ((q % 12) % 3 === 2) months.push(q);
  return months.map((x) => ({
    name: `${String(Math.floor(x / 12) % 100).padStart(2, "0")}${String((x % 12) + 1).padStart(2, "0")}`,
    last: expiry(first(x))
  }));
}
