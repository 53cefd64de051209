import * as Plot from "@observablehq/plot";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {chart} from "../chart.js";

export interface Panel {
  readonly label: Text;
  readonly values: ArrayLike<number>;
}

export interface PanelsOptions {
  readonly label: Text;
  readonly locale: Locale;
  readonly width?: number;
  readonly format: (value: number) => string;
  /** Bars from zero, or dots with a stem. */
  readonly mark?: "bar" | "dot";
  readonly rowHeight?: number;
  /** Each panel has a scale of its own; one scale for all by default. */
  readonly ownScales?: boolean;
}

interface Cell {
  readonly name: string;
  readonly value: number;
}

/** Below this width of a panel they stand one above the other. */
const NARROW = 150;

/** Panels side by side over the same named rows, values from zero with their signs' colours, each written. */
export function panels(
  names: readonly string[],
  columns: readonly Panel[],
  options: PanelsOptions
): HTMLElement {
  const {label, locale, width = 640, format, mark = "bar", rowHeight = 20, ownScales = false} = options;
  const gutter = Math.max(...names.map(widthOf)) + 12;
  const stacked = (width - gutter) / columns.length < NARROW;
  const each = stacked ? width - gutter : (width - gutter) / columns.length;
  const extent = (values: readonly ArrayLike<number>[]): [number, number] => {
    const all = values.flatMap((v) => Array.from(v)).filter(Number.isFinite);
    return [Math.min(0, ...all), Math.max(0, ...all)];
  };
  const shared = extent(columns.map((c) => c.values));
  const row = document.createElement("div");
  row.style.cssText = "display: flex; flex-wrap: wrap;";
  columns.forEach(({label: title, values}, k) => {
    const cells = names.map((name, i): Cell => ({name, value: Number(values[i])}));
    const room = 10 + Math.max(...cells.map(({value}) => widthOf(format(value))));
    const named = stacked || k === 0;
    const domain = ownScales ? extent([values]) : shared;
    row.append(
      chart({
        ariaLabel: `${say(label, locale)}${locale === "zh" ? "：" : ": "}${say(title, locale)}`,
        width: named ? each + gutter : each,
        height: names.length * rowHeight + 30,
        marginTop: 24,
        marginBottom: 6,
        marginLeft: named ? gutter : 4,
        marginRight: room,
        x: {axis: null, domain, insetLeft: domain[0] < 0 ? room : 0},
        y: {axis: null, domain: [...names], padding: 0.3},
        marks: [
          ...marksOf(cells, mark),
          Plot.ruleX([0], {stroke: "var(--ink-3)"}),
          ...[1, -1].map((sign) =>
            Plot.text(
              cells.filter(({value}) => (sign > 0 ? value >= 0 : value < 0)),
              {
                x: "value",
                y: "name",
                text: ({value}: Cell) => format(value),
                textAnchor: sign > 0 ? "start" : "end",
                dx: 6 * sign,
                fill: "var(--ink)",
                fontVariant: "tabular-nums"
              }
            )
          ),
          Plot.text([say(title, locale)], {
            frameAnchor: "top-left",
            dy: -20,
            fontWeight: 600,
            fill: "var(--ink-2)",
            textAnchor: "start"
          }),
          ...(named
            ? [
                Plot.text(names, {
                  y: (name: string) => name,
                  text: (name: string) => name,
                  frameAnchor: "left",
                  textAnchor: "end",
                  dx: -8,
                  fill: "var(--ink)"
                })
              ]
            : [])
        ]
      })
    );
  });
  return row;
}

const colorOf = ({value}: Cell): string => (value < 0 ? "var(--down)" : "var(--up)");

const marksOf = (cells: readonly Cell[], mark: "bar" | "dot"): Plot.Markish[] =>
  mark === "bar"
    ? [Plot.barX(cells, {x: "value", y: "name", fill: colorOf})]
    : [
        Plot.ruleY(cells, {x1: 0, x2: "value", y: "name", stroke: "var(--rule)"}),
        Plot.dot(cells, {x: "value", y: "name", fill: colorOf, r: 3.2})
      ];

/** Width of a label at 12 px: a Han character is as wide as it is high, others a little over half. */
export const widthOf = (text: string): number =>
  Array.from(text).reduce((sum, c) => sum + (/[\u2e80-\uffef]/.test(c) ? 12 : 6.6), 0);
