import {checkPanel, type Panel} from "../factor/panel.js";

/**
 * The panel as it would be known `rows` later: row t holds what row t − rows held, NaN before. A signal whose edge
 * dies with one day of delay was never tradable; one that thrives on rows < 0 would see the future, so those throw.
 */
export function delayed(
  values: ArrayLike<number>,
  {dates, assets, rows}: Panel & {readonly rows: number}
): Float64Array {
  checkPanel({dates, assets}, {values});
  if (!(Number.isInteger(rows) && rows >= 0))
    throw new RangeError(`rows must be a whole number from 0, got ${rows}`);
  const out = new Float64Array(dates * assets).fill(Number.NaN);
  for (let k = rows * assets; k < out.length; k++) out[k] = values[k - rows * assets] as number;
  return out;
}
