import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource
} from "@codemirror/autocomplete";
import type {Locale} from "../../lib/format/text.js";
import {say} from "../../lib/format/text.js";
import {tokens} from "../../lib/sql/lex.js";
import {identifier} from "../../lib/sql/quote.js";
import {statementAt} from "../../lib/sql/split.js";
import type {Schema, SchemaColumn, SchemaTable} from "./schema.js";

/**
 * Completion from the schema: tables anywhere, columns of the tables that the statement names, after `alias.` those
 * of that table; functions last. Meanings stand beside the names, and typing one in Chinese finds its name.
 */
export function schemaCompletion(schema: Schema, locale: Locale): CompletionSource {
  const byName = new Map(schema.tables.map((t) => [t.name, t]));
  const tables = schema.tables.flatMap((t) => options(t, {type: "class", boost: 1, locale}));
  const functions: Completion[] = schema.functions.map((f) => ({
    label: f,
    type: "function",
    apply: `${f}(`,
    boost: -50
  }));
  return (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(/[\w\u4e00-\u9fff]*/);
    if (word === null || (word.from === word.to && !context.explicit && !/\.\s*$/.test(before(context))))
      return null;
    if (isInText(context)) return null;
    const script = context.state.doc.toString();
    const statement = statementAt(script, context.pos)?.text ?? script;
    const named = tablesIn(statement, byName);
    const owner = /([\w\u4e00-\u9fff]+)\.$/.exec(script.slice(0, word.from))?.[1];
    if (owner !== undefined) {
      const table = named.get(owner.toLowerCase());
      return table === undefined
        ? null
        : {from: word.from, options: columnsOf([table], locale), validFor: WORD};
    }
    const columns = columnsOf([...new Set(named.values())], locale);
    return {from: word.from, options: [...columns, ...tables, ...functions], validFor: WORD};
  };
}

const WORD = /^[\w\u4e00-\u9fff]*$/;

const before = (context: CompletionContext): string =>
  context.state.sliceDoc(Math.max(0, context.pos - 2), context.pos);

function isInText(context: CompletionContext): boolean {
  const all = tokens(context.state.doc.toString());
  const here = all.find(
    (t) => t.start < context.pos && (context.pos < t.end || (t.open && context.pos === t.end))
  );
  return here?.kind === "string" || here?.kind === "comment";
}

/** The tables that a statement names, under their names and their aliases. */
function tablesIn(statement: string, byName: ReadonlyMap<string, SchemaTable>): Map<string, SchemaTable> {
  const words = tokens(statement).filter((t) => t.kind !== "space" && t.kind !== "comment");
  const text = (i: number): string => {
    const token = words[i];
    return token === undefined
      ? ""
      : statement.slice(token.start, token.end).replaceAll('"', "").toLowerCase();
  };
  const named = new Map<string, SchemaTable>();
  for (let i = 0; i < words.length; i++) {
    const table = byName.get(text(i));
    if (table === undefined) continue;
    named.set(text(i), table);
    const at = text(i + 1) === "as" ? i + 2 : i + 1;
    if (words[at]?.kind === "word") named.set(text(at), table);
  }
  return named;
}

const columnsOf = (tables: readonly SchemaTable[], locale: Locale): Completion[] =>
  tables.flatMap((t) =>
    t.columns.flatMap((c) => options(c, {type: "property", boost: 20, locale, table: t.name}))
  );

interface OptionKind {
  readonly type: string;
  readonly boost: number;
  readonly locale: Locale;
  readonly table?: string;
}

/** A name with its meaning beside it, and its Chinese meaning as a second way to find it. */
function options(thing: SchemaTable | SchemaColumn, {type, boost, locale, table}: OptionKind): Completion[] {
  const meaning = `${say(thing, locale)}${thing.unit ? ` [${thing.unit}]` : ""}`;
  const apply = identifier(thing.name);
  const named: Completion = {label: thing.name, type, apply, detail: meaning, boost};
  if (thing.zh === "") return [named];
  const path = table === undefined ? thing.name : `${table}.${thing.name}`;
  return [named, {label: thing.zh, type, apply, detail: path, boost: boost - 10}];
}
