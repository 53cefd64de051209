import {type Call, callScore} from "../../lib/timing/call-score.js";
import {type Outcomes, outcomesOf} from "../../lib/timing/outcomes.js";
import {HORIZONS} from "../../lib/timing/segment-scores.js";
import {type Context, defineModel} from "../run/model.js";
import {Rows} from "./northbound/rows.js";

/** Stands for all indices together. */
const ALL = "*";

const NUMBERS = [
  "side",
  "horizon",
  "n",
  "independent",
  "hit_rate",
  "base_rate",
  "mean_return",
  "base_return",
  "excess",
  "standard_error",
  "t_stat"
] as const;

/** What followed the calls of price segments and diffusion indices, beside what followed any day. */
export default defineModel({
  name: "timing-score",
  inputs: ["index_daily"],
  optional: ["index_segment", "diffusion"],
  outputs: ["timing_call", "timing_score"],
  params: {horizons: HORIZONS},
  async run(context) {
    const prices = await readPrices(context);
    const families = [...(await segmentCalls(context, prices)), ...(await diffusionCalls(context, prices))];
    const followed = context.params.horizons.map((horizon) =>
      prices.close.map((close) => outcomesOf(close, {horizon}))
    );
    await context.write("timing_call", callRows(families, prices, followed).columns());
    await context.write("timing_score", scoreRows(families, prices, followed).columns());
  }
});

interface Prices {
  readonly days: Int32Array;
  readonly row: ReadonlyMap<number, number>;
  readonly indices: readonly string[];
  /** By index: closes on all days, NaN where absent. */
  readonly close: readonly Float64Array[];
}

/** Calls of one kind: a source and a variant, on all indices. */
interface Family {
  readonly source: string;
  readonly variant: string;
  readonly calls: readonly Call[];
  /** By index: the row of the first day on which there could have been a call. */
  readonly from: readonly number[];
}

/** By horizon and index. */
type Followed = readonly (readonly Outcomes[])[];

async function readPrices(context: Context): Promise<Prices> {
  const frame = await context.query(
    `SELECT date, "index", "close" FROM index_daily WHERE "close" > 0 ORDER BY date`
  );
  const date = frame.days("date");
  const days = Int32Array.from(new Set(date));
  const row = new Map(Array.from(days, (d, t) => [d, t]));
  const {codes, values: indices} = frame.text("index");
  const close = indices.map(() => new Float64Array(days.length).fill(Number.NaN));
  const value = frame.numbers("close");
  date.forEach((d, i) => {
    (close[codes[i] as number] as Float64Array)[row.get(d) as number] = value[i] as number;
  });
  return {days, row, indices, close};
}

/** A turn calls for the leg that it starts, from the day on which it is known. */
async function segmentCalls(context: Context, prices: Prices): Promise<Family[]> {
  if (!context.has("index_segment")) return [];
  return family(context, prices, {
    source: "segment",
    sql: `SELECT "index", freq AS variant, confirmed_date AS date, CASE kind WHEN 'low' THEN 1.0 ELSE -1.0 END AS side
      FROM index_segment WHERE settled ORDER BY date, "index"`,
    first: `SELECT "index", freq AS variant, min(confirmed_date) AS date FROM index_segment WHERE settled GROUP BY ALL`
  });
}

async function diffusionCalls(context: Context, prices: Prices): Promise<Family[]> {
  if (!context.has("diffusion")) return [];
  return family(context, prices, {
    source: "diffusion",
    sql: `SELECT "index", "window"::VARCHAR AS variant, date, signal::DOUBLE AS side FROM diffusion WHERE signal <> 0 ORDER BY date, "index"`,
    first: `SELECT "index", "window"::VARCHAR AS variant, min(date) AS date FROM diffusion WHERE slow IS NOT NULL GROUP BY ALL`
  });
}

