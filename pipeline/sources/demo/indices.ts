import {dateOf} from "./dates.js";
import type {Plan} from "./plan.js";
import {Rows} from "./rows.js";
import type {State} from "./state.js";
import {BSE, GEM, STAR} from "./universe.js";

interface Definition {
  readonly index: string;
  readonly zh: string;
  readonly en: string;
  readonly provider: string;
  /** Level of the first day. */
  readonly base: number;
  /** Ranks [from, to) by capitalisation among the eligible; Infinity takes all. */
  readonly from: number;
  readonly to: number;
  readonly eligible: (state: State, i: number) => boolean;
}

const seasoned = (state: State, i: number): boolean =>
  state.st[i] === 0 && state.universe.board[i] !== BSE && (state.age[i] as number) >= 60;
const shanghai = (state: State, i: number): boolean => state.universe.shanghai[i] === 1;

const define = (
  index: string,
  zh: string,
  en: string,
  base: number,
  [from, to]: readonly [number, number],
  eligible: Definition["eligible"] = seasoned
): Definition => {
  const provider = index.endsWith(".SZ")
    ? "深证（规则）"
    : index === "000001.SH"
      ? "上证（规则）"
      : "中证（规则）";
  return {index, zh: `${zh}（模拟）`, en: `${en} (simulated)`, provider, base, from, to, eligible};
};

/** Indices by the rules of their namesakes, on simulated stocks; in the order of their codes. */
export const definitions: readonly Definition[] = [
  define(
    "000001.SH",
    "上证综指",
    "SSE Composite",
    2170,
    [0, Infinity],
    (s, i) => shanghai(s, i) && (s.age[i] as number) >= 11
  ),
  define("000016.SH", "上证50", "SSE 50", 1620, [0, 50], (s, i) => seasoned(s, i) && shanghai(s, i)),
  define("000300.SH", "沪深300", "CSI 300", 2300, [0, 300]),
  define(
    "000688.SH",
    "科创50",
    "STAR 50",
    1000,
    [0, 50],
    (s, i) => seasoned(s, i) && s.universe.board[i] === STAR
  ),
  define("000852.SH", "中证1000", "CSI 1000", 3000, [800, 1800]),
  define("000905.SH", "中证500", "CSI 500", 3250, [300, 800]),
  define("000906.SH", "中证800", "CSI 800", 2450, [0, 800]),
  define(
    "000985.CSI",
    "中证全指",
    "CSI All Share",
    2700,
    [0, Infinity],
    (s, i) => s.st[i] === 0 && (s.age[i] as number) >= 60
  ),
  define(
    "399006.SZ",
    "创业板指",
    "ChiNext",
    730,
    [0, 100],
    (s, i) => seasoned(s, i) && s.universe.board[i] === GEM
  ),
  define("932000.CSI", "中证2000", "CSI 2000", 1000, [1800, 3800])
];

const BONDS = "H11001.CSI";
const HONG_KONG = "HSI.HK";

/** Index levels, members and weights: price indices of float capitalisation (total for the composite). */
export class Indices {
  private readonly members: Int32Array[] = definitions.map(() => new Int32Array(0));
  private readonly level = Float64Array.from(definitions, (d) => d.base);
  private readonly yesterday: Int32Array;
  private readonly shares: Float64Array;
  private readonly allShares: Float64Array;
  private bond = 140;
  readonly daily: Rows;
  readonly member: Rows;
  /** Today's return of each index, NaN before it exists. */
  readonly ret = new Float64Array(definitions.length).fill(Number.NaN);

  constructor(
    readonly plan: Plan,
    readonly state: State
  ) {
    const {n} = state;
    this.yesterday = Int32Array.from(state.close);
    this.shares = Float64Array.from(state.float);
    this.allShares = new Float64Array(n);
    const words = [...definitions.map((d) => d.index), BONDS, HONG_KONG];
    const levels = {
      open: "number",
      high: "number",
      low: "number",
      close: "number",
      amount: "number"
    } as const;
    this.daily = new Rows({date: "day", index: "code", ...levels}, {index: words});
    this.member = new Rows(
      {date: "day", index: "code", code: "code", weight: "number"},
      {index: words, code: state.universe.codes}
    );
  }

  membersOf(index: string): Int32Array {
    const at = definitions.findIndex((d) => d.index === index);
    if (at < 0) throw new Error(`no index "${index}"`);
    return this.members[at] as Int32Array;
  }

  /** Level of an index by position in `definitions`. */
  levelOf(index: string): number {
    return this.level[definitions.findIndex((d) => d.index === index)] as number;
  }

