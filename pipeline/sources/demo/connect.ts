import {dayOf} from "../../warehouse/columns.js";
import type {HongKong} from "./hongkong.js";
import {type Northbound, SEATS, seats} from "./northbound.js";
import type {Output} from "./output.js";
import {Rows} from "./rows.js";
import type {State} from "./state.js";

const SEATS_PUBLISHED = dayOf("2017-03-17");

/** Writes `connect_holding` and `connect_turnover`. */
export class ConnectWriter {
  private readonly holding: Rows;
  readonly turnover = new Rows(
    {date: "day", direction: "code", buy: "number", sell: "number", turnover: "number"},
    {direction: ["north", "south"]}
  );

  constructor(
    private readonly output: Output,
    readonly state: State,
    hongKong: readonly string[]
  ) {
    this.holding = new Rows(
      {date: "day", direction: "code", code: "code", seat: "code", shares: "number"},
      {
        direction: ["north", "south"],
        code: [...state.universe.codes, ...hongKong],
        seat: ["*", ...seats.map((s) => s.seat)]
      }
    );
  }

  /** After the close of day `t`: both directions, on the days on which Stock Connect trades. */
  step(t: number, north: Northbound, south: HongKong): void {
    const day = south.plan.calendar.days[t] as number;
    if (!north.open) return;
    this.north(day, north);
    this.south(day, south);
  }

  private south(day: number, {held, buy, sell}: HongKong): void {
    for (let j = 0; j < held.length; j++)
      if ((held[j] as number) > 0) this.holding.push(day, 1, this.state.n + j, 0, held[j] as number);
    this.turnover.push(day, 1, buy, sell, buy + sell);
  }

  /** The day's northbound holdings: total, then seats, by stock. */
  private north(day: number, north: Northbound): void {
    const {holding, state} = this;
    holding.reserve(state.active.length * (SEATS + 1));
    const [date, direction, code, seat, shares] = ["date", "direction", "code", "seat", "shares"].map((c) =>
      holding.of(c)
    ) as [Int32Array, Int32Array, Int32Array, Int32Array, Float64Array];
    let r = holding.rows;
    const set = (i: number, s: number, held: number): void => {
      date[r] = day;
      direction[r] = 0;
      code[r] = i;
      seat[r] = s;
      shares[r++] = held;
    };
    for (const i of state.active) {
      let sum = 0;
      for (let k = 0; k < SEATS; k++) sum += north.held[i * SEATS + k] as number;
      if (sum === 0) continue;
      set(i, 0, sum);
      if (day < SEATS_PUBLISHED) continue;
      for (let k = 0; k < SEATS; k++) {
        const held = north.held[i * SEATS + k] as number;
        if (held > 0) set(i, k + 1, held);
      }
    }
    holding.rows = r;
    this.turnover.push(day, 0, north.buy, north.sell, north.buy + north.sell);
  }

  /** Hands a year on. */
  endYear(): void {
    if (this.holding.rows > 0) this.output.append("connect_holding", this.holding.take());
  }
}
