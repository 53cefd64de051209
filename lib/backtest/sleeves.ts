import {backtest} from "./engine.js";
import type {Market} from "./market.js";
import type {BacktestOptions} from "./options.js";
import {COSTS, type Cost, type HoldingsHistory, type Ledger, type Rejections, type Result} from "./result.js";
import type {Strategy} from "./strategy.js";

/**
 * Splits the capital into equal sleeves (资金分组), each an account of its own with its own strategy, and adds them up:
 * Jegadeesh and Titman's (1993) overlapping books. What does not divide goes to the first. The ledger says which sleeve
 * a line is of; each sleeve has the day's participation to itself.
 */
export function sleeves(
  market: Market,
  count: number,
  strategyOf: (sleeve: number) => Strategy,
  options: BacktestOptions = {}
): Result {
  if (!(Number.isInteger(count) && count >= 1 && count <= 255)) {
    throw new RangeError(`count must be a whole number from 1 to 255, got ${count}`);
  }
  const fen = Math.round((options.capital ?? 1e8) * 100);
  const part = Math.floor(fen / count);
  return together(
    Array.from({length: count}, (_, s) => {
      const capital = (s === 0 ? fen - part * (count - 1) : part) / 100;
      return backtest(market, strategyOf(s), {...options, capital});
    })
  );
}

/** Sums accounts that ran over the same days. Throws on none, or on other days. */
export function together(results: readonly Result[]): Result {
  const [first] = results;
  if (!first) throw new RangeError("results must hold at least one, got none");
  const {length} = first.days;
  results.forEach((r, i) => {
    if (r.start !== first.start || r.days.length !== length) {
      throw new RangeError(
        `results[${i}] must cover ${length} days from row ${first.start}, got ${r.days.length} from ${r.start}`
      );
    }
  });
  const total = (pick: (r: Result) => ArrayLike<number>): Float64Array => {
    const sum = new Float64Array(length);
    for (const column of results.map(pick))
      sum.forEach((s, t) => {
        sum[t] = s + (column[t] as number);
      });
    return sum;
  };
  const capital = results.reduce((s, r) => s + r.capital, 0);
  const {ledger, rejections} = inOrder(results);
  const holdings = merged(results, length);
  return {
    start: first.start,
    days: first.days,
    capital,
    nav: total((r) => r.nav),
    cash: total((r) => r.cash),
    gross: total((r) => r.gross.map((g) => (g * r.capital) / capital)),
    traded: total((r) => r.traded),
    held: Int32Array.from(
      {length},
      (_, t) => (holdings.from[t + 1] as number) - (holdings.from[t] as number)
    ),
    costs: Object.fromEntries(COSTS.map((kind) => [kind, total((r) => r.costs[kind])])) as Record<
      Cost,
      Float64Array
    >,
    ledger,
    rejections,
    holdings
  };
}

function inOrder(results: readonly Result[]): {readonly ledger: Ledger; readonly rejections: Rejections} {
  const sleeve = results.flatMap((r, s) => Array.from(r.ledger.row, () => s));
  const lines = joined(results.map((r) => r.ledger)) as unknown as Ledger;
  const unfilled = joined(results.map((r) => r.rejections)) as unknown as Rejections;
  const order = byRow(lines.row);
  const ledger = reordered({...lines, sleeve: Uint8Array.from(sleeve)}, order);
  return {ledger, rejections: reordered(unfilled, byRow(unfilled.row))};
}

type Column = Int32Array | Float64Array | Uint8Array;

/** Columns of the same names, one set after the other. */
function joined(sets: readonly object[]): Record<string, Column> {
  const columns: Record<string, Column> = {};
  for (const [name, first] of Object.entries((sets[0] ?? {}) as Record<string, Column>)) {
    const parts = sets.map((set) => (set as Record<string, Column>)[name] as Column);
    const out = first.slice(0, 0).constructor as new (n: number) => Column;
    const column = new out(parts.reduce((n, p) => n + p.length, 0));
    let at = 0;
    for (const part of parts) {
      column.set(part, at);
      at += part.length;
    }
    columns[name] = column;
  }
  return columns;
}

const byRow = (row: Int32Array): number[] =>
  Array.from(row, (_, i) => i).sort((a, b) => (row[a] as number) - (row[b] as number) || a - b);

function reordered<T extends object>(columns: T, order: readonly number[]): T {
  return Object.fromEntries(
    Object.entries(columns as Record<string, Column>).map(([name, column]) => [
      name,
      column.map((_, i) => column[order[i] as number] as number)
    ])
  ) as T;
}

function merged(results: readonly Result[], length: number): HoldingsHistory {
  const from = new Int32Array(length + 1);
  const asset: number[] = [];
  const shares: number[] = [];
  for (let t = 0; t < length; t++) {
    const book = new Map<number, number>();
    for (const {holdings} of results) {
      for (let i = holdings.from[t] as number; i < (holdings.from[t + 1] as number); i++) {
        const a = holdings.asset[i] as number;
        book.set(a, (book.get(a) ?? 0) + (holdings.shares[i] as number));
      }
    }
    asset.push(...book.keys());
    shares.push(...book.values());
    from[t + 1] = asset.length;
  }
  return {from, asset: Int32Array.from(asset), shares: Float64Array.from(shares)};
}
