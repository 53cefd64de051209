/** Spans of the exponential means of MACD, in bars. */
export interface MacdSpans {
  readonly fast: number;
  readonly slow: number;
  readonly signal: number;
}

export const MACD: MacdSpans = {fast: 12, slow: 26, signal: 9};

/** MACD one bar at a time: `next(close)` gives DEA. */
export interface MacdStream {
  /** DIF of the last bar: fast less slow mean of closes. */
  readonly dif: number;
  next(close: number): number;
}

/**
 * DIF = EMA(fast) − EMA(slow) of closes and DEA = EMA(signal) of DIF (Appel 1979), each mean with weight 2/(span + 1)
 * and seeded with its first value, so that DIF and DEA of the first bar are 0. Known at the bar's close, in price units.
 */
export function macdStream({fast, slow, signal}: MacdSpans = MACD): MacdStream {
  for (const [name, span] of Object.entries({fast, slow, signal})) {
    if (!(span >= 1)) throw new RangeError(`${name} must be at least 1 bar, got ${span}`);
  }
  const state = {f: Number.NaN, s: Number.NaN, dea: 0, dif: 0};
  return {
    get dif() {
      return state.dif;
    },
    next(close) {
      if (Number.isNaN(state.f)) [state.f, state.s] = [close, close];
      else {
        state.f += (2 / (fast + 1)) * (close - state.f);
        state.s += (2 / (slow + 1)) * (close - state.s);
      }
      state.dif = state.f - state.s;
      state.dea += (2 / (signal + 1)) * (state.dif - state.dea);
      return state.dea;
    }
  };
}

/** DEA of every bar of a series of closes. */
export function dea(close: ArrayLike<number>, spans: MacdSpans = MACD): Float64Array {
  const stream = macdStream(spans);
  return Float64Array.from(close, (c) => stream.next(c));
}
