import {HK} from "./fund-book.js";

/** Days over whose mean active weights a fund's allocation counts as lasting, and the least of them. */
const WINDOW = 250;
const LEAST = 60;

/** What a fund has for being what it is, a year. */
export interface Edge {
  /** By knowledge of industries, of it by departures from the mean of the year before; and by knowledge of stocks. */
  readonly timing: number;
  readonly departure: number;
  readonly selection: number;
  /** What all its active weights earned by the planted drifts: knowledge, and the luck of its tastes. */
  readonly timingEdge: number;
  readonly selectionEdge: number;
}

/** One day of a fund: weights by position, active weights by industry, and what is planted, a year. */
export interface EdgeDay {
  readonly equity: number;
  readonly codes: Int32Array;
  readonly weights: Float64Array;
  readonly active: Float64Array;
  readonly drift: Float64Array;
  readonly alpha: Float64Array;
}

/**
 * Keeps what a fund's knowledge gives it, against the same fund without it: of industries, by the share of positions
 * that knowledge is expected to have moved; of stocks, by what the same draws would have chosen (`twin`, by position).
 * A fund that knows nothing has zero, whatever its tastes happened to earn.
 */
export class FundEdge {
  readonly twin: Int32Array;
  private readonly target = new Float64Array(HK);
  private readonly moved = new Float64Array(HK);
  private readonly kept = new Float64Array(WINDOW * HK);
  private readonly sum = new Float64Array(HK);
  private days = 0;
  private departures = 0;
  private readonly total = {timing: 0, departure: 0, selection: 0, timingEdge: 0, selectionEdge: 0};

  constructor(positions: number) {
    this.twin = new Int32Array(positions).fill(-1);
  }

  /** The week's wishes by industry, and what they would be without knowledge. */
  wish(known: Float64Array, plain: Float64Array): void {
    const [a, b] = [sumOf(known), sumOf(plain)];
    for (let c = 0; c < HK; c++) this.target[c] = (known[c] as number) / a - (plain[c] as number) / b;
  }

  /** A share of positions is bought anew by the week's wishes. */
  trade(share: number): void {
    const {moved, target} = this;
    for (let c = 0; c < HK; c++)
      moved[c] = (moved[c] as number) + share * ((target[c] as number) - (moved[c] as number));
  }

  add({equity, codes, weights, active, drift, alpha}: EdgeDay): void {
    const {moved, kept, sum, total, twin, days} = this;
    const [row, count] = [(days % WINDOW) * HK, Math.min(days, WINDOW)];
    let [timing, lasting] = [0, 0];
    for (let c = 0; c < HK; c++) {
      const [w, d] = [equity * (moved[c] as number), drift[c] as number];
      timing += w * d;
      if (count > 0) lasting += ((sum[c] as number) / count) * d;
      total.timingEdge += (active[c] as number) * d;
      sum[c] = (sum[c] as number) + w - (kept[row + c] as number);
      kept[row + c] = w;
    }
    for (let k = 0; k < codes.length; k++) {
      const [w, own] = [weights[k] as number, alpha[codes[k] as number] ?? 0];
      total.selectionEdge += w * own;
      total.selection += w * (own - (alpha[twin[k] as number] ?? 0));
    }
    total.timing += timing;
    this.days++;
    if (count < LEAST) return;
    total.departure += timing - lasting;
    this.departures++;
  }

  /** Means a year; undefined for a fund without a day, NaN in `departure` without enough of them. */
  means(): Edge | undefined {
    const {days, departures, total} = this;
    if (days === 0) return undefined;
    const {timing, selection, timingEdge, selectionEdge} = total;
    return {
      timing: timing / days,
      departure: total.departure / departures,
      selection: selection / days,
      timingEdge: timingEdge / days,
      selectionEdge: selectionEdge / days
    };
  }
}

const sumOf = (x: Float64Array): number => x.reduce((a, b) => a + b, 0);
