import {DESCRIPTORS, STYLES} from "../../../lib/factor/styles.js";
import {share} from "../../run/thread.js";

/** Columns of a day's cross-section, one value a stock, in memory that threads share. */
export interface SectionRoom {
  /** Place of each stock's code in the grid. */
  readonly col: Int32Array;
  readonly cap: Float64Array;
  /** ∝ √cap, mean 1 over the members. */
  readonly weight: Float64Array;
  readonly member: Uint8Array;
  /** A column a descriptor, in the order of `DESCRIPTORS`. */
  readonly raw: readonly Float64Array[];
  /** A column a style, in the order of `STYLES`, for whoever makes exposures of the descriptors. */
  readonly exposures: readonly Float64Array[];
}

/** A day's cross-section: the first `n` stocks are those with a positive capitalisation, by code. */
export interface CrossSectionDay extends SectionRoom {
  readonly n: number;
  readonly members: number;
  /** Listed stocks left out: without a price or share count. */
  readonly capless: number;
}

export function sectionRoom(assets: number): SectionRoom {
  const column = (): Float64Array => share(new Float64Array(assets));
  return {
    col: share(new Int32Array(assets)),
    cap: column(),
    weight: column(),
    member: share(new Uint8Array(assets)),
    raw: DESCRIPTORS.map(column),
    exposures: STYLES.map(column)
  };
}
