import {type FactorBook, unpackBook} from "../../lib/factor/book.js";

/** The bytes of a gzip file. */
export async function gunzip(buffer: ArrayBuffer): Promise<Uint8Array> {
  const stream = new Blob([buffer]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** A factor book from the file that its loader wrote. */
export const readBook = async (buffer: ArrayBuffer): Promise<FactorBook> => unpackBook(await gunzip(buffer));
