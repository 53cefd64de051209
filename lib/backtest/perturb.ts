import {createRng} from "../random/rng.js";
import type {Market} from "./market.js";

/**
 * A copy of the market whose rows after `row` are scrambled: prices and volumes times random factors, a tenth of the bars
 * gone, flags turned, actions dropped. A strategy that sees no future gives the same fills and NAV up to `row` on both: the
 * future-shuffle test.
 */
export function perturbedAfter(
  market: Market,
  row: number,
  {seed = 1}: {readonly seed?: number} = {}
): Market {
  const {days, codes, actions} = market;
  if (!(Number.isInteger(row) && row >= 0 && row < days.length)) {
    throw new RangeError(`row must be from 0 to ${days.length - 1}, got ${row}`);
  }
  const rng = createRng(seed, "future shuffle");
  const prices = {
    open: market.open.slice(),
    high: market.high.slice(),
    low: market.low.slice(),
    close: market.close.slice(),
    reference: market.reference.slice()
  };
  const volume = market.volume.slice();
  const flags = market.flags.slice();
  for (let k = (row + 1) * codes.length; k < volume.length; k++) {
    const factor = rng.uniform() < 0.1 ? 0 : 0.5 + rng.uniform();
    for (const panel of Object.values(prices)) panel[k] = Math.round((panel[k] as number) * factor);
    volume[k] = (volume[k] as number) * rng.uniform() * 2;
    if (rng.uniform() < 0.1) flags[k] = (flags[k] as number) ^ 3;
  }
  const kept = Array.from(actions.row, (_, i) => i).filter((i) => (actions.row[i] as number) <= row);
  return {
    ...market,
    ...prices,
    volume,
    flags,
    actions: {
      row: Int32Array.from(kept, (i) => actions.row[i] as number),
      asset: Int32Array.from(kept, (i) => actions.asset[i] as number),
      cash: Float64Array.from(kept, (i) => actions.cash[i] as number),
      shares: Float64Array.from(kept, (i) => actions.shares[i] as number)
    }
  };
}
