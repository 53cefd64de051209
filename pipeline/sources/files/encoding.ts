import {isUtf8} from "node:buffer";
import {once} from "node:events";
import {createReadStream, createWriteStream, statSync} from "node:fs";
import type {Readable} from "node:stream";
import {createGunzip} from "node:zlib";
import {FatalError, messageOf} from "./fatal.js";

export interface TextFile {
  /** What to read: the file itself, or its copy in UTF-8. */
  readonly path: string;
  readonly encoding: "UTF-8" | "GB18030";
  readonly gzip: boolean;
}

export const isGzip = (path: string): boolean => /\.gz$/i.test(path);

/** Bytes of a file, unpacked where it is gzip. */
export async function* bytesOf(path: string, {gzip = isGzip(path)} = {}): AsyncGenerator<Buffer> {
  const file = createReadStream(path, {highWaterMark: 1 << 20});
  const stream: Readable = gzip ? file.pipe(createGunzip({chunkSize: 1 << 20})) : file;
  if (gzip) file.on("error", (error) => stream.destroy(error));
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } finally {
    file.destroy();
  }
}

/**
 * Finds a text file's encoding. UTF-8 (with BOM or without) is read in place; GB18030 is copied to `copy` as UTF-8.
 * A file that is neither, or holds both, is fatal with the place of the first byte that does not fit.
 */
export async function asUtf8(path: string, label: string, copy: string): Promise<TextFile> {
  const gzip = isGzip(path);
  if (statSync(path).size === 0) throw new FatalError(`${label} is empty (0 bytes)`);
  try {
    const check = await checkUtf8(path);
    if (check.wide) throw new FatalError(`${label} is UTF-16; save it as UTF-8 (or GB18030)`);
    if (check.badByte === undefined) return {path, encoding: "UTF-8", gzip};
    const at = `byte ${check.badByte} (line ${check.badLine})`;
    if (check.bom) throw new FatalError(`${label} begins as UTF-8 but ${at} is not UTF-8`);
    await recode(path, label, copy, at);
    return {path: copy, encoding: "GB18030", gzip: false};
  } catch (error) {
    if (error instanceof FatalError) throw error;
    throw new FatalError(
      `${label} cannot be read${gzip ? " as gzip; is it cut off?" : ""} (${messageOf(error)})`
    );
  }
}

interface Utf8Check {
  readonly wide: boolean;
  readonly bom: boolean;
  readonly badByte: number | undefined;
  readonly badLine: number;
}

async function checkUtf8(path: string): Promise<Utf8Check> {
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  const lines = 0;
  let bom = false;
  let first = true;
  const problem = (part: Buffer): Utf8Check | undefined => {
    if (isUtf8(part)) {
      offset += part.length;
      return undefined;
    }
    const bad = badIn(part);
    return {wide: false, bom, badByte: offset + bad, badLine: 1 + lines + newlines(part.subarray(0, bad))};
  };
  for await (const chunk of bytesOf(path)) {
    if (first && (chunk.readUInt16BE(0) === 0xfffe || chunk.readUInt16BE(0) === 0xfeff)) {
      return {wide: true, bom: false, badByte: 0, badLine: 1};
    }
    if (first) bom = chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
    first = false;
    const whole = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const cut = whole.lastIndexOf(10) + 1;
    const part = whole.subarray(0, cut);
    const found = problem(part);
    if (found) return found;
    rest = Buffer.from(whole.subarray(cut));
    if (rest.length > 1 << 26) return {wide: false, bom, badByte: offset, badLine: lines + 1};
  }
  return problem(rest) ?? {wide: false, bom, badByte: undefined, badLine: 0};

  function newlines(part: Buffer): number {
    let n = 0;
    for (const b of part) if (b === 10) n++;
    return n;
  }
}

/** Index of the first byte at which `part` stops being UTF-8. */
function badIn(part: Buffer): number {
  let good = 0;
  let bad = part.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isUtf8(part.subarray(0, middle)) || prefixIsCut(part.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

/** Whether the only fault of these bytes is a character cut at their end. */
function prefixIsCut(bytes: Buffer): boolean {
  for (let n = 1; n <= 3 && n <= bytes.length; n++) {
    const lead = bytes[bytes.length - n] ?? 0;
    if (lead < 0x80) return false;
    if (lead > 0xf4) return false;
    if (lead >= 0xc2) {
      const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
      return n < length && isUtf8(bytes.subarray(0, bytes.length - n));
    }
  }
  return false;
}

async function recode(path: string, label: string, copy: string, notUtf8At: string): Promise<void> {
  const decoder = new TextDecoder("gb18030", {fatal: true});
  const out = createWriteStream(copy);
  const failed = once(out, "error").then(([error]) => Promise.reject(error));
  failed.catch(() => undefined);
  let offset = 0;
  const seen = {utf8: 0, other: 0};
  try {
    for await (const chunk of bytesOf(path)) {
      countLines(chunk, seen);
      let text: string;
      try {
        text = decoder.decode(chunk, {stream: true});
      } catch {
        const at = offset + badGb18030In(chunk);
        throw new FatalError(`${label} is neither UTF-8 (${notUtf8At}) nor GB18030 (near byte ${at})`);
      }
      offset += chunk.length;
      if (!out.write(text)) await Promise.race([once(out, "drain"), failed]);
    }
    try {
      out.write(decoder.decode());
    } catch {
      throw new FatalError(
        `${label} is neither UTF-8 (${notUtf8At}) nor GB18030 (cut off at byte ${offset})`
      );
    }
    if (seen.utf8 > 0 && seen.utf8 > 0.05 * (seen.utf8 + seen.other)) {
      throw new FatalError(
        `${label} mixes encodings: ${seen.utf8} lines are UTF-8, ${seen.other} are not, the first at ${notUtf8At}`
      );
    }
  } finally {
    out.end();
    await Promise.race([once(out, "close"), failed]).catch(() => undefined);
  }
  if (out.errored) throw out.errored;
}

const twoHan = /[\u4e00-\u9fff].*[\u4e00-\u9fff]/u;

function countLines(chunk: Buffer, seen: {utf8: number; other: number}): void {
  let start = chunk.indexOf(10) + 1;
  for (let end = chunk.indexOf(10, start); end >= 0; start = end + 1, end = chunk.indexOf(10, start)) {
    const line = chunk.subarray(start, end);
    if (!line.some((b) => b >= 0x80)) continue;
    if (isUtf8(line) && twoHan.test(line.toString())) seen.utf8++;
    else seen.other++;
  }
}

function badGb18030In(chunk: Buffer): number {
  let good = 0;
  let bad = chunk.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    try {
      new TextDecoder("gb18030", {fatal: true}).decode(chunk.subarray(0, middle), {stream: true});
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return good;
}
