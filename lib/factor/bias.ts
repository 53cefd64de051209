import {sd} from "../stats/moments.js";

/** How well volatilities were forecast. */
export interface BiasStatistic {
  /** Bias statistic sd(b), b = return / forecast; ideal 1. */
  readonly bias: number;
  /** 95 % interval of an accurate forecast under normal returns, 1 ± √(2/T). */
  readonly low: number;
  readonly high: number;
  /** Q = mean(b² − ln b²); ideal 1 + γ + ln 2 = 2.270 for normal returns, smaller is not reachable on average. */
  readonly q: number;
  readonly n: number;
}

/** Ideal of Q under normal returns: 1 + γ + ln 2. */
export const IDEAL_Q = 1 + 0.5772156649015329 + Math.LN2;

/** Bias statistic of standardised returns (Menchero, Orr and Wang 2011); NaN are left out. 偏差统计量 */
export function biasStatistic(b: ArrayLike<number>): BiasStatistic {
  const used = Array.from(b).filter((x) => !Number.isNaN(x));
  const n = used.length;
  const reach = Math.sqrt(2 / n);
  const q = used.reduce((s, x) => s + loss(x), 0) / n;
  return {bias: sd(used), low: 1 - reach, high: 1 + reach, q: n === 0 ? Number.NaN : q, n};
}

/** b² − ln b² of one standardised return, the term of Q. */
export const loss = (b: number): number => b * b - Math.log(b * b);

/**
 * Mean rolling absolute deviation: mean of |sd(b over a window) − 1| over all windows of `window` periods; ideal 0.17
 * for twelve. NaN with fewer periods than one window.
 */
export function rollingDeviation(b: ArrayLike<number>, {window = 12} = {}): number {
  let [sum, count] = [0, 0];
  for (let end = window; end <= b.length; end++) {
    const s = sd(Array.from({length: window}, (_, k) => b[end - window + k] as number));
    if (Number.isNaN(s)) continue;
    sum += Math.abs(s - 1);
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}
