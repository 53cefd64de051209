import {activeChanges, aggregate} from "../../../lib/attribution/aggregate.js";
import {spearman} from "../../../lib/factor/spearman.js";
import {quantile} from "../../../lib/stats/quantile.js";
import {ABLATIONS, ablations} from "./ablations.js";
import type {Disclosure} from "./disclosures.js";
import {engine, type Input, type Params, type Tuning} from "./engine.js";
import {PositionRows} from "./position-rows.js";

/** Candidates, the first of which stands until a full report has been scored. */
export const TUNINGS: readonly Tuning[] = [
  {halfLife: 40, spread: 0.035},
  {halfLife: 40, spread: 0.02},
  {halfLife: 40, spread: 0.06},
  {halfLife: 20, spread: 0.035},
  {halfLife: 20, spread: 0.02},
  {halfLife: 20, spread: 0.06}
];

/** Days after a period's end by which every full report is out: only then is its score used. */
const OUT = 120;
/** Fewest full reports of a period that make a score. */
const FEWEST = 5;

export interface Score {
  readonly period: number;
  readonly estimator: string;
  readonly funds: number;
  readonly industryMae: number;
  readonly totalMae: number;
  readonly rankCorrelation: number;
}

export interface IndustryError {
  readonly period: number;
  readonly industry: string;
  readonly mae: number;
  readonly bias: number;
  readonly hitRate: number;
}

export interface Trial {
  readonly period: number;
  /** Day from which the outcome is used. */
  readonly out: number;
  /** Mean error of each candidate. */
  readonly errors: readonly number[];
  /** Errors of the aggregate over its deviation, by industry, with the candidate in force. */
  readonly ratios: readonly number[];
  readonly chosen: number;
  /** Squared active change of the aggregate since the full report before, a week, by industry; NaN where there is none. */
  readonly moves: Float64Array;
}

/** The candidate with the smallest mean error over trials that are out by a day. */
export function chosenAt(trials: readonly Trial[], day: number): number {
  const known = trials.filter((t) => t.out <= day);
  const mean = TUNINGS.map((_, k) => known.reduce((s, t) => s + (t.errors[k] as number), 0));
  return known.length === 0 ? 0 : mean.indexOf(Math.min(...mean));
}

/** What the deviations must be multiplied by so that 90 % of past errors lie within 1.645 of them; 1 before any. */
export function scaleAt(trials: readonly Trial[], day: number): number {
  const ratios = trials.filter((t) => t.out <= day).flatMap((t) => t.ratios);
  return ratios.length === 0 ? 1 : quantile(ratios, 0.9) / 1.6449;
}

/** Variance of a week's active change by industry, as past full reports show it; NaN before two of them. */
export function weeklyVariance(trials: readonly Trial[], day: number, n: number): Float64Array {
  const known = trials.filter((t) => t.out <= day && !Number.isNaN(t.moves[0]));
  const mean = new Float64Array(n).fill(known.length === 0 ? Number.NaN : 0);
  for (const {moves} of known)
    for (let i = 0; i < n; i++) mean[i] = (mean[i] as number) + (moves[i] as number) / known.length;
  return mean;
}

/** Estimates at the end of every period with full reports against what was then disclosed. */
export function scoreHistory(
  input: Input,
  params: Params
): {
  trials: Trial[];
  scores: Score[];
  errors: IndustryError[];
} {
  const {market, disclosures, funds} = input;
  const n = market.names.length;
  const trials: Trial[] = [];
  const scores: Score[] = [];
  const errors: IndustryError[] = [];
  const own = engine(input, params);
  const others = ablations(input, params.window);
  let earlier: FullPanel | undefined;
  for (const {period, row, reports} of fullPeriods(disclosures)) {
    const day = market.days[row] as number;
    const chosen = chosenAt(trials, day);
    const truth = new Map(reports.map(({fund, d}) => [fund, fullWeights(d, n)]));
    const candidate = TUNINGS.map((tuning) => {
      const w = own.step(row, {tuning});
      let [sum, count] = [0, 0];
      for (const [f, real] of truth) {
        if (Number.isNaN(w[f * n])) continue;
        sum += gap(w.subarray(f * n, f * n + n), real);
        count++;
      }
      return sum / count;
    });
    const tuning = TUNINGS[chosen] as Tuning;
    const rows = new PositionRows(market, () => own.lambdaOf(tuning.halfLife));
    const assets = new Float64Array(funds.funds.length);
    for (const [f] of truth) assets[f] = own.prior.known[f]?.aum ?? Number.NaN;
    rows.begin();
    const w = own.step(row, {tuning, watch: (solved) => rows.watch(assets, solved)});
    const prior = own.prior.at(row);
    const scored = [...truth.keys()].filter((f) => !Number.isNaN(w[f * n]) && !Number.isNaN(prior[f * n]));
    if (scored.length < FEWEST) continue;
    const of =
      (weights: Float64Array) =>
      (f: number): Float64Array =>
        weights.subarray(f * n, f * n + n);
    const real = (f: number): Float64Array => truth.get(f) as Float64Array;
    scores.push(scoreOf("estimate", {period, scored, estimate: of(w), real}));
    scores.push(scoreOf("prior", {period, scored, estimate: of(prior), real}));
    scores.push(...ablationScores(others, {period, row, scored, real}));
    errors.push(...industryErrors(market.names, {period, scored, estimate: of(w), prior: of(prior), real}));
    const all = new Float64Array(w.length).fill(Number.NaN);
    for (const [f, x] of truth) if (!Number.isNaN(w[f * n])) all.set(x, f * n);
    const seen = w.map((v, k) => (Number.isNaN(all[k - (k % n)]) ? Number.NaN : v));
    const [a, b] = [
      aggregate({weights: seen, assets, industries: n}),
      aggregate({weights: all, assets, industries: n})
    ];
    const sd = rows.deviations(seen, assets);
    const ratios = [...a]
      .map((v, i) => Math.abs(v - (b[i] as number)) / (sd[i] as number))
      .filter(Number.isFinite);
    const panel = {period, row, weights: all};
    const moves = activeMoves(market, panel, {earlier, assets});
    earlier = panel;
    trials.push({period, out: period + OUT, errors: candidate, ratios, chosen, moves});
  }
  return {trials, scores, errors};
}

