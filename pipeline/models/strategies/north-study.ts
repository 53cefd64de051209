import {annualReturn} from "../../../lib/backtest/performance.js";
import {placeboRank} from "../../../lib/backtest/placebo.js";
import {levelsOf} from "../../../lib/backtest/returns.js";
import {sharpe} from "../../../lib/backtest/sharpe.js";
import type {Variant} from "./family.js";
import type {Gathered, Role} from "./gather.js";
import {NORTH_1, NORTH_2, NORTH_3, type NorthRunner} from "./north.js";
import {moves, trackOf} from "./tables.js";

export interface PlaceboChoice {
  readonly draws: number;
  readonly seed: number;
}

/**
 * The report's three strategies at the report's own parameters, strategy 1 for every seat since the report does not say
 * which; the best of the whole grid, named a pick; and what choosing on the past alone would have earned.
 */
export function studyNorth(
  runner: NorthRunner,
  gathered: Gathered,
  {benchmark, placebo}: {readonly benchmark: Float64Array; readonly placebo: PlaceboChoice}
): void {
  runner.runGrid();
  const {family, north, from} = runner;
  const {market, seats, last} = north;
  const index = benchmark.slice(from, last + 1);
  const over = family.overfitting();
  const random = runner.placebo(runner.point("north_2", NORTH_2), placebo);
  gathered.addPlacebo("north_2", random);
  const luck = random.slice(1).map((b) => b.sharpe);
  /** By the same arithmetic as the random books of five, bought on the same days. */
  const rankOf = (v: Variant): number =>
    v.size === NORTH_2.size && v.every === NORTH_2.every
      ? placeboRank(runner.placebo(v, {...placebo, draws: 0})[0]?.sharpe ?? Number.NaN, luck).percentile
      : Number.NaN;
  const chosen = new Map<Variant, string>();
  const tried = family.variants.length;
  const add = (
    name: string,
    role: Role,
    words: {readonly zh: string; readonly en: string},
    v: Variant
  ): void => {
    const result = runner.backtest(v);
    const {seat, lookback, threshold, size, every} = v;
    chosen.set(v, [chosen.get(v), name].filter(Boolean).join(" "));
    gathered.addStrategy(
      {
        strategy: name,
        family: family.name,
        role,
        ...words,
        params: {seat, lookback, ...(Number.isNaN(threshold) ? {} : {threshold}), size, every}
      },
      trackOf(name, result, {benchmark: index}),
      {
        dsr: family.deflated(v),
        pbo: over.pbo,
        placebo: rankOf(v),
        tried
      }
    );
    gathered.addLedger(name, result, market);
  };
  for (const seat of seats) {
    add(
      `north_1_${seat.toLowerCase().replaceAll("-", "_")}`,
      "report",
      {zh: `北上策略一（${seat}）`, en: `Northbound 1 (${seat})`},
      family.find(runner.point("north_1", {seat, ...NORTH_1}))
    );
  }
  add(
    "north_2",
    "report",
    {zh: "北上策略二（增持比 TOP5）", en: "Northbound 2 (top five by increase)"},
    family.find(runner.point("north_2", NORTH_2))
  );
  add(
    "north_3",
    "report",
    {zh: "北上策略三（加席位扩散）", en: "Northbound 3 (with seat diffusion)"},
    family.find(runner.point("north_3", NORTH_3))
  );
  const best = family.best((v) => v.annual);
  add(
    "north_best",
    "pick",
    {zh: "北上网格收益最高的一点（事后）", en: "Northbound, best return of the grid (in hindsight)"},
    best
  );
  const walk = family.walk();
  if (walk.returns.length > 50) {
    const start = from + 1 + walk.start;
    gathered.addStrategy(
      {
        strategy: "north_walk",
        family: family.name,
        role: "walk",
        zh: "北上网格逐年前推",
        en: "Northbound grid, walk forward",
        params: {train: walk.start, chosen: Array.from(walk.chosen, (v) => family.variants[v]?.variant)}
      },
      {
        strategy: "north_walk",
        days: market.days.slice(start - 1, last + 1),
        net: walk.returns,
        gross: walk.returns,
        benchmark: moves(benchmark.slice(start - 1, last + 1)),
        traded: new Float64Array()
      },
      {dsr: Number.NaN, pbo: Number.NaN, placebo: Number.NaN, tried}
    );
  }
  const late = runner.backtest(best, {delay: 2});
  const lateReturns = trackOf("", late, {benchmark: index}).net;
  gathered.addHonesty("north", {
    variants: tried,
    pbo: over.pbo,
    pbo_loss: over.loss,
    best_sharpe_inside: over.inside * Math.sqrt(252),
    best_sharpe_outside: over.outside * Math.sqrt(252),
    best_dsr: family.deflated(best),
    best_delayed_return: annualReturn(lateReturns),
    best_delayed_sharpe: sharpe(lateReturns).ratio,
    placebo_draws: placebo.draws,
    placebo_percentile: placeboRank(random[0]?.sharpe ?? Number.NaN, luck).percentile,
    benchmark_return: annualReturn(moves(index))
  });
  const curves = runner.quintiles(runner.point("north_2", NORTH_2));
  const length = curves[0]?.length ?? 0;
  gathered.addQuintiles(
    "north_2",
    market.days.slice(from + 1, from + 2 + length),
    curves.map((r) => levelsOf(r))
  );
  gathered.addGrid(family, {benchmark: annualReturn(moves(index)), chosen});
}
