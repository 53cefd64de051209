import type {StyleCoverage} from "../../lib/factor/style-exposures.js";
import {type Context, defineModel} from "../run/model.js";
import {Thread} from "../run/thread.js";
import {columnsOf} from "../warehouse/source.js";
import {type Grid, readGrid, readYear, type YearOfBars, yearsOf} from "./factor/bars.js";
import {type Classes, primaryScheme, readClassification} from "./factor/classification.js";
import {Coverage} from "./factor/coverage.js";
import {type DescribedDay, exposeDay} from "./factor/exposed-day.js";
import {ExposureWriter} from "./factor/exposure-writer.js";
import {type Kept, keptOf, restoreKept} from "./factor/kept.js";
import {MarketState} from "./factor/market-state.js";
import {readAhead} from "./factor/read-ahead.js";
import {RISK_FREE, RiskFree} from "./factor/risk-free.js";
import {Universe} from "./factor/universe.js";

/** Style exposures and the estimation universe, every trading day (methods.md S1). */
export default defineModel({
  name: "factor-exposure",
  inputs: ["stock_daily", "stock_industry"],
  optional: ["stock", "financial", "consensus", "series_value"],
  dated: {stock: "list_date"},
  outputs: ["exposure"],
  params: {
    universe: {listed: 126, returns: 63, delisting: 30},
    /** Members below which a day has no exposures. */
    least: 30,
    /** Share of members that a style needs. */
    coverage: 0.25,
    /** Series of the risk-free rate, the first that has a value; without any it is zero. */
    riskFree: RISK_FREE
  },
  async run(context) {
    const grid = await readGrid(context);
    const present = await columnsOf(context, "stock_daily");
    if (!present.has("total_shares") && !present.has("float_shares")) {
      context.log("stock_daily has no share counts: no capitalisation, no exposures");
    }
    const classes = await readClasses(context, grid);
    const {past} = context;
    const since = past && {since: past.until + 1};
    const stage = context.stage("exposure", {presorted: true, ...since});
    try {
      const writer = new ExposureWriter(stage, grid.codes, classes);
      const market = await walk(context, grid, {present, classes, writer});
      await writer.end();
      await context.commit(stage);
      const until = grid.days.at(-1);
      if (until !== undefined) context.keep({until, state: keptOf(grid.codes, market.slots())});
    } catch (error) {
      await stage.discard();
      throw error;
    }
  }
});

async function readClasses(context: Context, grid: Grid): Promise<Classes> {
  const scheme = await primaryScheme(context);
  if (scheme !== "citic")
    context.log(`stock_industry has no citic scheme: column industry holds ${scheme ?? "nothing"}`);
  const first = scheme === undefined ? undefined : await readClassification(context, scheme, grid);
  const second = await readClassification(context, "csc37", grid);
  return [first, second.industries.length > 0 ? second : undefined];
}

interface Params {
  readonly universe: {readonly listed: number; readonly returns: number; readonly delisting: number};
  readonly least: number;
  readonly coverage: number;
  readonly riskFree: readonly string[];
}

async function walk(
  context: Context<Params>,
  grid: Grid,
  {present, classes, writer}: {present: ReadonlySet<string>; classes: Classes; writer: ExposureWriter}
): Promise<MarketState> {
  const thread = new Thread(exposeDay, new URL("./factor/exposed-day.ts", import.meta.url));
  try {
    const {params, past} = context;
    const after = past?.until;
    const universe = await Universe.read(context, grid, params.universe);
    const riskFree = await RiskFree.read(context, params.riskFree, context.has("series_value"));
    if (!riskFree.some) context.log("no series of a risk-free rate: it is zero");
    const market = await MarketState.open(context, grid, universe, {riskFree, after});
    if (past) restoreKept(past.state as Kept, grid.codes, market.slots());
    const years = yearsOf(grid, {after});
    const read = (span: (typeof years)[number]) =>
      writer.queue(async () => {
        const bars = await readYear(context, span.year, {present, grid, after});
        const consensus = await market.read(span.year, {after: span === years[0] ? after : undefined});
        return {...span, bars, consensus};
      });
    for await (const {year, first, bars, consensus} of readAhead(years, read)) {
      market.load(consensus);
      const coverage = await exposeYear(market, bars, {first, classes, writer, thread, params});
      await writer.hand();
      context.log(coverage.report(String(year)));
    }
    return market;
  } finally {
    await thread.close();
  }
}

interface YearInput {
  /** Place in the grid of the year's first day. */
  readonly first: number;
  readonly classes: Classes;
  readonly writer: ExposureWriter;
  readonly thread: Thread<DescribedDay, StyleCoverage[]>;
  readonly params: Params;
}

/** Describes each day here while the thread makes exposures of the day before. */
async function exposeYear(
  market: MarketState,
  bars: YearOfBars,
  {first, classes, writer, thread, params}: YearInput
): Promise<Coverage> {
  const coverage = new Coverage();
  const industries = classes[0]?.industries.length ?? 0;
  let written = Promise.resolve();
  for (let t = 0; t < bars.days.length; t++) {
    const section = market.next(bars, t);
    if (section.members < params.least) {
      coverage.skip();
      await written;
      continue;
    }
    const assets = section.col.length;
    const groups = classes.map((c) => c?.member.subarray((first + t) * assets, (first + t + 1) * assets));
    const industry = Int16Array.from(section.col, (col, k) =>
      k < section.n ? (groups[0]?.[col] ?? -1) : -1
    );
    await written;
    const asked = thread.ask({section, industry, industries, least: params.coverage});
    written = asked.then((styles) => {
      coverage.add(section, styles);
      return writer.add(bars.days[t] as number, section, groups);
    });
    written.catch(() => {});
  }
  await written;
  return coverage;
}