/** Disclosed weights of all funds at a period's end; funds without a full report are NaN. */
interface FullPanel {
  readonly period: number;
  readonly row: number;
  readonly weights: Float64Array;
}

/** Squares of what the aggregate changed beyond prices since the full reports before, divided by the weeks between. */
function activeMoves(
  {names, level}: Input["market"],
  now: FullPanel,
  {earlier, assets}: {readonly earlier: FullPanel | undefined; readonly assets: Float64Array}
): Float64Array {
  const n = names.length;
  if (!earlier) return new Float64Array(n).fill(Number.NaN);
  const growth = Float64Array.from(
    names,
    (_, i) => (level[now.row * n + i] as number) / (level[earlier.row * n + i] as number)
  );
  const active = activeChanges(now.weights, earlier.weights, growth);
  const weeks = (now.period - earlier.period) / 7;
  return aggregate({weights: active, assets, industries: n}).map((v) => v ** 2 / weeks);
}

interface FullPeriod {
  readonly period: number;
  readonly row: number;
  readonly reports: readonly {readonly fund: number; readonly d: Disclosure}[];
}

function fullPeriods(disclosures: readonly (readonly Disclosure[])[]): FullPeriod[] {
  const found = new Map<number, {fund: number; d: Disclosure}[]>();
  disclosures.forEach((list, fund) => {
    for (const d of list) {
      if (!(d.knownFull <= d.period + OUT) || d.rest.weight.length === 0) continue;
      const own = found.get(d.period) ?? [];
      own.push({fund, d});
      found.set(d.period, own);
    }
  });
  return [...found]
    .sort(([a], [b]) => a - b)
    .filter(([, reports]) => reports.length >= FEWEST)
    .map(([period, reports]) => ({period, row: reports[0]?.d.row ?? 0, reports}));
}

function fullWeights({top, rest}: Disclosure, n: number): Float64Array {
  const w = new Float64Array(n);
  for (const {industry, weight} of [top, rest])
    weight.forEach((v, k) => {
      const i = industry[k] as number;
      w[i] = (w[i] as number) + v;
    });
  return w;
}

const total = (w: Float64Array): number => w.reduce((s, v) => s + v, 0);
const gap = (a: Float64Array, b: Float64Array): number =>
  a.reduce((s, v, i) => s + Math.abs(v - (b[i] as number)), 0) / a.length;
const mean = (x: readonly number[]): number => x.reduce((s, v) => s + v, 0) / x.length;

interface Scored {
  readonly period: number;
  readonly scored: readonly number[];
  readonly estimate: (fund: number) => Float64Array;
  readonly real: (fund: number) => Float64Array;
}

function scoreOf(estimator: string, {period, scored, estimate, real}: Scored): Score {
  return {
    period,
    estimator,
    funds: scored.length,
    industryMae: quantile(
      scored.map((f) => gap(estimate(f), real(f))),
      0.5
    ),
    totalMae: mean(scored.map((f) => Math.abs(total(estimate(f)) - total(real(f))))),
    rankCorrelation: mean(scored.map((f) => spearman(estimate(f), real(f))).filter((r) => !Number.isNaN(r)))
  };
}

/** Each ablation with the penalty that did best at this very period: no choice could have done better. */
function ablationScores(
  others: ReturnType<typeof ablations>,
  {period, row, scored, real}: Omit<Scored, "estimate"> & {readonly row: number}
): Score[] {
  const solved = new Map(
    scored.flatMap((f) => {
      const found = others(f, row);
      return found ? [[f, found] as const] : [];
    })
  );
  const kept = [...solved.keys()];
  if (kept.length < FEWEST) return [];
  return ABLATIONS.map((estimator) => {
    const penalties = solved.get(kept[0] as number)?.get(estimator)?.length ?? 0;
    const tried = Array.from({length: penalties}, (_, k) =>
      scoreOf(estimator, {
        period,
        scored: kept,
        estimate: (f) => solved.get(f)?.get(estimator)?.[k] as Float64Array,
        real
      })
    );
    return tried.reduce((best, s) => (s.industryMae < best.industryMae ? s : best));
  });
}

function industryErrors(
  names: readonly string[],
  {period, scored, estimate, prior, real}: Scored & {readonly prior: (fund: number) => Float64Array}
): IndustryError[] {
  return names.map((industry, i) => {
    let [absolute, signed, hits, moves] = [0, 0, 0, 0];
    for (const f of scored) {
      const [e, p, r] = [estimate(f)[i] as number, prior(f)[i] as number, real(f)[i] as number];
      absolute += Math.abs(e - r);
      signed += e - r;
      if (Math.abs(r - p) < 1e-4 || e === p) continue;
      moves++;
      if (Math.sign(e - p) === Math.sign(r - p)) hits++;
    }
    return {
      period,
      industry,
      mae: absolute / scored.length,
      bias: signed / scored.length,
      hitRate: moves > 0 ? hits / moves : Number.NaN
    };
  });
}
