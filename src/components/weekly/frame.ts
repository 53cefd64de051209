import type {CsvColumns} from "../../lib/format/csv.js";
import type {DatasetInfo} from "../../lib/format/dataset.js";
import type {Locale, Text} from "../../lib/format/text.js";
import type {Edition, Modules} from "../../lib/weekly/issue.js";
import {sentencesOf} from "../../lib/weekly/sentences.js";
import {type ExhibitOptions, exhibit} from "../exhibit.js";

export interface FigureContext {
  readonly dataset: DatasetInfo;
  readonly locale: Locale;
  /** In place of the module's first sentence, where that is said elsewhere on the page. */
  readonly title?: Text;
}

type About = Pick<ExhibitOptions, "subtitle" | "note" | "sql" | "method" | "code" | "wide" | "summary"> & {
  /** What the figure shows where the module has no sentence to say so. */
  readonly title: Text;
  readonly columns: CsvColumns;
  readonly asOf?: string | undefined;
};

/** A module's exhibit: titled by its first sentence, so that the figure says what the page says. */
export function moduleFigure(
  name: keyof Modules,
  content: Node | ((width: number) => Node),
  {
    edition,
    about,
    context
  }: {readonly edition: Edition; readonly about: About; readonly context: FigureContext}
): HTMLElement {
  const [first] = sentencesOf(edition.modules)[name];
  const {asOf = edition.day ?? undefined, title, ...rest} = about;
  const {dataset, locale, title: own = first ? claimOf(first) : title} = context;
  return exhibit(content, {...rest, id: name, title: own, asOf, dataset, locale});
}

/** A sentence as a title: without its full stop. */
const claimOf = ({zh, en}: Text): Text => ({zh: zh.replace(/。$/, ""), en: en.replace(/\.$/, "")});