async function family(
  context: Context,
  prices: Prices,
  {source, sql, first}: {readonly source: string; readonly sql: string; readonly first: string}
): Promise<Family[]> {
  const place = new Map(prices.indices.map((name, i) => [name, i]));
  const read = async (
    query: string
  ): Promise<{variant: string; series: number; at: number; side: number}[]> => {
    const frame = await context.query(query);
    const [index, variant, date] = [frame.strings("index"), frame.strings("variant"), frame.days("date")];
    const side = frame.names.includes("side") ? frame.numbers("side") : new Float64Array(frame.rows);
    return Array.from({length: frame.rows}, (_, i) => ({
      variant: variant[i] ?? "",
      series: place.get(index[i] ?? "") ?? -1,
      at: prices.row.get(date[i] as number) ?? -1,
      side: side[i] as number
    })).filter((c) => c.series >= 0 && c.at >= 0);
  };
  const [calls, starts] = [await read(sql), await read(first)];
  return [...new Set(calls.map((c) => c.variant))].sort().map((variant) => ({
    source,
    variant,
    calls: calls
      .filter((c) => c.variant === variant)
      .map(({series, at, side}) => ({series, at, side: side > 0 ? 1 : -1})),
    from: prices.indices.map(
      (_, series) =>
        starts.find((s) => s.variant === variant && s.series === series)?.at ?? prices.days.length
    )
  }));
}

function callRows(families: readonly Family[], {days, indices}: Prices, followed: Followed) {
  const rows = new Rows(
    ["date", "entry_date", "known_date"],
    ["index", "source", "variant"],
    ["side", "horizon", "return"]
  );
  for (const {source, variant, calls} of families) {
    for (const {series, at, side} of calls) {
      for (const outcomes of followed) {
        const {horizon, result} = outcomes[series] as Outcomes;
        if (Number.isNaN(result[at])) continue;
        rows.add({
          date: days[at] as number,
          entry_date: days[at + 1] as number,
          known_date: days[at + 1 + horizon] as number,
          index: indices[series] as string,
          source,
          variant,
          side,
          horizon,
          return: result[at] as number
        });
      }
    }
  }
  return rows;
}

function scoreRows(families: readonly Family[], {days, indices}: Prices, followed: Followed) {
  const rows = new Rows(["date"], ["index", "source", "variant"], NUMBERS);
  const ends = snapshots(days);
  for (const family of families) {
    for (const {index, series, calls} of groupsOf(family, indices)) {
      for (const side of [1, -1] as const) {
        const own = calls.filter((c) => c.side === side);
        for (const outcomes of followed) {
          const priced = series.map((i) => ({
            outcomes: outcomes[i] as Outcomes,
            from: family.from[i] as number
          }));
          for (const asOf of ends) {
            const score = callScore(own, priced, {asOf});
            if (score.n === 0) continue;
            rows.add({
              date: days[asOf] as number,
              index,
              source: family.source,
              variant: family.variant,
              side,
              horizon: outcomes[0]?.horizon ?? Number.NaN,
              n: score.n,
              independent: score.independent,
              hit_rate: score.hitRate,
              base_rate: score.baseRate,
              mean_return: score.meanReturn,
              base_return: score.baseReturn,
              excess: score.excess,
              standard_error: score.standardError,
              t_stat: score.t
            });
          }
        }
      }
    }
  }
  return rows;
}

/** Calls that are scored together: those of all indices, and of each; `series` are the indices in question. */
interface Group {
  readonly index: string;
  readonly series: readonly number[];
  readonly calls: readonly Call[];
}

function groupsOf({calls}: Family, indices: readonly string[]): Group[] {
  const all = {index: ALL, series: Array.from(indices.keys()), calls};
  const each = indices.map((index, i) => ({
    index,
    series: [i],
    calls: calls.filter((c) => c.series === i).map((c) => ({...c, series: 0}))
  }));
  return [all, ...each.filter((g) => g.calls.length > 0)];
}

/** Rows on which scores are taken: last days of months that are over, and the last day. */
function snapshots(days: Int32Array): number[] {
  const month = (t: number): string => new Date((days[t] as number) * 86_400_000).toISOString().slice(0, 7);
  const rows = Array.from(days.keys());
  return rows.filter((t) => t === days.length - 1 || month(t) !== month(t + 1));
}
