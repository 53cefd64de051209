import {bytesOf} from "./encoding.js";

export interface CsvRecord {
  /** Line on which the record starts, from 1; quoted line breaks count. */
  readonly line: number;
  readonly fields: number;
  /** The record's bytes without its line break. */
  readonly bytes: Buffer;
  /** What is wrong with its quotes, if anything. */
  readonly fault: string | undefined;
}

const QUOTE = 34;
const LF = 10;
const CR = 13;

enum State {
  Start,
  Plain,
  Quoted,
  AfterQuote
}

/**
 * Records of a UTF-8 CSV file one by one, with true line numbers, as RFC 4180 has them: quotes doubled inside quotes,
 * line breaks allowed there. Blank lines are skipped. It serves where a fault must be located; the database reads the
 * sound files.
 */
export async function* recordsOf(
  path: string,
  {delimiter, gzip}: {delimiter: string; gzip: boolean}
): AsyncGenerator<CsvRecord> {
  const comma = delimiter.charCodeAt(0);
  let state = State.Start;
  let line = 1;
  let startLine = 1;
  let fields = 1;
  let fault: string | undefined;
  let pending: Buffer = Buffer.alloc(0);
  let first = true;
  for await (const read of bytesOf(path, {gzip})) {
    let chunk = read;
    if (first && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) chunk = chunk.subarray(3);
    first = false;
    let start = 0;
    for (let i = 0; i < chunk.length; i++) {
      const b = chunk[i];
      if (b === LF) line++;
      if (state === State.Quoted) {
        if (b === QUOTE) state = State.AfterQuote;
        continue;
      }
      if (b === LF) {
        const bytes = trimmed(
          pending.length > 0 ? Buffer.concat([pending, chunk.subarray(start, i)]) : chunk.subarray(start, i)
        );
        if (bytes.length > 0) yield {line: startLine, fields, bytes, fault};
        pending = Buffer.alloc(0);
        start = i + 1;
        startLine = line;
        fields = 1;
        fault = undefined;
        state = State.Start;
      } else if (b === comma) {
        fields++;
        state = State.Start;
      } else if (b === QUOTE) {
        if (state === State.Start || state === State.AfterQuote) state = State.Quoted;
      } else if (state === State.AfterQuote && b !== CR) {
        fault = "text after a closing quote";
        state = State.Plain;
      } else if (state === State.Start) state = State.Plain;
    }
    const tail = chunk.subarray(start);
    pending = pending.length > 0 ? Buffer.concat([pending, tail]) : Buffer.from(tail);
  }
  const bytes = trimmed(pending);
  if (state === State.Quoted) fault = "a quote opened here is never closed";
  if (bytes.length > 0) yield {line: startLine, fields, bytes, fault};
}

const trimmed = (bytes: Buffer): Buffer => (bytes.at(-1) === CR ? bytes.subarray(0, -1) : bytes);

/** Fields of one record. */
export function fieldsOf(record: string, delimiter: string): string[] {
  const fields: string[] = [];
  let field = "";
  let quoted = false;
  for (let i = 0; i < record.length; i++) {
    const c = record[i] ?? "";
    if (quoted) {
      if (c !== '"') field += c;
      else if (record[i + 1] === '"') {
        field += c;
        i++;
      } else quoted = false;
    } else if (c === '"' && field === "") quoted = true;
    else if (c === delimiter) {
      fields.push(field);
      field = "";
    } else field += c;
  }
  fields.push(field);
  return fields;
}
