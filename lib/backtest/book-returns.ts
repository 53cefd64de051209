import {EqualBook} from "./equal-book.js";

export interface Books {
  /** Rows at whose open the books are bought, ascending. */
  readonly rows: ArrayLike<number>;
  /** Assets of each book; an empty one is cash. */
  readonly books: readonly Int32Array[];
}

export interface BookCosts {
  /** Share of what is bought or sold at a row's open. */
  readonly buy: ArrayLike<number>;
  readonly sell: ArrayLike<number>;
}

/**
 * Daily returns, after costs, of equal-weight books bought at given opens: arithmetic alone, with neither lots nor limits,
 * for quintiles and for thousands of random books. `returns` are open to open, rows × assets; row t of the answer is
 * what the book bought at row t or before earned to the next open, its costs taken first. 0 before the first book.
 */
export function bookReturns(
  returns: Float32Array,
  {rows, books}: Books,
  {assets, to, costs}: {readonly assets: number; readonly to: number; readonly costs: BookCosts}
): Float64Array {
  if (books.length !== rows.length)
    throw new RangeError(`books must hold ${rows.length}, got ${books.length}`);
  const out = new Float64Array(to + 1);
  const book = new EqualBook(assets);
  let k = 0;
  for (let t = rows[0] ?? to + 1; t <= to; t++) {
    let cost = 0;
    if (rows[k] === t) {
      const [buy, sell] = [costs.buy[t] as number, costs.sell[t] as number];
      cost = book.rebalance(books[k] as Int32Array, {buy: () => buy, sell: () => sell}).cost;
      k++;
    }
    const earned = book.earn(returns.subarray(t * assets, (t + 1) * assets));
    out[t] = (1 - cost) * (1 + earned) - 1;
  }
  return out;
}
