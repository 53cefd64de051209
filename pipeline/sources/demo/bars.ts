import {normal} from "../../../lib/random/normal.js";
import {createRng, type Rng} from "../../../lib/random/rng.js";
import type {FactorPaths} from "./factors.js";
import type {Output} from "./output.js";
import type {Plan} from "./plan.js";
import {Rows} from "./rows.js";
import type {State} from "./state.js";
import {STAR} from "./universe.js";

/** Five-minute bars a day, and the second at which each ends. */
export const BARS = 48;
export const barTimes = Int32Array.from(
  {length: BARS},
  (_, k) => (k < 24 ? 34200 : 46800 - 24 * 300) + (k + 1) * 300
);

const NUMBERS = ["open", "high", "low", "close", "volume", "amount"] as const;

const INDICES = ["000300.SH", "000852.SH", "000905.SH"] as const;

/** Usual share of a day's volume by bar: heavy at the open, light at noon, heavier again at the close. */
const profile = Float64Array.from({length: BARS}, (_, k) => {
  const x = (k + 0.5) / BARS;
  return 0.55 + 2.4 * Math.exp(-14 * x) + 0.7 * Math.exp(-12 * (1 - x)) + (k === 24 ? 0.3 : 0);
});

/**
 * Five-minute bars of the largest stocks over the last days: their open, high, low, close, volume and amount are those
 * of `stock_daily` exactly. Where informed traders are active, bars at the better prices trade less for the same move.
 */
export class Bars {
  readonly rng: Rng;
  readonly rows: Rows;
  readonly informed = new Rows(
    {date: "day", index: "code", intensity: "number", pin: "number"},
    {index: INDICES}
  );
  readonly first: number;
  readonly intensity: Float64Array;
  private chosen = new Int32Array(0);
  private readonly path = new Int32Array(BARS + 1);
  private cells: Int32Array[] = [];

  constructor(
    readonly plan: Plan,
    readonly state: State,
    paths: FactorPaths,
    private readonly output: Output
  ) {
    this.rng = createRng(plan.seed, "bars");
    const {length} = plan.calendar.days;
    this.first = length - plan.barDays;
    this.intensity = new Float64Array(length);
    let slow = 0;
    for (let t = 0; t < length; t++) {
      let ahead = 0;
      for (let k = 1; k <= 5; k++) ahead += paths.country[Math.min(length - 1, t + k)] as number;
      slow = 0.85 * slow + 0.35 * normal(this.rng);
      this.intensity[t] = slow + 0.35 * Math.tanh(ahead / 0.03);
    }
    const bar = Object.fromEntries(NUMBERS.map((c) => [c, "number" as const]));
    this.rows = new Rows({date: "day", time: "day", code: "code", ...bar}, {code: state.universe.codes});
  }

  /** After the prices of day `t` and before they are written: the day's amount becomes the sum of the bars. */
  step(t: number): void {
    if (t < this.first) return;
    const {state, plan} = this;
    const day = plan.calendar.days[t] as number;
    if (t === this.first) this.choose();
    this.filled = 0;
    const trading = this.chosen.filter((i) => state.listed[i] === 1 && (state.volume[i] as number) > 0);
    this.cells = Array.from(trading, (i) => this.draw(i, this.intensity[t] as number));
    this.emit(day, trading);
    INDICES.forEach((_, x) => {
      const value = (this.intensity[t] as number) + 0.1 * normal(this.rng);
      this.informed.push(day, x, value, 0.12 + 0.16 / (1 + Math.exp(-value)));
    });
  }

  /** The day's rows in the order of the key: by time, then by stock. */
  private emit(day: number, trading: Int32Array): void {
    const {rows, state, amounts} = this;
    rows.reserve(trading.length * BARS);
    const [date, time, code, ...numbers] = ["date", "time", "code", ...NUMBERS].map((c) => rows.of(c)) as [
      Int32Array,
      Int32Array,
      Int32Array,
      ...Float64Array[]
    ];
    let r = rows.rows;
    for (let k = 0; k < BARS; k++) {
      for (let s = 0; s < trading.length; s++, r++) {
        const i = trading[s] as number;
        const cells = this.cells[s] as Int32Array;
        date[r] = day;
        time[r] = barTimes[k] as number;
        code[r] = i;
        for (let f = 0; f < 4; f++) (numbers[f] as Float64Array)[r] = (cells[f * BARS + k] as number) / 100;
        const lot = state.universe.board[i] === STAR ? 1 : 100;
        (numbers[4] as Float64Array)[r] = (cells[4 * BARS + k] as number) * lot;
        (numbers[5] as Float64Array)[r] = amounts[s * BARS + k] as number;
      }
    }
    rows.rows = r;
  }

  endYear(): void {
    if (this.rows.rows > 0) this.output.append("stock_bar", this.rows.take());
  }

  private amounts = new Float64Array(0);
  private filled = 0;

