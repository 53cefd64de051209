import * as Plot from "@observablehq/plot";
import {LINE, PARTS, type Part} from "../../lib/factor/crowding.js";
import {isoDay} from "../../lib/format/date.js";
import {fixed} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {chart, dayTicks} from "../chart.js";
import {element} from "../dom.js";
import {PART_COLORS, PART_NAMES, partKeys} from "./contributions.js";

export interface PartHistory {
  readonly days: ArrayLike<number>;
  readonly score: ArrayLike<number>;
  readonly parts: Readonly<Record<Part, ArrayLike<number>>>;
}

export interface PartHistoryOptions {
  readonly label: Text;
  readonly locale: Locale;
  readonly width?: number;
  readonly height?: number;
}

/** The score as a line over its contributions, stacked from zero both ways, week by week; lines at ±1. */
export function partHistory({days, score, parts}: PartHistory, options: PartHistoryOptions): HTMLElement {
  const {label, locale, width = 640, height = 240} = options;
  const at = Array.from(days, (d) => new Date(d * 86_400_000));
  const areas = PARTS.flatMap((part) => [
    ...at.map((day, t) => ({day, part, value: Math.max(0, parts[part][t] as number) || 0, side: "above"})),
    ...at.map((day, t) => ({day, part, value: Math.min(0, parts[part][t] as number) || 0, side: "below"}))
  ]);
  const line = at.map((day, t) => ({day, score: score[t] as number}));
  return element(
    "div",
    {},
    partKeys(locale),
    chart({
      ariaLabel: say(label, locale),
      width,
      height,
      marginLeft: 34,
      marginBottom: 38,
      x: {
        type: "utc",
        label: null,
        ticks: Math.max(Math.floor(width / 110), 2),
        tickSize: 4,
        tickFormat: dayTicks(locale)
      },
      y: {label: null, grid: true, tickSize: 0, ticks: 5},
      marks: [
        ...["above", "below"].map((side) =>
          Plot.areaY(
            areas.filter((a) => a.side === side),
            {
              x: "day",
              y: "value",
              z: "part",
              fill: (a: {part: Part}) => PART_COLORS[a.part],
              fillOpacity: 0.55,
              order: null
            }
          )
        ),
        Plot.ruleY([0], {stroke: "var(--ink-3)"}),
        Plot.ruleY([-LINE, LINE], {stroke: "var(--ink-2)", strokeDasharray: "3,3"}),
        Plot.lineY(line, {x: "day", y: "score", stroke: "var(--ink)", strokeWidth: 1.4}),
        Plot.tip(
          line,
          Plot.pointerX({
            x: "day",
            y: "score",
            title: (p: {day: Date; score: number}) => tipText(p, {at, parts, locale}),
            filter: (p: {score: number}) => Number.isFinite(p.score)
          })
        )
      ]
    })
  );
}

function tipText(
  point: {readonly day: Date; readonly score: number},
  {
    at,
    parts,
    locale
  }: {readonly at: readonly Date[]; readonly parts: PartHistory["parts"]; readonly locale: Locale}
): string {
  const t = at.findIndex((d) => +d === +point.day);
  const rows = PARTS.map(
    (p) => `${say(PART_NAMES[p], locale)} ${fixed(parts[p][t] as number, {signed: true})}`
  );
  return [`${isoDay(+point.day / 86_400_000)}  ${fixed(point.score, {signed: true})}`, ...rows].join("\n");
}
