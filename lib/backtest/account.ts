import {mainlandCosts, round} from "./costs.js";
import {CONNECT_DIVIDEND_TAX, hongKongCosts} from "./hong-kong-costs.js";
import {LedgerWriter} from "./ledger.js";
import {type Market, TICKS} from "./market.js";
import {Position} from "./position.js";
import type {Reason} from "./result.js";
import type {Settings} from "./settings.js";

/** A fill to book: whole shares at a price in ticks, and the bar's price before slippage. */
export interface Fill {
  readonly row: number;
  readonly asset: number;
  readonly shares: number;
  readonly price: number;
  readonly quoted: number;
  readonly reason: Reason;
}

/** Cash, positions and the ledger of one account. Money is whole fen held in doubles, exact below 2^53. */
export class Account {
  cash: number;
  readonly positions: Position[] = [];
  readonly ledger = new LedgerWriter();
  private readonly held: (Position | undefined)[] = [];

  constructor(
    private readonly market: Market,
    private readonly settings: Settings
  ) {
    this.cash = settings.capital;
  }

  position(asset: number): Position | undefined {
    return this.held[asset];
  }

  /** Ticks × shares in fen at a day's exchange rate. */
  fen(ticks: number, row: number): number {
    const {fx, venue} = this.market;
    return venue === "cn" ? ticks : round((ticks * (fx?.[row] as number)) / 10);
  }

  /** Cash that a buy takes: amount and costs. */
  costOf(side: "buy" | "sell", ticks: number, row: number) {
    const {days, venue, fx} = this.market;
    const {costs} = this.settings;
    const day = days[row] as number;
    return venue === "cn"
      ? mainlandCosts(ticks, {side, day}, costs)
      : hongKongCosts(round(ticks / 10), {day, fx: fx?.[row] as number}, costs);
  }

  buy({row, asset, shares, price, quoted, reason}: Fill): void {
    const amount = this.fen(price * shares, row);
    const costs = this.costOf("buy", price * shares, row);
    const cash = -(amount + costs.commission + costs.stamp + costs.transfer + costs.levy);
    this.cash += cash;
    let position = this.held[asset];
    if (!position) {
      position = new Position(asset, row);
      this.held[asset] = position;
      this.positions.push(position);
    }
    position.buy(row, shares, price);
    const slippage = amount - this.fen(quoted * shares, row);
    this.ledger.add({row, asset, event: "buy", reason, shares, price, amount, ...costs, slippage, cash});
  }

  sell({row, asset, shares, price, quoted, reason}: Fill): void {
    const position = this.held[asset];
    if (!position || shares > position.shares) {
      throw new RangeError(`shares must be held to be sold, got ${shares} of ${position?.shares ?? 0}`);
    }
    const amount = this.fen(price * shares, row);
    const costs = this.costOf("sell", price * shares, row);
    const cash = amount - costs.commission - costs.stamp - costs.transfer - costs.levy;
    this.cash += cash;
    const slippage = this.fen(quoted * shares, row) - amount;
    this.ledger.add({
      row,
      asset,
      event: "sell",
      reason,
      shares: -shares,
      price,
      amount,
      ...costs,
      slippage,
      cash
    });
    this.taxAndClose(position, shares, row);
  }

  /** Books a delisted position at what is recovered of its last close. */
  writeOff(position: Position, row: number): void {
    const {asset, shares, mark} = position;
    const cash = round(this.fen(mark * shares, row) * this.settings.recovery);
    this.cash += cash;
    this.ledger.add({
      row,
      asset,
      event: "delisting",
      reason: "delisting",
      shares: -shares,
      price: mark,
      amount: cash,
      cash
    });
    this.taxAndClose(position, shares, row);
  }

  /** A corporate action before the open: cash and new shares for each share held; part shares are paid in cash. */
  act(
    position: Position,
    row: number,
    {cash, shares: ratio}: {readonly cash: number; readonly shares: number}
  ): void {
    const {market, settings} = this;
    const {asset, shares, mark} = position;
    const ticks = cash * TICKS[market.venue];
    const base = market.reference[row * market.codes.length + asset] as number;
    const after = base > 0 ? base : Math.max(1, round((mark - ticks) / (1 + ratio)));
    if (!settings.reinvest && cash > 0) this.pay(position, row, cash);
    const grown = settings.reinvest ? (shares * mark) / after : shares * (1 + ratio);
    const whole = Math.floor(grown * (1 + 1e-15) + 1e-9);
    if (whole !== shares && whole > 0) {
      position.grow(whole - shares);
      this.ledger.add({row, asset, event: "shares", reason: "action", shares: whole - shares, cash: 0});
    }
    const rest = this.fen((grown - whole) * after, row);
    const fraction = round(rest);
    if (fraction > 0) {
      this.cash += fraction;
      this.ledger.add({row, asset, event: "fraction", reason: "action", price: after, cash: fraction});
    }
    position.entry = (position.entry - ticks) / (1 + ratio);
    position.mark = after;
    if (whole === 0) {
      this.ledger.add({row, asset, event: "shares", reason: "action", shares: -shares, cash: 0});
      this.taxAndClose(position, shares, row);
    }
  }

  private pay(position: Position, row: number, perShare: number): void {
    const {asset, shares} = position;
    const {venue, fx} = this.market;
    const rate = venue === "cn" ? 1 : (fx?.[row] as number);
    const cash = round(shares * perShare * 100 * rate);
    this.cash += cash;
    this.ledger.add({row, asset, event: "dividend", reason: "action", amount: cash, cash});
    if (venue === "cn") position.receive(perShare * 100);
    else this.tax(asset, row, cash * CONNECT_DIVIDEND_TAX);
  }

  private tax(asset: number, row: number, fen: number): void {
    const tax = round(fen);
    if (tax === 0) return;
    this.cash -= tax;
    this.ledger.add({row, asset, event: "dividend tax", reason: "action", cash: -tax});
  }

  private taxAndClose(position: Position, shares: number, row: number): void {
    const {days} = this.market;
    this.tax(position.asset, row, position.sell(shares, days[row] as number, days));
    if (position.shares > 0) return;
    this.held[position.asset] = undefined;
    this.positions.splice(this.positions.indexOf(position), 1);
  }
}
