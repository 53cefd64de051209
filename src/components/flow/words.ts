import {yi} from "../../lib/format/number.js";
import type {Locale} from "../../lib/format/text.js";

/** An amount as net inflow or outflow in words: `净流入 12.3 亿元`. */
export function flowText(cny: number, locale: Locale): string {
  const amount = yi(Math.abs(cny), {digits: 1});
  if (locale === "zh") return `净${cny < 0 ? "流出" : "流入"} ${amount} 亿元`;
  return `net ${cny < 0 ? "outflow" : "inflow"} of CNY ${amount} × 100m`;
}

/** How many weeks in a row: `连续 3 周净流入`; empty for one week or none. */
export function streakText(weeks: number, locale: Locale): string {
  const n = Math.abs(weeks);
  if (n < 2) return "";
  if (locale === "zh") return `连续 ${n} 周净${weeks < 0 ? "流出" : "流入"}`;
  return `the ${ordinal(n)} week of ${weeks < 0 ? "outflow" : "inflow"} in a row`;
}

/** How unusual a share of history is, in words. */
export function rarityText(share: number, locale: Locale): string {
  const tail = Math.min(share, 1 - share);
  const zh = tail < 0.025 ? "罕见" : tail < 0.1 ? "少见" : "寻常";
  const en = tail < 0.025 ? "rare" : tail < 0.1 ? "uncommon" : "ordinary";
  return locale === "zh" ? zh : en;
}

/** Names with their amounts: `银行 83.5、食品饮料 60.6`. */
export function listText(
  rows: readonly {readonly name: string; readonly value: number}[],
  locale: Locale
): string {
  return rows
    .map(({name, value}) => `${name} ${yi(value, {digits: 1, signed: true})}`)
    .join(locale === "zh" ? "、" : ", ");
}

function ordinal(n: number): string {
  const tens = n % 100;
  const suffix = tens > 10 && tens < 14 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
  return `${n}${suffix}`;
}
