/** What a rebalancing took, as shares of the book. */
export interface Rebalancing {
  /** Bought and sold together: two-sided. */
  readonly traded: number;
  readonly cost: number;
}

/**
 * An index of equal weights, without lots, limits or cash: weights drift with returns and are set equal when it is
 * rebalanced, at closing prices. It serves studies of index construction; a tradable book goes through the engine.
 */
export class EqualBook {
  private readonly weight: Float64Array;
  private held: Int32Array = new Int32Array();

  constructor(assets: number) {
    if (!(Number.isInteger(assets) && assets >= 1)) {
      throw new RangeError(`assets must be a whole number from 1, got ${assets}`);
    }
    this.weight = new Float64Array(assets);
  }

  get members(): Int32Array {
    return this.held;
  }

  weightOf(asset: number): number {
    return this.weight[asset] ?? 0;
  }

  /** The day's return of the book; a member whose return is missing earns nothing. Weights drift. */
  earn(returns: ArrayLike<number>): number {
    let total = 0;
    for (const i of this.held) {
      const r = returns[i] as number;
      if (Number.isNaN(r)) continue;
      const w = this.weight[i] as number;
      total += w * r;
      this.weight[i] = w * (1 + r);
    }
    if (total <= -1) throw new RangeError(`returns must leave something of the book, got ${total}`);
    for (const i of this.held) this.weight[i] = (this.weight[i] as number) / (1 + total);
    return total;
  }

  /** Sets `members` to equal weights; rates are shares of what is bought or sold of each asset. */
  rebalance(
    members: Int32Array,
    {buy, sell}: {readonly buy: (asset: number) => number; readonly sell: (asset: number) => number}
  ): Rebalancing {
    const target = 1 / members.length;
    let [traded, cost] = [0, 0];
    const trade = (i: number, change: number): void => {
      traded += Math.abs(change);
      cost += change > 0 ? change * buy(i) : -change * sell(i);
    };
    for (const i of members) {
      trade(i, target - (this.weight[i] as number));
      this.weight[i] = Number.NaN;
    }
    for (const i of this.held) {
      const w = this.weight[i] as number;
      if (w > 0) trade(i, -w);
      if (!Number.isNaN(w)) this.weight[i] = 0;
    }
    for (const i of members) this.weight[i] = target;
    this.held = members.slice();
    return {traded, cost};
  }
}
