/**
 * The traded days of one stock, oldest first; days without a trade are left out. Prices are adjusted, volume is over
 * the adjustment factor, so that a split moves neither.
 */
export interface Bars {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

/** Number of bars; throws where columns differ in length. */
export function barsOf({open, high, low, close, volume}: Bars): number {
  const n = close.length;
  for (const [name, x] of Object.entries({open, high, low, volume})) {
    if (x.length !== n) throw new RangeError(`${name} must have ${n} values as close has, got ${x.length}`);
  }
  return n;
}
