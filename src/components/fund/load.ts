import {
  type FundEntry,
  partRanges,
  type RangeReader,
  type SharedBook,
  unpackEntry,
  unpackShared
} from "../../lib/attribution/fund-book.js";
import {gunzip} from "../factor/load.js";

/** A book of funds read part by part. */
export interface FundReader {
  readonly shared: SharedBook | undefined;
  /** The entry of a fund by its place in the list. */
  readonly entry: (place: number) => Promise<FundEntry>;
}

/** Reads a file by ranges; a host that answers with the whole file is asked once. */
export function rangeReader(url: string): RangeReader {
  let whole: Promise<Uint8Array> | undefined;
  return async (from, to) => {
    if (!whole) {
      const response = await fetch(url, {headers: {Range: `bytes=${from}-${to - 1}`}});
      if (!response.ok) throw new Error(`the book of funds cannot be read: ${response.status}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (response.status === 206) return bytes;
      whole = Promise.resolve(bytes);
    }
    return (await whole).subarray(from, to);
  };
}

/** Opens a book at an address; only its head and what all funds share is read at once. */
export async function openBook(url: string): Promise<FundReader> {
  const read = rangeReader(url);
  const ranges = await partRanges(read);
  const part = async (k: number): Promise<Uint8Array> => {
    const range = ranges[k];
    if (!range) throw new RangeError(`part must be from 0 to ${ranges.length - 1}, got ${k}`);
    const bytes = await read(...range);
    return gunzip(bytes.slice().buffer);
  };
  return {
    shared: ranges.length > 0 ? unpackShared(await part(0)) : undefined,
    entry: async (place) => unpackEntry(await part(place + 1))
  };
}
