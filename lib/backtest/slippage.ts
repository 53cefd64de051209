import type {Market} from "./market.js";
import type {Slippage} from "./options.js";

const WINDOW = 20;

/** Half a spread of 5 bp, and a tenth of the day's volatility at an order of the average day's size. */
export const SLIPPAGE: Required<Slippage> = {spread: 5, impact: 0.1};

/**
 * Share of the price that an order moves against itself: spread ÷ 10,000 + impact × σ √(shares ÷ average volume), the
 * square-root law. σ and the average come from the 20 rows before `row`, days without trading left out; with fewer than
 * two such days only the spread counts.
 */
export function slippageOf(
  market: Market,
  {row, asset, shares}: {readonly row: number; readonly asset: number; readonly shares: number},
  {spread = SLIPPAGE.spread, impact = SLIPPAGE.impact}: Slippage = {}
): number {
  const half = spread / 10_000;
  if (impact === 0 || shares === 0) return half;
  const {close, reference, volume, codes} = market;
  const assets = codes.length;
  let [n, sum, square, total] = [0, 0, 0, 0];
  for (let t = Math.max(0, row - WINDOW); t < row; t++) {
    const k = t * assets + asset;
    const [last, base, traded] = [close[k] as number, reference[k] as number, volume[k] as number];
    if (!(last > 0 && base > 0 && traded > 0)) continue;
    const r = last / base - 1;
    n++;
    sum += r;
    square += r * r;
    total += traded;
  }
  if (n < 2) return half;
  const variance = Math.max(0, (square - (sum * sum) / n) / (n - 1));
  return half + impact * Math.sqrt(variance) * Math.sqrt(shares / (total / n));
}
