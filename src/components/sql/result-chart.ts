import * as Plot from "@observablehq/plot";
import {integer} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {type ChartSpec, defaultChart, type Mark} from "../../lib/sql/chart.js";
import {isNumeric, type Result, type ResultColumn} from "../../lib/sql/result.js";
import {chart} from "../chart.js";
import {element} from "../dom.js";
import {WORDS} from "./words.js";

const POINTS = 20_000;
const BARS = 60;

const MARKS: readonly {readonly mark: Mark; readonly label: Text}[] = [
  {mark: "line", label: WORDS.lineMark},
  {mark: "area", label: WORDS.areaMark},
  {mark: "bar", label: WORDS.barMark},
  {mark: "dot", label: WORDS.dotMark}
];

/** A chart of a result, as its column types suggest, with controls for mark, axes and colour. */
export function resultChart(result: Result, {locale, width}: {locale: Locale; width: number}): HTMLElement {
  let spec = defaultChart(result);
  if (spec === undefined) return element("p", {class: "sql-note"}, say(WORDS.noChart, locale));
  const figure = element("div", {class: "sql-chart-figure"});
  const redraw = (): void => {
    if (spec !== undefined) figure.replaceChildren(drawn(result, spec, {locale, width}));
  };
  const change = (part: Partial<ChartSpec>): void => {
    if (spec !== undefined) spec = {...spec, ...part};
    redraw();
  };
  const columns = result.columns.map((c, i) => ({value: String(i), label: c.name}));
  const choose = (
    label: string,
    options: readonly {value: string; label: string}[],
    value: string,
    set: (value: string) => void
  ): HTMLElement => {
    const select = element("select", {}, ...options.map((o) => element("option", {value: o.value}, o.label)));
    select.value = value;
    select.addEventListener("change", () => set(select.value));
    return element("label", {}, label, select);
  };
  const controls = element(
    "div",
    {class: "sql-chart-controls"},
    choose(
      say(WORDS.mark, locale),
      MARKS.map((m) => ({value: m.mark, label: say(m.label, locale)})),
      spec.mark,
      (v) => {
        const mark = MARKS.find((m) => m.mark === v)?.mark;
        if (mark !== undefined) change({mark});
      }
    ),
    choose("X", columns, String(spec.x), (v) => change({x: Number(v)})),
    choose("Y", columns, String(spec.y), (v) => change({y: Number(v)})),
    choose(
      say(WORDS.colour, locale),
      [{value: "", label: say(WORDS.none, locale)}, ...columns],
      String(spec.colour ?? ""),
      (v) => change({colour: v === "" ? undefined : Number(v)})
    )
  );
  redraw();
  return element("div", {class: "sql-chart"}, controls, figure);
}

function drawn(
  result: Result,
  spec: ChartSpec,
  {locale, width}: {locale: Locale; width: number}
): HTMLElement {
  const [x, y] = [result.columns[spec.x], result.columns[spec.y]];
  if (x === undefined || y === undefined) return element("p", {});
  const limit = spec.mark === "bar" ? BARS : POINTS;
  const rows = Math.min(result.rows, limit);
  const colour = spec.colour === undefined ? undefined : result.columns[spec.colour];
  const data = Array.from({length: rows}, (_, i) => ({
    x: x.value(i),
    y: y.value(i),
    z: colour?.value(i) ?? null
  }));
  const ariaLabel = `${say(WORDS.chart, locale)}: ${y.name} × ${x.name}`;
  const kinds = colour === undefined ? 0 : new Set(data.map((d) => String(d.z))).size;
  const plot = chart({
    ariaLabel,
    width,
    marginBottom: 40,
    marginLeft: spec.mark === "bar" ? labelWidth(data, y) : 84,
    x: {label: x.name, nice: isNumeric(x.kind)},
    y: {label: y.name, grid: spec.mark !== "bar"},
    ...(colour === undefined
      ? {}
      : {color: {legend: kinds <= 20, label: colour.name, scheme: kinds > 10 ? "turbo" : "observable10"}}),
    marks: marksOf(spec, data, {numericX: isNumeric(x.kind), coloured: colour !== undefined})
  });
  const note = result.rows > limit ? cutNote(rows, result.rows, locale) : undefined;
  return element("div", {}, plot, note && element("p", {class: "sql-note"}, note));
}

const cutNote = (shown: number, rows: number, locale: Locale): string =>
  locale === "zh"
    ? `图中只画前 ${integer(shown)} 行，共 ${integer(rows)} 行。`
    : `The first ${integer(shown)} of ${integer(rows)} rows are drawn.`;

type Value = ReturnType<ResultColumn["value"]>;
interface Point {
  readonly x: Value;
  readonly y: Value;
  readonly z: Value;
}

const labelWidth = (data: readonly Point[], {kind}: ResultColumn): number => {
  if (isNumeric(kind)) return 64;
  const longest = Math.max(
    0,
    ...data.map((d) => [...String(d.y ?? "")].reduce((w, c) => w + (c > "\u2e80" ? 13 : 7.5), 0))
  );
  return Math.min(220, Math.max(44, longest + 12));
};

function marksOf(
  {mark}: ChartSpec,
  data: readonly Point[],
  {numericX, coloured}: {numericX: boolean; coloured: boolean}
): Plot.Markish[] {
  const points = [...data];
  const z = coloured ? "z" : null;
  const paint = coloured ? "z" : "var(--accent)";
  const signs = points.some((p) => Number(numericX ? p.x : p.y) < 0);
  const signed = (p: Point): string => (Number(numericX ? p.x : p.y) < 0 ? "var(--down)" : "var(--up)");
  const barFill = coloured || !signs ? paint : signed;
  const channels = {x: "x", y: "y", tip: points.length <= 2000};
  const zero = mark === "area" || (mark === "bar" && !numericX) ? [Plot.ruleY([0])] : [];
  if (mark === "line") return [Plot.lineY(points, {...channels, z, stroke: paint, strokeWidth: 1.6})];
  if (mark === "area") return [Plot.areaY(points, {...channels, z, fill: paint, fillOpacity: 0.5}), ...zero];
  if (mark === "dot") return [Plot.dot(points, {...channels, stroke: paint, r: 2.5})];
  if (!numericX) return [Plot.barY(points, {...channels, fill: barFill, sort: {x: null}}), ...zero];
  return [Plot.barX(points, {...channels, fill: barFill, sort: {y: null}}), Plot.ruleX([0])];
}
