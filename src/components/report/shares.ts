import * as Plot from "@observablehq/plot";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {chart} from "../chart.js";
import {element} from "../dom.js";
import {widthOf} from "./panels.js";

export interface Part {
  readonly label: Text;
  readonly values: ArrayLike<number>;
  readonly color: string;
  /** Colour of the number written inside. */
  readonly ink?: string;
}

export interface SharesOptions {
  readonly label: Text;
  readonly locale: Locale;
  readonly width?: number;
  /** Written at the end of a row. */
  readonly end?: (row: number) => string;
  readonly rowHeight?: number;
}

interface Piece {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly part: Part;
}

/** Counts a row as shares of a bar of full length, counts written inside where they fit, a key above. */
export function shares(
  names: readonly string[],
  parts: readonly Part[],
  options: SharesOptions
): HTMLElement {
  const {label, locale, width = 640, end, rowHeight = 30} = options;
  const gutter = Math.max(...names.map(widthOf)) + 12;
  const room = end ? 14 + Math.max(...names.map((_, i) => widthOf(end(i)))) : 8;
  const pieces = names.flatMap((name, i) => piecesOf(name, i, parts));
  const plot = chart({
    ariaLabel: say(label, locale),
    width,
    height: names.length * rowHeight + 12,
    marginTop: 6,
    marginBottom: 6,
    marginLeft: gutter,
    marginRight: room,
    x: {axis: null, domain: [0, 1]},
    y: {axis: null, domain: [...names], padding: 0.24},
    marks: [
      Plot.barX(pieces, {
        x1: "from",
        x2: "to",
        y: "name",
        fill: (p: Piece) => p.part.color,
        insetRight: 1
      }),
      Plot.text(
        pieces.filter((p) => (p.to - p.from) * (width - gutter - room) > widthOf(String(p.value)) + 8),
        {
          x: (p: Piece) => (p.from + p.to) / 2,
          y: "name",
          text: (p: Piece) => String(p.value),
          fill: (p: Piece) => p.part.ink ?? "var(--paper)"
        }
      ),
      Plot.text(names, {
        y: (name: string) => name,
        text: (name: string) => name,
        frameAnchor: "left",
        textAnchor: "end",
        dx: -8,
        fill: "var(--ink)"
      }),
      ...(end
        ? [
            Plot.text(
              names.map((name, i) => ({name, text: end(i)})),
              {y: "name", text: "text", frameAnchor: "right", textAnchor: "start", dx: 8, fill: "var(--ink)"}
            )
          ]
        : [])
    ]
  });
  return element("div", {}, keyOf(parts, locale), plot);
}

function keyOf(parts: readonly Part[], locale: Locale): HTMLElement {
  const key = element("p");
  key.style.cssText = "display: flex; flex-wrap: wrap; gap: 0 1.1rem; margin: 0; font: 12px/1.6 var(--sans);";
  for (const {label, color} of parts) {
    const swatch = element("span", {"aria-hidden": "true"}, "■ ");
    swatch.style.color = color;
    key.append(element("span", {}, swatch, say(label, locale)));
  }
  return key;
}

function piecesOf(name: string, row: number, parts: readonly Part[]): Piece[] {
  const total = parts.reduce((sum, p) => sum + Number(p.values[row]), 0);
  let from = 0;
  return parts.flatMap((part) => {
    const value = Number(part.values[row]);
    const piece = {name, from, to: from + value / total, value, part};
    from = piece.to;
    return value > 0 ? [piece] : [];
  });
}
