import {quantileSorted} from "../stats/quantile.js";

/** Returns of variants: periods × variants, row-major, nothing missing. */
export interface Variants {
  readonly returns: ArrayLike<number>;
  readonly periods: number;
  readonly variants: number;
}

export interface Overfitting {
  /** Probability of backtest overfitting: share of splits whose best in sample is at or below the median outside. */
  readonly pbo: number;
  /** One a split: ln(ω / (1 − ω)), ω the ascending rank outside of the best inside, over variants + 1. */
  readonly logits: Float64Array;
  /** Share of splits whose best in sample loses money outside. */
  readonly loss: number;
  /** Slope of the best's ratio outside on its ratio inside, over the splits. */
  readonly slope: number;
  readonly splits: number;
  /** How often each variant was the best in sample. */
  readonly chosen: Int32Array;
  /** Median ratio (a period) of the best, inside and outside. */
  readonly inside: number;
  readonly outside: number;
}

/** Throws unless the matrix has the said size and no gap. */
export function checkVariants({returns, periods, variants}: Variants): void {
  if (returns.length !== periods * variants) {
    throw new RangeError(`returns must hold ${periods} × ${variants} values, got ${returns.length}`);
  }
  for (let k = 0; k < returns.length; k++) {
    if (!Number.isFinite(returns[k] as number)) {
      throw new RangeError(`returns[${k}] must be finite, got ${returns[k]}`);
    }
  }
}

/**
 * Probability of backtest overfitting by combinatorially symmetric cross-validation, Bailey, Borwein, López de Prado
 * and Zhu (2017): periods are cut into `blocks` runs of equal length (the oldest rest left out), each half of them
 * chooses the variant of the highest Sharpe ratio, and the other half ranks it among all. Ranks ascend, ties get the
 * middle: pure noise gives about ½, a variant that is truly best about 0. A variant that does not vary has ratio 0.
 */
export function overfitting(matrix: Variants, {blocks = 16}: {readonly blocks?: number} = {}): Overfitting {
  checkVariants(matrix);
  const {periods, variants} = matrix;
  if (!(Number.isInteger(blocks) && blocks >= 2 && blocks <= 20 && blocks % 2 === 0)) {
    throw new RangeError(`blocks must be an even number from 2 to 20, got ${blocks}`);
  }
  if (variants < 2) throw new RangeError(`variants must be at least 2, got ${variants}`);
  const length = Math.floor(periods / blocks);
  if (length < 2) throw new RangeError(`periods must be at least ${2 * blocks}, got ${periods}`);
  const {sum, square} = blockMoments(matrix, {blocks, length});
  const [totalSum, totalSquare] = [columnSums(sum, variants), columnSums(square, variants)];
  const half = (length * blocks) / 2;
  const logits: number[] = [];
  const pairs: [number, number][] = [];
  const chosen = new Int32Array(variants);
  const [inSum, inSquare] = [new Float64Array(variants), new Float64Array(variants)];
  const [inside, outside] = [new Float64Array(variants), new Float64Array(variants)];
  for (const split of halves(blocks)) {
    inSum.fill(0);
    inSquare.fill(0);
    for (const b of split) {
      for (let v = 0; v < variants; v++) {
        inSum[v] = (inSum[v] as number) + (sum[b * variants + v] as number);
        inSquare[v] = (inSquare[v] as number) + (square[b * variants + v] as number);
      }
    }
    let best = 0;
    for (let v = 0; v < variants; v++) {
      const [s, q] = [inSum[v] as number, inSquare[v] as number];
      inside[v] = ratio(s, q, half);
      outside[v] = ratio((totalSum[v] as number) - s, (totalSquare[v] as number) - q, half);
      if ((inside[v] as number) > (inside[best] as number)) best = v;
    }
    chosen[best] = (chosen[best] as number) + 1;
    const rank = midrank(outside, outside[best] as number) / (variants + 1);
    logits.push(Math.log(rank / (1 - rank)));
    pairs.push([inside[best] as number, outside[best] as number]);
  }
  const middle = (side: 0 | 1): number =>
    quantileSorted(
      pairs.map((p) => p[side]).sort((a, b) => a - b),
      0.5
    );
  return {
    pbo: logits.filter((l) => l <= 0).length / logits.length,
    logits: Float64Array.from(logits),
    loss: pairs.filter(([, out]) => out < 0).length / pairs.length,
    slope: slopeOf(pairs),
    splits: logits.length,
    chosen,
    inside: middle(0),
    outside: middle(1)
  };
}

/** Sums and sums of squares, blocks × variants. */
function blockMoments(
  {returns, periods, variants}: Variants,
  {blocks, length}: {readonly blocks: number; readonly length: number}
): {readonly sum: Float64Array; readonly square: Float64Array} {
  const sum = new Float64Array(blocks * variants);
  const square = new Float64Array(blocks * variants);
  const first = periods - blocks * length;
  for (let t = first; t < periods; t++) {
    const b = Math.floor((t - first) / length) * variants;
    for (let v = 0; v < variants; v++) {
      const r = returns[t * variants + v] as number;
      sum[b + v] = (sum[b + v] as number) + r;
      square[b + v] = (square[b + v] as number) + r * r;
    }
  }
  return {sum, square};
}

function columnSums(x: Float64Array, columns: number): Float64Array {
  const total = new Float64Array(columns);
  x.forEach((v, k) => {
    total[k % columns] = (total[k % columns] as number) + v;
  });
  return total;
}

function ratio(sum: number, square: number, n: number): number {
  const variance = (square - (sum * sum) / n) / (n - 1);
  return variance > 1e-14 * (square / n) ? sum / n / Math.sqrt(variance) : 0;
}

function midrank(values: Float64Array, x: number): number {
  let [below, equal] = [0, 0];
  for (const v of values) {
    if (v < x) below++;
    else if (v === x) equal++;
  }
  return below + (equal + 1) / 2;
}

function slopeOf(pairs: readonly (readonly [number, number])[]): number {
  const n = pairs.length;
  const mx = pairs.reduce((s, [x]) => s + x, 0) / n;
  const my = pairs.reduce((s, [, y]) => s + y, 0) / n;
  const xx = pairs.reduce((s, [x]) => s + (x - mx) ** 2, 0);
  const xy = pairs.reduce((s, [x, y]) => s + (x - mx) * (y - my), 0);
  return xx > 0 ? xy / xx : Number.NaN;
}

/** Every choice of half the blocks, in lexical order. */
function* halves(blocks: number): Generator<readonly number[]> {
  const size = blocks / 2;
  const pick = Array.from({length: size}, (_, i) => i);
  for (;;) {
    yield pick;
    let i = size - 1;
    while (i >= 0 && pick[i] === blocks - size + i) i--;
    if (i < 0) return;
    pick[i] = (pick[i] as number) + 1;
    for (let j = i + 1; j < size; j++) pick[j] = (pick[j - 1] as number) + 1;
  }
}
