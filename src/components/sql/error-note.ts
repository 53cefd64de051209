import {type Locale, say} from "../../lib/format/text.js";
import {lineColumn, type SqlError} from "../../lib/sql/error.js";
import {tokens} from "../../lib/sql/lex.js";
import {nearestName} from "../../lib/sql/nearest.js";
import {statementAt} from "../../lib/sql/split.js";
import {element} from "../dom.js";
import type {Schema} from "./schema.js";
import {WORDS} from "./words.js";

export interface ErrorPlace {
  readonly script: string;
  /** Where in the script the error is; undefined where the engine does not say. */
  readonly from: number | undefined;
}

/** The name that the reader may have meant: the engine's candidate, or the nearest of the schema. */
export function suggestion({name, candidates}: SqlError, schema: Schema | undefined): string | undefined {
  if (name === undefined) return candidates[0];
  const known = schema?.tables.flatMap((t) => [t.name, ...t.columns.map((c) => c.name)]) ?? [];
  return nearestName(name, [...candidates, ...known, ...(schema?.functions ?? [])]) ?? candidates[0];
}

/** What went wrong, where, and a name to use instead with a button that puts it there. */
export function errorNote(
  error: SqlError,
  {script, from}: ErrorPlace,
  {locale, suggested, onUse}: {locale: Locale; suggested: string | undefined; onUse: (name: string) => void}
): HTMLElement {
  const place = from === undefined ? undefined : lineColumn(script, from);
  const at =
    place === undefined
      ? ""
      : locale === "zh"
        ? `第 ${place.line} 行第 ${place.column} 列：`
        : `line ${place.line}:${place.column}: `;
  const extension =
    error.extension === undefined
      ? ""
      : locale === "zh"
        ? ` 它属于 ${error.extension} 扩展，本站不加载扩展。今天的日期请直接写出。`
        : ` It is part of the ${error.extension} extension, and this site loads none. Write today's date out.`;
  const use =
    suggested !== undefined &&
    element(
      "button",
      {type: "button", class: "use", onclick: () => onUse(suggested)},
      `${say(WORDS.useInstead, locale)} ${suggested}`
    );
  return element(
    "div",
    {class: "sql-error", role: "alert"},
    element("p", {}, `${at}${error.message}${extension}`),
    use
  );
}

/** The token at a place of the script, to mark; one character where there is none. */
export function wordAt(script: string, at: number): {from: number; to: number} {
  const token = tokens(script).find((t) => t.start <= at && at < t.end && t.kind !== "space");
  if (token !== undefined) return {from: at, to: token.end};
  const statement = statementAt(script, at);
  const end = Math.min(at, statement?.end ?? script.length);
  return {from: Math.max(0, end - 1), to: end};
}

/** Where the wrong name stands: the marked range itself, or after a qualifier. */
export function nameIn(
  script: string,
  range: {from: number; to: number},
  name: string | undefined
): {from: number; to: number} {
  if (name === undefined) return range;
  const at = script.toLowerCase().indexOf(name.toLowerCase(), range.from);
  return at < 0 ? range : {from: at, to: at + name.length};
}
