/** The longest query that a link may carry, in UTF-16 units. */
export const LONGEST_QUERY = 65_536;
/** The longest hash that is read at all, in characters. */
export const LONGEST_HASH = 131_072;

/** A link's query, or why it cannot be read. */
export type SharedQuery =
  | {readonly kind: "none"}
  | {readonly kind: "query"; readonly sql: string}
  | {readonly kind: "broken"; readonly reason: "size" | "encoding"};

const toBase64Url = (bytes: Uint8Array): string => {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> => {
  if (!/^[\w-]*$/.test(text)) throw new Error("not base64url");
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (c) => c.charCodeAt(0));
};

const checked = (sql: string): string => {
  if (sql.length > LONGEST_QUERY) {
    throw new RangeError(`sql: ${sql.length} characters are too many for a link (at most ${LONGEST_QUERY})`);
  }
  return sql;
};

const pieces = async (stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > limit) {
      await reader.cancel().catch(() => undefined);
      throw new RangeError(`more than ${limit} bytes`);
    }
    parts.push(next.value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};

const through = (
  bytes: Uint8Array<ArrayBuffer>,
  transform: CompressionStream | DecompressionStream,
  limit: number
) => pieces(new Blob([bytes]).stream().pipeThrough(transform), limit);

/**
 * A query as a link's hash without compression: `q=` and base64url of its UTF-8.
 * Throws a RangeError when the query is longer than a link may carry.
 */
export const encodeQuery = (sql: string): string =>
  `q=${toBase64Url(new TextEncoder().encode(checked(sql)))}`;

/**
 * A query as the shortest hash: `z=` and base64url of its raw deflate (RFC 1951), or `q=` where that is shorter.
 * Throws a RangeError when the query is longer than a link may carry.
 */
export const packQuery = async (sql: string): Promise<string> => {
  const plain = encodeQuery(sql);
  const bytes = new TextEncoder().encode(sql);
  const packed = await through(bytes, new CompressionStream("deflate-raw"), Number.POSITIVE_INFINITY);
  const squeezed = `z=${toBase64Url(packed)}`;
  return squeezed.length < plain.length ? squeezed : plain;
};

/**
 * Reads the query in a location's hash (with or without `#`). Never throws: a hash without a query is `none`,
 * one that is too long or inflates past the cap is `broken` by `size`, an unreadable one `broken` by `encoding`.
 */
export const decodeQuery = async (hash: string): Promise<SharedQuery> => {
  const fields = hash.replace(/^#/, "").split("&");
  const field = fields.find((f) => f.startsWith("q=") || f.startsWith("z="));
  if (field === undefined) return {kind: "none"};
  if (field.length > LONGEST_HASH) return {kind: "broken", reason: "size"};
  try {
    const bytes = fromBase64Url(field.slice(2));
    const plain = field.startsWith("q=")
      ? bytes
      : await through(bytes, new DecompressionStream("deflate-raw"), 3 * LONGEST_QUERY);
    const sql = new TextDecoder("utf-8", {fatal: true, ignoreBOM: true}).decode(plain);
    return sql.length > LONGEST_QUERY ? {kind: "broken", reason: "size"} : {kind: "query", sql};
  } catch (error) {
    return {kind: "broken", reason: error instanceof RangeError ? "size" : "encoding"};
  }
};
