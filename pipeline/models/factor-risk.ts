import {loss} from "../../lib/factor/bias.js";
import {STYLES} from "../../lib/factor/styles.js";
import {type Context, defineModel} from "../run/model.js";
import {Thread} from "../run/thread.js";
import {biasReport} from "./factor/bias-report.js";
import {primaryScheme} from "./factor/classification.js";
import {type ExposureDay, industriesOf, presentStyles} from "./factor/exposure-days.js";
import {type FactorHistory, readFactorHistory} from "./factor/factor-history.js";
import {MonthEnds} from "./factor/month-ends.js";
import {type Forecast, type RiskSection, testPortfolios} from "./factor/portfolios.js";
import {
  RollingCovariance,
  regimes,
  type StagedCovariance,
  type StageInput,
  stagedCovariance
} from "./factor/stages.js";
import {Rows} from "./northbound/rows.js";

/** Factor covariance at month ends, and how well its stages forecast test portfolios (methods.md S1). */
export default defineModel({
  name: "factor-risk",
  inputs: ["factor_return", "exposure", "specific_risk", "stock_daily", "stock_industry"],
  outputs: ["factor_covariance", "risk_bias"],
  params: {
    /** Histories of the eigenfactor adjustment; 1,000 in the paper, 200 give v to about 1 %. */
    simulations: 200,
    /** Days in each, unless the data's own weight is less. */
    days: 1000,
    seed: 20240223,
    portfolios: {random: 20, optimised: 20, names: 100}
  },
  async run(context) {
    const covariance = new Rows(["date"], ["factor", "factor_2"], ["covariance"]);
    const bias = new Rows(["date"], ["portfolio"], ["b", "q"]);
    const scheme = await primaryScheme(context);
    const ends = await monthEnds(context);
    if (scheme !== undefined) {
      const thread = new Thread(stagedCovariance, new URL("./factor/stages.ts", import.meta.url));
      await walk(context, scheme, ends, {tables: {covariance, bias}, thread}).finally(() => thread.close());
    }
    const since = context.past && {since: context.past.until + 1};
    await context.write("factor_covariance", covariance.columns(), since);
    await context.write("risk_bias", bias.columns(), since);
    // The last end is one only until another day of its month comes.
    const until = ends.at(-2);
    if (until !== undefined) context.keep({until});
  }
});

interface Params {
  readonly simulations: number;
  readonly days: number;
  readonly seed: number;
  readonly portfolios: {readonly random: number; readonly optimised: number; readonly names: number};
}

interface Tables {
  readonly covariance: Rows<"date", "factor" | "factor_2", "covariance">;
  readonly bias: Rows<"date", "portfolio", "b" | "q">;
}

/** A month's forecasts, kept until its returns are known. */
interface Open {
  readonly day: number;
  readonly forecasts: readonly Forecast[];
  readonly codes: readonly number[];
  readonly factors: readonly number[];
}

/** The last day with exposures of each month. */
async function monthEnds(context: Context): Promise<Int32Array> {
  const frame = await context.query(
    "SELECT max(date) AS date FROM exposure GROUP BY date_trunc('month', date) ORDER BY date"
  );
  return frame.days("date");
}

/**
 * Walks the month ends; those up to where the past stands but the last of them need not be forecast again. The thread,
 * asked for all of them at once, makes covariances ahead while portfolios are built.
 */
async function walk(
  context: Context<Params>,
  scheme: string,
  ends: Int32Array,
  {tables, thread}: {readonly tables: Tables; readonly thread: Thread<StageInput, StagedCovariance>}
): Promise<void> {
  const stands = context.past?.until ?? Number.NEGATIVE_INFINITY;
  const history = await readFactorHistory(context, scheme);
  const industries = await industriesOf(context, scheme);
  const lambda = regimes(history);
  const scores = new Map<string, number[]>();
  const {simulations, days, seed, portfolios} = context.params;
  const walked = ends.filter((day) => day >= stands);
  const endOf = (day: number): number => history.days.filter((d) => d <= day).length;
  const rolling = new RollingCovariance(history);
  const ask = (day: number): Promise<StagedCovariance> | undefined => {
    const end = endOf(day);
    const daily = rolling.next(end);
    const eigen = {simulations, days, seed: seed + day};
    return daily && thread.ask({...daily, lambda: lambda[end - 1] ?? 1, eigen});
  };
  let open: Open | undefined;
  const asked = Array.from(walked, ask);
  const months = new MonthEnds(context, industries, ends);
  for (const [i, day] of walked.entries()) {
    const staged = await asked[i];
    if (open) await settle(months, history, open, {day, end: endOf(day), tables, scores});
    open = undefined;
    if (!staged) continue;
    if (day > stands) addCovariance(tables, history, day, staged);
    const section = await readSection(months, {day, industries, history, staged});
    if (!section) continue;
    const forecasts = testPortfolios(section.risk, staged, {seed: seed + day, counts: portfolios});
    open = {day, forecasts, codes: section.codes, factors: staged.factors};
  }
  if (!context.past) for (const line of biasReport(scores)) context.log(line);
}

