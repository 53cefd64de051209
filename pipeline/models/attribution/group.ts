import {type Allocation, allocation} from "../../../lib/attribution/allocation.js";
import {dailyWeights} from "../../../lib/attribution/daily-weights.js";
import {Traded} from "../../../lib/attribution/traded.js";
import type {Context} from "../../run/model.js";
import {readDisclosures} from "./disclosures.js";
import {type Funds, readFunds} from "./funds.js";
import {type MarketStyles, readMarketStyles} from "./market-styles.js";
import {readNav, readNavDays} from "./nav.js";
import {type KnownWeights, readPeriodWeights} from "./period-weights.js";
import {type Benchmark, type IndustryReturns, readBenchmark, readIndustryReturns} from "./scheme.js";
import {readWeights, rowsByFund, type Weights} from "./weights.js";

/** What funds are measured against: industries and a benchmark on the days of net asset values. */
export interface Yardstick {
  readonly days: Int32Array;
  readonly industries: IndustryReturns;
  readonly benchmark: Benchmark | undefined;
  /** Undefined where the dataset says nothing of styles. */
  readonly styles: MarketStyles | undefined;
}

export async function readYardstick(context: Context): Promise<Yardstick> {
  const {days} = await readNavDays(context);
  const industries = await readIndustryReturns(context, days);
  const styles = await readMarketStyles(context, industries, days);
  return {days, industries, benchmark: await readBenchmark(context, industries, days), styles};
}

/** One fund's attribution by row. */
export interface Attributed {
  /** Place among the funds of the group. */
  readonly fund: number;
  readonly returns: Float64Array;
  readonly parts: Allocation;
  /** The same against industries without their own styles; `parts` where the dataset has none. */
  readonly pure: Allocation;
  /** Of R, what style tilts within industries gave, NaN where no portfolio is disclosed; undefined without styles. */
  readonly tilted: Float64Array | undefined;
  /** Day from which each row is known: its values are, and so is every portfolio that it and rows before it use. */
  readonly known: Int32Array;
}

/** Rows over whose mean active weights a fund's allocation counts as lasting, and the least of them. */
interface Span {
  readonly window: number;
  readonly minimum: number;
}

/** Funds of some types, and their attribution one by one. */
export interface Group {
  readonly funds: Funds;
  attributed(): Generator<Attributed>;
  /** What funds were seen to trade between reports, of those attributed so far. */
  readonly traded: Traded;
}

/**
 * Reads funds of the given types. A past quarter is explained by the portfolio disclosed for its start, drifted by
 * industry returns, though it was published later; funds that disclose none by their weekly estimates.
 */
export async function readGroup(
  context: Context,
  {types, span}: {readonly types: readonly string[]; readonly span: Span},
  {days, industries, benchmark, styles}: Yardstick
): Promise<Group> {
  const funds = await readFunds(context, {types});
  const nav = await readNav(context, funds);
  const estimated = await readWeights(context, funds, industries.industries);
  const from = rowsByFund(estimated.fund, funds.code.length);
  const at = new Map(Array.from(days, (d, t) => [d, t]));
  const disclosures = context.has("fund_holding") ? await readDisclosures(context, funds) : undefined;
  const disclosed = disclosures && (await readPeriodWeights(context, disclosures, {...industries, days}));
  const none = new Float64Array(days.length).fill(Number.NaN);
  const size = {rows: days.length, columns: industries.industries.length};
  const traded = new Traded(size.columns, span);
  return {
    funds,
    traded,
    *attributed() {
      for (let f = 0; f < funds.code.length && benchmark; f++) {
        const report = disclosed?.(f);
        const own = report?.row.length
          ? report
          : weekly(estimated, {from: from[f] as number, to: from[f + 1] as number, at});
        if (own.row.length === 0) continue;
        const returns = nav.returns.subarray(f * size.rows, (f + 1) * size.rows);
        const weight = dailyWeights(own, industries.returns, size);
        if (own === report) traded.add(weight, benchmark.weight, own.row);
        const input = {
          fund: returns,
          weight,
          benchmark: benchmark.weight,
          returns: industries.returns,
          ...size
        };
        const parts = allocation(input, span);
        yield {
          fund: f,
          returns,
          parts,
          pure: styles ? allocation({...input, returns: styles.pure}, span) : parts,
          tilted: styles && (disclosures ? styles.tilted(disclosures, f) : none),
          known: knownRows(own, nav.known)
        };
      }
    }
  };
}

/** Each row's day of being known: no earlier than its own values', nor than that of any portfolio before it. */
function knownRows({row, known}: KnownWeights, values: Int32Array): Int32Array {
  let [k, latest] = [0, Number.NEGATIVE_INFINITY];
  return values.map((day, t) => {
    while (k < row.length && (row[k] as number) < t) latest = Math.max(latest, known[k++] as number);
    return Math.max(day, latest);
  });
}

/** One fund's weekly estimates on the rows of the panel, known by the day's values. */
function weekly(
  {day, weight, columns}: Weights,
  {from, to, at}: {readonly from: number; readonly to: number; readonly at: ReadonlyMap<number, number>}
): KnownWeights {
  const row: number[] = [];
  const kept: number[] = [];
  for (let i = from; i < to; i++) {
    const t = at.get(day[i] as number);
    if (t === undefined) continue;
    row.push(t);
    kept.push(i);
  }
  const own = new Float64Array(kept.length * columns);
  kept.forEach((i, k) => {
    own.set(weight.subarray(i * columns, (i + 1) * columns), k * columns);
  });
  return {row, weight: own, known: kept.map((i) => day[i] as number)};
}
