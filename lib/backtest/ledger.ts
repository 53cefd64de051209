import {
  COSTS,
  type Cost,
  EVENTS,
  type Event,
  type Ledger,
  OBSTACLES,
  type Obstacle,
  REASONS,
  type Reason,
  type Rejections
} from "./result.js";

/** One line before it is a row of columns; what is left out is 0. */
export interface Line {
  readonly row: number;
  readonly asset: number;
  readonly event: Event;
  readonly reason: Reason;
  readonly cash: number;
  readonly shares?: number;
  readonly price?: number;
  readonly amount?: number;
  readonly commission?: number;
  readonly stamp?: number;
  readonly transfer?: number;
  readonly levy?: number;
  readonly slippage?: number;
}

const NUMBERS = ["shares", "amount", "commission", "stamp", "transfer", "levy", "slippage"] as const;

/** Gathers lines and gives them as columns; sums the costs and the turnover of the day. */
export class LedgerWriter {
  private readonly lines: Line[] = [];
  private readonly unfilled: {row: number; asset: number; shares: number; obstacle: Obstacle}[] = [];
  readonly today: Record<Cost, number> = {
    commission: 0,
    stamp: 0,
    transfer: 0,
    levy: 0,
    slippage: 0,
    "dividend tax": 0
  };
  traded = 0;

  add(line: Line): void {
    this.lines.push(line);
    const {today} = this;
    today.commission += line.commission ?? 0;
    today.stamp += line.stamp ?? 0;
    today.transfer += line.transfer ?? 0;
    today.levy += line.levy ?? 0;
    today.slippage += line.slippage ?? 0;
    if (line.event === "dividend tax") today["dividend tax"] -= line.cash;
    if (line.event === "buy" || line.event === "sell") this.traded += line.amount ?? 0;
  }

  reject(row: number, asset: number, shares: number, obstacle: Obstacle): void {
    this.unfilled.push({row, asset, shares, obstacle});
  }

  /** Starts the sums of the next day. */
  newDay(): void {
    for (const kind of COSTS) this.today[kind] = 0;
    this.traded = 0;
  }

  ledger(): Ledger {
    const {lines} = this;
    const numbers = Object.fromEntries(
      NUMBERS.map((name) => [name, Float64Array.from(lines, (l) => l[name] ?? 0)])
    ) as Record<(typeof NUMBERS)[number], Float64Array>;
    return {
      row: Int32Array.from(lines, (l) => l.row),
      asset: Int32Array.from(lines, (l) => l.asset),
      event: Uint8Array.from(lines, (l) => EVENTS.indexOf(l.event)),
      price: Int32Array.from(lines, (l) => l.price ?? 0),
      ...numbers,
      cash: Float64Array.from(lines, (l) => l.cash),
      reason: Uint8Array.from(lines, (l) => REASONS.indexOf(l.reason)),
      sleeve: new Uint8Array(lines.length)
    };
  }

  rejections(): Rejections {
    const {unfilled} = this;
    return {
      row: Int32Array.from(unfilled, (u) => u.row),
      asset: Int32Array.from(unfilled, (u) => u.asset),
      shares: Float64Array.from(unfilled, (u) => u.shares),
      obstacle: Uint8Array.from(unfilled, (u) => OBSTACLES.indexOf(u.obstacle))
    };
  }
}
