import {normal} from "../../../lib/random/normal.js";
import {createRng, type Rng} from "../../../lib/random/rng.js";
import {dayOf, NULL_DAY} from "../../warehouse/columns.js";
import {yearOf} from "./dates.js";
import {Disclosures} from "./disclosures.js";
import {FundBook, HK, type Shelf} from "./fund-book.js";
import type {Edge} from "./fund-edge.js";
import {drawFunds, type Fund} from "./fund-universe.js";
import type {HongKong} from "./hongkong.js";
import {definitions, type Indices} from "./indices.js";
import {industriesOf} from "./industries.js";
import {writeManagers} from "./managers.js";
import type {Output} from "./output.js";
import type {Plan} from "./plan.js";
import {Rows} from "./rows.js";
import type {State} from "./state.js";

const HK_FROM = dayOf("2017-07-03");
const WORDS = [...industriesOf.citic.map((r) => r.industry), "港股"];
const ORDER = WORDS.map((_, c) => c).sort((a, b) => ((WORDS[a] ?? "") < (WORDS[b] ?? "") ? -1 : 1));
/** Trading days of drift that control funds foresee. */
const OUTLOOK = 120;
/** Last trading days on which the true weights are written daily; before, at the end of each week. */
const DAILY_WEIGHTS = 244;

/** Funds day by day: portfolios, net asset values, disclosures, and the truth about weights and skill. */
export class Funds {
  readonly funds: readonly Fund[];
  readonly books: readonly (FundBook | undefined)[];
  readonly disclosures: Disclosures;
  private readonly rng: Rng;
  private readonly controlRng: Rng;
  private readonly nav: Float64Array;
  private readonly factor: Float64Array;
  private readonly aum: Float64Array;
  private readonly ret: Float64Array;
  private readonly parent: Int32Array;
  /** Today's return of each fund; classes follow their parent, which comes before them. */
  private readonly last: Float64Array;
  private readonly navRows: Rows;
  private readonly weightRows: Rows;
  private shelf: Shelf | undefined;
  private readonly active = new Float64Array(HK);

  constructor(
    readonly plan: Plan,
    readonly state: State,
    readonly indices: Indices,
    readonly hongKong: HongKong,
    private readonly output: Output
  ) {
    this.rng = createRng(plan.seed, "fund days");
    this.controlRng = createRng(plan.seed, "control fund days");
    this.funds = drawFunds(plan);
    const codes = this.funds.map((f) => f.code);
    this.parent = Int32Array.from(this.funds, (f) => (f.parent === null ? -1 : codes.indexOf(f.parent)));
    this.books = this.funds.map((f) =>
      f.type === "index" || f.parent !== null
        ? undefined
        : new FundBook(f, createRng(plan.seed, `fund ${f.code}`), this.streamOf(f).uniform() < 0.3)
    );
    this.nav = Float64Array.from(this.funds, () => 1);
    this.factor = Float64Array.from(this.funds, () => 1);
    this.aum = Float64Array.from(this.funds, (f) => f.aum);
    this.last = new Float64Array(codes.length);
    this.ret = new Float64Array(state.n + plan.hongKongStocks);
    this.navRows = new Rows(
      {date: "day", fund: "code", nav: "number", adj_nav: "number", known_date: "day"},
      {fund: codes}
    );
    this.weightRows = new Rows(
      {date: "day", fund: "code", industry: "code", weight: "number"},
      {fund: codes, industry: WORDS}
    );
    this.disclosures = new Disclosures(plan, codes, [...state.universe.codes, ...hongKong.codes]);
  }

