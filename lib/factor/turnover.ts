import {checkPanel, type Panel} from "./panel.js";
import {spearman} from "./spearman.js";

/**
 * Share of a bucket's assets that were not in it at the date before, by date (one-sided turnover, equal weights).
 * NaN at the first date and where the bucket is empty at either date.
 */
export function bucketTurnover(
  bucket: ArrayLike<number>,
  {dates, assets, quantile}: Panel & {readonly quantile: number}
): Float64Array {
  checkPanel({dates, assets}, {bucket});
  const turnover = new Float64Array(dates).fill(Number.NaN);
  for (let t = 1; t < dates; t++) {
    let [now, before, fresh] = [0, 0, 0];
    for (let i = 0; i < assets; i++) {
      const held = bucket[(t - 1) * assets + i] === quantile;
      if (held) before++;
      if (bucket[t * assets + i] !== quantile) continue;
      now++;
      if (!held) fresh++;
    }
    if (now > 0 && before > 0) turnover[t] = fresh / now;
  }
  return turnover;
}

/** Spearman's correlation of each date's signal with the date before over assets that have both (因子自相关). */
export function rankPersistence(
  signal: ArrayLike<number>,
  {dates, assets, minimum = 10}: Panel & {readonly minimum?: number}
): Float64Array {
  checkPanel({dates, assets}, {signal});
  const persistence = new Float64Array(dates).fill(Number.NaN);
  for (let t = 1; t < dates; t++) {
    const x: number[] = [];
    const y: number[] = [];
    for (let i = 0; i < assets; i++) {
      const [a, b] = [signal[(t - 1) * assets + i] as number, signal[t * assets + i] as number];
      if (Number.isNaN(a) || Number.isNaN(b)) continue;
      x.push(a);
      y.push(b);
    }
    if (x.length >= minimum) persistence[t] = spearman(x, y);
  }
  return persistence;
}
