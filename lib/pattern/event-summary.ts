import {median} from "../stats/quantile.js";

export interface EventSummary {
  /** Events with a return. */
  readonly n: number;
  /** Share of returns above zero (胜率). */
  readonly winRate: number;
  /** Mean gain over mean loss (盈亏比); NaN without both. */
  readonly payoff: number;
  readonly mean: number;
  readonly median: number;
}

/** What a set of event returns comes to. Missing values (not filled, or not over yet) are left out. */
export function eventSummary(returns: ArrayLike<number>): EventSummary {
  let [n, wins, losses, gain, loss] = [0, 0, 0, 0, 0];
  for (let i = 0; i < returns.length; i++) {
    const r = returns[i] as number;
    if (Number.isNaN(r)) continue;
    n++;
    if (r > 0) {
      wins++;
      gain += r;
    } else if (r < 0) {
      losses++;
      loss -= r;
    }
  }
  return {
    n,
    winRate: n === 0 ? Number.NaN : wins / n,
    payoff: wins === 0 || losses === 0 ? Number.NaN : gain / wins / (loss / losses),
    mean: n === 0 ? Number.NaN : (gain - loss) / n,
    median: median(returns)
  };
}
