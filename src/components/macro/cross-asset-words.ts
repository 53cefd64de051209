import {fixed} from "../../lib/format/number.js";
import type {Locale} from "../../lib/format/text.js";
import {ASSETS, DIMENSIONS} from "../../lib/macro/cross-asset.js";
import type {Arrow} from "../../lib/macro/indicator-signal.js";

export interface Indicator {
  readonly series: string;
  readonly zh: string;
  readonly en: string;
  readonly unit: string;
  readonly dimension: string;
  readonly value: readonly (number | null)[];
  readonly previous: readonly (number | null)[];
  readonly z: readonly (number | null)[];
  readonly status: readonly (string | null)[];
}

export const dimensionName = (key: string, locale: Locale): string => DIMENSIONS[key]?.[locale] ?? key;
export const assetName = (key: string, locale: Locale): string => ASSETS[key]?.[locale] ?? key;

/** Decimals by the size of a value, so that a rate keeps its basis points and a stock none. */
export const digitsOf = (v: number): number => (Math.abs(v) >= 1000 ? 0 : Math.abs(v) >= 10 ? 1 : 2);

/** `美国 40.4→43.8`: a value, and the one before where there is one. */
export function moveText({zh, en, unit, value, previous}: Indicator, t: number, locale: Locale): string {
  const now = value[t];
  if (now === null || now === undefined) return "";
  const digits = unit === "%" ? 2 : digitsOf(now);
  const before = previous[t];
  const shown = before === null || before === undefined ? "" : `${fixed(before, {digits})}→`;
  const tail = unit === "%" ? "%" : unit === "index" ? "" : ` ${unit}`;
  return `${locale === "zh" ? zh : en} ${shown}${fixed(now, {digits})}${tail}`;
}

/** What a dimension's indicators did in the week, and what follows: the row of the report, written by rule. */
export function dimensionText(
  indicators: readonly Indicator[],
  signals: readonly {readonly asset: string; readonly arrow: Arrow}[],
  {t, locale}: {readonly t: number; readonly locale: Locale}
): string {
  const zh = locale === "zh";
  const spoken = indicators.filter((i) => i.value[t] !== null && i.status[t] !== "stopped");
  const stopped = indicators.filter((i) => i.status[t] === "stopped");
  const moves = spoken.map((i) => moveText(i, t, locale)).join(zh ? "；" : "; ");
  const pointing = signals.filter((s) => s.arrow !== "/");
  const names = (arrow: Arrow): string =>
    pointing
      .filter((s) => s.arrow === arrow)
      .map((s) => assetName(s.asset, locale))
      .join(zh ? "、" : ", ");
  const parts = [
    ...(names("↑") === "" ? [] : [zh ? `利好${names("↑")}` : `good for ${lower(names("↑"))}`]),
    ...(names("↓") === "" ? [] : [zh ? `利空${names("↓")}` : `bad for ${lower(names("↓"))}`])
  ];
  const end =
    parts.length > 0
      ? parts.join(zh ? "，" : ", ")
      : zh
        ? "变化在寻常范围之内"
        : "changes within their usual range";
  const gone =
    stopped.length === 0
      ? ""
      : zh
        ? `（${stopped.map((i) => i.zh).join("、")}已停更，不计）`
        : ` (${stopped.map((i) => i.en).join(", ")} stopped, not counted)`;
  return zh ? `${moves}。${end}${gone}。` : `${moves}: ${end}${gone}.`;
}

/** Within a sentence: a first word that is no acronym begins small. */
const lower = (text: string): string => text.replace(/\b[A-Z](?=[a-z])/g, (c) => c.toLowerCase());
