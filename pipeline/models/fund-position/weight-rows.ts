import type {Columns} from "../../warehouse/columns.js";

/** Gathers estimates of many funds into rows of `fund_industry`, in the order of its key; weights of zero are kept out. */
export class WeightRows {
  private readonly order: readonly number[];
  private readonly words: readonly string[];
  private readonly place: Int32Array;
  private dates: number[] = [];
  private fundCodes: number[] = [];
  private industryCodes: number[] = [];
  private weights: number[] = [];

  constructor(names: readonly string[]) {
    this.words = [...names].sort();
    this.order = this.words.map((w) => names.indexOf(w));
    this.place = Int32Array.from(this.words, (_, k) => k);
  }

  get length(): number {
    return this.weights.length;
  }

  /** Weights of a day, funds × industries; funds in sorted order. */
  add(day: number, weights: Float64Array): void {
    const n = this.order.length;
    for (let f = 0; f * n < weights.length; f++) {
      if (Number.isNaN(weights[f * n])) continue;
      this.order.forEach((i, k) => {
        const w = Math.round((weights[f * n + i] as number) * 1e6) / 1e6;
        if (w <= 0) return;
        this.dates.push(day);
        this.fundCodes.push(f);
        this.industryCodes.push(this.place[k] as number);
        this.weights.push(w);
      });
    }
  }

  /** The rows so far as columns, and begins anew. */
  take(funds: readonly string[]): Columns {
    const columns = {
      date: Int32Array.from(this.dates),
      fund: {codes: Int32Array.from(this.fundCodes), values: funds},
      industry: {codes: Int32Array.from(this.industryCodes), values: this.words},
      weight: Float64Array.from(this.weights)
    };
    this.dates = [];
    this.fundCodes = [];
    this.industryCodes = [];
    this.weights = [];
    return columns;
  }
}
