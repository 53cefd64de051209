import {normal} from "../../../lib/random/normal.js";
import {createRng, type Rng} from "../../../lib/random/rng.js";
import {dayOf} from "../../warehouse/columns.js";
import {yearOf} from "./dates.js";
import {isReview} from "./indices.js";
import type {Output} from "./output.js";
import type {Plan} from "./plan.js";
import {Rows} from "./rows.js";
import type {State} from "./state.js";
import {BSE, GEM, STAR} from "./universe.js";

/** Share of the market that may be bought on margin, by date of each widening. Source: exchange notices, rounded. */
const WIDENED: readonly (readonly [from: number, share: number])[] = [
  [dayOf("2012-01-01"), 0.12],
  [dayOf("2013-01-31"), 0.2],
  [dayOf("2013-09-16"), 0.28],
  [dayOf("2014-09-22"), 0.35],
  [dayOf("2019-08-19"), 0.44],
  [dayOf("2022-10-24"), 0.47]
];
const REGISTERED = dayOf("2020-08-24");

/** Usual financing balance as a share of the float, and the short balance, by year. */
const LEVELS: Readonly<Record<number, readonly [financing: number, short: number]>> = {
  2012: [0.006, 0.0001],
  2013: [0.018, 0.0002],
  2014: [0.032, 0.0003],
  2015: [0.034, 0.0001],
  2016: [0.023, 0.0001],
  2017: [0.021, 0.0001],
  2018: [0.02, 0.0002],
  2019: [0.022, 0.0003],
  2020: [0.025, 0.0015],
  2021: [0.025, 0.002],
  2022: [0.023, 0.0014],
  2023: [0.024, 0.0011],
  2024: [0.023, 0.0006]
};

const NUMBERS = [
  "financing_balance",
  "financing_buy",
  "financing_repay",
  "short_sell_shares",
  "short_repay_shares",
  "short_balance_shares"
] as const;

/** Margin balances by stock: balance = yesterday's + bought − repaid but for rare corrections of half a per cent. */
export class Margin {
  readonly eligible: Uint8Array;
  readonly balance: Float64Array;
  readonly short: Float64Array;
  readonly taste: Float64Array;
  readonly rng: Rng;
  readonly rows: Rows;

  constructor(
    readonly plan: Plan,
    readonly state: State,
    private readonly output: Output
  ) {
    this.rng = createRng(plan.seed, "margin");
    this.eligible = new Uint8Array(state.n);
    this.balance = new Float64Array(state.n);
    this.short = new Float64Array(state.n);
    this.taste = Float64Array.from({length: state.n}, () => Math.exp(0.45 * normal(this.rng)));
    const cells = Object.fromEntries(NUMBERS.map((c) => [c, "number" as const]));
    this.rows = new Rows({date: "day", code: "code", ...cells}, {code: state.universe.codes});
  }

  /** After the close of day `t`. */
  step(t: number): void {
    const day = this.plan.calendar.days[t] as number;
    if (t === 0 || isReview(this.plan, t - 1) || WIDENED.some(([from]) => from === day)) this.review(day);
    const {state, rows, eligible} = this;
    rows.reserve(state.active.length);
    const [date, code, ...numbers] = ["date", "code", ...NUMBERS].map((c) => rows.of(c)) as [
      Int32Array,
      Int32Array,
      ...Float64Array[]
    ];
    let r = rows.rows;
    for (const i of state.active) {
      if (eligible[i] !== 1) continue;
      date[r] = day;
      code[r] = i;
      this.move(i, yearOf(day), numbers, r++);
    }
    rows.rows = r;
  }

  endYear(): void {
    this.output.append("margin", this.rows.take());
  }

  /** Who may be bought on margin; what was bought before stays on the list until it is ST or gone. */
  private review(day: number): void {
    const {state, eligible, balance, short, taste} = this;
    const [, share] = WIDENED.findLast(([from]) => from <= day) ?? [0, 0.12];
    const {board, listDay} = state.universe;
    const cap = (i: number): number => (state.total[i] as number) * (state.close[i] as number);
    const ranked = Array.from(state.active).filter((i) => state.st[i] === 0 && board[i] !== BSE);
    ranked.sort((a, b) => cap(b) - cap(a) || a - b);
    const top = Math.round(ranked.length * share);
    const [level, shorts] = LEVELS[yearOf(day)] ?? [0.02, 0.0005];
    ranked.forEach((i, rank) => {
      const registered = board[i] === STAR || (board[i] === GEM && (listDay[i] as number) >= REGISTERED);
      if (eligible[i] === 1 || (rank >= top && !registered)) return;
      eligible[i] = 1;
      const float = state.float[i] as number;
      balance[i] = Math.round(0.5 * level * (taste[i] as number) * float * (state.close[i] as number) * 0.01);
      short[i] = Math.round(0.5 * shorts * float);
    });
    for (const i of state.active) if (state.st[i] === 1) eligible[i] = 0;
  }

  private move(i: number, year: number, numbers: readonly Float64Array[], r: number): void {
    const {state, balance, short, taste, rng} = this;
    const [level, shorts] = LEVELS[year] ?? [0.02, 0.0005];
    const liking = taste[i] as number;
    const float = state.float[i] as number;
    const cap = (float * (state.close[i] as number)) / 100;
    const before = balance[i] as number;
    const amount = state.amount[i] as number;
    const pull = 0.02 * (level * liking * cap - before);
    const chase = 0.06 * level * cap * (state.ret[i] as number);
    const moved = amount === 0 ? 0 : pull + chase + 0.012 * before * normal(rng);
    const after = Math.max(0, Math.round(before + moved));
    const bought = Math.round(
      Math.min(0.3, 0.085 * Math.sqrt(liking) * Math.exp(0.3 * normal(rng))) * amount
    );
    const buy = Math.max(bought, after - before, 0);
    const shown = rng.uniform() < 0.0002 ? Math.round(after * (1 + 0.01 * (rng.uniform() - 0.5))) : after;
    balance[i] = shown;
    const held = short[i] as number;
    const sold = amount === 0 ? 0 : Math.round(shorts * 2.2 * liking * (state.volume[i] as number));
    const want = Math.round(held + 0.04 * (shorts * liking * float - held) + 0.05 * held * normal(rng));
    const left = amount === 0 ? held : Math.max(0, Math.min(want, held + sold));
    short[i] = left;
    const values = [shown, buy, before + buy - after, sold, held + sold - left, left];
    for (let c = 0; c < values.length; c++) (numbers[c] as Float64Array)[r] = values[c] as number;
  }
}
