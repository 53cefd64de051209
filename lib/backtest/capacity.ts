import {quantile} from "../stats/quantile.js";
import type {Market} from "./market.js";
import {EVENTS, type Result} from "./result.js";

export interface CapacityOptions {
  /** Part of the day's volume that a fill may take. */
  readonly participation?: number;
  /** Share of the fills that must stay within it. */
  readonly fills?: number;
}

const [BUY, SELL] = [EVENTS.indexOf("buy"), EVENTS.indexOf("sell")];

/**
 * Initial capital, in fen, with which a share of a backtest's fills would have stayed within a part of their day's
 * volume (容量). Fills grow in proportion to capital, so it is the capital of the run times `participation` over the
 * quantile of what its fills took. NaN where nothing was filled; fills on days without volume are left out.
 */
export function capacity(
  {capital, ledger}: Pick<Result, "capital" | "ledger">,
  market: Pick<Market, "codes" | "volume">,
  {participation = 0.1, fills = 0.95}: CapacityOptions = {}
): number {
  if (!(participation > 0)) throw new RangeError(`participation must be positive, got ${participation}`);
  const taken = new Float64Array(ledger.row.length).fill(Number.NaN);
  for (let i = 0; i < taken.length; i++) {
    if (ledger.event[i] !== BUY && ledger.event[i] !== SELL) continue;
    const at = (ledger.row[i] as number) * market.codes.length + (ledger.asset[i] as number);
    const volume = market.volume[at] as number;
    if (volume > 0) taken[i] = Math.abs(ledger.shares[i] as number) / volume;
  }
  return (capital * participation) / quantile(taken, fills);
}
