import {type Locale, say, type Text} from "../../lib/format/text.js";
import {element} from "../dom.js";
import {href} from "../site.js";
import {type JsonColumns, strings} from "./read.js";

interface VerdictStyle {
  readonly text: Text;
  /** A shape, so that no verdict rests on colour alone. */
  readonly sign: string;
  readonly color: string;
}

const styles: Readonly<Record<string, VerdictStyle>> = {
  agrees: {text: {zh: "相符", en: "agrees"}, sign: "●", color: "var(--accent)"},
  rounds: {text: {zh: "舍入可解释", en: "rounds"}, sign: "◐", color: "var(--accent)"},
  contradicts: {text: {zh: "矛盾", en: "contradicts"}, sign: "✕", color: "var(--seal)"},
  implausible: {text: {zh: "不合常理", en: "implausible"}, sign: "△", color: "var(--warn)"},
  "not checkable": {text: {zh: "无从核对", en: "not checkable"}, sign: "○", color: "var(--ink-3)"}
};

/** Verdicts in the order in which they are shown. */
export const verdicts = Object.keys(styles);

/** A verdict's words, sign and colour; throws on an unknown one. */
export function verdictStyle(verdict: string): VerdictStyle {
  const style = styles[verdict];
  if (!style) throw new Error(`unknown verdict "${verdict}"`);
  return style;
}

/** A verdict as a sign and a word. */
export function verdictMark(verdict: string, locale: Locale): HTMLElement {
  const {sign, text, color} = verdictStyle(verdict);
  const mark = element("span", {"aria-hidden": "true"}, `${sign} `);
  mark.style.color = color;
  const whole = element(
    "span",
    {class: `verdict verdict-${verdict.replace(" ", "-")}`},
    mark,
    say(text, locale)
  );
  whole.style.whiteSpace = "nowrap";
  return whole;
}

export interface VerdictLineOptions {
  readonly locale: Locale;
  /** Beginning of the checks' keys, for example `zheshang/S9`. */
  readonly prefix: string;
  /** What the checks are about; the prefix's section by default. */
  readonly label?: Text;
}

/** How many checks under a prefix came out how, with a link to them on the reconciliation page. */
export function verdictLine(checks: JsonColumns, {locale, prefix, label}: VerdictLineOptions): HTMLElement {
  const rows = strings(checks, "check").flatMap((key, i) => (key.startsWith(prefix) ? [i] : []));
  const all = strings(checks, "verdict");
  const counts = verdicts.flatMap((verdict) => {
    const n = rows.filter((i) => all[i] === verdict).length;
    return n === 0 ? [] : [{verdict, n}];
  });
  const name = label ? say(label, locale) : (prefix.split("/")[1] ?? "");
  const link = element(
    "a",
    {href: href(`/reports/reconciliation?check=${encodeURIComponent(prefix)}`)},
    locale === "zh"
      ? `${name}：核对 ${rows.length} 条`
      : `${name}: ${rows.length} ${rows.length === 1 ? "check" : "checks"}`
  );
  const parts = counts.flatMap(({verdict, n}) => [" · ", verdictMark(verdict, locale), ` ${n}`]);
  const line = element("p", {class: "verdict-line"}, link, ...parts);
  line.style.font = "var(--small, 0.875rem)/1.5 var(--sans)";
  return line;
}
