import {pickTop} from "./pick-top.js";
import type {Strategy, View} from "./strategy.js";

export interface TopN {
  /** Scores at the close of a row, one an asset, higher is better; NaN or undefined where unknown. */
  readonly signal: (row: number) => ArrayLike<number> | undefined;
  readonly n: number;
  /** 1 on rows at whose close the book is chosen anew. */
  readonly rows: ArrayLike<number>;
  /** Who may be bought, as known at the row's close; all by default. */
  readonly eligible?: (asset: number, view: View) => boolean;
  /** Names held are kept while they rank within this many (hysteresis); `n` by default. */
  readonly keep?: number;
  /** Part of NAV to invest. */
  readonly invested?: number;
}

/** Holds the `n` best by a signal in equal parts, chosen anew on given rows. A row without scores changes nothing. */
export function topN({signal, n, rows, eligible, keep = n, invested = 1}: TopN): Strategy {
  if (!(keep >= n)) throw new RangeError(`keep must be at least n = ${n}, got ${keep}`);
  return (view) => {
    if (rows[view.row] !== 1) return undefined;
    const scores = signal(view.row);
    if (!scores) return undefined;
    const ranked = pickTop(scores, keep, eligible ? {eligible: (asset) => eligible(asset, view)} : {});
    const stay = Array.from(ranked).filter((a, i) => i < n || view.shares(a) > 0);
    const own = stay.filter((a) => view.shares(a) > 0).slice(0, n);
    const fresh = stay.filter((a) => view.shares(a) === 0).slice(0, n - own.length);
    const assets = keep === n ? Array.from(ranked) : [...own, ...fresh];
    return {targets: {assets, weights: assets.map(() => invested / n)}};
  };
}
