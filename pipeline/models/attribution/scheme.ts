import {dailyWeights} from "../../../lib/attribution/daily-weights.js";
import type {Context} from "../../run/model.js";
import {columnsOf, type Source} from "../../warehouse/source.js";
import {readMarket} from "../fund-position/market.js";
import {numbered} from "./funds.js";
import {benchmarkIndex} from "./members.js";

/** Industries of the estimated positions and what each earned, days × industries. */
export interface IndustryReturns {
  readonly scheme: string;
  readonly industries: readonly string[];
  /** A day on which an index has a hole is NaN in all. */
  readonly returns: Float64Array;
}

/** The market that explains funds, on the given days; no industries where the dataset has no scheme. */
export async function readIndustryReturns(context: Context, days: Int32Array): Promise<IndustryReturns> {
  const market = await readMarket(context);
  if (!market) return {scheme: "citic", industries: [], returns: new Float64Array()};
  const {scheme, names: industries} = market;
  const n = industries.length;
  const row = new Map(Array.from(market.days, (d, t) => [d, t]));
  const returns = new Float64Array(days.length * n).fill(Number.NaN);
  days.forEach((day, t) => {
    const from = row.get(day);
    if (from !== undefined) returns.set(market.returns.subarray(from * n, (from + 1) * n), t * n);
  });
  return {scheme, industries, returns};
}

/** Industry weights of a benchmark at the close of each day, days × industries. */
export interface Benchmark {
  readonly index: string;
  readonly weight: Float64Array;
}

/** SQL of the industry that a stock belonged to on a day of `m`: the latest spell that had begun and not ended. */
export async function spellsSql(source: Source, scheme: string): Promise<string> {
  const present = await columnsOf(source, "stock_industry");
  const open = present.has("to_date") ? "AND (s.to_date IS NULL OR s.to_date > m.date)" : "";
  return `(SELECT * FROM stock_industry WHERE scheme = '${scheme}') s ON s.code = m.code AND s.from_date <= m.date ${open}`;
}

/**
 * The benchmark's industry weights: members at each date of their list by industry, drifted by industry returns until
 * the next. Undefined where the dataset has no members of any of the indices.
 */
export async function readBenchmark(
  context: Context,
  {scheme, industries, returns}: IndustryReturns,
  days: Int32Array
): Promise<Benchmark | undefined> {
  if (industries.length === 0 || !context.has("stock_industry")) return undefined;
  const index = await benchmarkIndex(context);
  if (!index) return undefined;
  const frame = await context.query(
    `SELECT date, id, sum(weight ORDER BY code) AS weight FROM (
       SELECT m.date, m.code, any_value(m.weight) AS weight, arg_max(s.industry, s.from_date) AS industry
       FROM index_member m JOIN ${await spellsSql(context, scheme)}
       WHERE m.index = '${index}' GROUP BY m.date, m.code)
     JOIN ${numbered(industries, {as: "i", column: "industry"})} USING (industry)
     GROUP BY date, id ORDER BY date, id`
  );
  const n = industries.length;
  const at = new Map(Array.from(days, (d, t) => [d, t]));
  const [date, id, weight] = [frame.days("date"), frame.numbers("id"), frame.numbers("weight")];
  const row: number[] = [];
  const known: number[] = [];
  for (let i = 0; i < weight.length; i++) {
    const t = at.get(date[i] as number);
    if (t === undefined) continue;
    if (row.at(-1) !== t) {
      row.push(t);
      known.push(...new Array<number>(n).fill(0));
    }
    known[(row.length - 1) * n + (id[i] as number)] = weight[i] as number;
  }
  const whole = keepWhole(row, known, n);
  return {index, weight: dailyWeights(whole, returns, {rows: days.length, columns: n, most: 200})};
}

/** Leaves out dates whose classified weights are far from the whole: a partial list is no benchmark. */
function keepWhole(
  row: readonly number[],
  weight: readonly number[],
  n: number
): {row: number[]; weight: number[]} {
  const kept = row.flatMap((_, k) => {
    const total = weight.slice(k * n, (k + 1) * n).reduce((a, b) => a + b, 0);
    return total > 0.9 ? [{k, total}] : [];
  });
  return {
    row: kept.map(({k}) => row[k] as number),
    weight: kept.flatMap(({k, total}) => weight.slice(k * n, (k + 1) * n).map((w) => w / total))
  };
}
