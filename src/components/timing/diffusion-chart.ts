import * as Plot from "@observablehq/plot";
import {isoDay} from "../../lib/format/date.js";
import {fixed, percent} from "../../lib/format/number.js";
import type {Locale, Text} from "../../lib/format/text.js";
import {RULE} from "../../lib/timing/diffusion-lines.js";
import {chart, dayTicks} from "../chart.js";
import {element} from "../dom.js";

/** A stretch of days of one index: diffusion with its lines and signals, and the index's closes. */
export interface DiffusionStretch {
  readonly days: ArrayLike<number>;
  readonly ratio: ArrayLike<number>;
  readonly fast: ArrayLike<number>;
  readonly slow: ArrayLike<number>;
  readonly signal: ArrayLike<number>;
  readonly close: ArrayLike<number>;
}

interface Options {
  readonly label: Text;
  readonly locale: Locale;
  readonly width: number;
}

const LEFT = 52;
const RIGHT = 76;

/** The index above, its diffusion below: the index itself faint, the fast and slow lines, the levels, the signals. */
export function diffusionChart(data: DiffusionStretch, {label, locale, width}: Options): HTMLElement {
  const zh = locale === "zh";
  const rows = Array.from(data.days, (d, i) => ({
    day: new Date(d * 86_400_000),
    iso: isoDay(d),
    close: Number(data.close[i]),
    ratio: Number(data.ratio[i]),
    fast: Number(data.fast[i]),
    slow: Number(data.slow[i]),
    signal: Number(data.signal[i])
  }));
  const signals = rows.filter((r) => r.signal !== 0);
  const sign = (r: (typeof rows)[number]): string => (r.signal > 0 ? "▲" : "▼");
  const color = (r: (typeof rows)[number]): string => (r.signal > 0 ? "var(--up)" : "var(--down)");
  const last = rows.at(-1);
  const x = {
    type: "utc" as const,
    label: null,
    ticks: Math.max(Math.floor(width / 110), 2),
    tickSize: 4,
    tickFormat: dayTicks(locale)
  };
  const share = (v: number): string => percent(v, {digits: 0});
  const names = [
    {name: zh ? "快线" : "fast", key: "fast", color: "var(--accent)"},
    {name: zh ? "慢线" : "slow", key: "slow", color: "var(--style-2)"}
  ] as const;
  const gap = last && Math.abs(last.fast - last.slow) < 0.09 ? (last.fast >= last.slow ? -7 : 7) : 0;
  return element(
    "div",
    {},
    rows.some((r) => Number.isFinite(r.close)) &&
      chart({
        ariaLabel: zh ? `${label.zh}：指数收盘与信号` : `${label.en}: closes and signals`,
        width,
        height: 170,
        marginLeft: LEFT,
        marginRight: RIGHT,
        marginBottom: 8,
        x: {...x, axis: null},
        y: {
          label: null,
          grid: true,
          nice: true,
          tickSize: 0,
          ticks: 4,
          tickFormat: (v: number) => fixed(v, {digits: 0})
        },
        marks: [
          Plot.lineY(rows, {x: "day", y: "close", stroke: "var(--ink-2)", strokeWidth: 1.3}),
          ...[1, -1].map((side) =>
            Plot.text(
              signals.filter((r) => r.signal === side),
              {x: "day", y: "close", text: sign, fill: color, dy: side * 12, fontSize: 11}
            )
          ),
          last &&
            Plot.text([last], {
              x: "day",
              y: "close",
              text: (r: (typeof rows)[number]) => fixed(r.close, {digits: 0}),
              textAnchor: "start",
              dx: 6,
              fill: "var(--ink-2)",
              fontWeight: 600
            })
        ]
      }),
    chart({
      ariaLabel: zh ? `${label.zh}：扩散指数` : `${label.en}: diffusion index`,
      width,
      height: 230,
      marginLeft: LEFT,
      marginRight: RIGHT,
      x,
      y: {label: null, grid: true, domain: [0, 1], tickSize: 0, ticks: 5, tickFormat: share},
      marks: [
        Plot.ruleY([RULE.low, RULE.high], {stroke: "var(--ink-3)", strokeDasharray: "3 3"}),
        Plot.lineY(rows, {x: "day", y: "ratio", stroke: "var(--rule)", strokeWidth: 1}),
        ...names.map(({key, color: stroke}) =>
          Plot.lineY(rows, {x: "day", y: key, stroke, strokeWidth: 1.6})
        ),
        ...names.map(({key, name, color: fill}) =>
          last
            ? Plot.text([last], {
                x: "day",
                y: key,
                text: (r: (typeof rows)[number]) => `${name} ${share(r[key])}`,
                textAnchor: "start",
                dx: 6,
                dy: key === "fast" ? gap : -gap,
                fill,
                fontWeight: 600
              })
            : null
        ),
        Plot.text(signals, {
          x: "day",
          y: "fast",
          text: sign,
          fill: color,
          fontSize: 11,
          stroke: "var(--paper)",
          strokeWidth: 3
        }),
        Plot.tip(
          rows,
          Plot.pointerX({
            x: "day",
            y: "ratio",
            title: (r: (typeof rows)[number]) =>
              [
                r.iso,
                `${zh ? "扩散指数" : "diffusion"} ${percent(r.ratio, {digits: 1})}`,
                ...names.map(({key, name}) => `${name} ${percent(r[key], {digits: 1})}`)
              ].join("\n")
          })
        )
      ]
    })
  );
}
