import {type Book, knownBook, withFallen} from "../../../lib/attribution/known-book.js";
import type {Disclosure} from "./disclosures.js";
import type {Market} from "./market.js";
import type {Stocks} from "./stocks.js";

export interface PriorParams {
  /** Days after which half of what was disclosed is taken to have been sold. */
  readonly stay: number;
  /** What replaces it: this share in the industries of the peers, the rest in those the fund usually holds. */
  readonly peers: number;
}

/** What is known of one fund at a day. */
export interface Known {
  /** Portfolio at the report's close, the report's row and its age in days. */
  book: Book;
  /** Prices of its stocks then. */
  prices: Float32Array;
  row: number;
  age: number;
  /** Total equity position of the drifted portfolio. */
  equity: number;
  /** Place of the last known report in the fund's list; −1 before the first. */
  latest: number;
  /** How many times a report, or the rest of one, became known. */
  reports: number;
  aum: number;
}

const EMPTY: Book = {stock: new Int32Array(), industry: new Int16Array(), weight: new Float64Array()};
/** Reports that make up what a fund usually holds. */
const USUAL = 5;

/** Weights that disclosed holdings make likely today, for every fund: `at(t)` reads only what is known at that close. */
export function priorsOf(
  {
    market,
    stocks,
    disclosures
  }: {market: Market; stocks: Stocks; disclosures: readonly (readonly Disclosure[])[]},
  {stay, peers}: PriorParams
) {
  const {names, days, level} = market;
  const n = names.length;
  const span = days.length;
  const count = disclosures.length;
  const known: Known[] = disclosures.map(() => ({
    book: EMPTY,
    prices: new Float32Array(),
    row: 0,
    age: 0,
    equity: Number.NaN,
    latest: -1,
    reports: 0,
    aum: Number.NaN
  }));
  const fullest = new Int32Array(count).fill(-1);
  const mixes: Float64Array[][] = disclosures.map(() => []);
  /** Mean mix of the last reports of each fund. */
  const usual: (Float64Array | undefined)[] = disclosures.map(() => undefined);
  const weights = new Float64Array(count * n).fill(Number.NaN);
  const peer = new Float64Array(n);

  /** Takes in reports that became known; a fuller report of the same period makes the portfolio anew. */
  const learn = (f: number, day: number): void => {
    const list = disclosures[f] as readonly Disclosure[];
    const k = known[f] as Known;
    let latest = k.latest;
    while (latest + 1 < list.length && (list[latest + 1] as Disclosure).known <= day) latest++;
    let full = fullest[f] as number;
    for (let j = latest; j > full; j--) if ((list[j] as Disclosure).knownFull <= day) full = j;
    if (latest < 0 || (latest === k.latest && full === fullest[f])) return;
    const d = list[latest] as Disclosure;
    k.latest = latest;
    k.reports++;
    fullest[f] = full;
    const since = full < 0 ? [] : list.slice(full, latest).reverse();
    const rest = full < 0 ? EMPTY : (list[full] as Disclosure).rest;
    const tops = since.map((r) => r.top);
    k.book = knownBook(d.top, withFallen(rest, tops, d.top), d.equity);
    k.row = d.row;
    k.prices = Float32Array.from(k.book.stock, (s) => stocks.price[s * span + d.row] ?? Number.NaN);
    k.aum = d.aum;
    const mix = new Float64Array(n);
    let sum = 0;
    k.book.weight.forEach((w, j) => {
      const i = k.book.industry[j] as number;
      mix[i] = (mix[i] as number) + w;
      sum += w;
    });
    if (sum > 0) (mixes[f] as Float64Array[])[latest] = mix.map((w) => w / sum);
    const own = (mixes[f] as Float64Array[]).filter(Boolean).slice(-USUAL);
    if (own.length > 0)
      usual[f] = mix.map((_, i) => own.reduce((s, m) => s + (m[i] as number) / own.length, 0));
  };

  /** Industry weights of the disclosed portfolio as prices have moved it by row t. */
  const drifted = (f: number, t: number): void => {
    const {book, row, prices} = known[f] as Known;
    const out = weights.subarray(f * n, f * n + n).fill(0);
    let total = 1;
    for (let j = 0; j < book.weight.length; j++) {
      const w = book.weight[j] as number;
      const i = book.industry[j] as number;
      const own = (stocks.price[(book.stock[j] as number) * span + t] as number) / (prices[j] as number);
      const g = w * (own > 0 ? own : (level[t * n + i] as number) / (level[row * n + i] as number));
      out[i] = (out[i] as number) + g;
      total += g - w;
    }
    let equity = 0;
    for (let i = 0; i < n; i++) {
      out[i] = (out[i] as number) / total;
      equity += out[i] as number;
    }
    (known[f] as Known).equity = equity;
  };

  const meanOfPeers = (): void => {
    const sum = new Float64Array(n);
    let seen = 0;
    for (let f = 0; f < count; f++) {
      if (Number.isNaN(weights[f * n])) continue;
      seen++;
      for (let i = 0; i < n; i++) sum[i] = (sum[i] as number) + (weights[f * n + i] as number);
    }
    if (seen > 0) for (let i = 0; i < n; i++) peer[i] = (sum[i] as number) / seen;
  };

  /** Spreads what the positions leave of the disclosed total: half like the positions, half like the peers. */
  const complete = (f: number): void => {
    const k = known[f] as Known;
    const d = disclosures[f]?.[k.latest] as Disclosure;
    const held = k.book.weight.reduce((s, w) => s + w, 0);
    const left = Math.max(0, (Number.isNaN(d.equity) ? held : d.equity) - held);
    if (left <= 1e-9) return;
    const peerTotal = peer.reduce((s, w) => s + w, 0);
    for (let i = 0; i < n; i++) {
      const at = f * n + i;
      const other = peerTotal > 0 ? (peer[i] as number) / peerTotal : 1 / n;
      const own = k.equity > 0 ? (weights[at] as number) / k.equity : other;
      weights[at] = (weights[at] as number) + left * (0.5 * own + 0.5 * other);
    }
    k.equity += left;
  };

  /** Moves weights towards where sold positions are likely to have gone. */
  const revert = (f: number): void => {
    const k = known[f] as Known;
    const gone = 1 - 0.5 ** (k.age / stay);
    const own = usual[f];
    if (!own) return;
    let peerTotal = 0;
    for (let i = 0; i < n; i++) peerTotal += peer[i] as number;
    for (let i = 0; i < n; i++) {
      const mix = own[i] as number;
      const target = peerTotal > 0 ? peers * ((peer[i] as number) / peerTotal) + (1 - peers) * mix : mix;
      const at = f * n + i;
      weights[at] = (1 - gone) * (weights[at] as number) + gone * k.equity * target;
    }
  };

  let done = -1;
  const at = (t: number): Float64Array => {
    if (t === done) return weights;
    done = t;
    const day = days[t] as number;
    for (let f = 0; f < count; f++) {
      learn(f, day);
      const k = known[f] as Known;
      if (k.latest < 0) continue;
      k.age = t - k.row;
      drifted(f, t);
    }
    meanOfPeers();
    for (let f = 0; f < count; f++) {
      if ((known[f] as Known).latest < 0) continue;
      complete(f);
      revert(f);
    }
    return weights;
  };
  return {at, known, peer};
}
