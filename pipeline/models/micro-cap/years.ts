import {quantile} from "../../../lib/stats/quantile.js";
import {Rows} from "../northbound/rows.js";
import type {StockDay} from "./days.js";
import type {Step} from "./keeper.js";

interface Year {
  gross: number;
  net: number;
  traded: number;
  cost: number;
  members: number;
  days: number;
}

/** Gathers the days of each index into calendar years. */
export class YearBook {
  private readonly books = new Map<string, Map<number, Year>>();
  private readonly capacities = new Map<number, {middle: number[]; low: number[]}>();
  private first = Number.POSITIVE_INFINITY;

  /** `benchmark` holds closes by day. */
  constructor(
    private readonly days: Int32Array,
    private readonly benchmark: Float64Array
  ) {}

  add(variant: string, t: number, {gross, net, traded, cost, members}: Step): void {
    this.first = Math.min(this.first, t);
    const book = this.books.get(variant) ?? new Map<number, Year>();
    this.books.set(variant, book);
    const key = this.yearOf(t);
    const year = book.get(key) ?? {gross: 1, net: 1, traded: 0, cost: 0, members: 0, days: 0};
    book.set(key, year);
    year.gross *= 1 + gross;
    year.net *= 1 + net;
    year.traded += traded;
    year.cost += cost;
    year.members += members;
    year.days++;
  }

  /**
   * Capacity by that day's members: the book whose position in the median one, and in one of the least liquid tenth, is
   * `participation` of a day's amount.
   */
  addCapacity({t, amount}: StockDay, members: Int32Array, participation: number): void {
    const own = Float64Array.from(members, (i) => amount[i] as number);
    const year = this.capacities.get(this.yearOf(t)) ?? {middle: [], low: []};
    this.capacities.set(this.yearOf(t), year);
    year.middle.push(members.length * participation * quantile(own, 0.5));
    year.low.push(members.length * participation * quantile(own, 0.1));
  }

  rows() {
    const rows = new Rows(
      [],
      ["variant"],
      [
        "year",
        "return",
        "benchmark",
        "excess_return",
        "turnover",
        "cost",
        "members",
        "capacity",
        "capacity_low"
      ]
    );
    for (const [name, book] of this.books) {
      for (const [year, own] of book) {
        const benchmark = this.benchmarkReturn(year);
        const {middle = [], low = []} = this.capacities.get(year) ?? {};
        for (const kind of ["gross", "net"] as const) {
          rows.add({
            variant: `${name}_${kind}`,
            year,
            return: own[kind] - 1,
            benchmark,
            excess_return: own[kind] - 1 - benchmark,
            turnover: own.traded,
            cost: kind === "net" ? own.cost : 0,
            members: Math.round(own.members / own.days),
            capacity: quantile(middle, 0.5),
            capacity_low: quantile(low, 0.5)
          });
        }
      }
    }
    return rows;
  }

  /** From the last close before the year, or the first day of the indices, to the year's last close. */
  private benchmarkReturn(year: number): number {
    let [from, to] = [-1, -1];
    for (let t = this.first; t < this.days.length; t++) {
      if (Number.isNaN(this.benchmark[t])) continue;
      if (this.yearOf(t) < year || from < 0) from = t;
      if (this.yearOf(t) === year) to = t;
    }
    return (this.benchmark[to] as number) / (this.benchmark[from] as number) - 1;
  }

  private yearOf(t: number): number {
    return new Date((this.days[t] as number) * 86_400_000).getUTCFullYear();
  }
}
