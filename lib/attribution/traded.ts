/** Active weights that changed hands between reports: sums of squares over industries, reports and funds. */
export class Traded {
  private changed = 0;
  private held = 0;
  private departed = 0;

  constructor(
    readonly columns: number,
    /** Rows over whose mean active weights a fund's allocation counts as lasting, and the least of them. */
    private readonly span: {readonly window: number; readonly minimum: number}
  ) {}

  /**
   * Adds one fund: `weight` and `benchmark` by row × column, a row missing in all columns or none, and the rows on which
   * its weights were disclosed anew. The row before is what was carried to there; reports without it, or with too few
   * rows before, are left out.
   */
  add(weight: Float64Array, benchmark: Float64Array, reports: ArrayLike<number>): void {
    const {columns, span} = this;
    const mean = new Float64Array(columns);
    const active = (t: number, c: number): number =>
      (weight[t * columns + c] as number) - (benchmark[t * columns + c] as number);
    for (let k = 1; k < reports.length; k++) {
      const t = reports[k] as number;
      let n = 0;
      mean.fill(0);
      for (let u = Math.max(0, t - span.window); u < t; u++) {
        if (Number.isNaN(active(u, 0))) continue;
        n++;
        for (let c = 0; c < columns; c++) mean[c] = (mean[c] as number) + active(u, c);
      }
      if (n < span.minimum || Number.isNaN(active(t, 0) + active(t - 1, 0))) continue;
      for (let c = 0; c < columns; c++) {
        const [old, own, lasting] = [active(t - 1, c), active(t, c), (mean[c] as number) / n];
        this.changed += (own - old) ** 2;
        this.held += (old ** 2 + own ** 2) / 2;
        this.departed += ((old - lasting) ** 2 + (own - lasting) ** 2) / 2;
      }
    }
  }

  /**
   * Variance of what is held between reports but was not in the last, as a multiple of that which was: nothing at a
   * report, all of what the next one shows at its end, and half of it on average. Against active weights, and against
   * their departures from the mean before, both the mean of the squares before and after a report. Zero where no fund
   * has two reports.
   */
  shares(): {readonly active: number; readonly departure: number} {
    const {changed, held, departed} = this;
    if (changed === 0) return {active: 0, departure: 0};
    return {active: changed / held / 2, departure: changed / departed / 2};
  }
}
