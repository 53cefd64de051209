import {annualReturn} from "../../../lib/backtest/performance.js";
import type {Variant} from "./family.js";
import type {Gathered, Role} from "./gather.js";
import {SOUTH_BASE, type SouthRunner} from "./south.js";
import {moves, trackOf} from "./tables.js";

/** What varies less holds hardly anything: its small drawdown is that of cash. */
const invested = (v: Variant): boolean => v.volatility > 0.05;

/**
 * The middle of the grid that was fixed before any result, the two picks that the report prints (best return, best
 * drawdown), named picks, and what choosing on the past alone would have earned.
 */
export function studySouth(
  runner: SouthRunner,
  gathered: Gathered,
  {benchmark, hongKong}: {readonly benchmark: Float64Array; readonly hongKong: Float64Array}
): void {
  runner.runGrid();
  const {family, south, from} = runner;
  const {market} = south;
  const [index, second] = [benchmark.slice(from), hongKong.slice(from)];
  const over = family.overfitting();
  const chosen = new Map<Variant, string>();
  const tried = family.variants.length;
  const add = (
    name: string,
    role: Role,
    words: {readonly zh: string; readonly en: string},
    v: Variant
  ): void => {
    const result = runner.backtest(v);
    const {lookback, threshold, size, every, book, rule} = v;
    chosen.set(v, [chosen.get(v), name].filter(Boolean).join(" "));
    gathered.addStrategy(
      {
        strategy: name,
        family: family.name,
        role,
        ...words,
        params: {lookback, threshold, size, every, book, rule}
      },
      trackOf(name, result, {benchmark: index, benchmark2: second}),
      {dsr: family.deflated(v), pbo: over.pbo, placebo: Number.NaN, tried}
    );
    gathered.addLedger(name, result, market);
  };
  add(
    "south_base",
    "base",
    {zh: "南下资金（网格中部，资金分组）", en: "Southbound, middle of the grid, in sleeves"},
    family.find(runner.point({...SOUTH_BASE, book: "sleeves"}))
  );
  add(
    "south_slots",
    "base",
    {zh: "南下资金（网格中部，十个仓位）", en: "Southbound, middle of the grid, ten slots"},
    family.find(runner.point({...SOUTH_BASE, book: "slots", size: 10}))
  );
  const best = family.best((v) => (invested(v) ? v.annual : Number.NaN));
  add(
    "south_return",
    "pick",
    {zh: "南下资金（收益最优，事后）", en: "Southbound, best return, in hindsight"},
    best
  );
  const calm = family.best((v) => (invested(v) ? v.drawdown : Number.NaN));
  add(
    "south_drawdown",
    "pick",
    {zh: "南下资金（回撤最优，事后）", en: "Southbound, best drawdown, in hindsight"},
    calm
  );
  const walk = family.walk();
  if (walk.returns.length > 50) {
    const start = from + walk.start;
    gathered.addStrategy(
      {
        strategy: "south_walk",
        family: family.name,
        role: "walk",
        zh: "南下网格逐年前推",
        en: "Southbound grid, walk forward",
        params: {train: walk.start, chosen: Array.from(walk.chosen, (v) => family.variants[v]?.variant)}
      },
      {
        strategy: "south_walk",
        days: market.days.slice(start),
        net: walk.returns,
        gross: walk.returns,
        benchmark: moves(benchmark.slice(start)),
        benchmark2: moves(hongKong.slice(start)),
        traded: new Float64Array()
      },
      {dsr: Number.NaN, pbo: Number.NaN, placebo: Number.NaN, tried}
    );
  }
  gathered.addHonesty("south", {
    variants: tried,
    pbo: over.pbo,
    pbo_loss: over.loss,
    best_sharpe_inside: over.inside * Math.sqrt(252),
    best_sharpe_outside: over.outside * Math.sqrt(252),
    best_dsr: family.deflated(best),
    positive_share: family.variants.filter((v) => v.annual > 0).length / tried,
    beat_share: family.variants.filter((v) => v.annual > annualReturn(moves(second))).length / tried,
    benchmark_return: annualReturn(moves(index)),
    benchmark_2_return: annualReturn(moves(second))
  });
  gathered.addGrid(family, {benchmark: annualReturn(moves(index)), chosen});
}
