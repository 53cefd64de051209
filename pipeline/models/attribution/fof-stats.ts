import type {FundPath} from "../../../lib/attribution/fund-of-funds.js";
import {deflatedSharpe} from "../../../lib/backtest/deflated-sharpe.js";
import {overfitting} from "../../../lib/backtest/overfitting.js";
import {type Performance, performance} from "../../../lib/backtest/performance.js";
import {compound, returnsOf} from "../../../lib/backtest/returns.js";
import {yearTable} from "../../../lib/backtest/year-table.js";
import {variance} from "../../../lib/stats/moments.js";
import {Rows} from "../../sources/demo/rows.js";
import type {Columns} from "../../warehouse/columns.js";
import {type FofStrategy, STRATEGIES} from "./fof-strategies.js";

/** Before all cost; after fees, switching at once; after fees, with the money under way. */
export const VERSIONS = ["gross", "fees", "lag"] as const;
export type Version = (typeof VERSIONS)[number];

/** One strategy's path in each version, from the row of its first order. */
export interface Run {
  readonly strategy: FofStrategy;
  readonly first: number;
  readonly paths: Readonly<Record<Version, FundPath>>;
}

const NONE = Number.NaN;
const PICKS = STRATEGIES.filter((s) => s.pick !== "all").length;

/** `fof_stat`: the whole sample and each year, by strategy and version. */
export function statRows(
  runs: readonly Run[],
  {days, index}: {readonly days: Int32Array; readonly index: Float64Array | undefined}
): Columns {
  const years = [...new Set(Array.from(days, (d) => String(new Date(d * 86_400_000).getUTCFullYear())))];
  const words = {strategy: STRATEGIES.map((s) => s.strategy), version: VERSIONS, year: [...years, "all"]};
  const rows = new Rows(
    {
      strategy: "code",
      version: "code",
      year: "code",
      annual_return: "number",
      volatility: "number",
      sharpe: "number",
      sharpe_se: "number",
      max_drawdown: "number",
      calmar: "number",
      turnover: "number",
      cost: "number",
      cash: "number",
      excess: "number",
      dsr: "number",
      pbo: "number"
    },
    words
  );
  VERSIONS.forEach((version, v) => {
    const whole = runs.map((run) => performance(returnsOf(run.paths[version].nav.subarray(run.first))));
    const honesty = honestyOf(runs, version, whole);
    runs.forEach((run, k) => {
      const s = STRATEGIES.indexOf(run.strategy);
      const path = run.paths[version];
      const returns = returnsOf(path.nav.subarray(run.first));
      const benchmark = index && returnsOf(index.subarray(run.first));
      const own = whole[k] as Performance;
      const span = returns.length / 252;
      const base = benchmark ? (1 + compound(benchmark)) ** (1 / span) - 1 : NONE;
      const year = (text: string): number => words.year.indexOf(text);
      rows.push(
        s,
        v,
        year("all"),
        ...figures(own),
        path.bought / span,
        path.fees / span,
        path.cash,
        own.annualReturn - base,
        ...honesty(k)
      );
      for (const y of yearTable(returns, days.subarray(run.first + 1), benchmark ? {benchmark} : {})) {
        const calmar = y.maxDrawdown < 0 ? y.return / -y.maxDrawdown : NONE;
        rows.push(
          s,
          v,
          year(String(y.year)),
          y.return,
          y.volatility,
          y.sharpe,
          y.sharpeError,
          y.maxDrawdown,
          calmar,
          NONE,
          NONE,
          NONE,
          y.excess,
          NONE,
          NONE
        );
      }
    });
  });
  return rows.take();
}

const figures = (p: Performance): number[] => [
  p.annualReturn,
  p.volatility,
  p.sharpe.ratio,
  p.sharpe.standardError,
  p.maxDrawdown,
  p.calmar
];

/** Deflated Sharpe ratio of each variant among all tried, and the probability that choosing the best overfits. */
function honestyOf(
  runs: readonly Run[],
  version: Version,
  whole: readonly Performance[]
): (k: number) => [number, number] {
  const tried = runs.flatMap((run, k) => (run.strategy.pick === "all" ? [] : [k]));
  const ratios = tried.map((k) => whole[k]?.sharpe.period ?? NONE);
  const spread = tried.length > 1 ? variance(ratios) : 0;
  const pbo = overfit(
    tried.map((k) => runs[k] as Run),
    version
  );
  return (k) => {
    const own = whole[k]?.sharpe;
    if (!own || !tried.includes(k)) return [NONE, NONE];
    return [
      deflatedSharpe(
        {period: own.period, n: own.n, skewness: own.skewness, kurtosis: own.kurtosis},
        {trials: PICKS, variance: spread}
      ),
      pbo
    ];
  };
}

function overfit(runs: readonly Run[], version: Version): number {
  const first = Math.max(...runs.map((r) => r.first));
  const columns = runs.map((r) => returnsOf(r.paths[version].nav.subarray(first)));
  const periods = columns[0]?.length ?? 0;
  if (columns.length < 2 || periods < 64) return NONE;
  const returns = new Float64Array(periods * columns.length);
  columns.forEach((x, c) => {
    x.forEach((r, t) => {
      returns[t * columns.length + c] = r;
    });
  });
  return overfitting({returns, periods, variants: columns.length}).pbo;
}
