import {normal} from "../../../lib/random/normal.js";
import {createRng, mixSeed, type Rng} from "../../../lib/random/rng.js";
import {dayOf} from "../../warehouse/columns.js";
import {yearOf} from "./dates.js";
import {isReview} from "./indices.js";
import type {Plan} from "./plan.js";
import type {State} from "./state.js";
import {BSE, STAR} from "./universe.js";

/** Custodian seats: share of the money, share of the eligible stocks held, and whether the seat knows the fast signal. */
export const seats = [
  {seat: "SEAT-A", share: 0.36, covers: 0.7, edge: 0},
  {seat: "SEAT-B", share: 0.24, covers: 0.4, edge: 0},
  {seat: "SEAT-C", share: 0.15, covers: 0.25, edge: 0},
  {seat: "SEAT-D", share: 0.12, covers: 0.22, edge: 1},
  {seat: "SEAT-E", share: 0.08, covers: 0.13, edge: 0},
  {seat: "SEAT-F", share: 0.05, covers: 0.08, edge: 0}
] as const;
export const SEATS = seats.length;

/** First days of the Shanghai and Shenzhen links, of seats being published, and of the widened list. */
export const SHANGHAI_LINK = dayOf("2014-11-17");
const SHENZHEN_LINK = dayOf("2016-12-05");
const STAR_LINK = dayOf("2021-02-01");
const WIDER_LINK = dayOf("2023-03-13");

/**
 * Net buying a day by year: mean and standard deviation in 1e-5 of the eligible float, and gross turnover as a share
 * of the eligible stocks' amount. Means, deviations and turnover follow the exchanges' totals 2014–2024 (calibration.ts).
 */
const FLOW: Readonly<Record<number, readonly [mean: number, sd: number, gross: number]>> = {
  2014: [3.5, 12, 0.02],
  2015: [-0.8, 12, 0.012],
  2016: [1.0, 8, 0.012],
  2017: [2.4, 9, 0.037],
  2018: [3.2, 16, 0.11],
  2019: [2.9, 20, 0.18],
  2020: [2.1, 27, 0.25],
  2021: [2.1, 21, 0.3],
  2022: [0.5, 24, 0.3],
  2023: [0.5, 21, 0.28],
  2024: [1.5, 21, 0.28]
};

/** Northbound holdings by seat and stock, moved by money, by taste, and by one seat's knowledge. */
export class Northbound {
  /** Shares by stock then seat. */
  readonly held: Float64Array;
  readonly eligible: Uint8Array;
  /** Today's true net buying by stock, CNY. */
  readonly flow: Float64Array;
  private readonly covers: Uint8Array;
  private readonly rng: Rng;
  private last = 0;
  private previous = 0;
  open = false;
  buy = 0;
  sell = 0;

  readonly taste: Float64Array;

  constructor(
    private readonly plan: Plan,
    readonly state: State
  ) {
    const {n, universe} = state;
    this.rng = createRng(plan.seed, "northbound");
    this.held = new Float64Array(n * SEATS);
    this.eligible = new Uint8Array(n);
    this.flow = new Float64Array(n);
    this.taste = Float64Array.from({length: n}, () => Math.exp(0.7 * normal(this.rng)));
    this.covers = new Uint8Array(n * SEATS);
    for (let i = 0; i < n; i++) {
      let any = 0;
      for (let k = 1; k < SEATS; k++) {
        const u = mixSeed(plan.seed, `${universe.codes[i]}${k}`) / 4294967296;
        const on = u < (seats[k]?.covers ?? 0) ? 1 : 0;
        this.covers[i * SEATS + k] = on;
        any |= on;
      }
      const first = mixSeed(plan.seed, `${universe.codes[i]}A`) / 4294967296 < seats[0].covers;
      this.covers[i * SEATS] = first || any === 0 ? 1 : 0;
    }
  }

  /** After the close of day `t`; `market` is the CSI 300's return. */
  step(t: number, market: number): void {
    const day = this.plan.calendar.days[t] as number;
    if (day < SHANGHAI_LINK) return;
    this.split();
    if (
      this.last === 0 ||
      isReview(this.plan, t - 1) ||
      [SHENZHEN_LINK, STAR_LINK, WIDER_LINK].includes(day)
    ) {
      this.review(day);
      this.last = t;
    }
    this.flow.fill(0);
    this.open = this.plan.calendar.connect[t] === 1;
    if (this.open) this.trade(day, Number.isNaN(market) ? 0 : market);
  }

