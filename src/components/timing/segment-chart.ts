import {fixed} from "../../lib/format/number.js";
import type {Locale, Text} from "../../lib/format/text.js";
import {segmentView} from "../../lib/timing/segment-view.js";
import {candles} from "../candles.js";
import type {SeriesAt} from "./segment-words.js";

export interface SegmentChartOptions {
  readonly label: Text;
  readonly locale: Locale;
  readonly width: number;
  readonly height?: number;
  /** The most bars shown; fewer where the width has no room for candles. */
  readonly bars: number;
}

/** Px that a candle needs. */
const PITCH = 3;

/**
 * Candlesticks up to the chosen bar with the legs known at its close: pivots are dots with their level, a triangle
 * marks the bar on which each became known, and the leg since the running extreme is dashed.
 */
export function segmentChart(
  {bars, run, at}: SeriesAt,
  options: SegmentChartOptions
): HTMLElement | SVGSVGElement {
  const {label, locale, width, height, bars: most} = options;
  const shown = Math.max(40, Math.min(most, Math.floor((width - 70) / PITCH)));
  const {first, legs, pivots} = segmentView(bars.close, run, {at, bars: shown});
  const part = (x: Float64Array): Float64Array => x.subarray(first, at + 1);
  const count = at + 1 - first;
  const inside = (bar: number): boolean => bar >= 0 && bar < count;
  const color = (kind: "high" | "low"): string => (kind === "high" ? "var(--down)" : "var(--up)");
  return candles(
    {
      days: bars.days.subarray(first, at + 1),
      close: part(bars.close),
      open: part(bars.open),
      high: part(bars.high),
      low: part(bars.low)
    },
    {
      label,
      locale,
      width,
      ...(height === undefined ? {} : {height}),
      lines: legs.map(({provisional, ...leg}) => ({...leg, dashed: provisional})),
      marks: pivots.flatMap(({kind, price, bar, known, confirmed}) => [
        ...(inside(bar)
          ? [
              {
                bar,
                price,
                symbol: "dot" as const,
                color: "var(--accent)",
                label: fixed(price, {digits: 0}),
                side: kind === "high" ? ("above" as const) : ("below" as const)
              }
            ]
          : []),
        ...(inside(known)
          ? [
              {
                bar: known,
                price: (kind === "high" ? bars.high : bars.low)[confirmed] as number,
                symbol: kind === "high" ? ("down" as const) : ("up" as const),
                color: color(kind)
              }
            ]
          : [])
      ])
    }
  );
}
