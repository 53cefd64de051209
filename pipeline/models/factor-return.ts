import {type Context, defineModel} from "../run/model.js";
import {type Columns, isoOf} from "../warehouse/columns.js";
import {columnsOf} from "../warehouse/source.js";
import {type Grid, Returns, readGrid, readYear, type YearOfBars, yearsOf} from "./factor/bars.js";
import {primaryScheme, readSectors} from "./factor/classification.js";
import {type Scheme, type SchemeFitter, specificReturns} from "./factor/daily-fit.js";
import {DailyRegressions} from "./factor/daily-regressions.js";
import {
  type ExposureDay,
  type ExposureSpan,
  industriesOf,
  readExposures,
  sharedDay
} from "./factor/exposure-days.js";
import {type Kept, keptOf, restoreKept} from "./factor/kept.js";
import {readAhead} from "./factor/read-ahead.js";
import {ReturnTables} from "./factor/return-tables.js";
import {RISK_FREE, RiskFree} from "./factor/risk-free.js";
import {SpecificRisk} from "./factor/specific.js";

/** Trading days between the two exposures that the stability coefficient compares. */
const MONTH = 21;

/** Factor returns by daily cross-sectional regressions, and specific risk from their residuals (methods.md S1). */
export default defineModel({
  name: "factor-return",
  inputs: ["exposure", "stock_daily", "stock_industry"],
  optional: ["industry", "series_value"],
  outputs: ["factor_return", "factor_fit", "factor_stability", "specific_risk"],
  params: {
    /** Degrees of freedom that a day must leave. */
    spare: 30,
    /** Series of the risk-free rate, the first that has a value; without any it is zero. */
    riskFree: RISK_FREE
  },
  async run(context) {
    const grid = await readGrid(context);
    const tables = new ReturnTables();
    const specific = new SpecificRows();
    const schemes = await readSchemes(context);
    const regressions = new DailyRegressions(schemes, grid.codes.length, context.params.spare, tables);
    const state = await walk(context, grid, {schemes, regressions, specific}).finally(() =>
      regressions.close()
    );
    report(context, regressions.fitters);
    const {past} = context;
    const since = past && {since: past.until + 1};
    // The last day of the data counts as a month end until a later day of its month comes.
    const ended = past && {since: isMonthEnd(grid, past.until) ? past.until + 1 : past.until};
    await context.write("specific_risk", specific.columns(grid.codes), {presorted: true, ...ended});
    await context.write("factor_return", tables.returns.columns(), since);
    await context.write("factor_fit", tables.fit.columns(), since);
    await context.write("factor_stability", tables.stability.columns(), since);
    const until = grid.days.at(-1);
    if (until !== undefined) context.keep({until, state});
  }
});

async function readSchemes(context: Context): Promise<Scheme[]> {
  const first = await primaryScheme(context);
  const names = [first, first === "csc37" ? undefined : "csc37"].filter((s) => s !== undefined);
  const schemes: Scheme[] = [];
  for (const scheme of names) {
    const industries = await industriesOf(context, scheme);
    const sectors = context.has("industry") ? await readSectors(context, scheme, industries) : [];
    if (industries.length > 0) schemes.push({scheme, industries, sectors});
  }
  return schemes;
}

interface Params {
  readonly spare: number;
  readonly riskFree: readonly string[];
}

interface WalkInput {
  readonly schemes: readonly Scheme[];
  readonly regressions: DailyRegressions;
  readonly specific: SpecificRows;
}

