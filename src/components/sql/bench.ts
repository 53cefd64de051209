import {bytes, integer} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {type Answer, type Database, QueryCancelled} from "../database.js";
import {element} from "../dom.js";
import type {BenchState} from "./bench-state.js";
import {sqlEditor} from "./editor.js";
import {errorNote, nameIn, suggestion, wordAt} from "./error-note.js";
import {parameterForm} from "./parameter-form.js";
import {remember} from "./query-history.js";
import {resultPanel} from "./result-panel.js";
import {chosen, runStatements, StatementError} from "./run.js";
import {readSchema, type Schema} from "./schema.js";
import {schemaTree} from "./schema-tree.js";
import {toolbar} from "./toolbar.js";
import {WORDS} from "./words.js";

/**
 * The SQL bench: tables, editor, answer. `state` keeps the query and the answer when the bench is drawn anew in
 * another language. A query that came with a link is shown and never run by itself.
 */
export function sqlBench(
  state: BenchState,
  {locale, database}: {locale: Locale; database: Database}
): HTMLElement {
  let running: AbortController | undefined;
  let schema: Schema | undefined;

  const status = element(
    "p",
    {class: "sql-status", role: "status", "aria-live": "polite"},
    say(WORDS.starting, locale)
  );
  const tell = (text: Text | string): void => status.replaceChildren(say(text, locale));
  const problem = element("div", {});
  const notice = linkNotice(state, locale);
  const results = element("div", {class: "sql-results"});
  const tree = element("aside", {class: "sql-schema", "aria-label": say(WORDS.schema, locale)});
  tree.append(element("p", {class: "sql-note"}, say(WORDS.loadingSchema, locale)));

  const editor = sqlEditor({
    text: state.text,
    locale,
    onRun: (what) => void run(what),
    onCancel: cancel,
    onChange: (text) => {
      state.text = text;
      parameters.update(text);
    }
  });
  const parameters = parameterForm({locale, onRun: () => void run("here")});
  const tools = toolbar({
    locale,
    onRun: (what) => void run(what),
    onCancel: cancel,
    onOpen: (sql) => {
      editor.replace(sql);
      problem.replaceChildren();
      editor.focus();
    },
    text: () => editor.text(),
    tell
  });

  function cancel(): boolean {
    if (running === undefined || running.signal.aborted) return false;
    running.abort();
    tell(WORDS.cancelling);
    return true;
  }

  async function run(what: "here" | "all"): Promise<void> {
    if (running !== undefined) return;
    const script = editor.text();
    running = new AbortController();
    state.linked = false;
    notice.hidden = true;
    tools.busy(true);
    editor.mark(undefined);
    problem.replaceChildren();
    tell(schema === undefined ? WORDS.starting : WORDS.running);
    try {
      const statements = chosen(script, editor.selection(), what);
      const answer = await runStatements(database, statements, {
        values: parameters.values(),
        signal: running.signal
      });
      if (answer === undefined) return tell(WORDS.ready);
      state.answer = answer;
      show(answer);
      remember({sql: script, at: Date.now(), rows: answer.result.rows, milliseconds: answer.milliseconds});
    } catch (error) {
      explain(error, script);
    } finally {
      running = undefined;
      tools.busy(false);
    }
  }

  function show(answer: Answer): void {
    results.replaceChildren(resultPanel(answer.result, {locale}));
    tell(summary(answer, locale));
  }

  function explain(error: unknown, script: string): void {
    if (error instanceof QueryCancelled) tell(error.restarted ? WORDS.restarted : WORDS.cancelled);
    else if (error instanceof StatementError) explainStatement(error, script);
    else {
      const message = error instanceof Error ? error.message : String(error);
      const text = `${say(WORDS.engineFailed, locale)}: ${message}`;
      problem.replaceChildren(element("div", {class: "sql-error", role: "alert"}, element("p", {}, text)));
      tell(WORDS.engineFailed);
    }
  }

  function explainStatement({reason: {detail}, from}: StatementError, script: string): void {
    const range = from === undefined ? undefined : wordAt(script, from);
    if (range !== undefined) editor.mark(range);
    const onUse = (name: string): void => {
      if (range !== undefined) editor.insert(name, nameIn(script, range, detail.name));
      problem.replaceChildren();
    };
    const suggested =
      range === undefined || detail.name === undefined ? undefined : suggestion(detail, schema);
    problem.replaceChildren(errorNote(detail, {script, from}, {locale, suggested, onUse}));
    tell(`${say(WORDS.failed, locale)} (${detail.kind})`);
  }

  async function load(): Promise<void> {
    state.schema ??= readSchema(database);
    try {
      schema = await state.schema;
      const onInsert = (name: string): void => editor.insert(name);
      tree.replaceChildren(schemaTree(schema, {locale, onInsert}));
      editor.complete(schema);
      if (state.answer === undefined && running === undefined) tell(WORDS.ready);
    } catch (error) {
      state.schema = undefined;
      tree.replaceChildren();
      explain(error, "");
    }
  }

  parameters.update(state.text);
  if (state.answer !== undefined) show(state.answer);
  void load();
  const main = element(
    "div",
    {class: "sql-main"},
    notice,
    tools.node,
    editor.node,
    parameters.node,
    status,
    problem,
    results
  );
  main.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && cancel()) event.preventDefault();
  });
  return element("section", {class: "sql-bench wide", "aria-label": say(WORDS.bench, locale)}, tree, main);
}

/** Says that a query came with the link and was not run, or that the link could not be read. */
function linkNotice({linked, broken}: BenchState, locale: Locale): HTMLElement {
  const text = linked ? WORDS.fromLink : broken === "size" ? WORDS.longLink : WORDS.brokenLink;
  const hidden = !linked && broken === undefined;
  return element("p", {class: "sql-notice", role: "note", hidden}, say(text, locale));
}

/** Rows, time, and what was fetched of the database. */
function summary({result, milliseconds, fetched}: Answer, locale: Locale): string {
  const {rows, more, columns} = result;
  const zh = locale === "zh";
  if (columns.length === 0) return say(WORDS.noColumns, locale);
  const count = zh
    ? `${integer(rows)} 行 × ${columns.length} 列${more ? "（只取前面这些行，还有更多）" : ""}`
    : `${integer(rows)} rows × ${columns.length} columns${more ? " (the first ones; there are more)" : ""}`;
  return `${count} · ${integer(milliseconds)} ms · ${zh ? "取回" : "fetched"} ${bytes(fetched)}`;
}
