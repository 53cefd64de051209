/** Where shares trade, which decides limits and lots: main board, ChiNext, STAR, Beijing, Hong Kong. */
export const BOARDS = ["main", "gem", "star", "bse", "hk"] as const;
export type Board = (typeof BOARDS)[number];

/** Bits of `Market.flags`: of one asset on one day. */
export const FLAG = {
  /** Under special treatment (ST) on that day. */
  st: 1,
  /** No trading all day. */
  suspended: 2,
  /** May be sold but not bought: removed from Stock Connect. */
  sellOnly: 4
} as const;

/**
 * Corporate actions, ascending by row: what one share held before the open of that day receives. Several of one asset
 * on one day add up, all on the shares held before.
 */
export interface Actions {
  readonly row: Int32Array;
  readonly asset: Int32Array;
  /** Before tax, in the market's currency per share. */
  readonly cash: Float64Array;
  /** New shares per old one: 0.3 for ten get three (10 送 3). */
  readonly shares: Float64Array;
}

/**
 * Daily bars of a market: panels are days × assets, row-major (`row * assets + asset`). Prices are unadjusted whole
 * ticks, so that money is exact: 0.01 CNY in `cn`, 0.001 HKD in `hk`. A price of 0 says that there is none: the asset
 * is not traded that day and keeps its last close. A row holds what is known at its close; `reference`, `flags`, `fx`
 * and `actions` are known before its open.
 */
export interface Market {
  readonly venue: "cn" | "hk";
  /** Days since 1970-01-01, ascending. */
  readonly days: Int32Array;
  readonly codes: readonly string[];
  /** One an asset, in `BOARDS`' words. */
  readonly boards: readonly Board[];
  readonly open: Int32Array;
  readonly high: Int32Array;
  readonly low: Int32Array;
  readonly close: Int32Array;
  /** Previous close after corporate actions (昨收、除权参考价), from which limits are counted. */
  readonly reference: Int32Array;
  /** Shares. */
  readonly volume: Float32Array;
  /** Bits of `FLAG`. */
  readonly flags: Uint8Array;
  /** Row of each asset's first trading day; −1 where it was listed before the first row. */
  readonly listed: Int32Array;
  /** First row on which an asset is no longer listed; the number of days where it is to the end. */
  readonly delisted: Int32Array;
  readonly actions: Actions;
  /** Board lot of each asset in shares; by the board's rule where absent (`hk` needs it). */
  readonly lot?: Int32Array;
  /** CNY per HKD by day (`hk` only). */
  readonly fx?: Float64Array;
  /** 1 on days on which orders can be executed; all where absent. */
  readonly trading?: Uint8Array;
}

/** Ticks of one unit of currency. */
export const TICKS: Readonly<Record<Market["venue"], number>> = {cn: 100, hk: 1000};

/** Something odd in the data, and what the engine does with it. */
export interface MarketIssue {
  readonly issue:
    | "price of zero"
    | "missing day"
    | "overlapping actions"
    | "close outside the day's range"
    | "action on a day without a listing";
  readonly count: number;
  /** One case: `000001.SZ row 12`. */
  readonly example: string;
}
