import {integer} from "../format/number.js";
import type {Text} from "../format/text.js";
import type {Edition, Modules} from "./issue.js";
import {MODULE_PAGES} from "./pages.js";
import {sentencesOf} from "./sentences.js";

/** What the front page prints. */
export interface Cover {
  /** The last session and the one that its week is measured from. */
  readonly now: Edition;
  readonly before: Edition;
  /** How many checks of the reports' own arithmetic came to each verdict; null where none were made. */
  readonly verdicts: Readonly<Record<string, number>> | null;
}

export interface CoverSentence {
  readonly text: Text;
  /** Page of this site that shows the evidence. */
  readonly page: string;
}

/** Modules that the front page speaks of, in its order. */
const TOLD: readonly (keyof Modules)[] = [
  "segments",
  "northbound",
  "margin",
  "positions",
  "prosperity",
  "styles",
  "nowcast"
];

/** The week in sentences, one for each part that the dataset can feed. */
export function coverSentences({now, verdicts}: Cover): CoverSentence[] {
  const written = sentencesOf(now.modules);
  const told = TOLD.flatMap((m) => written[m].slice(0, 1).map((text) => ({text, page: MODULE_PAGES[m]})));
  const market = written.market.map((text) => ({text, page: "/data"}));
  return [...market, ...told, ...(verdicts ? [reconciled(verdicts)] : [])];
}

function reconciled(verdicts: Readonly<Record<string, number>>): CoverSentence {
  const total = integer(Object.values(verdicts).reduce((sum, n) => sum + n, 0));
  const closed = integer((verdicts.agrees ?? 0) + (verdicts.rounds ?? 0));
  const [wrong, odd] = [integer(verdicts.contradicts ?? 0), integer(verdicts.implausible ?? 0)];
  return {
    page: "/reports/reconciliation",
    text: {
      zh: `三份报告的 ${total} 处自洽核对中，${closed} 处闭合，${wrong} 处自相矛盾，${odd} 处不合常理。`,
      en: `Of ${total} checks of the three reports' own arithmetic, ${closed} close, ${wrong} contradict themselves and ${odd} are implausible.`
    }
  };
}
