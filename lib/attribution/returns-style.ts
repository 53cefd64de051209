import {ewmaWeights} from "../stats/ewma.js";

export interface StyleGram {
  /** Weighted cross-products of the regressors, p × p. */
  readonly q: Float64Array;
  /** Weight of each row of the window, newest last, summing to 1. */
  readonly weight: Float64Array;
}

/**
 * Weighted cross-products X'WX of a window of factor returns (rows `from` to `to` of a panel with `columns`, the chosen
 * `pick`), the same for every fund that has all its days. Weights halve every `halfLife` rows. Missing returns are zero.
 */
export function styleGram(
  returns: ArrayLike<number>,
  {
    columns,
    pick,
    from,
    to,
    halfLife
  }: {
    readonly columns: number;
    readonly pick: readonly number[];
    readonly from: number;
    readonly to: number;
    readonly halfLife: number;
  },
  use?: (row: number) => boolean
): StyleGram {
  const p = pick.length;
  const weight = ewmaWeights(to - from + 1, halfLife);
  const q = new Float64Array(p * p);
  const x = new Float64Array(p);
  for (let t = from; t <= to; t++) {
    if (use && !use(t)) continue;
    readRow(returns, {columns, pick, row: t}, x);
    const w = weight[t - from] as number;
    for (let i = 0; i < p; i++)
      for (let j = 0; j <= i; j++)
        q[i * p + j] = (q[i * p + j] as number) + w * (x[i] as number) * (x[j] as number);
  }
  for (let i = 0; i < p; i++) for (let j = 0; j < i; j++) q[j * p + i] = q[i * p + j] as number;
  return {q, weight};
}

function readRow(
  returns: ArrayLike<number>,
  {columns, pick, row}: {readonly columns: number; readonly pick: readonly number[]; readonly row: number},
  into: Float64Array
): void {
  for (let i = 0; i < pick.length; i++) {
    const v = returns[row * columns + (pick[i] as number)] as number;
    into[i] = Number.isNaN(v) ? 0 : v;
  }
}

/** X'Wy of a fund over the same window; rows where the fund has no return are passed over. */
export function styleMoment(
  fund: ArrayLike<number>,
  returns: ArrayLike<number>,
  {
    columns,
    pick,
    from,
    weight
  }: {
    readonly columns: number;
    readonly pick: readonly number[];
    readonly from: number;
    readonly weight: Float64Array;
  }
): Float64Array {
  const c = new Float64Array(pick.length);
  const x = new Float64Array(pick.length);
  for (let k = 0; k < weight.length; k++) {
    const y = fund[from + k] as number;
    if (Number.isNaN(y)) continue;
    readRow(returns, {columns, pick, row: from + k}, x);
    const wy = (weight[k] as number) * y;
    for (let i = 0; i < c.length; i++) c[i] = (c[i] as number) + wy * (x[i] as number);
  }
  return c;
}
