import * as Plot from "@observablehq/plot";
import {LINE, PARTS, type Part} from "../../lib/factor/crowding.js";
import {fixed} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {textWidth} from "../../lib/format/width.js";
import {chart} from "../chart.js";
import {element} from "../dom.js";

/** Names of the parts. */
export const PART_NAMES: Readonly<Record<Part, Text>> = {
  valuation: {zh: "估值", en: "Valuation"},
  turnover: {zh: "换手", en: "Turnover"},
  growth: {zh: "成长", en: "Growth"},
  co_movement: {zh: "同涨同跌", en: "Co-movement"},
  volatility: {zh: "波动", en: "Volatility"},
  return: {zh: "收益", en: "Return"}
};

/** Colours of the parts, the same in every figure. */
export const PART_COLORS: Readonly<Record<Part, string>> = {
  valuation: "var(--style-1)",
  turnover: "var(--style-2)",
  growth: "var(--style-7)",
  co_movement: "var(--style-4)",
  volatility: "var(--style-3)",
  return: "var(--style-6)"
};

export interface ContributionRows {
  readonly name: readonly string[];
  readonly score: ArrayLike<number>;
  readonly parts: Readonly<Record<Part, ArrayLike<number>>>;
}

export interface ContributionOptions {
  readonly label: Text;
  readonly locale: Locale;
  readonly width?: number;
  readonly rowHeight?: number;
}

/** Keys of the parts' colours. */
export function partKeys(locale: Locale): HTMLElement {
  return element(
    "p",
    {class: "part-keys"},
    ...PARTS.map((part) => {
      const swatch = element("i", {"aria-hidden": "true"});
      swatch.style.background = PART_COLORS[part];
      return element("span", {}, swatch, say(PART_NAMES[part], locale));
    })
  );
}

/** Bars of contributions stacked from zero both ways, the score as a mark with its number, lines at ±1. */
export function contributions(rows: ContributionRows, options: ContributionOptions): HTMLElement {
  const {label, locale, width = 640, rowHeight = 19} = options;
  const {name, score, parts} = rows;
  const gutter = Math.max(...name.map((n) => textWidth(n)), 0) + 14;
  const cells = name.flatMap((n, i) =>
    PARTS.map((part) => ({
      name: n,
      part: say(PART_NAMES[part], locale),
      value: parts[part][i] as number,
      fill: PART_COLORS[part]
    })).filter((c) => Number.isFinite(c.value))
  );
  const marks = name.map((n, i) => ({name: n, score: score[i] as number}));
  return element(
    "div",
    {},
    partKeys(locale),
    chart({
      ariaLabel: say(label, locale),
      width,
      height: name.length * rowHeight + 34,
      marginTop: 20,
      marginBottom: 8,
      marginLeft: gutter,
      marginRight: 52,
      x: {axis: "top", label: null, grid: true, ticks: 6, tickSize: 0, nice: true},
      y: {axis: null, domain: [...name], padding: 0.28},
      marks: [
        Plot.barX(cells, {
          x: "value",
          y: "name",
          fill: "fill",
          title: (c: {part: string; value: number; name: string}) =>
            `${c.name} · ${c.part} ${fixed(c.value, {signed: true})}`
        }),
        Plot.ruleX([0], {stroke: "var(--ink-3)"}),
        Plot.ruleX([-LINE, LINE], {stroke: "var(--ink-2)", strokeDasharray: "3,3"}),
        Plot.dot(marks, {
          x: "score",
          y: "name",
          r: 3.4,
          fill: "var(--paper)",
          stroke: "var(--ink)",
          strokeWidth: 1.4
        }),
        Plot.text(marks, {
          y: "name",
          text: (m: {score: number}) => fixed(m.score, {signed: true}),
          frameAnchor: "right",
          textAnchor: "end",
          dx: 48,
          fill: "var(--ink)",
          fontWeight: 600
        }),
        Plot.text(marks, {
          y: "name",
          text: "name",
          frameAnchor: "left",
          textAnchor: "end",
          dx: -8,
          fill: "var(--ink)"
        })
      ]
    })
  );
}