  private choose(): void {
    const {state, plan} = this;
    const cap = (i: number): number => (state.total[i] as number) * (state.close[i] as number);
    const ranked = Array.from(state.active).filter((i) => state.st[i] === 0 && (state.age[i] as number) > 60);
    ranked.sort((a, b) => cap(b) - cap(a) || a - b);
    this.chosen = Int32Array.from(ranked.slice(0, plan.barStocks)).sort();
    this.amounts = new Float64Array(this.chosen.length * BARS);
  }

  /** The day of one stock as open, high, low, close in cents and volume in lots, by bar; sets its amount. */
  private draw(i: number, intensity: number): Int32Array {
    const {state, path, rng, amounts} = this;
    const cells = new Int32Array(5 * BARS);
    const [O, H, L, C] = [state.open, state.high, state.low, state.close].map((x) => x[i] as number) as [
      number,
      number,
      number,
      number
    ];
    const lot = state.universe.board[i] === STAR ? 1 : 100;
    const lots = Math.round((state.volume[i] as number) / lot);
    walk(path, rng, O, H, L, C);
    if (lots < 4 * BARS) flat(cells, O, H, L, C, lots);
    else {
      shape(cells, path, rng, H, L);
      share(cells, rng, lots, (H - L) / 2, (H + L) / 2, intensity);
    }

    let sum = 0;
    for (let k = 0; k < BARS; k++) {
      const [h, l] = [cells[BARS + k] as number, cells[2 * BARS + k] as number];
      const middle = ((cells[k] as number) + h + l + (cells[3 * BARS + k] as number)) / 4;
      const price = Math.min(h, Math.max(l, middle + 0.15 * (h - l) * normal(rng)));
      const fen = Math.round((cells[4 * BARS + k] as number) * lot * price);
      amounts[this.filled++] = fen / 100;
      sum += fen;
    }
    state.amount[i] = sum / 100;
    return cells;
  }
}

/** A bridge from open to close inside [low, high], in cents. */
function walk(path: Int32Array, rng: Rng, O: number, H: number, L: number, C: number): void {
  const step = (0.45 * (H - L)) / Math.sqrt(BARS);
  let x = 0;
  const free = new Float64Array(BARS + 1);
  for (let k = 1; k <= BARS; k++) {
    x += step * (0.7 + 0.9 * Math.exp(-k / 6)) * normal(rng);
    free[k] = x;
  }
  for (let k = 0; k <= BARS; k++) {
    const bridge = O + (free[k] as number) - (k / BARS) * x + (k / BARS) * (C - O);
    path[k] = Math.round(Math.min(H, Math.max(L, bridge)));
  }
}

/** Bars around the path; the day's high and low are reached in the bars nearest to them. */
function shape(cells: Int32Array, path: Int32Array, rng: Rng, H: number, L: number): void {
  let highest = 0;
  let lowest = 0;
  for (let k = 0; k < BARS; k++) {
    const a = path[k] as number;
    const b = path[k + 1] as number;
    const wick = 0.03 * (H - L);
    const h = Math.min(H, Math.max(a, b) + Math.round(wick * Math.abs(normal(rng))));
    const l = Math.max(L, Math.min(a, b) - Math.round(wick * Math.abs(normal(rng))));
    cells[k] = a;
    cells[BARS + k] = h;
    cells[2 * BARS + k] = l;
    cells[3 * BARS + k] = b;
    if (h > (cells[BARS + highest] as number)) highest = k;
    if (l < (cells[2 * BARS + lowest] as number)) lowest = k;
  }
  cells[BARS + highest] = H;
  cells[2 * BARS + lowest] = L;
}

/** Few trades: the whole day in the first bar, the others rest at the close without volume. */
function flat(cells: Int32Array, O: number, H: number, L: number, C: number, lots: number): void {
  for (let k = 0; k < BARS; k++) {
    cells[k] = k === 0 ? O : C;
    cells[BARS + k] = k === 0 ? H : C;
    cells[2 * BARS + k] = k === 0 ? L : C;
    cells[3 * BARS + k] = C;
    cells[4 * BARS + k] = k === 0 ? lots : 0;
  }
}

/** Divides the day's lots among the bars, at least one each. */
function share(
  cells: Int32Array,
  rng: Rng,
  lots: number,
  half: number,
  middle: number,
  intensity: number
): void {
  const weights = new Float64Array(BARS);
  let total = 0;
  for (let k = 0; k < BARS; k++) {
    const place =
      half > 0 ? ((cells[k] as number) + (cells[3 * BARS + k] as number) - 2 * middle) / (2 * half) : 0;
    const w = (profile[k] as number) * Math.exp(0.4 * normal(rng) - 0.5 * intensity * place);
    weights[k] = w;
    total += w;
  }
  let left = lots - BARS;
  for (let k = 0; k < BARS; k++) {
    const part = k === BARS - 1 ? left : Math.floor(((lots - BARS) * (weights[k] as number)) / total);
    cells[4 * BARS + k] = 1 + part;
    left -= part;
  }
}