  /** After the close of day `t`, given the bond index's return and the Hong Kong level (NaN when shut): levels, then rebalances, then members at month ends and rebalances. */
  step(t: number, bondReturn: number, hongKong: number): void {
    const {plan, state} = this;
    const day = plan.calendar.days[t] as number;
    definitions.forEach((d, k) => {
      if ((this.members[k] as Int32Array).length === 0) return;
      this.row(k, day, d.index === "000001.SH" ? this.allShares : this.shares);
    });
    this.bond *= 1 + bondReturn;
    this.daily.push(day, definitions.length, this.bond, this.bond, this.bond, this.bond, Number.NaN);
    if (!Number.isNaN(hongKong))
      this.daily.push(day, definitions.length + 1, hongKong, hongKong, hongKong, hongKong, Number.NaN);
    const rebalance = t === 0 || isReview(plan, t);
    this.yesterday.set(state.close);
    this.shares.set(state.float);
    this.allShares.set(state.total);
    if (rebalance) this.review();
    else this.addSeasoned();
    if (rebalance || isMonthEnd(plan, t)) for (const k of definitions.keys()) this.weights(k, day);
  }

  private row(k: number, day: number, shares: Float64Array): void {
    const {state, yesterday} = this;
    const {close, open, high, low, bonus, listed, amount} = state;
    let base = 0;
    let sumClose = 0;
    let sumOpen = 0;
    let sumHigh = 0;
    let sumLow = 0;
    let traded = 0;
    for (const i of this.members[k] as Int32Array) {
      if (listed[i] !== 1) continue;
      const q = shares[i] as number;
      const after = q * (1 + (bonus[i] as number));
      base += q * (yesterday[i] as number);
      sumClose += after * (close[i] as number);
      sumOpen += after * (open[i] as number);
      sumHigh += after * (high[i] as number);
      sumLow += after * (low[i] as number);
      traded += amount[i] as number;
    }
    const before = this.level[k] as number;
    const c = (before * sumClose) / base;
    const o = (before * sumOpen) / base;
    const top = Math.max(c, o);
    const bottom = Math.min(c, o);
    const h = top + 0.3 * ((before * sumHigh) / base - top);
    const l = bottom - 0.3 * (bottom - (before * sumLow) / base);
    this.level[k] = c;
    this.ret[k] = c / before - 1;
    this.daily.push(day, k, o, Math.max(h, top), Math.min(l, bottom), c, Math.round(traded));
  }

  private review(): void {
    const {state, plan} = this;
    const cap = (i: number): number => (state.total[i] as number) * (state.close[i] as number);
    definitions.forEach((d, k) => {
      const scale = (rank: number): number => (rank === Infinity ? Infinity : Math.round(rank * plan.scale));
      const ranked = Array.from(state.active).filter((i) => d.eligible(state, i));
      if (d.to !== Infinity) ranked.sort((a, b) => cap(b) - cap(a) || a - b);
      const least = d.to - d.from <= 100 ? 8 : 0;
      const chosen = ranked.slice(scale(d.from), Math.max(scale(d.to), least));
      this.members[k] =
        chosen.length < Math.min(least, 8) ? new Int32Array(0) : Int32Array.from(chosen).sort();
    });
  }

  /** Broad indices take in new shares as soon as they are seasoned. */
  private addSeasoned(): void {
    definitions.forEach((d, k) => {
      if (d.to !== Infinity) return;
      const have = this.members[k] as Int32Array;
      const fresh = Array.from(this.state.active).filter(
        (i) =>
          ((this.state.age[i] as number) === 60 || (this.state.age[i] as number) === 11) &&
          d.eligible(this.state, i)
      );
      const added = fresh.filter((i) => !have.includes(i));
      if (added.length > 0) this.members[k] = Int32Array.from([...have, ...added]).sort();
    });
  }

  private weights(k: number, day: number): void {
    const {state} = this;
    const members = (this.members[k] as Int32Array).filter((i) => state.listed[i] === 1);
    const shares = definitions[k]?.index === "000001.SH" ? state.total : state.float;
    let total = 0;
    for (const i of members) total += (shares[i] as number) * (state.close[i] as number);
    for (const i of members)
      this.member.push(day, k, i, ((shares[i] as number) * (state.close[i] as number)) / total);
  }
}

/** Last trading day of its month. */
export function isMonthEnd(plan: Plan, t: number): boolean {
  const {days} = plan.calendar;
  const month = (d: number): number => new Date(d * 86_400_000).getUTCMonth();
  return t + 1 >= days.length || month(days[t] as number) !== month(days[t + 1] as number);
}

/** Close of the second Friday of June and December: new members count from the next trading day. */
export function isReview(plan: Plan, t: number): boolean {
  const {days} = plan.calendar;
  const day = days[t] as number;
  const date = new Date(day * 86_400_000);
  const month = date.getUTCMonth() + 1;
  if (month !== 6 && month !== 12) return false;
  const first = dateOf(date.getUTCFullYear(), month, 1);
  const friday = first + ((12 - ((first + 4) % 7)) % 7) + 7;
  return day <= friday && (t + 1 >= days.length || (days[t + 1] as number) > friday);
}

/** `index_info` rows: code, names, provider. */
export const indexInfo = [
  ...definitions.map((d) => [d.index, d.zh, d.en, d.provider] as const),
  [BONDS, "中证全债（模拟）", "CSI Aggregate Bond (simulated)", "中证（规则）"] as const,
  [HONG_KONG, "港股通样本指数（模拟）", "Hong Kong sample index (simulated)", "仿真"] as const
];
