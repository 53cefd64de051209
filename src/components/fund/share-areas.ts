import * as Plot from "@observablehq/plot";
import {isoDay} from "../../lib/format/date.js";
import {percent} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {textWidth} from "../../lib/format/width.js";
import {chart, dayTicks} from "../chart.js";

export interface ShareSeries {
  readonly name: Text | string;
  readonly value: ArrayLike<number>;
  readonly color: string;
}

interface Piece {
  readonly day: Date;
  readonly low: number;
  readonly high: number;
  readonly value: number;
  readonly name: string;
}

/** Shares stacked over days, each named with its last value at the right edge; days without a share are a gap. */
export function shareAreas(
  days: ArrayLike<number>,
  series: readonly ShareSeries[],
  {
    label,
    locale,
    width = 640,
    height = 320,
    top = 1
  }: {
    readonly label: Text;
    readonly locale: Locale;
    readonly width?: number;
    readonly height?: number;
    /** Upper end of the axis. */
    readonly top?: number;
  }
): HTMLElement | SVGSVGElement {
  const base = new Float64Array(days.length);
  const layers = series.map(({name, value, color}) => {
    const text = say(name, locale);
    const pieces = Array.from(days, (d, t): Piece => {
      const v = value[t] as number;
      const low = base[t] as number;
      base[t] = low + v;
      return {day: new Date(d * 86_400_000), low, high: low + v, value: v, name: text};
    });
    return {text, color, pieces};
  });
  const ends = layers.flatMap(({text, color, pieces}) => {
    const last = pieces.findLast((p) => Number.isFinite(p.high));
    return last
      ? [{...last, color, y: (last.low + last.high) / 2, text: `${text} ${percent(last.value, {digits: 1})}`}]
      : [];
  });
  const shift = apart(
    ends.map((e) => (1 - e.y / top) * (height - 44)),
    14
  );
  const room = Math.min(Math.max(40, ...ends.map((e) => textWidth(e.text) + 12)), width / 3);
  return chart({
    ariaLabel: `${say(label, locale)}: ${ends.map((e) => e.text).join(", ")}`,
    width,
    height,
    marginLeft: 44,
    marginRight: room,
    x: {
      type: "utc",
      label: null,
      ticks: Math.max(2, Math.floor(width / 110)),
      tickSize: 4,
      tickFormat: dayTicks(locale)
    },
    y: {
      label: null,
      domain: [0, top],
      ticks: 5,
      tickSize: 0,
      tickFormat: (v: number) => percent(v, {digits: 0})
    },
    marks: [
      ...layers.map(({pieces, color}) =>
        Plot.areaY(pieces, {x: "day", y1: "low", y2: "high", fill: color, fillOpacity: 0.8, clip: true})
      ),
      ends.map((end, k) =>
        Plot.text([end], {
          x: "day",
          y: "y",
          dx: 6,
          dy: shift[k] ?? 0,
          text: "text",
          textAnchor: "start",
          fill: end.color,
          fontWeight: 600
        })
      ),
      Plot.tip(
        layers.flatMap((l) => l.pieces).filter((p) => Number.isFinite(p.high)),
        Plot.pointer({
          x: "day",
          y: (p: Piece) => (p.low + p.high) / 2,
          title: (p: Piece) =>
            `${isoDay(Math.round(+p.day / 86_400_000))}\n${p.name} ${percent(p.value, {digits: 1})}`
        })
      )
    ]
  });
}

/** How far down each label moves so that labels, given from the lowest up, stand a line apart. */
function apart(place: readonly number[], line: number): number[] {
  let ceiling = Number.POSITIVE_INFINITY;
  return place.map((y) => {
    const at = Math.min(y, ceiling - line);
    ceiling = at;
    return at - y;
  });
}