  /** After the close of day `t`; `drifts` are the planted drifts of industry returns, `week` says that a week begins. */
  step(t: number, drifts: Float64Array, week: boolean, weekEnds: boolean): void {
    const {plan, state, ret, funds, books} = this;
    const day = plan.calendar.days[t] as number;
    ret.set(state.ret);
    ret.set(this.hongKong.ret, state.n);
    if (week || !this.shelf) this.shelf = this.stock(drifts, t);
    const shelf = this.shelf;
    const next = plan.calendar.days[t + 1] ?? day + 1;
    const report = this.disclosures.due(t);
    const writeWeights = weekEnds || t >= plan.calendar.days.length - DAILY_WEIGHTS;
    for (let f = 0; f < funds.length; f++) {
      const fund = funds[f] as Fund;
      if (day < fund.inception || (fund.end !== NULL_DAY && day > fund.end)) continue;
      const book = books[f];
      if (book && book.equity === 0) {
        book.plan(shelf);
        book.fill(shelf, state);
      } else this.grow(f, day, shelf, week);
      this.navRows.push(
        day,
        f,
        round(this.nav[f] as number),
        round((this.nav[f] as number) * (this.factor[f] as number)),
        next
      );
      if (book && fund.type !== "enhanced" && writeWeights) this.writeWeights(day, f, book);
      if (report !== undefined && fund.parent === null)
        this.disclosures.add(report, f, this.aum[f] as number, book ?? this.indexHoldings(fund));
    }
  }

  endYear(): void {
    this.output.append("fund_nav", this.navRows.take());
    this.output.append("truth_fund_weight", this.weightRows.take());
  }

  /** One fund's day: portfolio return, fees, new-share income, an occasional dividend, money in and out. */
  private grow(f: number, day: number, shelf: Shelf, week: boolean): void {
    const {funds, books, nav, aum} = this;
    const fund = funds[f] as Fund;
    const rng = this.streamOf(fund);
    const book = books[f];
    let r: number;
    if ((this.parent[f] as number) >= 0) r = (this.last[this.parent[f] as number] as number) - 0.006 / 244;
    else {
      if (book && week) book.plan(shelf);
      const gross = book ? book.step(this.ret, shelf, this.state, week) : this.follow(fund);
      const year = yearOf(day);
      const ipo = year >= 2014 && year <= 2021 ? (0.02 * Math.min(3, 1e9 / (aum[f] as number))) / 244 : 0;
      r = gross + (book ? (1 - book.equity) * 0.00006 : 0) + ipo - fund.fee / 244;
      if (book) this.credit(book, shelf);
    }
    this.last[f] = r;
    nav[f] = (nav[f] as number) * (1 + r);
    aum[f] = (aum[f] as number) * (1 + r) * (1 + 0.004 * normal(rng) + 0.02 * r);
    if ((nav[f] as number) > 1.4 && rng.uniform() < 0.0008) {
      const before = nav[f] as number;
      const paid = Math.round(before * (0.05 + 0.15 * rng.uniform()) * 1000) / 1000;
      nav[f] = before - paid;
      this.factor[f] = ((this.factor[f] as number) * before) / (before - paid);
    }
  }

  /** Controls draw from a stream of their own, so that they move no other fund. */
  private streamOf(fund: Fund): Rng {
    return fund.control === null ? this.rng : this.controlRng;
  }

  private follow(fund: Fund): number {
    const at = definitions.findIndex((d) => d.index === fund.benchmark);
    const r = this.indices.ret[at] as number;
    return Number.isNaN(r) ? 0 : fund.equity * (r + 0.018 / 244) + 0.0002 * normal(this.rng);
  }

  /** Keeps what the fund's knowledge gives it, and what its weights earn by what is planted. */
  private credit({edge, equity, codes, weights}: FundBook, shelf: Shelf): void {
    const {state, active} = this;
    for (let c = 0; c < HK; c++) active[c] = -equity * (shelf.market[c] as number);
    for (let k = 0; k < codes.length; k++) {
      const code = codes[k] as number;
      if (code >= state.n) continue;
      const c = state.citic[code] as number;
      active[c] = (active[c] as number) + (weights[k] as number);
    }
    edge.add({equity, codes, weights, active, drift: shelf.drift, alpha: state.alphaSlow});
  }

