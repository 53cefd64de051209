import {type MacdSpans, macdStream} from "./macd.js";
import {type Pivot, segmentMachine} from "./segment-machine.js";

/** Pivots of a series and where the machine stood at the close of each bar. */
export interface Segments {
  readonly pivots: readonly Pivot[];
  readonly dea: Float64Array;
  readonly direction: Int8Array;
  readonly start: Int32Array;
  readonly extreme: Int32Array;
  readonly counter: Int32Array;
}

/**
 * Runs the segment machine over a series of closes. Row t of every array is known at the close of bar t, and a pivot at
 * the close of its `confirmed` bar: bars added later change nothing. Throws on a close that is not positive; leave out
 * bars that have none.
 */
export function segments(close: ArrayLike<number>, spans?: MacdSpans): Segments {
  const n = close.length;
  const macd = macdStream(spans);
  const machine = segmentMachine();
  const pivots: Pivot[] = [];
  const out = {
    dea: new Float64Array(n),
    direction: new Int8Array(n),
    start: new Int32Array(n),
    extreme: new Int32Array(n),
    counter: new Int32Array(n)
  };
  for (let t = 0; t < n; t++) {
    const price = close[t] as number;
    if (!(price > 0)) throw new RangeError(`close must be positive, got ${price} at bar ${t}`);
    const dea = macd.next(price);
    const pivot = machine.next(price, dea);
    if (pivot) pivots.push(pivot);
    out.dea[t] = dea;
    out.direction[t] = machine.direction;
    out.start[t] = machine.start;
    out.extreme[t] = machine.extreme;
    out.counter[t] = machine.counter;
  }
  return {pivots, ...out};
}
