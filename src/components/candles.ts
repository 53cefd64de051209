import * as Plot from "@observablehq/plot";
import {isoDay} from "../lib/format/date.js";
import {fixed, percent} from "../lib/format/number.js";
import {type Locale, say, type Text} from "../lib/format/text.js";
import {textWidth} from "../lib/format/width.js";
import {chart, dayTicks} from "./chart.js";

/** Bars by day, counted from 1970-01-01. Without open, high and low the closes are a line. */
export interface CandleBars {
  readonly days: ArrayLike<number>;
  readonly close: ArrayLike<number>;
  readonly open?: ArrayLike<number>;
  readonly high?: ArrayLike<number>;
  readonly low?: ArrayLike<number>;
}

/** A straight line between two bars: a leg; dashed where it is provisional. */
export interface CandleLine {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  readonly dashed?: boolean;
  readonly color?: string;
}

/** A sign at a bar; `label` is written beside it, above or below the price. */
export interface CandleMark {
  readonly bar: number;
  readonly price: number;
  readonly symbol: "dot" | "up" | "down" | "cross";
  readonly label?: string;
  readonly color?: string;
  readonly side?: "above" | "below";
}

export interface CandlesOptions {
  readonly label: Text;
  readonly locale: Locale;
  readonly width?: number;
  readonly height?: number;
  readonly format?: (value: number) => string;
  readonly lines?: readonly CandleLine[];
  readonly marks?: readonly CandleMark[];
  /** More to say of a bar in its tip. */
  readonly tip?: (bar: number) => string;
}

const SHAPES = {dot: "circle", cross: "times"} as const;
/** Arrows stand off their bar, pointing at it. */
const ARROWS = {up: {text: "▲", dy: 14}, down: {text: "▼", dy: -14}} as const;
/** Narrower than this, in px a bar, bodies cannot be told apart and closes are drawn instead. */
const LEAST = 2.2;

/**
 * Candlesticks over trading days, evenly spaced: red where the close is not below the open, green where it is. Lines
 * and marks are placed by bar number. Too many bars for the width, or none but closes, are drawn as a line.
 */
export function candles(bars: CandleBars, options: CandlesOptions): HTMLElement | SVGSVGElement {
  const {label, locale, width = 640, height = 360, format = (v: number) => fixed(v, {digits: 0})} = options;
  const {lines = [], marks = [], tip} = options;
  const n = bars.days.length;
  const at = (x: ArrayLike<number> | undefined, i: number): number => Number(x?.[i] ?? Number.NaN);
  const rows = Array.from(
    {length: n},
    (_, i): Row => ({
      i,
      open: at(bars.open, i),
      high: at(bars.high, i),
      low: at(bars.low, i),
      close: at(bars.close, i)
    })
  );
  const values = rows.flatMap((r) => [r.high, r.low, r.close]).filter(Number.isFinite);
  const marginLeft =
    Math.max(textWidth(format(Math.min(...values))), textWidth(format(Math.max(...values)))) + 14;
  const pitch = (width - marginLeft - 16) / Math.max(n, 1);
  const bodies =
    bars.open !== undefined && pitch >= LEAST
      ? rows.filter((r) => Number.isFinite(r.open + r.high + r.low))
      : [];
  const color = (r: {open: number; close: number}): string =>
    r.close >= r.open ? "var(--up)" : "var(--down)";
  const ticks = firstBars(bars.days, Math.max(Math.floor(width / 90), 2));
  const name = dayTicks(locale);
  const months = ticks.map((i) => monthOf(Number(bars.days[i])));
  return chart({
    ariaLabel: say(label, locale),
    width,
    height,
    marginLeft,
    x: {
      type: "linear",
      domain: [-0.5, Math.max(n - 0.5, 0.5)],
      label: null,
      ticks,
      tickSize: 4,
      tickFormat: (i: number) => {
        const k = ticks.indexOf(i);
        return k < 0 ? "" : name(months[k] as Date, k, months);
      }
    },
    y: {label: null, grid: true, nice: true, tickSize: 0, tickFormat: (v: number) => format(v), ticks: 6},
    marks: [
      bodies.length > 0
        ? [
            Plot.ruleX(bodies, {x: "i", y1: "low", y2: "high", stroke: color, strokeWidth: 1}),
            Plot.rect(bodies, {
              x1: (r) => r.i - 0.32,
              x2: (r) => r.i + 0.32,
              y1: (r) => Math.min(r.open, r.close),
              y2: (r) => Math.max(r.open, r.close),
              fill: color,
              stroke: color,
              strokeWidth: 1
            })
          ]
        : Plot.lineY(rows, {x: "i", y: "close", stroke: "var(--ink-3)", strokeWidth: 1}),
      link(lines.filter((d) => !d.dashed)),
      link(
        lines.filter((d) => d.dashed),
        "5 4"
      ),
      ...signs(marks),
      Plot.tip(
        rows,
        Plot.pointerX({
          x: "i",
          y: "close",
          title: (r: Row) => tipText(r, {bars, format, locale, more: tip?.(r.i)})
        })
      )
    ]
  });
}

