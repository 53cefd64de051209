import {type IndustryStyles, industryStyles} from "../../../lib/attribution/industry-styles.js";
import {tiltReturns} from "../../../lib/attribution/tilt-returns.js";
import {quarterEndOf} from "../../../lib/calendar/quarter.js";
import {STYLES} from "../../../lib/factor/styles.js";
import type {Context} from "../../run/model.js";
import {isoOf} from "../../warehouse/columns.js";
import type {Frame} from "../../warehouse/frame.js";
import {columnsOf} from "../../warehouse/source.js";
import {onDays, pickColumns, readFactors} from "../dashboard/factors.js";
import type {Disclosures} from "./disclosures.js";
import type {IndustryReturns} from "./scheme.js";

/** Exposures at the end of one quarter. */
interface Quarter extends IndustryStyles {
  readonly day: number;
  /** Last row of the panel that is not after the day. */
  readonly row: number;
  /** By code the place among the stocks of the day. */
  readonly place: ReadonlyMap<string, number>;
}

/** The market's styles on the rows of a panel of days. */
export interface MarketStyles {
  /** Returns of industries less what their own styles gave, rows × industries; NaN where no style has a return. */
  readonly pure: Float64Array;
  /** What the style tilts of a fund's disclosed stocks within their industries earned by row; NaN without disclosure. */
  tilted(disclosures: Disclosures, fund: number): Float64Array;
}

/**
 * Reads what styles gave industries, and stocks within them: exposures at quarter ends, where portfolios are disclosed,
 * times the styles' returns until the next. Undefined where the dataset has no exposures or no factor returns.
 */
export async function readMarketStyles(
  context: Context,
  {scheme, industries, returns}: IndustryReturns,
  days: Int32Array
): Promise<MarketStyles | undefined> {
  if (!context.has("exposure") || !context.has("factor_return")) return undefined;
  const panels = await readFactors(context);
  const panel = panels.find((p) => p.scheme === scheme) ?? panels[0];
  const present = await columnsOf(context, "exposure");
  const names = STYLES.map((s) => s.name).filter((s) => present.has(s) && panel?.factors.includes(s));
  if (!panel || names.length === 0) return undefined;
  const quarters = await readQuarters(context, {names, industries, days, ends: quarterEnds(panel.days)});
  const styles = pickColumns(onDays(panel, days), names);
  const size = {rows: days.length, styles: names.length};
  return {
    pure: pureReturns(returns, quarters, {styles, industries: industries.length, size}),
    tilted: (disclosures, fund) => tiltReturns(tiltsOf(disclosures, fund, quarters, size), styles, size)
  };
}

/** Days of a panel that are the last of their quarter. */
const quarterEnds = (days: Int32Array): number[] =>
  Array.from(days).filter(
    (d, t) => t + 1 < days.length && quarterEndOf(d) !== quarterEndOf(days[t + 1] as number)
  );

async function readQuarters(
  context: Context,
  {
    names,
    industries,
    days,
    ends
  }: {
    readonly names: readonly string[];
    readonly industries: readonly string[];
    readonly days: Int32Array;
    readonly ends: readonly number[];
  }
): Promise<Quarter[]> {
  const quarters: Quarter[] = [];
  for (const day of ends) {
    const row = days.findLastIndex((d) => d <= day);
    if (row < 0 || row === quarters.at(-1)?.row) continue;
    const frame = await context.query(
      `SELECT code, industry, weight, ${names.join(", ")} FROM exposure WHERE date = DATE '${isoOf(day)}' AND weight > 0 ORDER BY code`
    );
    quarters.push({day, row, ...stylesOf(frame, names, industries)});
  }
  return quarters;
}

/** A day's exposures by industry and within; the regressions' weights are roots of capitalisation. */
function stylesOf(
  frame: Frame,
  names: readonly string[],
  industries: readonly string[]
): Omit<Quarter, "day" | "row"> {
  const {codes, values} = frame.text("industry");
  const place = values.map((name) => industries.indexOf(name));
  const split = industryStyles(
    {
      exposure: names.map((s) => frame.numbers(s)),
      industry: codes.map((c) => place[c] ?? -1),
      cap: frame.numbers("weight").map((w) => w * w)
    },
    {industries: industries.length}
  );
  return {...split, place: new Map(frame.strings("code").map((c, i) => [c ?? "", i]))};
}

interface Size {
  readonly rows: number;
  readonly styles: number;
}

function pureReturns(
  returns: Float64Array,
  quarters: readonly Quarter[],
  {
    styles,
    industries,
    size
  }: {readonly styles: Float64Array; readonly industries: number; readonly size: Size}
): Float64Array {
  const out = returns.slice();
  const row = quarters.map((q) => q.row);
  for (let c = 0; c < industries; c++) {
    const tilt = quarters.flatMap(({mean}) => [...mean.subarray(c * size.styles, (c + 1) * size.styles)]);
    const gave = tiltReturns({row, tilt}, styles, size);
    for (let t = 0; t < size.rows; t++)
      out[t * industries + c] = (out[t * industries + c] as number) - (gave[t] as number);
  }
  return out;
}

/** Σ w (x − x̄ of the industry) by style at each report that stands at a quarter's end. */
function tiltsOf(
  disclosures: Disclosures,
  fund: number,
  quarters: readonly Quarter[],
  {styles}: Size
): {row: number[]; tilt: Float64Array} {
  const reports = disclosures.periods(fund).flatMap((period) => {
    const quarter = quarters.find((q) => quarterEndOf(q.day) === period);
    const held = disclosures.knownOf(fund, period, Number.POSITIVE_INFINITY);
    return quarter && held ? [{quarter, held}] : [];
  });
  const tilt = new Float64Array(reports.length * styles);
  reports.forEach(({quarter: {place, departure}, held: {code, weight}}, k) => {
    for (let i = 0; i < code.length; i++) {
      const at = place.get(disclosures.codes[code[i] as number] ?? "");
      if (at === undefined) continue;
      for (let s = 0; s < styles; s++)
        tilt[k * styles + s] =
          (tilt[k * styles + s] as number) + (weight[i] as number) * (departure[at * styles + s] as number);
    }
  });
  return {row: reports.map((r) => r.quarter.row), tilt};
}
