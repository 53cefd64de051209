import * as Plot from "@observablehq/plot";
import type {Decay} from "../../lib/factor/decay.js";
import {fixed, percent} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {chart, dayTicks} from "../chart.js";

interface ChartOptions {
  readonly locale: Locale;
  readonly width: number;
  readonly label: Text;
}

/** Bars of a dated series from zero with its trailing mean as a line. */
export function icChart(
  days: ArrayLike<number>,
  {ic, mean}: {readonly ic: ArrayLike<number>; readonly mean: ArrayLike<number>},
  {locale, width, label}: ChartOptions
): HTMLElement | SVGSVGElement {
  const rows = Array.from(days, (d, t) => ({
    day: new Date(d * 86_400_000),
    ic: ic[t] as number,
    mean: mean[t] as number
  }));
  const known = rows.filter((r) => Number.isFinite(r.ic));
  return chart({
    ariaLabel: say(label, locale),
    width,
    height: 220,
    marginLeft: 46,
    marginBottom: 38,
    x: {
      type: "utc",
      label: null,
      ticks: Math.max(2, Math.floor(width / 110)),
      tickSize: 4,
      tickFormat: dayTicks(locale)
    },
    y: {label: null, grid: true, tickSize: 0, ticks: 5, tickFormat: (v: number) => fixed(v)},
    marks: [
      Plot.ruleX(known, {
        x: "day",
        y1: 0,
        y2: "ic",
        stroke: (r: {ic: number}) => (r.ic < 0 ? "var(--down)" : "var(--up)"),
        strokeWidth: Math.max(1.2, Math.min(7, (width / Math.max(rows.length, 1)) * 0.6)),
        title: (r: {day: Date; ic: number}) =>
          `${r.day.toISOString().slice(0, 10)}  ${fixed(r.ic, {digits: 3, signed: true})}`
      }),
      Plot.ruleY([0], {stroke: "var(--ink-3)"}),
      Plot.lineY(rows, {x: "day", y: "mean", stroke: "var(--ink)", strokeWidth: 1.6})
    ]
  });
}

/** Mean IC of each later period alone, with whiskers of two standard errors. */
export function decayChart(
  {period, mean, error}: Decay,
  {locale, width, label}: ChartOptions
): HTMLElement | SVGSVGElement {
  const rows = Array.from(period, (p, k) => ({p, mean: mean[k] as number, error: error[k] as number})).filter(
    (r) => Number.isFinite(r.mean)
  );
  return chart({
    ariaLabel: say(label, locale),
    width,
    height: 210,
    marginLeft: 46,
    x: {label: null, domain: Array.from(period), type: "band", tickSize: 0, padding: 0.35},
    y: {label: null, grid: true, tickSize: 0, ticks: 5, tickFormat: (v: number) => fixed(v)},
    marks: [
      Plot.barY(rows, {
        x: "p",
        y: "mean",
        fill: (r: {mean: number}) => (r.mean < 0 ? "var(--down)" : "var(--up)")
      }),
      Plot.ruleX(rows, {
        x: "p",
        y1: (r: {mean: number; error: number}) => r.mean - 2 * r.error,
        y2: (r: {mean: number; error: number}) => r.mean + 2 * r.error,
        stroke: "var(--ink-2)"
      }),
      Plot.ruleY([0], {stroke: "var(--ink-3)"})
    ]
  });
}

export interface QuantileBar {
  readonly name: string;
  readonly value: number;
}

/** Mean return of each quantile beyond the mean of all, lowest signal first, the value written. */
export function quantileChart(
  rows: readonly QuantileBar[],
  {locale, width, label}: ChartOptions
): HTMLElement | SVGSVGElement {
  const signed = (v: number): string => percent(v, {signed: true});
  return chart({
    ariaLabel: say(label, locale),
    width,
    height: 220,
    marginTop: 22,
    marginLeft: 52,
    x: {label: null, domain: rows.map((r) => r.name), tickSize: 0, padding: 0.3},
    y: {label: null, grid: true, tickSize: 0, ticks: 5, tickFormat: signed, insetBottom: 14},
    marks: [
      Plot.barY(rows, {
        x: "name",
        y: "value",
        fill: (r: QuantileBar) => (r.value < 0 ? "var(--down)" : "var(--up)")
      }),
      Plot.ruleY([0], {stroke: "var(--ink-3)"}),
      ...[1, -1].map((side) =>
        Plot.text(
          rows.filter((r) => (side > 0 ? r.value >= 0 : r.value < 0)),
          {
            x: "name",
            y: "value",
            text: (r: QuantileBar) => signed(r.value),
            dy: -9 * side,
            fill: "var(--ink)"
          }
        )
      )
    ]
  });
}
