import {sliceTear, type TearBook} from "./tear-data.js";
import {type TearSheet, tearSheet} from "./tear-sheet.js";

/** What the page opens with: size, a month ahead, the risk model's universe, across the market, up to the last month. */
export const OPENING = {style: "size", horizon: 1, universe: "estimation", neutral: "none"} as const;

/** Studies at those settings: a reader who changes nothing need not load the panel that they are made of. */
export interface TearSummary {
  readonly missing: readonly string[];
  readonly months: Int32Array;
  readonly industries: readonly string[];
  /** By style; one without a single exposure has none. */
  readonly sheets: Readonly<Record<string, TearSheet>>;
}

/** The opening study of a signal (months × stocks), by the same code that the page runs on every other choice. */
export function openingSheet(book: TearBook, signal: Float64Array): TearSheet | undefined {
  if (signal.every(Number.isNaN)) return undefined;
  const cut = sliceTear(book, signal, book.months.length);
  const {horizon, universe, neutral} = OPENING;
  return tearSheet(cut.signal, cut.market, {horizon, neutral, universe: cut.universe(universe)});
}

/** The summary as JSON: numbers to seven digits, NaN as null, typed arrays under a letter for their kind. */
export const packSummary = (summary: TearSummary): string =>
  JSON.stringify(summary, (_, value: unknown) => {
    if (value instanceof Float64Array) return {f: Array.from(value, round)};
    if (value instanceof Int32Array) return {i: Array.from(value)};
    return typeof value === "number" ? round(value) : value;
  });

const round = (v: number): number | null => (Number.isFinite(v) ? Number(v.toPrecision(7)) : null);

/** Reads what `packSummary` wrote. */
export const unpackSummary = (json: string): TearSummary =>
  JSON.parse(json, (_, value: unknown) => {
    if (value === null) return Number.NaN;
    if (typeof value !== "object") return value;
    const {f, i} = value as {readonly f?: unknown; readonly i?: unknown};
    if (Array.isArray(f)) return Float64Array.from(f);
    return Array.isArray(i) ? Int32Array.from(i) : value;
  }) as TearSummary;
