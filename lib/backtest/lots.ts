import type {Board} from "./market.js";

/** How many shares an order may be for. */
export interface Lots {
  /** Smallest buy. */
  readonly least: number;
  /** Step above it. */
  readonly step: number;
}

const LOTS: Readonly<Record<Exclude<Board, "hk">, Lots>> = {
  main: {least: 100, step: 100},
  gem: {least: 100, step: 100},
  star: {least: 200, step: 1},
  bse: {least: 100, step: 1}
};

/** The rule of a board; Hong Kong shares have a board lot (每手) each. Throws without one. */
export function lotsOf(board: Board, lot?: number): Lots {
  if (board !== "hk") return LOTS[board];
  if (!(lot !== undefined && Number.isInteger(lot) && lot >= 1)) {
    throw new RangeError(`lot must be a whole number from 1 for a Hong Kong share, got ${lot}`);
  }
  return {least: lot, step: lot};
}

/** Whole shares of any number: no lots. */
export const SINGLE: Lots = {least: 1, step: 1};

/** Largest order to buy of at most `shares`: 0 below the smallest. */
export const buyLot = (shares: number, {least, step}: Lots): number =>
  shares < least ? 0 : least + Math.floor((shares - least) / step) * step;

/**
 * Largest order to sell of at most `shares` from a position of `held`: an odd lot (零股) goes with all the rest at once,
 * a part in whole lots.
 */
export function sellLot(shares: number, held: number, lots: Lots): number {
  if (shares >= held) return held;
  return buyLot(shares, lots);
}
