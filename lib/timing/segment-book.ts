import {unpack} from "../factor/pack.js";
import type {Text} from "../format/text.js";
import {type Segments, segments} from "./segments.js";
import {type Bars, weekEnds, weeklyBars} from "./weekly-bars.js";

/** An index as a page carries it. */
export interface BookIndex extends Text {
  readonly index: string;
}

/** Bars of several indices, unpacked on demand. */
export interface SegmentBook {
  /** Tables that the dataset lacks. */
  readonly missing: readonly string[];
  readonly indices: readonly BookIndex[];
  /** Indices of the dataset that the page does not carry. */
  readonly left: number;
  readonly series: (index: string, freq: "D" | "W") => IndexSeries;
}

export interface IndexSeries {
  readonly bars: Bars;
  readonly run: Segments;
  /** For each bar the trading days since the bar before on which the index has no close. */
  readonly holes: Float64Array;
}

interface Meta {
  readonly missing: readonly string[];
  readonly indices: readonly (BookIndex & {readonly nextOpen: number | null})[];
  readonly left?: number;
}

/**
 * Reads the packed bars of the segment page and runs the segments on them. Levels other than the close are to 1/1000 of
 * it. Throws on an index that is not there.
 */
export function segmentBook(bytes: Uint8Array): SegmentBook {
  const {meta, columns} = unpack(bytes);
  const {missing, indices, left = 0} = meta as Meta;
  const column = (name: string): Float64Array => columns.get(name) ?? new Float64Array(0);
  return {
    missing,
    indices,
    left,
    series(index, freq) {
      const k = indices.findIndex((d) => d.index === index);
      if (k < 0) throw new RangeError(`index must be one of the book's, got "${index}"`);
      const close = column(`close${k}`);
      const bars = {
        days: Int32Array.from(column(`days${k}`)),
        close,
        ...levels(close, (n) => column(`${n}${k}`))
      };
      const holes = column(`holes${k}`);
      if (freq === "D") return {bars, run: segments(close), holes};
      const ends = weekEnds(bars.days, {nextOpen: indices[k]?.nextOpen ?? Number.NaN});
      const weeks = weeklyBars(bars, ends);
      let first = 0;
      const missed = Float64Array.from(ends, (end) => {
        const sum = holes.subarray(first, end + 1).reduce((s, n) => s + n, 0);
        first = end + 1;
        return sum;
      });
      return {bars: weeks, run: segments(weeks.close), holes: missed};
    }
  };
}

function levels(close: Float64Array, column: (name: string) => Float64Array): Omit<Bars, "days" | "close"> {
  const [above, high, low] = [column("open"), column("high"), column("low")];
  const open = close.map((c, t) => c * (1 + (above[t] as number)));
  return {
    open,
    high: close.map((c, t) => Math.max(c, open[t] as number) + c * (high[t] as number)),
    low: close.map((c, t) => Math.min(c, open[t] as number) - c * (low[t] as number))
  };
}
