import {COSTS, type Cost} from "../../lib/backtest/result.js";
import {percent} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {bars} from "../bars.js";
import {COST_NAMES} from "./words.js";

/** Costs of each kind over a run: fen, and what they took from the NAV a year. */
export interface CostShares {
  readonly kind: readonly Cost[];
  readonly fen: Float64Array;
  /** Share of the mean NAV a year. */
  readonly perYear: Float64Array;
}

/** Sums costs by kind and sets them against the mean NAV and the length of the run; kinds without any are left out. */
export function costShares(
  costs: Readonly<Record<Cost, ArrayLike<number>>>,
  nav: ArrayLike<number>,
  {year = 252}: {readonly year?: number} = {}
): CostShares {
  const sum = (x: ArrayLike<number>): number => Array.from(x).reduce((s, v) => s + v, 0);
  const kind = COSTS.filter((k) => sum(costs[k]) > 0);
  const fen = Float64Array.from(kind, (k) => sum(costs[k]));
  const mean = sum(nav) / nav.length;
  return {kind, fen, perYear: fen.map((f) => (f / mean) * (year / nav.length))};
}

export interface CostBarsOptions {
  readonly label: Text;
  readonly locale: Locale;
  readonly width?: number;
}

/** What each kind of cost took a year, in percent of NAV. */
export function costBars({kind, perYear}: CostShares, {label, locale, width}: CostBarsOptions) {
  return bars(
    {name: kind.map((k) => say(COST_NAMES[k], locale)), value: perYear},
    {label, locale, width, format: (v) => percent(v), color: () => "var(--accent)"}
  );
}
