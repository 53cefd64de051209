import {normalisedOverUnder} from "../reconcile/position-total.js";

/** Aggregate positions by industry, all shares of NAV or of the index. */
export interface PositionColumns {
  readonly weight: Float64Array;
  readonly last: Float64Array;
  readonly index: Float64Array;
}

export interface PositionTable {
  /** Position less index weight, as the report prints it, and after both are scaled to one. */
  readonly overUnder: Float64Array;
  readonly overUnderNormalised: Float64Array;
  readonly change: Float64Array;
}

/** The arithmetic of the report's position table (公募行业仓位表): over- and underweights and the week's change. */
export function positionTable({weight, last, index}: PositionColumns): PositionTable {
  if (last.length !== weight.length || index.length !== weight.length)
    throw new RangeError(
      `weight, last and index differ in length: ${weight.length}, ${last.length} and ${index.length}`
    );
  return {
    overUnder: weight.map((w, i) => w - (index[i] as number)),
    overUnderNormalised: normalisedOverUnder(weight, index),
    change: weight.map((w, i) => w - (last[i] as number))
  };
}

/** Sums by sector, sectors in order of first appearance. */
export function bySector(values: ArrayLike<number>, sectors: readonly string[]): Map<string, number> {
  if (values.length !== sectors.length)
    throw new RangeError(`values and sectors differ in length: ${values.length} and ${sectors.length}`);
  const sums = new Map<string, number>();
  sectors.forEach((s, i) => {
    sums.set(s, (sums.get(s) ?? 0) + (values[i] as number));
  });
  return sums;
}
