import {type Token, tokens} from "./lex.js";
import {type Literal, literal} from "./quote.js";

/** A statement with its parameters written in, and the way back from its places to those of the original. */
export interface BoundStatement {
  readonly sql: string;
  readonly origin: (offset: number) => number;
}

const parametersOf = (text: string): Token[] => tokens(text).filter((t) => t.kind === "parameter");

/** The names of a script's `$name` parameters, each once, in order of appearance. */
export const parameterNames = (text: string): string[] => [
  ...new Set(parametersOf(text).map((t) => text.slice(t.start + 1, t.end)))
];

/**
 * Writes values into a statement in place of its `$name` parameters, as literals.
 * Throws where a parameter has no value.
 */
export function bindParameters(text: string, values: ReadonlyMap<string, Literal>): BoundStatement {
  let sql = "";
  let from = 0;
  const shifts: {at: number; start: number; end: number}[] = [];
  for (const {start, end} of parametersOf(text)) {
    const name = text.slice(start + 1, end);
    if (!values.has(name)) throw new Error(`values: parameter $${name} has none`);
    sql += text.slice(from, start);
    shifts.push({at: sql.length, start, end});
    sql += literal(values.get(name));
    from = end;
  }
  sql += text.slice(from);
  return {sql, origin: (offset) => originOf(offset, shifts, sql, text)};
}

function originOf(
  offset: number,
  shifts: readonly {at: number; start: number; end: number}[],
  sql: string,
  text: string
): number {
  const near = shifts.findLast((s) => s.at <= offset);
  if (near === undefined) return offset;
  const next = shifts[shifts.indexOf(near) + 1];
  const [limit, bound] = next === undefined ? [text.length, sql.length] : [next.start, next.at];
  const after = limit - (bound - offset);
  return after >= near.end ? after : near.start;
}

/** What a reader typed for a parameter: a number, a date, true or false, nothing as NULL, else text. */
export function typedValue(input: string): Literal {
  const text = input.trim();
  if (text === "" || /^null$/i.test(text)) return null;
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
  if (/^[+-]?\d{1,18}$/.test(text)) return BigInt(text);
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)))
    return new Date(`${text}T00:00:00Z`);
  return /^'.*'$/s.test(text) ? text.slice(1, -1).replaceAll("''", "'") : text;
}
