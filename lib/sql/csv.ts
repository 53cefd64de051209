import {isNumeric, type Result} from "./result.js";

export interface CsvOptions {
  /** Rows in the order to write; all in their own order unless said. */
  readonly order?: Uint32Array;
  /** Begin with a byte-order mark, which Excel needs to read Chinese. */
  readonly bom?: boolean;
  /** Put `'` before text that a spreadsheet would run as a formula. */
  readonly guard?: boolean;
}

/**
 * A result as CSV (RFC 4180, UTF-8, lines end with CRLF) in pieces of some thousand rows. NULL is an empty
 * field, empty text is `""`; numbers are exact and never touched; text and names that begin with `=`, `+`, `-`,
 * `@`, tab or a line break are guarded.
 */
export function* csvPieces({columns, rows}: Result, options: CsvOptions = {}): Generator<string> {
  const {order, bom = true, guard = true} = options;
  const header = columns.map((c) => field(c.name, guard)).join(",");
  const writers = columns.map((c) => {
    const guarded = guard && (c.kind === "text" || c.kind === "nested" || c.kind === "binary");
    const plain = isNumeric(c.kind) || c.kind === "boolean";
    return (row: number): string => {
      const text = c.text(row);
      return text === null ? "" : plain ? text : field(text, guarded);
    };
  });
  let piece = `${bom ? "\ufeff" : ""}${header}\r\n`;
  for (let i = 0; i < rows; i++) {
    const row = order?.[i] ?? i;
    piece += `${writers.map((w) => w(row)).join(",")}\r\n`;
    if (piece.length > 262_144) {
      yield piece;
      piece = "";
    }
  }
  yield piece;
}

function field(text: string, guard: boolean): string {
  const safe = guard && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return safe === "" || /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
