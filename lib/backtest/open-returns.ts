import type {Market} from "./market.js";

/**
 * Simple return of each asset from the open of a row to the open of the next, dividends in: rows × assets. What is bought
 * at the open of row t earns row t. A day without trading adds nothing: its gap falls on the next open. 0 in the last row.
 */
export function openReturns({days, codes, open, close, reference}: Market): Float32Array {
  const assets = codes.length;
  const out = new Float32Array(days.length * assets);
  for (let t = 0; t + 1 < days.length; t++) {
    for (let i = 0; i < assets; i++) {
      const [k, next] = [t * assets + i, (t + 1) * assets + i];
      const within = (open[k] as number) > 0 ? (close[k] as number) / (open[k] as number) : 1;
      const [first, base] = [open[next] as number, reference[next] as number];
      out[k] = within * (first > 0 && base > 0 ? first / base : 1) - 1;
    }
  }
  return out;
}
