import {normal} from "../../../lib/random/normal.js";
import {createRng, type Rng} from "../../../lib/random/rng.js";
import {student} from "../../../lib/random/student.js";
import type {FactorPaths} from "./factors.js";
import {SHANGHAI_LINK} from "./northbound.js";
import type {Output} from "./output.js";
import type {Plan} from "./plan.js";
import {Rows} from "./rows.js";

const NUMBERS = [
  "open",
  "high",
  "low",
  "close",
  "volume",
  "amount",
  "adj_factor",
  "free_float_shares"
] as const;

/** Fictional Hong Kong shares, one step a day on which Hong Kong is open, and what the mainland holds of them. */
export class HongKong {
  readonly codes: readonly string[];
  readonly names: readonly string[];
  /** Return of each stock since the last mainland day, and of their index. */
  readonly ret: Float64Array;
  index = 20000;
  traded = false;
  /** Southbound shares held, today's buying and selling in HKD. */
  readonly held: Float64Array;
  buy = 0;
  sell = 0;
  readonly rng: Rng;
  readonly rows: Rows;
  private readonly close: Float64Array;
  private readonly shares: Float64Array;
  private readonly adj: Float64Array;
  private readonly beta: Float64Array;
  private readonly sigma: Float64Array;
  private readonly turnover: Float64Array;
  private readonly signal: Float64Array;
  private readonly volume: Float64Array;
  private readonly vwap: Float64Array;
  private scale = 1;
  private mood = 0;

  constructor(
    readonly plan: Plan,
    private readonly output: Output
  ) {
    const n = plan.hongKongStocks;
    this.rng = createRng(plan.seed, "hong kong");
    const draw = (f: () => number): Float64Array => Float64Array.from({length: n}, f);
    const z = (): number => normal(this.rng);
    this.codes = Array.from({length: n}, (_, j) => `${99001 + j}.HK`);
    this.names = this.codes.map((_, j) => `仿真港股${String(j + 1).padStart(3, "0")}`);
    this.ret = new Float64Array(n);
    this.held = new Float64Array(n);
    this.close = draw(() => Math.max(0.5, Math.exp(1.9 + z())));
    this.shares = draw(() => Math.round(Math.exp(22.6 + 1.2 * z()) / Math.exp(1.9)));
    this.adj = new Float64Array(n).fill(1);
    this.beta = draw(() => 1 + 0.25 * z());
    this.sigma = draw(() => 0.02 * Math.exp(0.2 * z()));
    this.turnover = draw(() => Math.log(0.004) + 0.5 * z());
    this.signal = draw(() => 0.1 * z());
    this.volume = new Float64Array(n);
    this.vwap = new Float64Array(n);
    const cells = Object.fromEntries(NUMBERS.map((c) => [c, "number" as const]));
    this.rows = new Rows({date: "day", code: "code", ...cells}, {code: this.codes});
  }

  /** Every Hong Kong day after the last mainland day up to mainland day `t`. */
  step(t: number, paths: FactorPaths): void {
    const {calendar} = this.plan;
    const day = calendar.days[t] as number;
    const from = t === 0 ? day : (calendar.days[t - 1] as number) + 1;
    this.ret.fill(0);
    this.traded = false;
    for (let d = from; d <= day; d++) {
      if (calendar.hongKongOpen[d - (calendar.all[0] as number)] !== 1) continue;
      this.trade(d, d === day ? (paths.country[t] as number) : 0);
      this.traded = d === day;
    }
    if (day >= SHANGHAI_LINK && calendar.connect[t] === 1) this.connect();
  }

  endYear(): void {
    this.output.append("hk_daily", this.rows.take());
  }

  private trade(day: number, mainland: number): void {
    const {rng, close, shares, adj, ret, volume, vwap, signal} = this;
    const z = student(rng, 6);
    this.scale = Math.min(6, 0.03 + (0.08 * z * z + 0.89) * this.scale);
    const market = 0.00005 + 0.5 * mainland + 0.0098 * Math.sqrt(this.scale) * z;
    let gain = 0;
    let base = 0;
    for (let j = 0; j < close.length; j++) {
      signal[j] = 0.9 * (signal[j] as number) + 0.1 * normal(rng);
      const sd = (this.sigma[j] as number) * Math.sqrt(0.5 + 0.5 * this.scale);
      const shock = sd * student(rng, 4) + ((signal[j] as number) * 0.25) / 244;
      const before = close[j] as number;
      const tick = before < 10 ? 1000 : before < 100 ? 100 : 20;
      const paid = rng.uniform() < 0.9 / 244 ? Math.round(before * 0.03 * tick) / tick : 0;
      const r = Math.max(-0.5, (this.beta[j] as number) * market + shock);
      const price = Math.max(10 / tick, Math.round((before - paid) * (1 + r) * tick)) / tick;
      if (paid > 0) adj[j] = ((adj[j] as number) * before) / (before - paid);
      const open =
        Math.max(1, Math.round((before - paid) * (1 + 0.4 * r + 0.3 * sd * normal(rng)) * tick)) / tick;
      const high = Math.ceil(Math.max(open, price) * (1 + 0.3 * sd * Math.abs(normal(rng))) * tick) / tick;
      const low =
        Math.max(1, Math.floor(Math.min(open, price) * (1 - 0.3 * sd * Math.abs(normal(rng))) * tick)) / tick;
      const ln = (this.turnover[j] as number) + 0.45 * normal(rng) + 0.3 * Math.min(3, Math.abs(shock) / sd);
      volume[j] = Math.max(1, Math.round((Math.exp(ln) * (shares[j] as number)) / 500)) * 500;
      vwap[j] = (open + high + low + 2 * price) / 5;
      const amount = Math.round((volume[j] as number) * (vwap[j] as number));
      const total = price / (before - paid) - 1;
      ret[j] = (1 + (ret[j] as number)) * (1 + total) - 1;
      gain += total * before * (shares[j] as number);
      base += before * (shares[j] as number);
      close[j] = price;
      this.rows.push(
        day,
        j,
        open,
        high,
        low,
        price,
        volume[j] as number,
        amount,
        adj[j] as number,
        shares[j] as number
      );
    }
    this.index *= 1 + gain / base;
  }

  /** Southbound money: drawn to all stocks, and a little to those whose signal is good. */
  private connect(): void {
    const {rng, held, shares, volume, vwap, signal} = this;
    this.mood = 0.8 * this.mood + 0.6 * normal(rng);
    let net = 0;
    let gross = 0;
    for (let j = 0; j < held.length; j++) {
      if (j % 6 === 5) continue;
      const value = (volume[j] as number) * (vwap[j] as number);
      const push = 0.02 + 0.025 * this.mood + 0.12 * (signal[j] as number) + 0.05 * normal(rng);
      const wanted = Math.round((push * (volume[j] as number)) / 100) * 100;
      const before = held[j] as number;
      const after = Math.max(0, Math.min(0.9 * (shares[j] as number), before + wanted));
      held[j] = after;
      net += (after - before) * (vwap[j] as number);
      gross += 0.12 * value;
    }
    gross = Math.max(gross, 1.2 * Math.abs(net));
    this.buy = Math.round((gross + net) / 2);
    this.sell = Math.round((gross - net) / 2);
  }
}
