import type {Arrow} from "./indicator-signal.js";

/** What one indicator says to an asset. */
export interface Push {
  /** Its change, in its own unit. */
  readonly change: number;
  /** The change over the spread of past changes; NaN where no history is known, as in a printed table. */
  readonly z: number;
  /** +1 where a rise is good for the asset, −1 where a fall is. */
  readonly polarity: number;
}

export interface CrossAssetSignal {
  /** Mean of polarity × z cut at ±`clip`; NaN where no indicator speaks. */
  readonly signal: number;
  readonly arrow: Arrow;
  /** Indicators that spoke. */
  readonly indicators: number;
}

/**
 * Signal of a dimension for an asset (大类资产边际变化, methods S22): the mean push of its indicators and an arrow where
 * it passes `threshold`, else `/`. An indicator without a scale speaks by the sign of its change alone; one without a
 * change not at all.
 */
export function crossAssetSignal(
  pushes: readonly Push[],
  {clip = 2, threshold = 0.5}: {readonly clip?: number; readonly threshold?: number} = {}
): CrossAssetSignal {
  const said = pushes
    .filter((p) => !Number.isNaN(p.change))
    .map((p) => p.polarity * Math.max(-clip, Math.min(clip, Number.isNaN(p.z) ? Math.sign(p.change) : p.z)));
  const signal = said.length > 0 ? said.reduce((s, x) => s + x, 0) / said.length : Number.NaN;
  return {
    signal,
    arrow: signal > threshold ? "↑" : signal < -threshold ? "↓" : "/",
    indicators: said.length
  };
}

/** Dimensions in the order of the report's table, by the group of their series. */
export const DIMENSIONS: Readonly<Record<string, {readonly zh: string; readonly en: string}>> = {
  liquidity: {zh: "国内流动性", en: "Domestic liquidity"},
  overseas: {zh: "海外经济景气度", en: "Overseas activity"},
  dollar: {zh: "海外美元流动性", en: "Dollar liquidity"},
  oil: {zh: "原油", en: "Crude oil"}
};

export const ASSETS: Readonly<Record<string, {readonly zh: string; readonly en: string}>> = {
  stock: {zh: "股票", en: "Stocks"},
  bond: {zh: "债券", en: "Bonds"},
  commodity: {zh: "CRB商品", en: "CRB commodities"},
  oil: {zh: "原油", en: "Crude oil"}
};
