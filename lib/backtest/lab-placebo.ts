import {backtest} from "./engine.js";
import {type LabMarket, labOptions, labStrategy} from "./lab-market.js";
import type {LabParameters} from "./lab-parameters.js";
import {firstHeld} from "./lab-report.js";
import {placeboBooks, placeboRank} from "./placebo.js";
import {rebalanceRows} from "./rebalance-rows.js";
import {returnsOf} from "./returns.js";
import {sharpeRatio} from "./sharpe.js";
import type {Strategy} from "./strategy.js";

/**
 * What the same rules and costs give with books drawn at random from the same universe on the same days, which keep as
 * many names each time as the strategy does.
 */
export function runPlacebo(
  lab: LabMarket,
  parameters: LabParameters,
  {
    draws = 200,
    progress = () => {}
  }: {readonly draws?: number; readonly progress?: (share: number) => void} = {}
): {readonly p: number; readonly percentile: number; readonly values: Float64Array} {
  const {market, eligible} = lab;
  const assets = market.codes.length;
  const from = Math.max(0, lab.scoreRows[0] ?? 0);
  const rows = rebalanceRows(market.days, parameters.every);
  const dates = Array.from(rows, (_, t) => t).filter((t) => t >= from && rows[t] === 1);
  const lists = dates.map((t) =>
    Array.from({length: assets}, (_, a) => a).filter(
      (a) => eligible[t * assets + a] === 1 && market.close[t * assets + a] !== 0
    )
  );
  const at = new Map(dates.map((t, i) => [t, i]));
  const ratio = (strategy: Strategy): number => {
    const result = backtest(market, strategy, {...labOptions(parameters), from});
    return sharpeRatio(returnsOf(result.nav.slice(Math.max(0, firstHeld(result) - 1))));
  };
  const inner = labStrategy(lab, parameters);
  const targets = new Map<number, Set<number>>();
  const own = ratio((view) => {
    const decision = inner(view);
    if (decision && "targets" in decision)
      targets.set(view.row, new Set(Array.from(decision.targets.assets)));
    return decision;
  });
  const kept = dates.map((t, i) => {
    const [book, last] = [targets.get(t), targets.get(dates[i - 1] ?? -1)];
    return book && last ? [...book].filter((a) => last.has(a)).length : 0;
  });
  const values = Array.from({length: draws}, (_, draw) => {
    progress(draw / draws);
    const books = placeboBooks(lists, {size: parameters.n, seed: 20240223, draw, kept});
    return ratio(({row}) => {
      const i = at.get(row);
      const book = i === undefined ? undefined : books[i];
      return book ? {targets: {assets: book, weights: Array.from(book, () => 1 / parameters.n)}} : undefined;
    });
  });
  progress(1);
  return placeboRank(own, values);
}
