import * as Plot from "@observablehq/plot";
import type {MarginEvent} from "../../lib/flow/margin-events.js";
import {epochDay, isoDay} from "../../lib/format/date.js";
import {yi} from "../../lib/format/number.js";
import {type Locale, say} from "../../lib/format/text.js";
import {chart, dayTicks} from "../chart.js";
import {element} from "../dom.js";

export interface MarginHistory {
  /** Last day of each week, counted from 1970-01-01. */
  readonly days: ArrayLike<number>;
  /** CNY at the week's end, and of the week. */
  readonly balance: ArrayLike<number>;
  readonly net: ArrayLike<number>;
}

export interface MarginHistoryOptions {
  readonly events: readonly MarginEvent[];
  readonly locale: Locale;
  readonly width?: number;
}

const dateOf = (day: number): Date => new Date(day * 86_400_000);

/** The balance as a line above weekly net buying as bars, with the days on which the rules changed numbered. */
export function marginHistory(
  {days, balance, net}: MarginHistory,
  {events, locale, width = 640}: MarginHistoryOptions
): HTMLElement {
  const rows = Array.from(days, (d, i) => ({
    day: dateOf(d),
    iso: isoDay(d),
    balance: Number(balance[i]),
    net: Number(net[i])
  }));
  const [first, last] = [rows[0]?.day ?? dateOf(0), rows.at(-1)?.day ?? dateOf(0)];
  const marks = events
    .map((e, i) => ({...e, day: dateOf(epochDay(e.date)), number: String(i + 1)}))
    .filter((e) => e.day >= first && e.day <= last);
  const rules = Plot.ruleX(marks, {x: "day", stroke: "var(--ink-3)", strokeDasharray: "2 3"});
  const x: Plot.ScaleOptions = {
    type: "utc",
    label: null,
    domain: [first, last],
    ticks: Math.max(Math.floor(width / 110), 2),
    tickSize: 4,
    tickFormat: dayTicks(locale)
  };
  const y: Plot.ScaleOptions = {
    label: null,
    grid: true,
    tickSize: 0,
    ticks: 4,
    tickFormat: (v: number) => yi(v, {digits: 0})
  };
  const tip = (value: "balance" | "net", signed: boolean): Plot.Markish =>
    Plot.tip(
      rows,
      Plot.pointerX({
        x: "day",
        y: value,
        title: (r: {iso: string; balance: number; net: number}) =>
          `${r.iso}\n${yi(r[value], {digits: 1, signed})}`
      })
    );
  const end = rows.slice(-1);
  const zh = locale === "zh";
  return element(
    "div",
    {},
    chart({
      ariaLabel: zh ? "融资余额" : "Financing balance",
      width,
      height: 220,
      marginLeft: 56,
      x: {...x, axis: null},
      y,
      marks: [
        rules,
        Plot.text(marks, {x: "day", text: "number", frameAnchor: "top", dy: -10, fill: "var(--ink-2)"}),
        Plot.lineY(rows, {x: "day", y: "balance", stroke: "var(--accent)", strokeWidth: 1.5}),
        Plot.text(end, {
          x: "day",
          y: "balance",
          text: (r: {balance: number}) => yi(r.balance, {digits: 0}),
          textAnchor: "end",
          dy: -9,
          fill: "var(--accent)",
          fontWeight: 600
        }),
        tip("balance", false)
      ]
    }),
    chart({
      ariaLabel: zh ? "每周两融净买入" : "Weekly net margin buying",
      width,
      height: 170,
      marginLeft: 56,
      x,
      y,
      marks: [
        rules,
        Plot.ruleX(rows, {
          x: "day",
          y1: 0,
          y2: "net",
          stroke: (r: {net: number}) => (r.net < 0 ? "var(--down)" : "var(--up)"),
          strokeWidth: Math.max(0.6, Math.min(6, (0.7 * width) / Math.max(rows.length, 1)))
        }),
        Plot.ruleY([0], {stroke: "var(--ink-3)"}),
        tip("net", true)
      ]
    }),
    marks.length > 0 &&
      element(
        "p",
        {class: "event-keys"},
        marks.map((e) => `${e.number} ${e.date} ${say(e.text, locale)}`).join(zh ? "；" : "; ")
      )
  );
}
