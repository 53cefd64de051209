export type TokenKind =
  | "space"
  | "comment"
  | "string"
  | "name"
  | "parameter"
  | "end"
  | "word"
  | "number"
  | "mark";

/** A piece of a script: `text.slice(start, end)`. `open` when its closing mark is missing. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  readonly open: boolean;
}

const SPACE = /\s+/y;
const LINE_COMMENT = /--[^\n]*/y;
const BLOCK_MARK = /\/\*|\*\//g;
const QUOTED = /'(?:[^']|'')*('?)/y;
const ESCAPED = /[eE]'(?:[^'\\]|\\[\s\S]|'')*('?)/y;
const NAME = /"(?:[^"]|"")*("?)/y;
const DOLLAR = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const PARAMETER = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*|\d+)/y;
const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const NUMBER = /\d[\w.]*/y;

/**
 * The tokens of a SQL script in DuckDB's (PostgreSQL's) lexical grammar, without gaps: quoted strings (plain,
 * `E''`, dollar-quoted), quoted names, nested comments, `$name` parameters, `;` as `end`. Never throws:
 * what is not closed runs to the end of the script and is marked `open`.
 */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at);
    found.push(token);
    at = token.end;
  }
  return found;
}

function tokenAt(text: string, start: number): Token {
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = start;
    return pattern.exec(text);
  };
  const token = (kind: TokenKind, end: number, open = false): Token => ({kind, start, end, open});
  const plain = (kind: TokenKind, pattern: RegExp): Token | undefined => {
    const m = match(pattern);
    return m ? token(kind, start + m[0].length) : undefined;
  };
  const closed = (kind: TokenKind, pattern: RegExp): Token | undefined => {
    const m = match(pattern);
    return m ? token(kind, start + m[0].length, m[1] === "") : undefined;
  };
  const c = text[start] ?? "";
  if (c === ";") return token("end", start + 1);
  if (text.startsWith("/*", start)) return blockComment(text, start);
  return (
    plain("space", SPACE) ??
    plain("comment", LINE_COMMENT) ??
    closed("string", QUOTED) ??
    closed("string", ESCAPED) ??
    closed("name", NAME) ??
    dollarString(text, start, match(DOLLAR)?.[0]) ??
    plain("parameter", PARAMETER) ??
    plain("word", WORD) ??
    plain("number", NUMBER) ??
    token("mark", start + 1)
  );
}

function blockComment(text: string, start: number): Token {
  BLOCK_MARK.lastIndex = start;
  let depth = 0;
  for (let m = BLOCK_MARK.exec(text); m; m = BLOCK_MARK.exec(text)) {
    depth += m[0] === "/*" ? 1 : -1;
    if (depth === 0) return {kind: "comment", start, end: m.index + 2, open: false};
  }
  return {kind: "comment", start, end: text.length, open: true};
}

function dollarString(text: string, start: number, tag: string | undefined): Token | undefined {
  if (tag === undefined) return undefined;
  const close = text.indexOf(tag, start + tag.length);
  if (close < 0) return {kind: "string", start, end: text.length, open: true};
  return {kind: "string", start, end: close + tag.length, open: false};
}
