export interface AllocationInput {
  /** Fund return by row, NaN where there is none or it spans a gap. */
  readonly fund: ArrayLike<number>;
  /** Fund's industry weights at the close of each row, rows × columns. */
  readonly weight: ArrayLike<number>;
  /** Benchmark's industry weights at the close of each row, rows × columns. */
  readonly benchmark: ArrayLike<number>;
  /** Industry returns of each row, rows × columns. */
  readonly returns: ArrayLike<number>;
  readonly rows: number;
  readonly columns: number;
}

/** By row; NaN on rows without a fund return, any industry return, or weights of the day before. */
export interface Allocation {
  /** r_b: the benchmark's industries at its weights of the day before. */
  readonly benchmark: Float64Array;
  /** Allocation (行业配置): Σ(w_f − w_b) r. */
  readonly d: Float64Array;
  /** Selection (选股): r_f − Σ w_f r, with all that is not allocation: fees, new shares, trading, misestimation. */
  readonly r: Float64Array;
  /** Of d, what the fund's total position gives: (Σw_f / Σw_b − 1) Σ w_b r. */
  readonly position: Float64Array;
  /** Of d, what the mean active weights of the rows before give: Σ ā r, ā over `window` rows. */
  readonly fixed: Float64Array;
  /** Of d, the rest: d − fixed (择时). */
  readonly timing: Float64Array;
}

/**
 * A fund's active return by day in two parts that close exactly, `fund − benchmark = d + r` (methods S17), each row
 * from weights of the row before: nothing in row t reads a weight of t. Allocation is split in two ways: the total
 * position, and the mean active weight of the `window` rows up to the day before (at least `minimum`) against the
 * day's departure from it, which alone is timing. An industry without a return that day earns zero in every sum, so
 * its part falls to r. Throws on wrong sizes.
 */
export function allocation(
  {fund, weight, benchmark: bench, returns, rows, columns}: AllocationInput,
  {window = 250, minimum = 60}: {readonly window?: number; readonly minimum?: number} = {}
): Allocation {
  for (const [name, x, n] of [
    ["fund", fund, rows],
    ["weight", weight, rows * columns],
    ["benchmark", bench, rows * columns],
    ["returns", returns, rows * columns]
  ] as const) {
    if (x.length !== n) throw new RangeError(`${name} must hold ${n} values, got ${x.length}`);
  }
  const blank = (): Float64Array => new Float64Array(rows).fill(Number.NaN);
  const out = {
    benchmark: blank(),
    d: blank(),
    r: blank(),
    position: blank(),
    fixed: blank(),
    timing: blank()
  };
  const mean = trailing(columns, window);
  for (let t = 1; t < rows; t++) {
    const [before, now] = [(t - 1) * columns, t * columns];
    const held = mean.push(weight, bench, before);
    if (!held || Number.isNaN(fund[t] as number)) continue;
    let [rb, d, wf, wb, fixed, priced] = [0, 0, 0, 0, 0, 0];
    for (let c = 0; c < columns; c++) {
      const x = returns[now + c] as number;
      const [f, b] = [weight[before + c] as number, bench[before + c] as number];
      wf += f;
      wb += b;
      if (Number.isNaN(x)) continue;
      priced++;
      rb += b * x;
      d += (f - b) * x;
      fixed += (mean.sum[c] as number) * x;
    }
    if (priced === 0) continue;
    out.benchmark[t] = rb;
    out.d[t] = d;
    out.r[t] = (fund[t] as number) - rb - d;
    out.position[t] = wb > 0 ? (wf / wb - 1) * rb : Number.NaN;
    if (mean.count() < minimum) continue;
    out.fixed[t] = fixed / mean.count();
    out.timing[t] = d - (out.fixed[t] as number);
  }
  return out;
}

/** Running sums of active weights over the last `window` rows that have them. */
function trailing(columns: number, window: number) {
  const sum = new Float64Array(columns);
  const kept = new Float64Array(window * columns);
  let [n, at, age] = [0, 0, 0];
  return {
    sum,
    count: (): number => n,
    /** Adds the row's active weights; false where one is missing, and the row is left out. */
    push(weight: ArrayLike<number>, bench: ArrayLike<number>, row: number): boolean {
      for (let c = 0; c < columns; c++)
        if (Number.isNaN((weight[row + c] as number) + (bench[row + c] as number))) return false;
      const full = n === window;
      for (let c = 0; c < columns; c++) {
        const active = (weight[row + c] as number) - (bench[row + c] as number);
        if (full) sum[c] = (sum[c] as number) - (kept[at * columns + c] as number);
        sum[c] = (sum[c] as number) + active;
        kept[at * columns + c] = active;
      }
      if (!full) n++;
      at = (at + 1) % window;
      if (++age % window === 0) refresh(sum, kept, n, columns);
      return true;
    }
  };
}

/** Sums anew, so that rounding does not build up over the years. */
function refresh(sum: Float64Array, kept: Float64Array, n: number, columns: number): void {
  sum.fill(0);
  for (let k = 0; k < n; k++)
    for (let c = 0; c < columns; c++) sum[c] = (sum[c] as number) + (kept[k * columns + c] as number);
}
