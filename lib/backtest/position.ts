import {dividendTaxRate} from "./costs.js";
import type {Holding} from "./strategy.js";

/** Shares bought on one day. */
interface Purchase {
  readonly row: number;
  shares: number;
  /** Dividends received on each share so far, fen, not yet taxed. */
  dividend: number;
}

/** An open position: purchases first in, first out. */
export class Position implements Holding {
  shares = 0;
  entry = 0;
  mark = 0;
  private readonly purchases: Purchase[] = [];

  constructor(
    readonly asset: number,
    readonly opened: number
  ) {}

  buy(row: number, shares: number, price: number): void {
    this.entry = (this.entry * this.shares + price * shares) / (this.shares + shares);
    this.shares += shares;
    this.mark = price;
    const last = this.purchases.at(-1);
    if (last?.row === row && last.dividend === 0) last.shares += shares;
    else this.purchases.push({row, shares, dividend: 0});
  }

  /** Shares bought before a row: what settlement on the next day (T+1) leaves to sell on it. */
  before(row: number): number {
    let bought = 0;
    for (let i = this.purchases.length - 1; i >= 0; i--) {
      const purchase = this.purchases[i] as Purchase;
      if (purchase.row < row) break;
      bought += purchase.shares;
    }
    return this.shares - bought;
  }

  /** Takes shares out, the oldest first; the tax on their dividends by holding period, fen, not rounded. */
  sell(shares: number, day: number, days: ArrayLike<number>): number {
    this.shares -= shares;
    let [left, tax] = [shares, 0];
    while (left > 0) {
      const oldest = this.purchases[0] as Purchase;
      const part = Math.min(left, oldest.shares);
      if (oldest.dividend > 0)
        tax += part * oldest.dividend * dividendTaxRate(day - (days[oldest.row] as number));
      oldest.shares -= part;
      left -= part;
      if (oldest.shares === 0) this.purchases.shift();
    }
    return tax;
  }

  /** Notes a dividend of so many fen a share. */
  receive(dividend: number): void {
    for (const p of this.purchases) p.dividend += dividend;
  }

  /** Adds new shares to the purchases in proportion, the newest taking what rounding leaves. */
  grow(added: number): void {
    const ratio = 1 + added / this.shares;
    const total = this.shares + added;
    let given = 0;
    this.purchases.forEach((p, i) => {
      const shares = i === this.purchases.length - 1 ? total - given : Math.floor(p.shares * ratio + 1e-9);
      p.dividend /= shares > 0 ? shares / p.shares : 1;
      p.shares = shares;
      given += shares;
    });
    this.shares = total;
  }
}
