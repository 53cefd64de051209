import {percent} from "../format/number.js";
import type {Check} from "./check.js";

/** `published_industry_indicator`: each row in its own unit. */
export interface IndicatorColumns {
  readonly industry: readonly string[];
  readonly item: readonly string[];
  readonly item_en: readonly string[];
  readonly previous: Float64Array;
  readonly value: Float64Array;
  readonly unit: readonly string[];
  readonly wording: readonly string[];
}

/** Relative moves that the report's adverbs allow; a rate of growth moves in points. */
const wordings: Readonly<Record<string, {en: string; lo: number; hi: number}>> = {
  小幅回落: {en: "slightly lower", lo: -0.02, hi: 0},
  小幅贬值: {en: "slightly weaker renminbi", lo: 0, hi: 0.02},
  继续上行: {en: "still rising", lo: 0, hi: Number.POSITIVE_INFINITY},
  增速: {en: "faster growth", lo: 0, hi: Number.POSITIVE_INFINITY},
  大幅走高: {en: "sharply higher", lo: 0.03, hi: Number.POSITIVE_INFINITY},
  现货价格维稳: {en: "spot price steady", lo: -0.01, hi: 0.01}
};

/**
 * S23: each move recomputed from its two values and held against the report's word for it. Nothing is
 * published as a number; the gap is the distance from the range that the word allows.
 */
export function checkIndicators(table: IndicatorColumns, report: string): Check[] {
  return table.item.map((item, i) => {
    const [previous, value] = [table.previous[i] ?? Number.NaN, table.value[i] ?? Number.NaN];
    const move = table.unit[i] === "ratio" ? value - previous : value / previous - 1;
    const word = table.wording[i] ?? "";
    const range = wordings[word];
    if (!range) throw new Error(`no range for the wording "${word}" of ${item}`);
    const inside = move >= range.lo && move <= range.hi;
    return {
      report,
      section: "S23",
      check: `zheshang/S23/wording/${item}`,
      unit: "ratio",
      statement: {
        zh: `${item}：变化与“${word}”相符`,
        en: `${table.item_en[i]}: the move fits “${range.en}”`
      },
      note: noteOn(item, move),
      published: Number.NaN,
      recomputed: move,
      gap: inside ? 0 : move - (move > range.hi ? range.hi : range.lo),
      tolerance: 0,
      verdict: inside ? "agrees" : "contradicts"
    };
  });
}

function noteOn(item: string, move: number): {zh: string; en: string} {
  const shown = percent(move, {signed: true});
  if (item.includes("汇率")) {
    return {
      zh: `变化 ${shown}：方向利于出口，但幅度只有几个基点，属于噪声。`,
      en: `It moved ${shown}: the direction helps exporters, but a few basis points are noise.`
    };
  }
  if (item.includes("增速")) {
    return {
      zh: `增速变化 ${shown}（百分点）：一月受春节错位影响，与上月不可直接相比。`,
      en: `Growth moved ${shown} (points): January is distorted by the date of the Lunar New Year.`
    };
  }
  return {zh: `变化 ${shown}。`, en: `It moved ${shown}.`};
}
