import type {Actions} from "../../../lib/backtest/market.js";

/** What a stock's bars show on a day on which its adjustment factor moves. */
export interface FactorStep {
  /** Factor ÷ the day before's: above 1 where a share gives something up. */
  readonly ratio: number;
  /** Close before, in the currency's unit. */
  readonly before: number;
  /** Shares in issue ÷ the day before's; NaN where the source has no counts. */
  readonly shares: number;
}

/** Below this, a factor has not moved. */
export const STILL = 1e-6;

/** A payment as large as this part of the price is new shares where nothing else is known. */
const LARGE = 0.095;

/**
 * Dividend and new shares behind a step of the adjustment factor. The count of shares tells them apart where it grows by
 * at least 1 % and no more than the factor allows; without counts a step of 9.5 % or more is new shares in whole tenths
 * and the rest cash, a smaller one all cash. Counts that would give more than the factor takes (estimated ones do) stand
 * back behind it. Cash to 0.001 a share; what the rounding of prices explains is none.
 */
export function actionOf({ratio, before, shares}: FactorStep): {
  readonly cash: number;
  readonly shares: number;
} {
  const after = before / ratio;
  const counted = newShares(ratio, shares);
  const bonus = after * (1 + counted) - before > 0.0051 * (1 + counted) ? ratio - 1 : counted;
  const cash = before - after * (1 + bonus);
  const noise = bonus === 0 ? 0 : 0.0051 * (1 + bonus);
  return {cash: cash <= noise ? 0 : Math.round(cash * 1000) / 1000, shares: bonus};
}

function newShares(ratio: number, counted: number): number {
  if (ratio < 1) return ratio - 1;
  const grown = counted - 1;
  if (grown >= 0.01 && counted <= ratio * 1.02) return Math.round(grown * 1e4) / 1e4;
  if (!Number.isNaN(counted) || ratio - 1 < LARGE) return 0;
  return Math.floor((ratio - 1) * 10 + 0.05) / 10;
}

/** Gathers actions and gives them as columns, by row and asset. */
export class ActionRows {
  private readonly rows: {row: number; asset: number; cash: number; shares: number}[] = [];

  add(row: number, asset: number, step: FactorStep): void {
    const action = actionOf(step);
    if (action.cash !== 0 || action.shares !== 0) this.rows.push({row, asset, ...action});
  }

  columns(): Actions {
    const sorted = [...this.rows].sort((a, b) => a.row - b.row || a.asset - b.asset);
    return {
      row: Int32Array.from(sorted, (a) => a.row),
      asset: Int32Array.from(sorted, (a) => a.asset),
      cash: Float64Array.from(sorted, (a) => a.cash),
      shares: Float64Array.from(sorted, (a) => a.shares)
    };
  }
}