function addCovariance(
  {covariance}: Tables,
  history: FactorHistory,
  date: number,
  staged: StagedCovariance
): void {
  const names = staged.factors.map((f) => history.names[f] ?? "");
  const k = names.length;
  names.forEach((factor, i) => {
    names.forEach((other, j) => {
      covariance.add({date, factor, factor_2: other, covariance: staged.stages.vra[i * k + j] as number});
    });
  });
}

interface SectionInput {
  readonly day: number;
  readonly industries: readonly string[];
  readonly history: FactorHistory;
  readonly staged: StagedCovariance;
}

async function readSection(
  months: MonthEnds,
  {day, industries, history, staged}: SectionInput
): Promise<{risk: RiskSection; codes: number[]} | undefined> {
  const exposures = await months.exposures(day);
  if (!exposures) return undefined;
  const volatility = await months.specific(day);
  const factorAt = new Map(staged.factors.map((f, j) => [history.names[f] ?? "", j]));
  const rows = Array.from({length: exposures.n}, (_, k) => k).filter(
    (k) =>
      exposures.member[k] === 1 &&
      (exposures.industry[0]?.[k] ?? -1) >= 0 &&
      (volatility.get(exposures.col[k] as number) ?? 0) > 0
  );
  if (rows.length < 5 * staged.factors.length) return undefined;
  const styles = presentStyles(exposures).map((style) => ({style, x: pick(exposures, style, rows)}));
  const cap = rows.map((k) => (exposures.weight[k] as number) ** 2);
  const total = cap.reduce((s, c) => s + c, 0);
  const place = industries.map((name) => factorAt.get(name) ?? -1);
  return {
    codes: rows.map((k) => exposures.col[k] as number),
    risk: {
      rows: {
        n: rows.length,
        country: factorAt.get("country") ?? -1,
        industry: Int32Array.from(rows, (k) => place[exposures.industry[0]?.[k] ?? -1] ?? -1),
        styles: styles.map(({style, x}) => ({factor: factorAt.get(STYLES[style]?.name ?? "") ?? -1, x}))
      },
      market: Float64Array.from(cap, (c) => c / total),
      sigma: Float64Array.from(rows, (k) => volatility.get(exposures.col[k] as number) ?? Number.NaN),
      styles
    }
  };
}

const pick = (day: ExposureDay, style: number, rows: readonly number[]): Float64Array =>
  Float64Array.from(rows, (k) => (day.style[style] as Float64Array)[k] as number);

/** Standardised returns of the month that ended on `day`: returns over the forecast, scaled to the month's length. */
async function settle(
  months: MonthEnds,
  history: FactorHistory,
  open: Open,
  {day, end, tables, scores}: {day: number; end: number; tables: Tables; scores: Map<string, number[]>}
): Promise<void> {
  const first = history.days.findIndex((d) => d > open.day);
  const length = (end - first) / 21;
  if (first < 0 || !(length > 0.5)) return;
  const moved = await months.returns(open.day, day);
  const stocks = Float64Array.from(open.codes, (col) => moved.get(col) ?? 0);
  const factors = Float64Array.from(open.factors, (f) => {
    let sum = 0;
    for (let t = first; t < end; t++) {
      const r = history.values[t * history.factors + f] as number;
      if (!Number.isNaN(r)) sum += r;
    }
    return sum;
  });
  for (const {portfolio, stage, volatility, stocks: h, factors: w} of open.forecasts) {
    const realised = h ? dot(h, stocks) : dot(w ?? [], factors);
    const b = realised / (volatility * Math.sqrt(length));
    if (!Number.isFinite(b) || b === 0) continue;
    const name = `${portfolio}/${stage}`;
    tables.bias.add({portfolio: name, date: day, b, q: loss(b)});
    const list = scores.get(name);
    if (list) list.push(b);
    else scores.set(name, [b]);
  }
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let s = 0;
  for (let k = 0; k < a.length; k++) s += (a[k] as number) * (b[k] as number);
  return s;
};
