import type {LabParameters} from "./lab-parameters.js";
import type {Market} from "./market.js";
import {rebalanceRows} from "./rebalance-rows.js";
import type {Strategy} from "./strategy.js";
import {topN} from "./top-n.js";

/** What the lab works on: a subset of the market, who may be bought when, and weekly scores. */
export interface LabMarket {
  readonly market: Market;
  readonly names: readonly string[];
  /** Rows × assets: 1 where the asset was in the universe, as known at that close. */
  readonly eligible: Uint8Array;
  /** Rows at whose close scores are known, ascending. */
  readonly scoreRows: Int32Array;
  /** Each `scoreRows` × assets. */
  readonly scores: ReadonlyMap<string, Float32Array>;
  /** Level by row; NaN where the dataset has no index. */
  readonly benchmark: Float64Array;
}

/** The strategy that the parameters say: best (or lowest) scores in the universe, equal weights. */
export function labStrategy(lab: LabMarket, parameters: LabParameters): Strategy {
  const {market, eligible, scoreRows, scores} = lab;
  const assets = market.codes.length;
  const panel = scores.get(parameters.signal);
  if (!panel)
    throw new RangeError(
      `signal must be one of ${[...scores.keys()].join(", ")}, got "${parameters.signal}"`
    );
  const sign = parameters.side === "high" ? 1 : -1;
  const signal = (row: number): Float64Array | undefined => {
    const at = lastAt(scoreRows, row);
    if (at < 0) return undefined;
    return Float64Array.from(panel.subarray(at * assets, (at + 1) * assets), (x) => sign * x);
  };
  return topN({
    signal,
    n: parameters.n,
    keep: parameters.n + Math.round(parameters.n * parameters.buffer),
    rows: rebalanceRows(market.days, parameters.every),
    eligible: (asset, view) => eligible[view.row * assets + asset] === 1 && view.past("close")[asset] !== 0
  });
}

/** Last of ascending rows that is not after `row`; −1 before the first. */
function lastAt(rows: Int32Array, row: number): number {
  let at = rows.length - 1;
  while (at >= 0 && (rows[at] as number) > row) at--;
  return at;
}

/** The engine's options that the parameters say. */
export const labOptions = (p: LabParameters) => ({
  capital: p.capital,
  delay: p.delay,
  participation: p.participation,
  costs: {commission: p.commission, least: p.commission > 0 ? 5 : 0, statutory: p.statutory},
  slippage: {spread: p.spread, impact: p.impact},
  stops: {
    ...(p.loss > 0 ? {loss: p.loss} : {}),
    ...(p.gain > 0 ? {gain: p.gain} : {}),
    at: p.stopAt
  }
});
