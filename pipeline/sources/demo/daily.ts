import type {Dictionary} from "../../warehouse/columns.js";
import type {Output} from "./output.js";
import type {State} from "./state.js";

const NUMBERS = [
  "open",
  "high",
  "low",
  "close",
  "prev_close",
  "volume",
  "amount",
  "adj_factor",
  "total_shares",
  "float_shares",
  "limit_up",
  "limit_down"
] as const;

/** Collects `stock_daily` and hands it on a year at a time. */
export class DailyWriter {
  private rows = 0;
  private date = new Int32Array(0);
  private codes = new Int32Array(0);
  private st = new Uint8Array(0);
  private suspended = new Uint8Array(0);
  private numbers: Float64Array[] = [];

  constructor(
    private readonly output: Output,
    private readonly words: readonly string[]
  ) {}

  /** Makes room for a year of at most `capacity` rows. */
  begin(capacity: number): void {
    this.rows = 0;
    this.date = new Int32Array(capacity);
    this.codes = new Int32Array(capacity);
    this.st = new Uint8Array(capacity);
    this.suspended = new Uint8Array(capacity);
    this.numbers = NUMBERS.map(() => new Float64Array(capacity));
  }

  /** Adds the day of every listed stock. */
  add(state: State, day: number): void {
    const {active, total, float, adj, volume, amount} = state;
    const [open, high, low, close, prev, vol, amt, factor, shares, floating, up, down] = this.numbers as [
      ...Float64Array[]
    ] as Float64Array[] & Record<number, Float64Array>;
    if (
      !open ||
      !high ||
      !low ||
      !close ||
      !prev ||
      !vol ||
      !amt ||
      !factor ||
      !shares ||
      !floating ||
      !up ||
      !down
    )
      throw new Error("begin a year before adding days");
    let r = this.rows;
    for (let k = 0; k < active.length; k++, r++) {
      const i = active[k] as number;
      this.date[r] = day;
      this.codes[r] = i;
      this.st[r] = state.st[i] as number;
      this.suspended[r] = state.suspended[i] as number;
      open[r] = (state.open[i] as number) / 100;
      high[r] = (state.high[i] as number) / 100;
      low[r] = (state.low[i] as number) / 100;
      close[r] = (state.close[i] as number) / 100;
      prev[r] = (state.prev[i] as number) / 100;
      vol[r] = volume[i] as number;
      amt[r] = amount[i] as number;
      factor[r] = adj[i] as number;
      shares[r] = total[i] as number;
      floating[r] = float[i] as number;
      up[r] = (state.upper[i] as number) === 0 ? Number.NaN : (state.upper[i] as number) / 100;
      down[r] = (state.upper[i] as number) === 0 ? Number.NaN : (state.lower[i] as number) / 100;
    }
    this.rows = r;
  }

  /** Hands the year on. */
  endYear(): void {
    const code: Dictionary = {codes: this.codes.subarray(0, this.rows), values: this.words};
    const columns = Object.fromEntries(
      NUMBERS.map((name, c) => [name, this.numbers[c]?.subarray(0, this.rows)])
    );
    this.output.append("stock_daily", {
      ...(columns as Record<string, Float64Array>),
      date: this.date.subarray(0, this.rows),
      code,
      is_st: this.st.subarray(0, this.rows),
      is_suspended: this.suspended.subarray(0, this.rows)
    });
  }
}
