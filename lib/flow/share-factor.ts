import {checkPanel, type PanelSize} from "./panel.js";

export interface ShareFactorOptions extends PanelSize {
  /** Relative gap that rounding of prices to a cent may open between the two jumps. */
  readonly tolerance?: number;
  /** Largest cash dividend, over the price, that may come with bonus shares. */
  readonly maxYield?: number;
  /** Smaller changes of the share count are issues and cancellations, not bonuses. */
  readonly minChange?: number;
  /** Trading days that may lie between the ex-date and the new share count. */
  readonly lag?: number;
}

/**
 * The factor k by which bonus shares, conversions and splits multiply a holding (送转、拆股), dates × assets; 1 on
 * every other day.
 *
 * The price adjustment alone does not tell: it moves on cash dividends too, which leave holdings as they are.
 * An event counts when the adjustment factor jumps by j and the share count by s, at most `lag` trading days
 * apart, and j is what s and a plausible cash dividend explain: 0 ≤ 1 − s/j ≤ `maxYield` within `tolerance`.
 * Then k = s, on the later of the two days. So a cash dividend (s = 1), a rights issue (j < s), a placement or
 * an option exercise (j = 1) and a cancellation (s < 1 ≤ j) give 1. A stock without a share count on the day of
 * the jump falls back on the price: bonuses are quoted in tenths, so k is j rounded down to a tenth.
 *
 * Known at the close of its day; nothing later is read. Missing values (NaN) are passed over: jumps are
 * measured from the last known value. Throws on wrong sizes and on values that are not positive.
 */
export function shareFactor(
  adjust: Float64Array,
  shares: Float64Array | undefined,
  {dates, assets, tolerance = 0.005, maxYield = 0.2, minChange = 0.02, lag = 2}: ShareFactorOptions
): Float64Array {
  checkPanel({adjust, ...(shares ? {shares} : {})}, {dates, assets});
  const factor = new Float64Array(dates * assets).fill(1);
  const explains = (j: number, s: number): boolean => {
    const dividend = 1 - s / j;
    return s > 1 === j > 1 && dividend >= -tolerance && dividend <= maxYield;
  };
  for (let a = 0; a < assets; a++) {
    let lastAdjust = Number.NaN;
    let lastShares = Number.NaN;
    let priceJump = 1;
    let priceDay = Number.NEGATIVE_INFINITY;
    let shareJump = 1;
    let shareDay = Number.NEGATIVE_INFINITY;
    for (let t = 0; t < dates; t++) {
      const i = t * assets + a;
      const x = adjust[i] as number;
      const n = shares ? (shares[i] as number) : Number.NaN;
      const j = jump("adjust", lastAdjust, x, i);
      const s = jump("shares", lastShares, n, i);
      if (!Number.isNaN(x)) lastAdjust = x;
      if (!Number.isNaN(n)) lastShares = n;
      if (Math.abs(s - 1) >= minChange) {
        shareJump = s;
        shareDay = t;
      }
      if (Math.abs(j - 1) >= minChange / 2) {
        if (Number.isNaN(n)) {
          factor[i] = Math.max(1, Math.floor((j + tolerance) * 10) / 10);
          continue;
        }
        priceJump = j;
        priceDay = t;
      }
      if (Math.max(priceDay, shareDay) !== t || Math.abs(priceDay - shareDay) > lag) continue;
      if (!explains(priceJump, shareJump)) continue;
      factor[i] = shareJump;
      priceDay = shareDay = Number.NEGATIVE_INFINITY;
    }
  }
  return factor;
}

function jump(name: string, last: number, now: number, at: number): number {
  if (now <= 0) throw new RangeError(`${name} must be positive, got ${now} at ${at}`);
  const ratio = now / last;
  return Number.isNaN(ratio) ? 1 : ratio;
}