async function walk(
  context: Context<Params>,
  grid: Grid,
  {schemes, regressions, specific}: WalkInput
): Promise<Kept> {
  const after = context.past?.until;
  const riskFree = await RiskFree.read(context, context.params.riskFree, context.has("series_value"));
  const assets = grid.codes.length;
  const industries = schemes.map((s) => s.industries);
  const present = await columnsOf(context, "stock_daily");
  const returns = new Returns(assets);
  const excess = new Float64Array(assets);
  const residual = new Float64Array(assets);
  const risk = new SpecificRisk(assets, schemes[0]?.industries.length ?? 0);
  const slots = [...returns.slots(), ...risk.slots()];
  if (context.past) restoreKept(context.past.state as Kept, grid.codes, slots);
  const recent = after === undefined ? [] : await readRecent(context, after, {codes: grid.codes, industries});
  let previous = after ?? Number.NaN;
  const read = async (year: number): Promise<Year> => {
    const bars = await readYear(context, year, {present, grid, after});
    const later = after === undefined ? "" : ` AND date > DATE '${isoOf(after)}'`;
    const where = `date BETWEEN DATE '${year}-01-01' AND DATE '${year}-12-31'${later}`;
    const days = await readExposures(context, {where, codes: grid.codes, industries});
    return {bars, exposures: new Map(days.map((d) => [d.day, d]))};
  };
  for await (const {bars, exposures} of readAhead(
    yearsOf(grid, {after}).map((y) => y.year),
    read
  )) {
    for (let t = 0; t < bars.days.length; t++) {
      const day = bars.days[t] as number;
      returns.next(bars, t, excess);
      const free = riskFree.daily(day);
      for (let i = 0; i < assets; i++) excess[i] = (excess[i] as number) - free;
      const known = recent.at(-1);
      if (known?.day === previous) {
        const before = recent.length > MONTH ? recent[0] : undefined;
        const fit = await regressions.next(day, {known, before, excess, sigma: risk.daily});
        if (fit) {
          specificReturns(fit, known, excess, residual);
          risk.push(residual, known);
        }
      }
      previous = day;
      const today = exposures.get(day);
      if (!today) continue;
      recent.push(today);
      if (recent.length > MONTH + 1) recent.shift();
      if (isMonthEnd(grid, day)) specific.add(today, risk.forecast(today));
      await new Promise((resolve) => setImmediate(resolve));
    }
    // The year's buffers must not live on through the days kept for the next one.
    recent.forEach((d, i) => {
      recent[i] = sharedDay(d);
    });
  }
  await regressions.end();
  return keptOf(grid.codes, slots);
}

/** The days of exposures that a run which ended on this day still had. */
async function readRecent(
  context: Context,
  day: number,
  places: Pick<ExposureSpan, "codes" | "industries">
): Promise<ExposureDay[]> {
  const first = await context.query(
    `SELECT coalesce(min(date), DATE '${isoOf(day)}') AS date FROM (SELECT DISTINCT date FROM exposure WHERE date <= DATE '${isoOf(day)}' ORDER BY date DESC LIMIT ${MONTH + 1})`
  );
  const from = first.days("date")[0] ?? day;
  const where = `date BETWEEN DATE '${isoOf(from)}' AND DATE '${isoOf(day)}'`;
  return readExposures(context, {where, ...places});
}

/** Whether the next trading day is of another month; the last day of the data counts as one. */
function isMonthEnd({days}: Grid, day: number): boolean {
  const month = (d: number): number => new Date(d * 86_400_000).getUTCMonth();
  let [lo, hi] = [0, days.length - 1];
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if ((days[mid] as number) < day) lo = mid + 1;
    else hi = mid;
  }
  const next = days[lo + 1];
  return next === undefined || month(next) !== month(day);
}

/** Specific risk at month ends, gathered so that the database is free to read ahead. */
class SpecificRows {
  private readonly date: number[] = [];
  private readonly code: number[] = [];
  private readonly volatility: number[] = [];

  add({day, col, n}: ExposureDay, volatility: Float64Array): void {
    for (let k = 0; k < n; k++) {
      const v = volatility[k] as number;
      if (Number.isNaN(v)) continue;
      this.date.push(day);
      this.code.push(col[k] as number);
      this.volatility.push(v);
    }
  }

  columns(codes: readonly string[]): Columns {
    return {
      date: Int32Array.from(this.date),
      code: {codes: Int32Array.from(this.code), values: codes},
      volatility: Float64Array.from(this.volatility)
    };
  }
}

interface Year {
  readonly bars: YearOfBars;
  readonly exposures: ReadonlyMap<number, ExposureDay>;
}

function report(context: Context, fitters: readonly SchemeFitter[]): void {
  for (const {scheme, merged, collinear, skipped} of fitters) {
    const pairs = [...merged].sort(([, a], [, b]) => b - a).map(([pair, days]) => `${pair} (${days} days)`);
    if (pairs.length > 0) context.log(`${scheme.scheme}: thin industries merged: ${pairs.join(", ")}`);
    const dropped = [...collinear].map(([style, days]) => `${style} (${days} days)`);
    if (dropped.length > 0) context.log(`${scheme.scheme}: collinear styles left out: ${dropped.join(", ")}`);
    if (skipped > 0) context.log(`${scheme.scheme}: ${skipped} days with too few stocks, no regression`);
  }
}
