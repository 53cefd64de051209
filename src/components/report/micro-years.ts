import * as Plot from "@observablehq/plot";
import {percent} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {chart} from "../chart.js";

export interface MicroYearsOptions {
  readonly label: Text;
  readonly locale: Locale;
  readonly width?: number;
  readonly from: number;
  readonly to: number;
  readonly mean: number;
  readonly maxYear: number;
  readonly max: number;
  readonly negative: readonly number[];
}

/** Fourteen years of which only signs, a mean and one maximum are printed: nothing else is drawn. */
export function microYears(options: MicroYearsOptions): HTMLElement | SVGSVGElement {
  const {label, locale, width = 640, from, to, mean, maxYear, max, negative} = options;
  const years = Array.from({length: to - from + 1}, (_, i) => from + i);
  const sign = (year: number): string => (negative.includes(year) ? "−" : "+");
  const words =
    locale === "zh"
      ? {mean: `年均 ${percent(mean, {digits: 1})}`, max: `最高 ${percent(max, {digits: 1})}`}
      : {mean: `mean ${percent(mean, {digits: 1})}`, max: `highest ${percent(max, {digits: 1})}`};
  return chart({
    ariaLabel: say(label, locale),
    width,
    height: 220,
    marginLeft: 44,
    marginRight: 24,
    marginTop: 24,
    x: {
      type: "band",
      label: null,
      tickSize: 0,
      tickFormat: (y: number) => (width < 480 ? `’${String(y).slice(2)}` : String(y))
    },
    y: {
      domain: [0, max * 1.12],
      label: null,
      grid: true,
      ticks: 4,
      tickSize: 0,
      tickFormat: (v: number) => percent(v, {digits: 0})
    },
    marks: [
      Plot.ruleY([0], {stroke: "var(--ink-3)"}),
      Plot.ruleY([mean], {stroke: "var(--accent)", strokeDasharray: "5 4"}),
      Plot.text([words.mean], {x: from, y: mean, dy: -9, textAnchor: "start", dx: -14, fill: "var(--ink)"}),
      Plot.dot([maxYear], {x: (y: number) => y, y: max, fill: "var(--up)", r: 4.5}),
      Plot.text([words.max], {x: maxYear, y: max, dx: -10, textAnchor: "end", fill: "var(--ink)"}),
      Plot.text(years, {
        x: (y: number) => y,
        y: 0,
        dy: -10,
        text: sign,
        fontSize: 15,
        fontWeight: 600,
        fill: (y: number) => (negative.includes(y) ? "var(--down)" : "var(--up)")
      })
    ]
  });
}
