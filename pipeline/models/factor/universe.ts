import {columns, type Slot} from "../../../lib/factor/slots.js";
import type {Context} from "../../run/model.js";
import {NULL_DAY} from "../../warehouse/columns.js";
import {columnsOf} from "../../warehouse/source.js";
import type {Grid, YearOfBars} from "./bars.js";

export interface UniverseRules {
  /** Trading days since listing. */
  readonly listed: number;
  /** Returns within the last 252 days. */
  readonly returns: number;
  /** Calendar days before the last listed day that count as the delisting period (退市整理期). */
  readonly delisting: number;
}

/** Estimation universe (估计域): who may set yardsticks and enter regressions on a day. */
export class Universe {
  private readonly age: Int32Array;
  private readonly end: Float64Array;

  private constructor(
    grid: Grid,
    private readonly rules: UniverseRules,
    {list, end}: {list: Float64Array; end: Float64Array}
  ) {
    const first = grid.days[0] as number;
    this.end = end;
    this.age = Int32Array.from(list, (day) => (day < first ? Math.round(((first - day) * 244) / 365) : 0));
  }

  /** Listing and delisting days come from `stock`; without them age counts from a stock's first bar. */
  static async read(context: Context, grid: Grid, rules: UniverseRules): Promise<Universe> {
    const place = new Map(grid.codes.map((c, i) => [c, i]));
    const list = new Float64Array(grid.codes.length).fill(Number.NaN);
    const end = new Float64Array(grid.codes.length).fill(Number.NaN);
    if (context.has("stock")) {
      const ends = (await columnsOf(context, "stock")).has("delist_date") ? "delist_date" : "NULL::DATE";
      const frame = await context.query(`SELECT code, list_date, ${ends} AS delist_date FROM stock`);
      const [from, to] = [frame.days("list_date"), frame.days("delist_date")];
      frame.strings("code").forEach((code, k) => {
        const i = place.get(code ?? "");
        if (i === undefined) return;
        list[i] = from[k] === NULL_DAY ? Number.NaN : (from[k] as number);
        end[i] = to[k] === NULL_DAY ? Number.NaN : (to[k] as number);
      });
    }
    return new Universe(grid, rules, {list, end});
  }

  /** Counts a day for those listed on it; call once a day before `admits`. */
  step({start, col}: YearOfBars, t: number): void {
    for (let k = start[t] as number; k < (start[t + 1] as number); k++) {
      const i = col[k] as number;
      this.age[i] = (this.age[i] as number) + 1;
    }
  }

  /** Whether the stock of bar row `k` is in the universe; `returns` is its number of recent returns. */
  admits(
    {col, st, suspended}: YearOfBars,
    k: number,
    {day, returns}: {day: number; returns: number}
  ): boolean {
    const i = col[k] as number;
    if (st[k] === 1 || suspended[k] === 1) return false;
    if ((this.end[i] as number) - day <= this.rules.delisting) return false;
    return (this.age[i] as number) >= this.rules.listed && returns >= this.rules.returns;
  }

  slots(): Slot[] {
    return columns(this.age);
  }
}
