/** Lengths and levels of the diffusion signal. */
export interface DiffusionRule {
  /** Days of the fast line, and of the slow line over it. */
  readonly fast: number;
  readonly slow: number;
  /** A bottom needs the index below `low`, a top above `high`, within the last `within` days. */
  readonly low: number;
  readonly high: number;
  readonly within: number;
}

export const RULE: DiffusionRule = {fast: 5, slow: 20, low: 0.3, high: 0.7, within: 10};

export interface DiffusionLines {
  readonly fast: Float64Array;
  readonly slow: Float64Array;
  /** 1 on a bottom signal, −1 on a top signal, 0 on other days. */
  readonly signal: Int8Array;
}

/**
 * Lines and signals of a daily diffusion index: fast = mean of the last 5 days, slow = mean of the last 20 of fast,
 * NaN until full. Bottom: the fast line crosses above the slow one (from at or below it) and the index was below 30 %
 * on one of the last 10 days, today among them; top: the mirror at 70 %. Known at the day's close; a missing day leaves
 * both lines missing until it has passed out of them.
 */
export function diffusionLines(ratio: ArrayLike<number>, rule: DiffusionRule = RULE): DiffusionLines {
  const {low, high, within} = rule;
  const fast = trailing(ratio, rule.fast);
  const slow = trailing(fast, rule.slow);
  const signal = new Int8Array(ratio.length);
  let [lastLow, lastHigh] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let t = 0; t < ratio.length; t++) {
    if ((ratio[t] as number) < low) lastLow = t;
    if ((ratio[t] as number) > high) lastHigh = t;
    const gap = (fast[t] as number) - (slow[t] as number);
    const before = t > 0 ? (fast[t - 1] as number) - (slow[t - 1] as number) : Number.NaN;
    if (gap > 0 && before <= 0 && t - lastLow < within) signal[t] = 1;
    else if (gap < 0 && before >= 0 && t - lastHigh < within) signal[t] = -1;
  }
  return {fast, slow, signal};
}

/** Mean of the last `n` values; NaN where fewer are there or one is missing. Summed anew, so that no error builds up. */
function trailing(x: ArrayLike<number>, n: number): Float64Array {
  if (!(Number.isInteger(n) && n >= 1))
    throw new RangeError(`a line's length must be a whole number from 1, got ${n}`);
  const out = new Float64Array(x.length).fill(Number.NaN);
  for (let t = n - 1; t < x.length; t++) {
    let sum = 0;
    for (let k = t - n + 1; k <= t; k++) sum += x[k] as number;
    out[t] = sum / n;
  }
  return out;
}
