import {below} from "../random/pick.js";
import {createRng, type Rng} from "../random/rng.js";

export interface PlaceboOptions {
  /** Assets a book holds. */
  readonly size: number;
  readonly draws?: number;
  readonly seed?: number;
}

/**
 * Books drawn at random from the very list that a strategy chose from: one array of assets a date, for one draw.
 * `eligible[d]` lists the assets of date d; a shorter list than `size` is taken whole. `kept[d]` names of the book before
 * stay, where they are still eligible, so that luck pays no more turnover than the strategy did; none by default. The same
 * seed and draw give the same books.
 */
export function placeboBooks(
  eligible: readonly ArrayLike<number>[],
  {size, seed = 1, draw = 0, kept}: BookOptions
): Int32Array[] {
  if (!(Number.isInteger(size) && size >= 1))
    throw new RangeError(`size must be a whole number from 1, got ${size}`);
  const rng = createRng(seed, `placebo ${draw}`);
  let before = new Set<number>();
  return eligible.map((list, d) => {
    const pool = Int32Array.from(list);
    const n = Math.min(size, pool.length);
    const stay = Math.min(n, kept?.[d] ?? 0);
    const old = stay > 0 ? pool.filter((asset) => before.has(asset)) : new Int32Array();
    drawFirst(rng, old, Math.min(stay, old.length));
    const first = old.slice(0, stay);
    const chosen = new Set(first);
    const rest = stay > 0 ? pool.filter((asset) => !chosen.has(asset)) : pool;
    drawFirst(rng, rest, n - first.length);
    const book = Int32Array.from([...first, ...rest.slice(0, n - first.length)]).sort();
    before = new Set(book);
    return book;
  });
}

interface BookOptions {
  readonly size: number;
  readonly seed?: number;
  readonly draw?: number;
  readonly kept?: ArrayLike<number>;
}

/** Puts `n` randomly drawn values first, in place. */
function drawFirst(rng: Rng, pool: Int32Array, n: number): void {
  for (let k = 0; k < n; k++) {
    const j = k + below(rng, pool.length - k);
    const held = pool[k] as number;
    pool[k] = pool[j] as number;
    pool[j] = held;
  }
}

export interface Placebo {
  /** What the placebo books gave, ascending. */
  readonly values: Float64Array;
  /** (1 + books at least as good) / (1 + books): how often luck alone does as well. */
  readonly p: number;
  /** Share of books below the strategy. */
  readonly percentile: number;
}

/**
 * Where a strategy's figure lies among those of `draws` random books from the same eligible list. `evaluate` gives the
 * figure of one sequence of books (a backtest with the strategy's own rules and costs); NaN ones are left out.
 */
export function placebo(
  value: number,
  eligible: readonly ArrayLike<number>[],
  evaluate: (books: readonly Int32Array[]) => number,
  {size, draws = 1000, seed = 1}: PlaceboOptions
): Placebo {
  if (!(Number.isInteger(draws) && draws >= 1))
    throw new RangeError(`draws must be a whole number from 1, got ${draws}`);
  const values: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const v = evaluate(placeboBooks(eligible, {size, seed, draw}));
    if (!Number.isNaN(v)) values.push(v);
  }
  return placeboRank(value, values);
}

/** Where `value` lies among the placebo values. */
export function placeboRank(value: number, values: ArrayLike<number>): Placebo {
  const sorted = Float64Array.from(values).sort();
  const high = sorted.filter((v) => v >= value).length;
  const low = sorted.filter((v) => v < value).length;
  return {
    values: sorted,
    p: Number.isNaN(value) ? Number.NaN : (1 + high) / (1 + sorted.length),
    percentile: sorted.length === 0 ? Number.NaN : low / sorted.length
  };
}
