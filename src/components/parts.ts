import {partRanges, type RangeReader} from "../lib/format/parts.js";
import {gunzip} from "./factor/load.js";

/** A file of gzipped parts, of which only those asked for are fetched. */
export interface Parts {
  readonly count: number;
  /** The bytes of a part. Throws where there is none of that number. */
  readonly part: (k: number) => Promise<Uint8Array>;
}

/** Opens a file of parts at an address; only its head is read at once. */
export async function openParts(url: string): Promise<Parts> {
  const read = rangeReader(url);
  const ranges = await partRanges(read);
  return {
    count: ranges.length,
    part: async (k) => {
      const range = ranges[k];
      if (!range) throw new RangeError(`part must be from 0 to ${ranges.length - 1}, got ${k}`);
      const bytes = await read(...range);
      return gunzip(bytes.slice().buffer);
    }
  };
}

/** Reads a file by ranges; a host that answers with the whole file is asked once. */
function rangeReader(url: string): RangeReader {
  let whole: Promise<Uint8Array> | undefined;
  return async (from, to) => {
    if (!whole) {
      const response = await fetch(url, {headers: {Range: `bytes=${from}-${to - 1}`}});
      if (!response.ok) throw new Error(`${url} cannot be read: ${response.status}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (response.status === 206) return bytes;
      whole = Promise.resolve(bytes);
    }
    return (await whole).subarray(from, to);
  };
}