interface Row {
  readonly i: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

const link = (lines: readonly CandleLine[], strokeDasharray?: string): Plot.Link =>
  Plot.link(lines, {
    x1: "from",
    x2: "to",
    y1: "start",
    y2: "end",
    stroke: (d: CandleLine) => d.color ?? "var(--accent)",
    strokeWidth: 1.6,
    strokeDasharray
  });

function signs(marks: readonly CandleMark[]): Plot.Markish[] {
  const color = (m: CandleMark): string => m.color ?? "var(--ink)";
  const shape = (symbol: keyof typeof SHAPES): Plot.Markish => {
    const cross = symbol === "cross";
    return Plot.dot(
      marks.filter((m) => m.symbol === symbol),
      {
        x: "bar",
        y: "price",
        symbol: SHAPES[symbol],
        r: cross ? 4 : 3.5,
        fill: cross ? "none" : color,
        stroke: cross ? color : "var(--paper)",
        strokeWidth: cross ? 1.6 : 1
      }
    );
  };
  const arrow = (symbol: keyof typeof ARROWS): Plot.Markish =>
    Plot.text(
      marks.filter((m) => m.symbol === symbol),
      {
        x: "bar",
        y: "price",
        text: () => ARROWS[symbol].text,
        dy: ARROWS[symbol].dy,
        fill: color,
        stroke: "var(--paper)",
        strokeWidth: 3,
        fontSize: 13
      }
    );
  const labels = (side: "above" | "below"): Plot.Markish =>
    Plot.text(
      marks.filter((m) => m.label !== undefined && (m.side ?? "above") === side),
      {
        x: "bar",
        y: "price",
        text: "label",
        dy: side === "above" ? -11 : 12,
        fill: color,
        stroke: "var(--paper)",
        strokeWidth: 3,
        fontSize: 11,
        fontWeight: 600
      }
    );
  return [shape("dot"), shape("cross"), arrow("up"), arrow("down"), labels("above"), labels("below")];
}

interface TipOptions {
  readonly bars: CandleBars;
  readonly format: (value: number) => string;
  readonly locale: Locale;
  readonly more: string | undefined;
}

function tipText(row: Row, {bars, format, locale, more}: TipOptions): string {
  const zh = locale === "zh";
  const before = row.i > 0 ? Number(bars.close[row.i - 1]) : Number.NaN;
  const change = percent(row.close / before - 1, {signed: true});
  const words = zh ? ["开", "高", "低", "收"] : ["open", "high", "low", "close"];
  const prices = [row.open, row.high, row.low, row.close];
  return [
    isoDay(Number(bars.days[row.i])),
    ...prices.flatMap((p, k) => (Number.isFinite(p) ? [`${words[k]} ${format(p)}`] : [])),
    ...(Number.isFinite(before) ? [change] : []),
    ...(more ? [more] : [])
  ].join("\n");
}

/** Bars at which a new month or year starts, at most `most` of them, evenly thinned. */
function firstBars(days: ArrayLike<number>, most: number): number[] {
  const dates = Array.from(days, (d) => new Date(d * 86_400_000));
  const starts = (unit: (d: Date) => number): number[] =>
    dates.flatMap((d, i) => (i > 0 && unit(d) !== unit(dates[i - 1] as Date) ? [i] : []));
  const months = starts((d) => d.getUTCMonth());
  const years = starts((d) => d.getUTCFullYear());
  const chosen = months.length <= 3 * most ? months : years;
  const every = Math.max(Math.ceil(chosen.length / most), 1);
  return chosen.filter((_, k) => k % every === 0);
}

/** The first of the month in which a bar lies: what its tick is named after. */
const monthOf = (day: number): Date => {
  const d = new Date(day * 86_400_000);
  return new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth(), 1));
};
