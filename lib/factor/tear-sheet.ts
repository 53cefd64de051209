import {type GroupIc, groupIc, withoutGroupMean} from "./by-group.js";
import {type Coverage, coverage} from "./coverage.js";
import {type Decay, decay} from "./decay.js";
import {type FamaMacBeth, famaMacBeth} from "./fama-macbeth.js";
import {forwardReturn} from "./forward-return.js";
import {type IcSummary, icSummary} from "./ic-summary.js";
import {checkPanel, type Panel} from "./panel.js";
import {type QuantileReturns, quantileOf, quantileReturns} from "./quantile-portfolio.js";
import {rankIc} from "./rank-ic.js";
import {standardised} from "./standardised.js";
import {bucketTurnover, rankPersistence} from "./turnover.js";

/** A market in periods: dates × assets each. Row t of `returns` is earned in the period that ends at date t. */
export interface TearMarket extends Panel {
  readonly returns: Float64Array;
  /** 1 where listed. */
  readonly listed: Uint8Array;
  /** Industry and size bucket (0: smallest), −1 for none. */
  readonly industry: Int16Array;
  readonly industries: number;
  readonly size: Int8Array;
  readonly sizes: number;
  /** 1 where it cannot be traded at the date. */
  readonly suspended: Uint8Array;
}

export interface TearOptions {
  /** Periods of the forward return. */
  readonly horizon?: number;
  readonly quantiles?: number;
  /** Periods of the decay. */
  readonly decayPeriods?: number;
  /** Compares assets within their industry only. */
  readonly neutral?: "none" | "industry";
  /** 1 where an asset-date is in the study; all by default. */
  readonly universe?: ArrayLike<number>;
  readonly seed?: number;
}

export interface TearSheet {
  readonly horizon: number;
  readonly quantiles: number;
  readonly ic: Float64Array;
  readonly summary: IcSummary;
  readonly decay: Decay;
  readonly returns: QuantileReturns;
  /** Top minus bottom, by date: its mean a horizon, error, and interval. */
  readonly spread: IcSummary;
  /** Share of the top and the bottom bucket that is new at each date. */
  readonly turnoverTop: Float64Array;
  readonly turnoverBottom: Float64Array;
  readonly persistence: Float64Array;
  readonly coverage: Coverage;
  readonly byIndustry: GroupIc;
  readonly bySize: GroupIc;
  /** Premium of one standard deviation of the signal, on the signal alone. */
  readonly premium: FamaMacBeth;
}

/**
 * Everything about one signal in one market: rank IC with errors that know of overlap, decay, quantile portfolios,
 * turnover, coverage, the IC within industries and size buckets, and the Fama–MacBeth premium. Signals of date t meet
 * returns of later periods only. Assets that cannot be traded at date t (suspended) are left out and counted.
 */
export function tearSheet(
  signal: ArrayLike<number>,
  market: TearMarket,
  options: TearOptions = {}
): TearSheet {
  const {horizon = 1, quantiles = 5, decayPeriods = 12, neutral = "none", universe, seed = 1} = options;
  const {dates, assets, returns, listed, industry, industries, size, sizes, suspended} = market;
  const panel = {dates, assets};
  checkPanel(panel, {signal, returns, listed, industry, size, suspended});
  const all = universe ?? new Uint8Array(dates * assets).fill(1);
  const inStudy = (k: number): boolean => listed[k] === 1 && all[k] === 1 && suspended[k] !== 1;
  const raw = Float64Array.from(signal, (x, k) => (inStudy(k) ? x : Number.NaN));
  const group = {...panel, group: industry, groups: industries};
  const own = neutral === "industry" ? withoutGroupMean(raw, group) : raw;
  const held = forwardReturn(returns, {...panel, horizon});
  const forward = held.map((f, k) => (inStudy(k) ? f : Number.NaN));
  const bucket = quantileOf(own, {...panel, quantiles});
  const {ic} = rankIc(own, forward, panel);
  const returnsByQuantile = quantileReturns(bucket, forward, {...panel, quantiles});
  const paired = Float64Array.from(own, (x, k) => (Number.isNaN(forward[k] as number) ? Number.NaN : x));
  return {
    horizon,
    quantiles,
    ic,
    summary: icSummary(ic, {horizon, seed}),
    decay: decay(own, returns, {...panel, periods: Math.min(decayPeriods, Math.max(1, dates - 1))}),
    returns: returnsByQuantile,
    spread: icSummary(returnsByQuantile.spread, {horizon, seed}),
    turnoverTop: bucketTurnover(bucket, {...panel, quantile: quantiles - 1}),
    turnoverBottom: bucketTurnover(bucket, {...panel, quantile: 0}),
    persistence: rankPersistence(own, panel),
    coverage: coverage({signal, forward, listed, universe: all, suspended}, {...panel, horizon}),
    byIndustry: groupIc(own, forward, {...group, horizon}),
    bySize: groupIc(own, forward, {...panel, group: size, groups: sizes, horizon}),
    premium: famaMacBeth(forward, [standardised(paired, panel)], {...panel, horizon})
  };
}
