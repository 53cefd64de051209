import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap
} from "@codemirror/autocomplete";
import {defaultKeymap, history, historyKeymap} from "@codemirror/commands";
import {PostgreSQL, SQLDialect, sql} from "@codemirror/lang-sql";
import {bracketMatching, syntaxHighlighting} from "@codemirror/language";
import {highlightSelectionMatches, searchKeymap} from "@codemirror/search";
import {Compartment, EditorState, StateEffect, StateField} from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers
} from "@codemirror/view";
import {classHighlighter} from "@lezer/highlight";
import {type Locale, say} from "../../lib/format/text.js";
import {schemaCompletion} from "./completion.js";
import type {Schema} from "./schema.js";
import {WORDS} from "./words.js";

export interface EditorOptions {
  readonly text: string;
  readonly locale: Locale;
  readonly onRun: (what: "here" | "all") => void;
  /** Returns whether there was something to cancel. */
  readonly onCancel: () => boolean;
  readonly onChange: (text: string) => void;
}

export interface Editor {
  readonly node: HTMLElement;
  text(): string;
  /** The selected part; empty where only the cursor stands. */
  selection(): {readonly from: number; readonly to: number};
  replace(text: string): void;
  /** Puts text at the cursor, in place of the selection or of `range`. */
  insert(text: string, range?: {readonly from: number; readonly to: number}): void;
  /** Marks the place of an error and goes there; undefined removes the mark. */
  mark(range: {readonly from: number; readonly to: number} | undefined): void;
  complete(schema: Schema): void;
  focus(): void;
}

const DUCKDB = SQLDialect.define({
  ...PostgreSQL.spec,
  keywords:
    `${PostgreSQL.spec.keywords} qualify pivot unpivot summarize describe show asof anti semi positional ` +
    "exclude replace sample using sort ilike glob try_cast struct map",
  types: `${PostgreSQL.spec.types} hugeint uhugeint ubigint uinteger usmallint utinyint tinyint blob struct list map`,
  doubleDollarQuotedStrings: true
});

const setMark = StateEffect.define<{from: number; to: number} | undefined>();
const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (shown, transaction) => {
    for (const effect of transaction.effects) {
      if (!effect.is(setMark)) continue;
      if (effect.value === undefined) return Decoration.none;
      const {from, to} = effect.value;
      return Decoration.set([Decoration.mark({class: "sql-error-mark"}).range(from, to)]);
    }
    return transaction.docChanged ? Decoration.none : shown;
  },
  provide: (field) => EditorView.decorations.from(field)
});

const PHRASES = {
  zh: {
    Find: "查找",
    Replace: "替换",
    next: "下一个",
    previous: "上一个",
    all: "全部",
    "match case": "区分大小写",
    regexp: "正则",
    "by word": "全词",
    replace: "替换",
    "replace all": "全部替换",
    close: "关闭"
  }
} as const;

/** The SQL editor: highlighting, completion from the schema, errors marked in place. Tab leaves it. */
export function sqlEditor({text, locale, onRun, onCancel, onChange}: EditorOptions): Editor {
  const completion = new Compartment();
  const run =
    (what: "here" | "all") =>
    (target: EditorView): boolean => {
      closeCompletion(target);
      onRun(what);
      return true;
    };
  const view = new EditorView({
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of([
          {key: "Mod-Enter", run: run("here")},
          {key: "Mod-Shift-Enter", run: run("all")},
          {key: "Tab", run: acceptCompletion}
        ]),
        lineNumbers(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        highlightSelectionMatches(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({maxRenderedOptions: 60, icons: false}),
        keymap.of([
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...defaultKeymap
        ]),
        keymap.of([{key: "Escape", run: onCancel}]),
        sql({dialect: DUCKDB, keywordCompletion: (label, type) => ({label, type, boost: -20})}),
        completion.of([]),
        syntaxHighlighting(classHighlighter),
        marks,
        locale === "zh" ? EditorState.phrases.of(PHRASES.zh) : [],
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({"aria-label": say(WORDS.editor, locale), spellcheck: "false"}),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        })
      ]
    })
  });
  const end = (): number => view.state.doc.length;
  return {
    node: view.dom,
    text: () => view.state.doc.toString(),
    selection: () => view.state.selection.main,
    replace: (next) => view.dispatch({changes: {from: 0, to: end(), insert: next}, selection: {anchor: 0}}),
    insert: (piece, range) => {
      const {from, to} = range ?? view.state.selection.main;
      view.dispatch({changes: {from, to, insert: piece}, selection: {anchor: from + piece.length}});
      view.focus();
    },
    mark: (range) => {
      if (range === undefined) return view.dispatch({effects: setMark.of(undefined)});
      const from = Math.min(range.from, Math.max(0, end() - 1));
      const to = Math.min(Math.max(range.to, from + 1), end());
      if (to <= from) return;
      view.dispatch({
        effects: [setMark.of({from, to}), EditorView.scrollIntoView(from, {y: "nearest"})],
        selection: {anchor: from}
      });
    },
    complete: (schema) => {
      const source = DUCKDB.language.data.of({autocomplete: schemaCompletion(schema, locale)});
      view.dispatch({effects: completion.reconfigure(source)});
    },
    focus: () => view.focus()
  };
}
