import {tokens} from "./lex.js";

/** One statement of a script: `text` is `script.slice(start, end)`, without the semicolon and outer space. */
export interface Statement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The statements of a script in order; parts that hold only space and comments are left out. */
export function statements(script: string): Statement[] {
  return parts(script).flatMap(({first, last}) =>
    first === undefined || last === undefined
      ? []
      : [{start: first, end: last, text: script.slice(first, last)}]
  );
}

/**
 * The statement at a place in the script: the one whose part (up to and with its semicolon) holds it,
 * else the nearest before, else the first. Undefined where the script has none.
 */
export function statementAt(script: string, offset: number): Statement | undefined {
  const all = statements(script);
  const ends = parts(script).map((p) => p.end);
  const part = ends.findIndex((end) => offset <= end);
  const from = part <= 0 ? 0 : (ends[part - 1] ?? 0);
  const here = all.find((s) => s.start >= from && s.end > from && s.start <= (ends[part] ?? script.length));
  return here ?? all.findLast((s) => s.end <= offset) ?? all[0];
}

interface Part {
  readonly end: number;
  readonly first: number | undefined;
  readonly last: number | undefined;
}

function parts(script: string): Part[] {
  const found: Part[] = [];
  let first: number | undefined;
  let last: number | undefined;
  const close = (end: number): void => {
    found.push({end, first, last});
    first = last = undefined;
  };
  for (const {kind, start, end} of tokens(script)) {
    if (kind === "end") close(end);
    else if (kind !== "space" && kind !== "comment") {
      first ??= start;
      last = end;
    }
  }
  close(script.length);
  return found;
}
