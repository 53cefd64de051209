/** Why a statement failed, as the reader is told. */
export interface SqlError {
  /** Syntax, Binder, Catalog, Conversion …; `Engine` where the engine itself broke. */
  readonly kind: string;
  readonly message: string;
  /** Place in the statement, in UTF-16 units; undefined where the engine gives none. */
  readonly position?: number;
  /** The name that was not found. */
  readonly name?: string;
  readonly candidates: readonly string[];
  /** The extension that holds the function asked for; such are not loaded here. */
  readonly extension?: string;
}

const field = (object: object, key: string): string | undefined => {
  const value: unknown = Reflect.get(object, key);
  return typeof value === "string" ? value : undefined;
};

/**
 * Reads the engine's error (JSON of `errors_as_json`, perhaps after a prefix; plain text where there is none).
 * The engine counts bytes of UTF-8; the answer's position is in UTF-16 units of `sql`.
 */
export function readError(text: string, sql: string): SqlError {
  const json = parsed(text);
  if (json === undefined) return {kind: kindOf(text), message: plainMessage(text), candidates: []};
  const message = field(json, "exception_message") ?? text;
  // Some failures of the parser are told twice over.
  if (parsed(message) !== undefined) return readError(message, sql);
  const position = Number(field(json, "position") ?? Number.NaN);
  const name = field(json, "name");
  const extension = /it exists in the (\w+) extension/.exec(message)?.[1];
  return {
    kind: field(json, "exception_type") ?? "Error",
    message: extension === undefined ? plainMessage(message) : (message.split(", but")[0] ?? message),
    candidates: candidatesOf(json, message),
    ...(Number.isInteger(position) ? {position: utf16Offset(sql, position)} : {}),
    ...(name === undefined ? {} : {name}),
    ...(extension === undefined ? {} : {extension})
  };
}

function parsed(text: string): object | undefined {
  const start = text.indexOf("{");
  const end = text.lastIndexOf("}");
  if (start < 0 || end < start) return undefined;
  try {
    const value: unknown = JSON.parse(text.slice(start, end + 1));
    return typeof value === "object" && value !== null && "exception_message" in value ? value : undefined;
  } catch {
    return undefined;
  }
}

function candidatesOf(json: object, message: string): string[] {
  const listed = field(json, "candidates");
  if (listed !== undefined) return listed.split(/,\s*/).filter((c) => c !== "");
  const said =
    /(?:Candidate (?:bindings|tables)|Did you mean)[:\s]*((?:"[^"]+"(?:, )?)+)/.exec(message)?.[1] ?? "";
  return [...said.matchAll(/"([^"]+)"/g)].map((m) => m[1] ?? "");
}

const kindOf = (text: string): string => /^([A-Z][\w ]*) Error:/.exec(text)?.[1] ?? "Engine";

/** Without the engine's own excerpt of the statement and its list of every overload. */
const plainMessage = (text: string): string => text.replace(/\n+LINE \d+:[\s\S]*$/, "").trim();

/** The place of a UTF-8 byte in a string, in UTF-16 units. */
export function utf16Offset(text: string, byte: number): number {
  let bytes = 0;
  let at = 0;
  for (const character of text) {
    if (bytes >= byte) break;
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    at += character.length;
  }
  return at;
}

/** Line and column, from 1, of a place in a script. */
export function lineColumn(text: string, offset: number): {line: number; column: number} {
  const before = text.slice(0, offset).split("\n");
  return {line: before.length, column: [...(before.at(-1) ?? "")].length + 1};
}
