import {type CsvColumns, rowsOf} from "../lib/format/csv.js";
import {type DatasetInfo, datasetName} from "../lib/format/dataset.js";
import {type Locale, say, type Text} from "../lib/format/text.js";
import {element} from "./dom.js";
import {figureData} from "./figure-data.js";
import {href} from "./site.js";
import {sqlLink} from "./sql-link.js";

export interface ExhibitOptions {
  /** Unique on the page; the anchor, and the name of the file that is saved. */
  readonly id: string;
  /** What the figure shows, as a claim. */
  readonly title: Text;
  /** What is measured, in what unit. */
  readonly subtitle?: Text;
  readonly note?: Text;
  /** The figure in words, for those who do not see it; the subtitle serves where absent. */
  readonly summary?: Text;
  /** The day whose close the figure knows, ISO. */
  readonly asOf?: string;
  readonly dataset: DatasetInfo;
  /** Where the numbers are from when it is not the dataset, for example a printed report. */
  readonly source?: Text;
  /** The figure's own data. */
  readonly columns: CsvColumns;
  readonly sql?: string;
  /** Page of this site that says how it is computed: `/methods/northbound`. */
  readonly method?: string;
  /** File of this repository that computes it: `lib/flow/northbound.ts`. */
  readonly code?: string;
  /** Wider than the reading column where there is room. */
  readonly wide?: boolean;
  /** Said in place of a figure whose columns have no rows. */
  readonly empty?: Text;
  readonly locale: Locale;
}

const WORDS = {
  source: {zh: "来源", en: "Source"},
  asOf: {zh: "截至", en: "as of"},
  note: {zh: "注", en: "Note"},
  data: {zh: "数据", en: "Data"},
  sql: {zh: "在 SQL 中打开", en: "Open in SQL"},
  method: {zh: "方法", en: "Method"},
  code: {zh: "代码", en: "Code"},
  empty: {zh: "此数据集没有这项数据。", en: "This dataset does not hold this data."},
  tools: {zh: "图表工具", en: "Figure tools"}
} as const;

/**
 * Frames a figure or table so that it answers for itself: number, claim, unit, source and day, its data,
 * its query, its method and its code. A function is drawn at the frame's width and again when that changes;
 * where the columns have no rows the frame says so instead.
 */
export function exhibit(content: Node | ((width: number) => Node), options: ExhibitOptions): HTMLElement {
  const {id, title, subtitle, note, summary, empty = WORDS.empty, wide, locale} = options;
  const body = element("div", {class: "exhibit-body"});
  const figure = element(
    "figure",
    {
      class: wide ? "exhibit wide" : "exhibit",
      id,
      "aria-labelledby": `${id}-title`,
      "aria-describedby": summary ? `${id}-summary` : subtitle && `${id}-subtitle`
    },
    element(
      "figcaption",
      {},
      element("p", {class: "exhibit-title", id: `${id}-title`}, say(title, locale)),
      subtitle && element("p", {class: "exhibit-subtitle", id: `${id}-subtitle`}, say(subtitle, locale))
    ),
    summary && element("p", {class: "unseen", id: `${id}-summary`}, say(summary, locale)),
    body,
    note &&
      element(
        "p",
        {class: "exhibit-note"},
        `${say(WORDS.note, locale)}${locale === "zh" ? "：" : ": "}`,
        say(note, locale)
      ),
    foot(options)
  );
  if (rowsOf(options.columns) === 0) body.append(element("p", {class: "exhibit-empty"}, say(empty, locale)));
  else if (typeof content === "function") drawAtWidth(body, content, {wide});
  else body.append(content);
  return figure;
}

function foot({id, columns, sql, method, code, locale, ...about}: ExhibitOptions): HTMLElement {
  const panel = element("div", {class: "exhibit-panel", hidden: true, id: `${id}-data`});
  const toggle = element(
    "button",
    {type: "button", "aria-expanded": "false", "aria-controls": `${id}-data`},
    say(WORDS.data, locale)
  );
  toggle.addEventListener("click", () => {
    if (!panel.hasChildNodes()) panel.append(figureData(columns, {id, locale}));
    panel.hidden = !panel.hidden;
    toggle.setAttribute("aria-expanded", String(!panel.hidden));
  });
  const link = (text: Text, to: string): HTMLElement => element("a", {href: to}, say(text, locale));
  return element(
    "div",
    {class: "exhibit-foot"},
    element("p", {class: "exhibit-source"}, sourceLine(about, locale)),
    element(
      "div",
      {class: "exhibit-tools", role: "group", "aria-label": say(WORDS.tools, locale)},
      toggle,
      sql && link(WORDS.sql, sqlLink(sql)),
      method && link(WORDS.method, href(method)),
      code && link(WORDS.code, codeLink(code))
    ),
    panel
  );
}

/** A link to a file of the repository as this site shows it. */
export const codeLink = (file: string): string =>
  href(`/code?file=${encodeURIComponent(file).replaceAll("%2F", "/")}`);

function sourceLine(
  {dataset, source, asOf}: Pick<ExhibitOptions, "dataset" | "source" | "asOf">,
  locale: Locale
): string {
  const name = say(source ?? datasetName(dataset), locale);
  const colon = locale === "zh" ? "：" : ": ";
  const day = asOf ? ` · ${say(WORDS.asOf, locale)} ${asOf}` : "";
  return `${say(WORDS.source, locale)}${colon}${name}${day}`;
}

function drawAtWidth(
  body: HTMLElement,
  draw: (width: number) => Node,
  {wide = false}: {wide?: boolean}
): void {
  let drawn = 0;
  const at = (width: number): void => {
    if (width < 1 || Math.abs(width - drawn) < 1) return;
    drawn = width;
    body.replaceChildren(draw(width));
  };
  at(expectedWidth(wide));
  new ResizeObserver(([entry]) => at(Math.floor(entry?.contentRect.width ?? 0))).observe(body);
}

/** The width a figure will most likely have, so that it is drawn at its size before it is in the page. */
function expectedWidth(wide: boolean): number {
  const main = document.querySelector<HTMLElement>("main");
  if (!main) return 640;
  const style = getComputedStyle(main);
  const room =
    main.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
  const column = Number.parseFloat(style.getPropertyValue("--column")) || 648;
  return Math.floor(Math.min(room, wide ? Number.POSITIVE_INFINITY : column));
}
