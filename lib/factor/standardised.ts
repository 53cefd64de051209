import {checkPanel, type Panel} from "./panel.js";

/** Each date's values less their mean over their standard deviation (n − 1); NaN where they do not vary. */
export function standardised(values: ArrayLike<number>, {dates, assets}: Panel): Float64Array {
  checkPanel({dates, assets}, {values});
  const out = new Float64Array(values.length).fill(Number.NaN);
  for (let t = 0; t < dates; t++) {
    let [n, sum] = [0, 0];
    for (let k = t * assets; k < (t + 1) * assets; k++) {
      const v = values[k] as number;
      if (Number.isNaN(v)) continue;
      n++;
      sum += v;
    }
    const mean = sum / n;
    let squares = 0;
    for (let k = t * assets; k < (t + 1) * assets; k++) {
      const v = values[k] as number;
      if (!Number.isNaN(v)) squares += (v - mean) ** 2;
    }
    const sd = Math.sqrt(squares / (n - 1));
    if (!(sd > 1e-12 * Math.abs(mean)) || n < 2) continue;
    for (let k = t * assets; k < (t + 1) * assets; k++) out[k] = ((values[k] as number) - mean) / sd;
  }
  return out;
}
