const YEARS = 5;

/** Sales, profit and operating cash flow of the last five fiscal years that the market knows, by stock. */
export class FiscalYears {
  private readonly count: Int32Array;
  private readonly figures: readonly [Float64Array, Float64Array, Float64Array];

  constructor(stocks: number) {
    this.count = new Int32Array(stocks);
    const years = (): Float64Array => new Float64Array(stocks * YEARS);
    this.figures = [years(), years(), years()];
  }

  /** A fiscal year becomes known; years come in their order. */
  add(i: number, year: readonly [sales: number, profit: number, cash: number]): void {
    const full = this.count[i] === YEARS;
    if (!full) this.count[i] = (this.count[i] as number) + 1;
    const last = i * YEARS + (this.count[i] as number) - 1;
    year.forEach((value, k) => {
      const column = this.figures[k] as Float64Array;
      if (full) column.copyWithin(i * YEARS, i * YEARS + 1, i * YEARS + YEARS);
      column[last] = value;
    });
  }

  /** Slope on the year over the absolute mean: of figure 0 sales, 1 profit, 2 cash flow. NaN below three years. */
  growth(i: number, figure: 0 | 1 | 2): number {
    const x = this.yearsOf(i, figure);
    const n = x.length;
    if (n < 3) return Number.NaN;
    const slope = x.reduce((s, v, k) => s + (k - (n - 1) / 2) * v, 0) / ((n * (n * n - 1)) / 12);
    return slope / Math.abs(meanOf(x));
  }

  /** Standard deviation over the absolute mean. NaN below three years. */
  variability(i: number, figure: 0 | 1 | 2): number {
    const x = this.yearsOf(i, figure);
    if (x.length < 3) return Number.NaN;
    const mean = meanOf(x);
    return Math.sqrt(x.reduce((s, v) => s + (v - mean) ** 2, 0) / (x.length - 1)) / Math.abs(mean);
  }

  private yearsOf(i: number, figure: 0 | 1 | 2): Float64Array {
    return this.figures[figure].subarray(i * YEARS, i * YEARS + (this.count[i] as number));
  }
}

const meanOf = (x: Float64Array): number => x.reduce((s, v) => s + v, 0) / x.length;
