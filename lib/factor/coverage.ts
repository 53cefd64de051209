import {checkPanel, type Panel} from "./panel.js";

/** Why an asset of a date is not in the study, in the order in which they are asked. */
export const CAUSES = ["outside", "no_signal", "panel_ends", "suspended", "delisted", "no_return"] as const;
export type Cause = (typeof CAUSES)[number];

/** Flags of a stock-date (bits): what is known about its forward return. */
export const SUSPENDED = 1;
export const DELISTED = 2;

export interface CoverageInput {
  readonly signal: ArrayLike<number>;
  readonly forward: ArrayLike<number>;
  /** 1 where the asset is listed on the date. */
  readonly listed: ArrayLike<number>;
  /** 1 where it is in the universe asked for. */
  readonly universe: ArrayLike<number>;
  /** `SUSPENDED` and `DELISTED` bits of the forward window; 0 where nothing is known. */
  readonly flags?: ArrayLike<number>;
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
  {signal, forward, listed, universe, flags}: CoverageInput,
  {dates, assets, horizon}: Panel & {readonly horizon: number}
): Coverage {
  checkPanel(
    {dates, assets},
    flags ? {signal, forward, listed, universe, flags} : {signal, forward, listed, universe}
  );
  const counts = (): Int32Array => new Int32Array(dates);
  const dropped = Object.fromEntries(CAUSES.map((c) => [c, counts()])) as Record<Cause, Int32Array>;
  const result = {listed: counts(), used: counts(), dropped};
  for (let t = 0; t < dates; t++) {
    for (let k = t * assets; k < (t + 1) * assets; k++) {
      if (listed[k] !== 1) continue;
      result.listed[t] = (result.listed[t] as number) + 1;
      const flag = flags ? (flags[k] as number) : 0;
      const column =
        universe[k] !== 1
          ? dropped.outside
          : Number.isNaN(signal[k] as number)
            ? dropped.no_signal
            : !Number.isNaN(forward[k] as number)
              ? result.used
              : dropped[causeOf(flag, t + horizon >= dates)];
      column[t] = (column[t] as number) + 1;
    }
  }
  return result;
}

function causeOf(flag: number, ends: boolean): Cause {
  if (ends) return "panel_ends";
  if (flag & DELISTED) return "delisted";
  return flag & SUSPENDED ? "suspended" : "no_return";
}
