import {redemptionFee, SUBSCRIPTION} from "./fund-fees.js";
import {FundLots} from "./fund-lots.js";

export interface FundMarket {
  /** Adjusted net asset values, funds × rows; NaN where there is none. */
  readonly level: ArrayLike<number>;
  /** Rows, as days since 1970-01-01. */
  readonly days: ArrayLike<number>;
}

/** An order to hold these funds in equal parts, placed before the close of `row` at values nobody knows yet. */
export interface FundOrder {
  readonly row: number;
  readonly funds: readonly number[];
}

export interface FundRules {
  /** Fees are paid. */
  readonly fees?: boolean;
  /** Rows until the money of a redemption is back and can be spent: 0 switches at once. */
  readonly cashBack?: number;
  /** A fund that stays is left alone while within this share of its part. */
  readonly band?: number;
}

export interface FundPath {
  /** Value by row from the first order on, 1 before it. */
  readonly nav: Float64Array;
  /** Sum of purchases, and of all fees, each over the value of their day. */
  readonly bought: number;
  readonly fees: number;
  /** Mean share that lay in transit or idle, from the first order on. */
  readonly cash: number;
  /** Funds that ended while held. */
  readonly ended: number;
}

/**
 * A portfolio of funds through its orders (methods S18): redeemed and bought at the value of the order's own day, fees
 * by date and days held, redemptions spent only when the money is back. A fund without a later value is paid out at its
 * last, as when it is wound up; on a day without a value it stands at its last. Throws on orders out of order.
 */
export function fundOfFunds(
  market: FundMarket,
  orders: readonly FundOrder[],
  rules: FundRules = {}
): FundPath {
  const book = new Book(market, rules);
  const rows = market.days.length;
  const nav = new Float64Array(rows).fill(1);
  let [at, idle, counted] = [0, 0, 0];
  for (let k = 1; k < orders.length; k++)
    if ((orders[k]?.row as number) <= (orders[k - 1]?.row as number))
      throw new RangeError(`orders must ascend, got row ${orders[k]?.row} after ${orders[k - 1]?.row}`);
  const first = orders[0]?.row ?? rows;
  for (let t = first; t < rows; t++) {
    book.open(t);
    const order = orders[at];
    if (order && order.row === t) {
      book.order(order.funds);
      at++;
    }
    book.spend();
    nav[t] = book.value();
    idle += book.idle() / (nav[t] as number);
    counted++;
  }
  return {
    nav,
    bought: book.bought,
    fees: book.paid,
    cash: counted > 0 ? idle / counted : 0,
    ended: book.ended
  };
}

class Book {
  bought = 0;
  paid = 0;
  ended = 0;
  private cash = 1;
  private t = 0;
  private readonly due: {row: number; amount: number}[] = [];
  private readonly lots = new FundLots();
  private readonly rows: number;
  private readonly last: Int32Array;
  private targets: readonly number[] = [];
  private readonly price: Float64Array;

  constructor(
    private readonly market: FundMarket,
    private readonly rules: FundRules
  ) {
    this.rows = market.days.length;
    const funds = market.level.length / this.rows;
    this.price = new Float64Array(funds).fill(Number.NaN);
    this.last = Int32Array.from({length: funds}, (_, f) => {
      for (let t = this.rows - 1; t >= 0; t--)
        if (!Number.isNaN(market.level[f * this.rows + t] as number)) return t;
      return -1;
    });
  }

  /** Starts a day: values, money that comes back, and funds that have ended. */
  open(t: number): void {
    this.t = t;
    for (let f = 0; f < this.price.length; f++) {
      const v = this.market.level[f * this.rows + t] as number;
      if (!Number.isNaN(v)) this.price[f] = v;
    }
    for (let k = this.due.length - 1; k >= 0; k--) {
      const item = this.due[k];
      if (!item || item.row > t) continue;
      this.cash += item.amount;
      this.due.splice(k, 1);
    }
    for (const f of this.lots.held()) {
      if ((this.last[f] as number) >= t) continue;
      this.redeem(f, this.lots.units(f), 0);
      this.ended++;
    }
  }

  /** Redeems what is no longer wanted and what has outgrown its part. */
  order(funds: readonly number[]): void {
    this.targets = funds.filter(
      (f) => (this.last[f] as number) > this.t && this.price[f] !== undefined && !Number.isNaN(this.price[f])
    );
    const part = this.value() / Math.max(1, this.targets.length);
    const {band = 0.25, fees = false} = this.rules;
    for (const f of this.lots.held()) {
      const held = this.worth(f);
      const wanted = this.targets.includes(f) ? part : 0;
      if (held <= wanted * (1 + band)) continue;
      const units = ((held - wanted) / held) * this.lots.units(f);
      this.redeem(f, units, fees ? 1 : 0);
    }
  }

  /** Buys with what cash there is, in proportion to what each target lacks of its part. */
  spend(): void {
    if (this.cash <= 1e-12 || this.targets.length === 0) return;
    const part = this.value() / this.targets.length;
    const open = this.targets.filter((f) => (this.last[f] as number) > this.t);
    const lacks = open.map((f) => Math.max(0, part - this.worth(f)));
    const total = lacks.reduce((a, b) => a + b, 0);
    if (total <= 0) return;
    const money = Math.min(this.cash, total);
    const rate = this.rules.fees ? SUBSCRIPTION : 0;
    const value = this.value();
    open.forEach((f, k) => {
      const spent = (money * (lacks[k] as number)) / total;
      if (spent <= 0) return;
      const net = spent / (1 + rate);
      this.lots.buy(f, net / (this.price[f] as number), this.market.days[this.t] as number);
      this.paid += (spent - net) / value;
      this.bought += spent / value;
    });
    this.cash -= money;
  }

  value(): number {
    let sum = this.cash + this.due.reduce((a, b) => a + b.amount, 0);
    for (const f of this.lots.held()) sum += this.worth(f);
    return sum;
  }

  idle(): number {
    return this.cash + this.due.reduce((a, b) => a + b.amount, 0);
  }

  private worth(f: number): number {
    return this.lots.units(f) * (this.price[f] as number);
  }

  private redeem(f: number, units: number, charged: 0 | 1): void {
    const day = this.market.days[this.t] as number;
    const value = this.value();
    const rate = this.lots.redeem(f, units, {day, fee: (held) => charged * redemptionFee(day, held)});
    const gross = units * (this.price[f] as number);
    this.paid += (gross * rate) / value;
    const amount = gross * (1 - rate);
    const {cashBack = 0} = this.rules;
    if (cashBack === 0) this.cash += amount;
    else this.due.push({row: this.t + cashBack, amount});
  }
}
