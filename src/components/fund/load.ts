import {type FundEntry, type SharedBook, unpackEntry, unpackShared} from "../../lib/attribution/fund-book.js";
import {openParts} from "../parts.js";

/** A book of funds read part by part. */
export interface FundReader {
  readonly shared: SharedBook | undefined;
  /** The entry of a fund by its place in the list. */
  readonly entry: (place: number) => Promise<FundEntry>;
}

/** Opens a book at an address; only its head and what all funds share is read at once. */
export async function openBook(url: string): Promise<FundReader> {
  const {count, part} = await openParts(url);
  return {
    shared: count > 0 ? unpackShared(await part(0)) : undefined,
    entry: async (place) => unpackEntry(await part(place + 1))
  };
}
