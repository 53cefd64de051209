import type {Holding, Order, Strategy, View} from "./strategy.js";

export interface FixedSlots {
  /** Most names held at a time; each gets this part of NAV when bought. */
  readonly slots: number;
  /** Rows from the buying open to the selling open. */
  readonly hold: number;
  /** Candidates at a close, best first; those held already are passed over. */
  readonly entries: (view: View) => ArrayLike<number>;
  /** Sold at the next open whatever its age. */
  readonly exits?: (holding: Holding, view: View) => boolean;
}

/**
 * A book of equal slots (固定仓位): a signal takes a free slot and is skipped when there is none; a name leaves after
 * `hold` rows, by `exits`, or by the engine's stops. A slot is free for the open at which its name is sold: while that
 * sale is blocked the book may hold one more, as far as cash goes.
 */
export function fixedSlots({slots, hold, entries, exits = () => false}: FixedSlots): Strategy {
  for (const [name, value] of Object.entries({slots, hold})) {
    if (!(Number.isInteger(value) && value >= 1))
      throw new RangeError(`${name} must be a whole number from 1, got ${value}`);
  }
  return (view) => {
    const leaving = view.holdings.filter((h) => view.row - h.opened + 1 >= hold || exits(h, view));
    const orders: Order[] = leaving.map(({asset}) => ({
      asset,
      value: Number.NEGATIVE_INFINITY,
      reason: "exit"
    }));
    let free = slots - view.holdings.length + leaving.length;
    const candidates = entries(view);
    for (let i = 0; i < candidates.length && free > 0; i++) {
      const asset = candidates[i] as number;
      if (view.shares(asset) > 0) continue;
      orders.push({asset, value: view.nav / slots, reason: "entry"});
      free--;
    }
    return orders.length > 0 ? {orders} : undefined;
  };
}
