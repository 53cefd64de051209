/** Why a pivot was confirmed: DEA crossed zero at a new counter-extreme, or price broke the leg's own start. */
export type Reason = "dea" | "fast";

/** A turn of the price: at bar `at`, known at the close of bar `confirmed`. */
export interface Pivot {
  readonly at: number;
  readonly kind: "high" | "low";
  readonly price: number;
  readonly confirmed: number;
  readonly reason: Reason;
}

/** Where the machine stands at the close of its last bar. */
export interface Standing {
  /** 1 in an up leg, −1 in a down leg, 0 before the first change of price. */
  readonly direction: -1 | 0 | 1;
  /** Bar at which the leg starts: the last confirmed pivot, or the first bar. */
  readonly start: number;
  /** Bar of the leg's running extreme, where the provisional counter-leg starts. */
  readonly extreme: number;
  /** Bar of the furthest price against the leg since the extreme. */
  readonly counter: number;
}

export interface SegmentMachine extends Standing {
  /** Takes the next bar; the pivot that becomes known at its close, or null. */
  next(price: number, dea: number): Pivot | null;
}

/**
 * Price segments of Chen Aolin (价格分段, versions 1 to 3), causal: a leg runs from its start to its running extreme;
 * the extreme becomes a pivot once (`dea`) DEA, which had the leg's sign at the extreme, has the other sign on a bar
 * that is the furthest against the leg since, or (`fast`) the price passes the leg's own start. A pivot never moves
 * once given, and every prefix of a series gives the same pivots. The first leg takes the sign of the first change.
 * Prices must be finite; leave absent bars out.
 */
export function segmentMachine(): SegmentMachine {
  let bar = -1;
  let s: -1 | 0 | 1 = 0;
  let [start, startPrice] = [0, Number.NaN];
  let [extreme, extremePrice, extremeDea] = [0, Number.NaN, 0];
  let [counter, counterPrice, counterDea] = [0, Number.NaN, 0];
  return {
    get direction() {
      return s;
    },
    get start() {
      return start;
    },
    get extreme() {
      return extreme;
    },
    get counter() {
      return counter;
    },
    next(price, dea) {
      if (!Number.isFinite(price)) throw new RangeError(`price must be finite, got ${price}`);
      bar++;
      if (bar === 0) startPrice = price;
      if (s === 0) s = price > startPrice ? 1 : price < startPrice ? -1 : 0;
      if (bar === 0 || s * (price - extremePrice) > 0) {
        [extreme, extremePrice, extremeDea] = [bar, price, dea];
        [counter, counterPrice, counterDea] = [bar, price, dea];
      } else if (s * (price - counterPrice) < 0) {
        [counter, counterPrice, counterDea] = [bar, price, dea];
      }
      const crossed = s * dea < 0 && counter === bar && s * extremeDea > 0;
      const broken = s * (price - startPrice) < 0;
      if (!(crossed || broken)) return null;
      const pivot: Pivot = {
        at: extreme,
        kind: s > 0 ? "high" : "low",
        price: extremePrice,
        confirmed: bar,
        reason: crossed ? "dea" : "fast"
      };
      [start, startPrice] = [extreme, extremePrice];
      [extreme, extremePrice, extremeDea] = [counter, counterPrice, counterDea];
      s = s > 0 ? -1 : 1;
      return pivot;
    }
  };
}
