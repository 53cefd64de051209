import type {Outcomes} from "./outcomes.js";

/** A timing call: known at the close of row `at`, traded at the close of the next. */
export interface Call {
  /** Which price series it is about. */
  readonly series: number;
  readonly at: number;
  /** 1 calls for a rise, −1 for a fall. */
  readonly side: 1 | -1;
}

/** What followed every row of one series, and since when a call could have been made. */
export interface Priced {
  readonly outcomes: Outcomes;
  /** Base rates start at this row. */
  readonly from: number;
}

export interface CallScore {
  readonly n: number;
  /** Calls whose windows do not overlap: all that the errors can lean on. */
  readonly independent: number;
  /** Share of calls after which the price moved their way, and the same share over every day. */
  readonly hitRate: number;
  readonly baseRate: number;
  /** Mean return after the calls, and over every day. */
  readonly meanReturn: number;
  readonly baseReturn: number;
  /** What the calls gained over the base, in their direction; its overlap-robust standard error and ratio. */
  readonly excess: number;
  readonly standardError: number;
  readonly t: number;
}

/**
 * What followed timing calls beside what followed any day. Outcomes are returns from the close of the day after the
 * call, complete by row `asOf`; the base is every row of the call's own series from `from` on, weighted by its calls. The standard error sums
 * products of excess returns of calls less than `horizon` rows apart, in any series, with Bartlett weights (Newey and
 * West 1987) and the factor n/(n − 1); it is NaN below two calls, and with few independent ones it is too small.
 */
export function callScore(
  calls: readonly Call[],
  series: readonly Priced[],
  {asOf}: {readonly asOf: number}
): CallScore {
  const {horizon} = series[0]?.outcomes ?? {horizon: 1};
  if (series.some((s) => s.outcomes.horizon !== horizon))
    throw new RangeError(
      `outcomes must be of one horizon, got ${series.map((s) => s.outcomes.horizon).join(", ")}`
    );
  const bases = series.map((s) => baseOf(s, asOf - 1 - horizon));
  const done = calls
    .filter((c) => c.at + 1 + horizon <= asOf)
    .map((c) => ({...c, result: (series[c.series] as Priced).outcomes.result[c.at] as number}))
    .filter((c) => !Number.isNaN(c.result))
    .sort((a, b) => a.at - b.at);
  const n = done.length;
  const mean = (f: (c: (typeof done)[number]) => number): number =>
    n === 0 ? Number.NaN : done.reduce((sum, c) => sum + f(c), 0) / n;
  const base = (c: Call): Base => bases[c.series] as Base;
  const excess = mean((c) => c.side * (c.result - base(c).mean));
  const e = done.map((c) => c.side * (c.result - base(c).mean) - excess);
  let variance = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i; j >= 0; j--) {
      const lag = (done[i]?.at as number) - (done[j]?.at as number);
      if (lag >= horizon) break;
      variance += (i === j ? 1 : 2) * (1 - lag / horizon) * (e[i] as number) * (e[j] as number);
    }
  }
  const standardError = n < 2 ? Number.NaN : Math.sqrt((variance * n) / (n - 1)) / n;
  return {
    n,
    independent: apart(
      done.map((c) => c.at),
      horizon
    ),
    hitRate: mean((c) => (c.side * c.result > 0 ? 1 : 0)),
    baseRate: mean((c) => (c.side > 0 ? base(c).rose : base(c).fell)),
    meanReturn: mean((c) => c.result),
    baseReturn: mean((c) => base(c).mean),
    excess,
    standardError,
    t: standardError > 0 ? excess / standardError : Number.NaN
  };
}

interface Base {
  readonly mean: number;
  readonly rose: number;
  readonly fell: number;
}

/** Base of the rows from `from` to `to`. */
function baseOf({outcomes, from}: Priced, to: number): Base {
  const between = (cumulative: Float64Array): number =>
    to < from ? 0 : (cumulative[to + 1] as number) - (cumulative[from] as number);
  const n = between(outcomes.known);
  const share = (cumulative: Float64Array): number => (n === 0 ? Number.NaN : between(cumulative) / n);
  return {mean: share(outcomes.sum), rose: share(outcomes.rose), fell: share(outcomes.fell)};
}

/** How many of the ascending rows can be kept at least `horizon` apart. */
function apart(rows: readonly number[], horizon: number): number {
  let kept = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    if (row - last < horizon) continue;
    kept++;
    last = row;
  }
  return kept;
}