  /** What may be bought this week. */
  private stock(drifts: Float64Array, t: number): Shelf {
    const {state, plan} = this;
    const stocks: number[][] = Array.from({length: HK + 1}, () => []);
    const market = new Float64Array(HK + 1);
    for (const i of state.active) {
      if (state.st[i] === 1 || state.suspended[i] === 1 || (state.age[i] as number) < 20) continue;
      const c = state.citic[i] as number;
      stocks[c]?.push(i);
      market[c] = (market[c] as number) + (state.float[i] as number) * (state.close[i] as number);
    }
    for (let j = 0; j < plan.hongKongStocks; j++) stocks[HK]?.push(state.n + j);
    const total = market.reduce((a, b) => a + b, 0);
    const weights = stocks.map((list) =>
      Float64Array.from(list, (i) =>
        i < state.n ? ((state.float[i] as number) * (state.close[i] as number)) ** 0.7 : 1
      )
    );
    return {
      stocks,
      weights,
      market: market.map((w) => w / total),
      drift: yearly(drifts, t, 1),
      outlook: yearly(drifts, t, OUTLOOK),
      hongKong: (plan.calendar.days[t] as number) >= HK_FROM
    };
  }

  private writeWeights(day: number, f: number, book: FundBook): void {
    const sums = new Float64Array(HK + 1);
    for (let k = 0; k < book.codes.length; k++) {
      const code = book.codes[k] as number;
      const c = code < this.state.n ? (this.state.citic[code] as number) : HK;
      sums[c] = (sums[c] as number) + (book.weights[k] as number);
    }
    for (const c of ORDER) {
      if ((sums[c] as number) > 0)
        this.weightRows.push(day, f, c, Math.round((sums[c] as number) * 1e6) / 1e6);
    }
  }

  /** An index fund's portfolio: its index's members by weight. */
  private indexHoldings(fund: Fund): {codes: Int32Array; weights: Float64Array; equity: number} {
    const {state} = this;
    const codes = this.indices.membersOf(fund.benchmark).filter((i) => state.listed[i] === 1);
    const caps = Float64Array.from(codes, (i) => (state.float[i] as number) * (state.close[i] as number));
    const total = caps.reduce((a, b) => a + b, 0);
    return {codes, weights: caps.map((c) => (c / total) * fund.equity), equity: fund.equity};
  }

  /** `fund`, `fund_manager` and `truth_fund_skill`. */
  finish(): void {
    const {funds, books, output} = this;
    output.write("fund", {
      fund: funds.map((f) => f.code),
      name: funds.map((f) => f.name),
      type: funds.map((f) => (f.control === null ? f.type : "control")),
      manager: funds.map((f) => f.manager),
      inception_date: Int32Array.from(funds, (f) => f.inception),
      end_date: Int32Array.from(funds, (f) => f.end),
      share_class_of: funds.map((f) => f.parent)
    });
    writeManagers(this.plan, funds, output);
    const able = funds.flatMap((f, k) => {
      const edge = f.type === "enhanced" ? undefined : books[k]?.edge.means();
      return edge === undefined ? [] : [{fund: f.code, control: f.control, edge}];
    });
    const column = (name: keyof Edge): Float64Array => Float64Array.from(able, (a) => a.edge[name]);
    output.write("truth_fund_skill", {
      fund: able.map((a) => a.fund),
      timing: column("timing"),
      selection: column("selection"),
      quadrant: able.map(({edge}) => `D${sign(edge.timing)}R${sign(edge.selection)}`),
      control: able.map((a) => a.control),
      departure: column("departure"),
      timing_edge: column("timingEdge"),
      selection_edge: column("selectionEdge")
    });
    this.disclosures.finish(output);
  }
}

/** Mean drift a year of each industry over the `span` days from `t`, or those that are left. */
function yearly(drifts: Float64Array, t: number, span: number): Float64Array {
  const sum = new Float64Array(HK);
  const to = Math.min(drifts.length, (t + span) * HK);
  for (let k = t * HK; k < to; k++) sum[k % HK] = (sum[k % HK] as number) + (drifts[k] as number);
  return sum.map((s) => (s / (to / HK - t)) * 244);
}

const sign = (x: number): string => (x >= 0 ? "+" : "−");
const round = (x: number): number => Math.round(x * 1e4) / 1e4;
