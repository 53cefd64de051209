import {integer} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {identifier} from "../../lib/sql/quote.js";
import {element} from "../dom.js";
import type {Schema, SchemaColumn, SchemaTable} from "./schema.js";
import {WORDS} from "./words.js";

const LAYERS: readonly {readonly layer: string; readonly title: Text}[] = [
  {layer: "derived", title: {zh: "模型结果", en: "Computed by models"}},
  {layer: "published", title: {zh: "研报原表", en: "Printed in the reports"}},
  {layer: "raw", title: {zh: "原始数据", en: "Raw data"}},
  {layer: "truth", title: {zh: "植入真值（仅演示）", en: "Planted truth (demo only)"}},
  {layer: "about", title: {zh: "关于本库", en: "About this database"}}
];

export interface SchemaTreeOptions {
  readonly locale: Locale;
  /** Told what to put into the editor. */
  readonly onInsert: (sql: string) => void;
}

/** The tables by layer with meanings, units and row counts; a name's button inserts it; a box filters. */
export function schemaTree({tables}: Schema, {locale, onInsert}: SchemaTreeOptions): HTMLElement {
  const entries = tables.map((table) => tableEntry(table, {locale, onInsert}));
  const groups = LAYERS.map(({layer, title}) => {
    const own = entries.filter((e) => e.table.layer === layer);
    const list = element("ul", {}, ...own.map((e) => e.node));
    const heading = element(
      "h3",
      {},
      say(title, locale),
      element("span", {class: "count"}, String(own.length))
    );
    return {own, node: element("section", {}, heading, list)};
  }).filter((group) => group.own.length > 0);
  const filter = element("input", {
    type: "search",
    placeholder: say(WORDS.filter, locale),
    "aria-label": say(WORDS.filter, locale),
    spellcheck: "false",
    autocomplete: "off"
  });
  filter.addEventListener("input", () => {
    const wanted = filter.value.trim().toLowerCase();
    for (const group of groups) {
      for (const entry of group.own) entry.filter(wanted);
      group.node.hidden = group.own.every((e) => e.node.hidden);
    }
  });
  return element(
    "div",
    {class: "sql-tree"},
    filter,
    element("div", {class: "sql-tree-list"}, ...groups.map((g) => g.node))
  );
}

interface Entry {
  readonly table: SchemaTable;
  readonly node: HTMLElement;
  readonly filter: (wanted: string) => void;
}

function tableEntry(table: SchemaTable, options: SchemaTreeOptions): Entry {
  const {locale, onInsert} = options;
  const id = `sql-columns-${table.name}`;
  const columns = element("ul", {id, hidden: true});
  const toggle = element(
    "button",
    {
      type: "button",
      class: "toggle",
      "aria-expanded": "false",
      "aria-controls": id,
      "aria-label": `${say(WORDS.columns, locale)} ${table.name}`
    },
    "▸"
  );
  const items = (): readonly HTMLElement[] =>
    Array.from(columns.children).filter((c) => c instanceof HTMLElement);
  const open = (isOpen: boolean): void => {
    if (isOpen && !columns.hasChildNodes())
      columns.append(...table.columns.map((c) => columnEntry(c, options)));
    columns.hidden = !isOpen;
    toggle.setAttribute("aria-expanded", String(isOpen));
  };
  toggle.addEventListener("click", () => open(columns.hidden));
  const part = table.dailyFrom === null ? "" : partOf(table, locale);
  const node = element(
    "li",
    {class: "table"},
    element(
      "div",
      {class: "line"},
      toggle,
      nameButton(table.name, {locale, onInsert}),
      element("span", {class: "rows", title: part || undefined}, integer(table.rows), part ? "*" : "")
    ),
    element("p", {class: "meaning"}, say(table, locale)),
    columns
  );
  const matches = (thing: SchemaTable | SchemaColumn, wanted: string): boolean =>
    [thing.name, thing.zh, thing.en].some((t) => t.toLowerCase().includes(wanted));
  return {
    table,
    node,
    filter: (wanted) => {
      const self = matches(table, wanted);
      const within = wanted !== "" && table.columns.some((c) => matches(c, wanted));
      node.hidden = !self && !within;
      open(within && !self);
      for (const [i, item] of items().entries()) {
        const column = table.columns[i];
        item.hidden = within && !self && column !== undefined && !matches(column, wanted);
      }
    }
  };
}

function partOf({rows, monthlyFrom, dailyFrom}: SchemaTable, locale: Locale): string {
  return locale === "zh"
    ? `本库存 ${integer(rows)} 行：自 ${dailyFrom} 起逐日，此前自 ${monthlyFrom} 起仅存月末`
    : `${integer(rows)} rows held: every day from ${dailyFrom}, before that month ends from ${monthlyFrom}`;
}

const nameButton = (name: string, {locale, onInsert}: SchemaTreeOptions): HTMLElement =>
  element(
    "button",
    {
      type: "button",
      class: "name",
      title: `${say(WORDS.insert, locale)} ${name}`,
      onclick: () => onInsert(identifier(name))
    },
    name
  );

const columnEntry = (column: SchemaColumn, options: SchemaTreeOptions): HTMLElement =>
  element(
    "li",
    {},
    element(
      "div",
      {class: "line"},
      nameButton(column.name, options),
      element("span", {class: "type"}, column.type)
    ),
    element("p", {class: "meaning"}, say(column, options.locale), column.unit ? ` [${column.unit}]` : "")
  );
