import * as Plot from "@observablehq/plot";
import {LINE} from "../../lib/factor/crowding.js";
import {fixed} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {chart} from "../chart.js";

export interface StripRow {
  readonly name: string;
  readonly group: string;
  readonly value: number;
}

/** Dots along one scale, a row a group, the outermost of each named; lines at ±1. */
export function strip(
  rows: readonly StripRow[],
  {label, locale, width = 640}: {readonly label: Text; readonly locale: Locale; readonly width?: number}
): HTMLElement | SVGSVGElement {
  const known = rows.filter((r) => Number.isFinite(r.value));
  const groups = [...new Set(rows.map((r) => r.group))];
  const named = groups.flatMap((g) => {
    const own = known.filter((r) => r.group === g).sort((a, b) => a.value - b.value);
    const [low, high] = [own[0], own.at(-1)];
    return own.length < 2 ? own : [low, high].flatMap((r) => r ?? []);
  });
  return chart({
    ariaLabel: say(label, locale),
    width,
    height: groups.length * 46 + 40,
    marginLeft: 74,
    marginRight: 30,
    marginTop: 10,
    x: {
      label: null,
      grid: true,
      nice: true,
      ticks: Math.max(4, Math.floor(width / 90)),
      tickSize: 0,
      inset: 24
    },
    y: {label: null, domain: groups, tickSize: 0, padding: 0.5},
    marks: [
      Plot.ruleX([-LINE, LINE], {stroke: "var(--ink-2)", strokeDasharray: "3,3"}),
      Plot.ruleX([0], {stroke: "var(--ink-3)"}),
      Plot.dot(known, {
        x: "value",
        y: "group",
        r: 4,
        fill: (r: StripRow) =>
          r.value >= LINE ? "var(--up)" : r.value <= -LINE ? "var(--down)" : "var(--ink-3)",
        fillOpacity: 0.75
      }),
      Plot.text(named, {
        x: "value",
        y: "group",
        text: (r: StripRow) => `${r.name} ${fixed(r.value, {signed: true})}`,
        dy: -13,
        fill: "var(--ink)"
      }),
      Plot.tip(
        known,
        Plot.pointer({
          x: "value",
          y: "group",
          title: (r: StripRow) => `${r.name} ${fixed(r.value, {signed: true})}`
        })
      )
    ]
  });
}
