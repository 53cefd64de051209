import {annualVolatility, maxDrawdown} from "./performance.js";
import {periodReturns} from "./period-returns.js";
import {compound, YEAR} from "./returns.js";
import {sharpe} from "./sharpe.js";

/** One calendar year of a strategy; what the benchmark is needed for is NaN without one. */
export interface YearRow {
  readonly year: number;
  /** Trading days, fewer in a first or last year. */
  readonly n: number;
  readonly return: number;
  readonly benchmark: number;
  /** Compound return minus the benchmark's, not annual. */
  readonly excess: number;
  readonly volatility: number;
  readonly sharpe: number;
  readonly sharpeError: number;
  /** Within the year, its start counted as a peak. */
  readonly maxDrawdown: number;
}

/** Figures by calendar year, in order: simple returns earned on `days` (days since 1970-01-01, ascending). */
export function yearTable(
  returns: ArrayLike<number>,
  days: ArrayLike<number>,
  {benchmark, year = YEAR}: {readonly benchmark?: ArrayLike<number>; readonly year?: number} = {}
): YearRow[] {
  if (benchmark && benchmark.length !== returns.length) {
    throw new RangeError(`benchmark must hold ${returns.length} returns, got ${benchmark.length}`);
  }
  const {key, value, from, to} = periodReturns(returns, days, "year");
  const all = Float64Array.from(returns);
  return Array.from(key, (y, i) => {
    const own = all.subarray(from[i], to[i]);
    const other = benchmark ? compound(Array.from(benchmark).slice(from[i], to[i])) : Number.NaN;
    const {ratio, standardError} = sharpe(own, {year});
    return {
      year: y,
      n: own.length,
      return: value[i] as number,
      benchmark: other,
      excess: (value[i] as number) - other,
      volatility: annualVolatility(own, {year}),
      sharpe: ratio,
      sharpeError: standardError,
      maxDrawdown: maxDrawdown(own)
    };
  });
}