  private split(): void {
    const {state, held} = this;
    for (const i of state.active) {
      const bonus = state.bonus[i] as number;
      if (bonus === 0) continue;
      for (let k = 0; k < SEATS; k++)
        held[i * SEATS + k] = Math.round((held[i * SEATS + k] as number) * (1 + bonus));
    }
  }

  /** Who may be bought: the larger part of each market; what leaves the list may still be sold. */
  private review(day: number): void {
    const {state, eligible, held} = this;
    const {board, shanghai} = state.universe;
    const cap = (i: number): number => (state.total[i] as number) * (state.close[i] as number);
    eligible.fill(0);
    for (const isShanghai of [1, 0]) {
      if (isShanghai === 0 && day < SHENZHEN_LINK) continue;
      const ranked = Array.from(state.active).filter(
        (i) =>
          shanghai[i] === isShanghai &&
          board[i] !== BSE &&
          state.st[i] === 0 &&
          (board[i] !== STAR || day >= STAR_LINK) &&
          (state.age[i] as number) > 60
      );
      ranked.sort((a, b) => cap(b) - cap(a) || a - b);
      const share = day >= WIDER_LINK ? 0.62 : isShanghai === 1 ? 0.52 : 0.42;
      for (const i of ranked.slice(0, Math.round(ranked.length * share))) {
        eligible[i] = 1;
        let any = 0;
        for (let k = 0; k < SEATS; k++) any += held[i * SEATS + k] as number;
        if (any === 0) this.start(i, day);
      }
    }
  }

  /** The stock joins the list: seats that cover it start with what years of buying would have left. */
  private start(i: number, day: number): void {
    const {state, held, covers, taste} = this;
    const size = this.last === 0 ? Math.min(0.03, 0.004 * Math.max(0, yearOf(day) - 2014)) : 0.0008;
    for (let k = 0; k < SEATS; k++) {
      if (covers[i * SEATS + k] !== 1) continue;
      const part = size * (taste[i] as number) * (seats[k]?.share ?? 0) * 2;
      held[i * SEATS + k] = Math.round(part * (state.float[i] as number));
    }
  }

  private trade(day: number, market: number): void {
    const {state, eligible, held, covers, taste, rng, flow} = this;
    const [mean, sd, gross] = FLOW[yearOf(day)] ?? [0, 10, 0.1];
    const shock =
      0.44 * Math.max(-3, Math.min(3, market / 0.012)) + 0.18 * this.previous + 0.86 * normal(rng);
    this.previous = shock;
    let pool = 0;
    let appetite = 0;
    let amount = 0;
    for (const i of state.active) {
      if (eligible[i] !== 1) continue;
      const cap = ((state.float[i] as number) * (state.close[i] as number)) / 100;
      pool += cap;
      appetite += cap * (taste[i] as number);
      amount += state.amount[i] as number;
    }
    const money = (mean + sd * shock) * 1e-5 * pool;
    let net = 0;
    for (const i of state.active) {
      const value = state.amount[i] as number;
      if (value === 0) continue;
      const allowed = eligible[i] === 1;
      const cap = ((state.float[i] as number) * (state.close[i] as number)) / 100;
      const vwap = value / (state.volume[i] as number);
      const part = allowed ? (money * cap * (taste[i] as number)) / appetite : -0.02 * value;
      const signal = state.alphaFast[i] as number;
      let sum = 0;
      for (let k = 0; k < SEATS; k++) {
        const at = i * SEATS + k;
        if (covers[at] !== 1) continue;
        const before = held[at] as number;
        if (!allowed && before === 0) continue;
        const {share, edge} = seats[k] as (typeof seats)[number];
        const noise = gross * 0.07 * value * Math.sqrt(share) * normal(rng);
        const knows = edge * gross * 0.18 * value * signal;
        const own = Math.max(-0.25 * before, Math.min(0.25 * before, (noise + knows) / vwap));
        const wanted = (part * share * 1.45) / vwap + own;
        const most = Math.floor(0.06 * (state.float[i] as number));
        const after = Math.max(
          0,
          Math.min(most, before + Math.round(allowed ? wanted : Math.min(0, wanted)))
        );
        held[at] = after;
        sum += after - before;
      }
      flow[i] = sum * vwap;
      net += sum * vwap;
    }
    const residual = 0.02 * sd * 1e-5 * pool * normal(rng);
    const turnover = Math.max(Math.abs(net) * 1.2, 1.3 * gross * amount * Math.exp(0.1 * normal(rng)));
    this.buy = Math.round((turnover + net + residual) / 2);
    this.sell = Math.round((turnover - net - residual) / 2);
  }
}
