import {pack, unpack} from "./pack.js";
import type {TearMarket} from "./tear-sheet.js";

/** Stocks at month ends, one entry a stock and month it is listed in: sorted by stock, then month. */
export interface TearRows {
  /** Month ends, days since 1970-01-01. */
  readonly months: Int32Array;
  readonly codes: readonly string[];
  readonly industries: readonly string[];
  /** First month (row of `months`) and number of months of each stock: entries are consecutive months. */
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** Entries: return of the month that ends, industry (−1: none), size fifth (0: smallest), and bits. */
  readonly returns: Float64Array;
  readonly industry: Float64Array;
  readonly size: Float64Array;
  readonly bits: Float64Array;
}

/** Bits of an entry: it cannot be traded at the month end; it is in the risk model's estimation universe. */
export const SUSPENDED = 1;
export const ESTIMATION = 2;

/** Size buckets. */
export const SIZES = 5;

/** To what returns and exposures are kept. */
const RETURN_STEP = 5e-4;
const EXPOSURE_STEP = 0.01;

interface Meta {
  readonly codes: readonly string[];
  readonly industries: readonly string[];
  readonly missing: readonly string[];
}

/** The market's rows as bytes; returns to 0.05 %. */
export function packTear(rows: TearRows, missing: readonly string[]): Uint8Array {
  const {months, codes, industries, first, count, returns, industry, size, bits} = rows;
  return pack({codes, industries, missing} satisfies Meta, [
    {name: "months", step: 1, values: months},
    {name: "first", step: 1, values: first},
    {name: "count", step: 1, values: count},
    {name: "returns", step: RETURN_STEP, values: returns},
    {name: "industry", step: 1, values: industry},
    {name: "size", step: 1, values: size},
    {name: "bits", step: 1, values: bits}
  ]);
}

/** One exposure of the same entries as bytes, to 0.01. */
export const packExposure = (values: Float64Array): Uint8Array =>
  pack({}, [{name: "exposure", step: EXPOSURE_STEP, values}]);

export interface TearBook {
  readonly missing: readonly string[];
  readonly months: Int32Array;
  readonly codes: readonly string[];
  readonly industries: readonly string[];
  readonly market: TearMarket;
  /** 1 where the asset-date is in the estimation universe of the risk model. */
  readonly estimation: Uint8Array;
  /** Spreads entries over dates × assets, NaN elsewhere. */
  spread(entries: ArrayLike<number>): Float64Array;
}

/** Reads what `packTear` wrote, as panels of months × stocks. */
export function unpackTear(bytes: Uint8Array): TearBook {
  const {meta, columns} = unpack(bytes);
  const {codes, industries, missing} = meta as Meta;
  const column = (name: string): Float64Array => columns.get(name) ?? new Float64Array();
  const months = Int32Array.from(column("months"));
  const [first, count] = [column("first"), column("count")];
  const [dates, assets] = [months.length, codes.length];
  const spread = (entries: ArrayLike<number>): Float64Array => {
    const panel = new Float64Array(dates * assets).fill(Number.NaN);
    let at = 0;
    for (let i = 0; i < assets; i++) {
      const start = first[i] as number;
      for (let t = start; t < start + (count[i] as number); t++)
        panel[t * assets + i] = entries[at++] as number;
    }
    return panel;
  };
  const orNone = (name: string): Float64Array => spread(column(name)).map((v) => (Number.isNaN(v) ? -1 : v));
  const bits = spread(column("bits"));
  const has = (k: number, bit: number): boolean =>
    !Number.isNaN(bits[k] as number) && ((bits[k] as number) & bit) !== 0;
  return {
    missing,
    months,
    codes,
    industries,
    spread,
    estimation: Uint8Array.from(bits, (_, k) => (has(k, ESTIMATION) ? 1 : 0)),
    market: {
      dates,
      assets,
      returns: spread(column("returns")),
      listed: Uint8Array.from(bits, (b) => (Number.isNaN(b) ? 0 : 1)),
      industry: Int16Array.from(orNone("industry")),
      industries: industries.length,
      size: Int8Array.from(orNone("size")),
      sizes: SIZES,
      suspended: Uint8Array.from(bits, (_, k) => (has(k, SUSPENDED) ? 1 : 0))
    }
  };
}

/** Entries of an exposure, as `packExposure` wrote them. */
export const unpackExposure = (bytes: Uint8Array): Float64Array =>
  unpack(bytes).columns.get("exposure") ?? new Float64Array();

/** Universes that a page offers. */
export type Universe = "all" | "estimation" | "large" | "small";

/** The first `rows` months of a book and a signal, so that a study as of a past month reads nothing later. */
export function sliceTear(
  {market, estimation}: TearBook,
  signal: ArrayLike<number>,
  rows: number
): {readonly market: TearMarket; readonly signal: Float64Array; universe(name: Universe): Uint8Array} {
  const {assets} = market;
  const end = rows * assets;
  const size = market.size.subarray(0, end);
  return {
    market: {
      ...market,
      dates: rows,
      returns: market.returns.subarray(0, end),
      listed: market.listed.subarray(0, end),
      industry: market.industry.subarray(0, end),
      size,
      suspended: market.suspended.subarray(0, end)
    },
    signal: Float64Array.from({length: end}, (_, k) => signal[k] as number),
    universe(name) {
      if (name === "estimation") return estimation.subarray(0, end);
      return Uint8Array.from(size, (s) =>
        name === "all" || (name === "large" ? s >= SIZES - 2 : s >= 0 && s <= 1) ? 1 : 0
      );
    }
  };
}
