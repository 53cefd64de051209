/** One bar of prices. `reference` is the price before it, where the bar must be joined to it; else NaN. */
export interface PriceBar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly reference: number;
}

/**
 * Share of a bar's turnover that bought actively, net of what sold (重构K线): from −1 to 1.
 *
 * The path within the bar is taken as open → low → high → close where it rose and open → high → low → close where
 * it fell. With U the length of its rises and D of its falls, (U − D)/(U + D) = (C − O)/(2(H − L) − |C − O|).
 * A `reference` stands in for the open and widens the range, so that a gap counts: a stock locked at one price all
 * day gets ±1 by the sign against its previous close. 0 where nothing moved; NaN where a price is missing, not
 * positive, or outside high and low. Mirrored prices change only the sign. Method S13; the path is our reading of
 * 信达金工 2021, whose construction is not published.
 */
export function activeRatio({open, high, low, close, reference}: PriceBar): number {
  const inside = low <= open && open <= high && low <= close && close <= high;
  if (!(low > 0 && inside)) return Number.NaN;
  const joined = reference > 0;
  const o = joined ? reference : open;
  const h = joined && reference > high ? reference : high;
  const l = joined && reference < low ? reference : low;
  if (h === l) return 0;
  return (close - o) / (2 * (h - l) - Math.abs(close - o));
}
