import {ema} from "./ema.js";

export interface Macd {
  /** Fast less slow exponential mean of the closes (DIF). */
  readonly dif: Float64Array;
  /** Exponential mean of `dif` (DEA). */
  readonly dea: Float64Array;
  /** Twice the gap of the two, as Chinese charts draw it (MACD 柱). */
  readonly bar: Float64Array;
}

/** Moving average convergence divergence (Appel 1979), in the units of the closes. Row t reads nothing after t. */
export function macd(close: Float64Array, {fast = 12, slow = 26, signal = 9} = {}): Macd {
  if (!(fast < slow)) throw new RangeError(`fast must be below slow ${slow}, got ${fast}`);
  const short = ema(close, fast);
  const long = ema(close, slow);
  const dif = short.map((v, t) => v - (long[t] as number));
  const dea = ema(dif, signal);
  return {dif, dea, bar: dif.map((v, t) => 2 * (v - (dea[t] as number)))};
}
