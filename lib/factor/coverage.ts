import {checkPanel, type Panel} from "./panel.js";

/** Why an asset of a date is not in the study, in the order in which they are asked. */
export const CAUSES = ["outside", "suspended", "no_signal", "panel_ends", "delisted", "no_return"] as const;
export type Cause = (typeof CAUSES)[number];

export interface CoverageInput {
  readonly signal: ArrayLike<number>;
  readonly forward: ArrayLike<number>;
  /** 1 where the asset is listed on the date. */
  readonly listed: ArrayLike<number>;
  /** 1 where it is in the universe asked for. */
  readonly universe: ArrayLike<number>;
  /** 1 where it cannot be traded on the date; none by default. */
  readonly suspended?: ArrayLike<number>;
}

export interface Coverage {
  /** By date. */
  readonly listed: Int32Array;
  readonly used: Int32Array;
  readonly dropped: Readonly<Record<Cause, Int32Array>>;
}

/**
 * Counts by date: listed = used + dropped by cause, each asset under its first cause. The last `horizon` dates have
 * no forward return for anyone: `panel_ends`.
 */
export function coverage(
  {signal, forward, listed, universe, suspended}: CoverageInput,
  {dates, assets, horizon}: Panel & {readonly horizon: number}
): Coverage {
  checkPanel(
    {dates, assets},
    suspended ? {signal, forward, listed, universe, suspended} : {signal, forward, listed, universe}
  );
  const counts = (): Int32Array => new Int32Array(dates);
  const dropped = Object.fromEntries(CAUSES.map((c) => [c, counts()])) as Record<Cause, Int32Array>;
  const result = {listed: counts(), used: counts(), dropped};
  for (let t = 0; t < dates; t++) {
    for (let k = t * assets; k < (t + 1) * assets; k++) {
      if (listed[k] !== 1) continue;
      result.listed[t] = (result.listed[t] as number) + 1;
      const cause = causeOf({
        outside: universe[k] !== 1,
        suspended: suspended?.[k] === 1,
        signal: signal[k] as number,
        forward: forward[k] as number,
        ends: t + horizon >= dates,
        delisted: listed[k + horizon * assets] !== 1
      });
      const column = cause === undefined ? result.used : dropped[cause];
      column[t] = (column[t] as number) + 1;
    }
  }
  return result;
}

interface StockDate {
  readonly outside: boolean;
  readonly suspended: boolean;
  readonly signal: number;
  readonly forward: number;
  readonly ends: boolean;
  readonly delisted: boolean;
}

function causeOf({outside, suspended, signal, forward, ends, delisted}: StockDate): Cause | undefined {
  if (outside) return "outside";
  if (suspended) return "suspended";
  if (Number.isNaN(signal)) return "no_signal";
  if (!Number.isNaN(forward)) return undefined;
  if (ends) return "panel_ends";
  return delisted ? "delisted" : "no_return";
}
