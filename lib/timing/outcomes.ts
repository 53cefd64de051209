/** What followed each row of a price series over one horizon, with running totals that base rates are read from. */
export interface Outcomes {
  readonly horizon: number;
  /** Return from the close of row t + 1 to that of row t + 1 + horizon; NaN where one is missing or the rows end. */
  readonly result: Float64Array;
  /** Totals over rows before t: how many are known, their sum, how many rose and fell. */
  readonly known: Float64Array;
  readonly sum: Float64Array;
  readonly rose: Float64Array;
  readonly fell: Float64Array;
}

/** Outcomes of every row of `close`: what a call known at the close of row t earns if traded at the next close. */
export function outcomesOf(close: ArrayLike<number>, {horizon}: {readonly horizon: number}): Outcomes {
  if (!(Number.isInteger(horizon) && horizon >= 1))
    throw new RangeError(`horizon must be a whole number from 1, got ${horizon}`);
  const rows = close.length;
  const result = new Float64Array(rows).fill(Number.NaN);
  const [known, sum, rose, fell] = Array.from({length: 4}, () => new Float64Array(rows + 1)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array
  ];
  for (let t = 0; t < rows; t++) {
    const exit = t + 1 + horizon;
    const r = exit < rows ? (close[exit] as number) / (close[t + 1] as number) - 1 : Number.NaN;
    result[t] = r;
    const there = !Number.isNaN(r);
    known[t + 1] = (known[t] as number) + (there ? 1 : 0);
    sum[t + 1] = (sum[t] as number) + (there ? r : 0);
    rose[t + 1] = (rose[t] as number) + (r > 0 ? 1 : 0);
    fell[t + 1] = (fell[t] as number) + (r < 0 ? 1 : 0);
  }
  return {horizon, result, known, sum, rose, fell};
}
