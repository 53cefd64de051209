import {heldChanges} from "../../../lib/attribution/held-stocks.js";
import {decayOf} from "../../../lib/stats/ewma.js";
import type {Market} from "./market.js";
import type {Known} from "./priors.js";
import type {Stocks} from "./stocks.js";

/** A fund's window: its returns in `fit`, day by day from row `from`, and the weights of days, the last one's last. */
export interface HeldWindow {
  readonly known: Known;
  readonly from: number;
  readonly to: number;
  readonly fit: Float64Array;
  readonly lambda: Float64Array;
}

/** Share of what the prior leaves of the returns that is not of its own making. */
const NOISE = 0.7;
/** Variance of a weight, as a share of its square, though nothing was sold: positions are trimmed and added to. */
const TRIMMED = 0.03;
/** A position is not taken to have grown by more than this. */
const GROWN = 1.3;

/**
 * Which of its disclosed stocks a fund still holds, as far as its returns tell: each is expected to have been sold at
 * the usual pace, half of them in `stay` days, and each may have been sold already or kept. The function given takes
 * what the stocks earned beyond their industries out of the returns in `fit`, and moves `centre`, the prior by
 * industry, by what was found, its total unchanged.
 */
export function heldStocks(
  {market, stocks}: {readonly market: Market; readonly stocks: Stocks},
  {window, stay}: {readonly window: number; readonly stay: number}
): (window: HeldWindow, centre: Float64Array) => void {
  const {names, returns, days} = market;
  const n = names.length;
  const decay = decayOf(stay);
  const byIndustry = transposed(returns, n);
  let room = scratch(64, window);
  const residual = new Float64Array(window);
  const root = new Float64Array(window);
  const expected = new Float64Array(window);

  /** Gathers the stocks with prices and what they are expected to have earned beyond industries; gives how many. */
  const gather = ({known: {book, row}, from, to}: HeldWindow, kept: number): number => {
    if (book.weight.length > room.d.length) room = scratch(2 * book.weight.length, window);
    const {own, square, industry, least, most, variance} = room;
    const length = to - from;
    const span = days.length;
    expected.fill(0);
    let count = 0;
    for (let j = 0; j < book.weight.length; j++) {
      const at = (book.stock[j] as number) * span + from;
      if (!((stocks.price[at + length - 1] as number) > 0)) continue;
      const i = book.industry[j] as number;
      const w = book.weight[j] as number;
      const x = i * span + from;
      const o = count * length;
      let size = 0;
      for (let s = 0; s < length; s++) {
        const beyond =
          (root[s] as number) * ((stocks.returns[at + s] as number) - (byIndustry[x + s] as number));
        own[o + s] = beyond;
        size += beyond * beyond;
        expected[s] = (expected[s] as number) + w * beyond;
      }
      square[count] = size;
      industry[count] = i;
      least[count] = -kept * w;
      most[count] = (GROWN - kept) * w;
      variance[count] = w * w * (kept * (1 - kept) + TRIMMED);
      count++;
    }
    const first = Math.max(from, row + 1);
    let still = 0.5 ** ((first - row) / stay);
    for (let s = first; s < to; s++, still *= decay)
      expected[s - from] = (expected[s - from] as number) * still;
    return count;
  };

  /** Moves the prior by the changes found; what was sold is spread over all of it. */
  const move = (centre: Float64Array, count: number): void => {
    const {industry, d} = room;
    let [before, after] = [0, 0];
    for (let i = 0; i < n; i++) before += centre[i] as number;
    for (let j = 0; j < count; j++) {
      const i = industry[j] as number;
      centre[i] = (centre[i] as number) + (d[j] as number);
    }
    for (let i = 0; i < n; i++) {
      centre[i] = Math.max(0, centre[i] as number);
      after += centre[i] as number;
    }
    if (after > 0) for (let i = 0; i < n; i++) centre[i] = ((centre[i] as number) * before) / after;
  };

  return (window, centre) => {
    const {known, from, to, fit, lambda} = window;
    if (stocks.returns.length === 0) return;
    const length = to - from;
    let mass = 0;
    for (let s = 0; s < length; s++) {
      const present = !(Number.isNaN(fit[s]) || Number.isNaN(returns[(from + s) * n]));
      const l = present ? (lambda[lambda.length - length + s] as number) : 0;
      root[s] = Math.sqrt(l);
      mass += l;
    }
    const count = gather(window, 0.5 ** (known.age / stay));
    let square = 0;
    for (let s = 0; s < length; s++) {
      const l = root[s] as number;
      residual[s] = 0;
      if (l === 0) continue;
      const at = (from + s) * n;
      let left = fit[s] as number;
      for (let i = 0; i < n; i++) left -= (centre[i] as number) * (returns[at + i] as number);
      residual[s] = l * left - (expected[s] as number);
      fit[s] = (fit[s] as number) - left;
      square += (residual[s] as number) ** 2;
    }
    if (square > 0)
      heldChanges(
        {...room, stocks: count, days: length, noise: (NOISE * square) / mass},
        {residual, d: room.d}
      );
    for (let s = 0; s < length; s++)
      if (root[s] !== 0) fit[s] = (fit[s] as number) + (residual[s] as number) / (root[s] as number);
    if (square > 0) move(centre, count);
  };
}

/** A panel rows × columns as columns × rows, nothing where a value is missing. */
function transposed(panel: Float64Array, columns: number): Float64Array {
  const rows = panel.length / columns;
  const out = new Float64Array(panel.length);
  for (let t = 0; t < rows; t++)
    for (let i = 0; i < columns; i++) {
      const v = panel[t * columns + i] as number;
      out[i * rows + t] = Number.isNaN(v) ? 0 : v;
    }
  return out;
}

/** Arrays for as many stocks, used again from fund to fund. */
function scratch(stocks: number, days: number) {
  return {
    own: new Float64Array(stocks * days),
    square: new Float64Array(stocks),
    industry: new Int16Array(stocks),
    least: new Float64Array(stocks),
    most: new Float64Array(stocks),
    variance: new Float64Array(stocks),
    d: new Float64Array(stocks)
  };
}
