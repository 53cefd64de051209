/** Windows of the dashboard in trading days (methods S2); `ytd` runs from the year's first row. */
export const WINDOWS = ["1w", "1m", "3m", "6m", "ytd", "1y", "3y"] as const;
export type Window = (typeof WINDOWS)[number];

const ROWS: Readonly<Record<Exclude<Window, "ytd">, number>> = {
  "1w": 5,
  "1m": 21,
  "3m": 63,
  "6m": 126,
  "1y": 252,
  "3y": 756
};

/** Trading days a year in annual figures. */
export const YEAR_ROWS = 252;

/** A panel of daily returns: dates × columns, row-major, one day number (since 1970-01-01) a row. */
export interface ReturnPanel {
  readonly days: ArrayLike<number>;
  readonly columns: number;
  readonly values: ArrayLike<number>;
}

/** One window of every column: NaN where the history is too short or a day in it is missing. */
export interface WindowStats {
  /** First row of the window. */
  readonly from: number;
  readonly cumulative: Float64Array;
  /** Annual: standard deviation (n − 1) of daily returns × √252. */
  readonly volatility: Float64Array;
  /** Geometric annual return over annual volatility; NaN where volatility is zero. */
  readonly returnRisk: Float64Array;
}

/** Rows of a window that ends at row `at`. Throws on an unknown window or a row out of range. */
export function windowRows(days: ArrayLike<number>, at: number, window: Window): number {
  if (!(Number.isInteger(at) && at >= 0 && at < days.length)) {
    throw new RangeError(`at must be a row of ${days.length}, got ${at}`);
  }
  if (window !== "ytd") {
    const rows = ROWS[window];
    if (rows === undefined)
      throw new RangeError(`window must be one of ${WINDOWS.join(", ")}, got "${window}"`);
    return rows;
  }
  const year = yearOf(days[at] as number);
  let from = at;
  while (from > 0 && yearOf(days[from - 1] as number) === year) from--;
  return at - from + 1;
}

const yearOf = (day: number): number => new Date(day * 86_400_000).getUTCFullYear();

/**
 * Cumulative return Π(1+f) − 1, annual volatility, and ((1 + cumulative)^(252/n) − 1) / volatility of each column
 * over the window that ends at row `at`. Known at that day's close; reads nothing later. A year to date whose
 * first day is the panel's first row is short of unknown days and NaN unless that day is in January's first week.
 */
export function windowStats({days, columns, values}: ReturnPanel, at: number, window: Window): WindowStats {
  if (values.length !== days.length * columns) {
    throw new RangeError(`values must hold ${days.length * columns} numbers, got ${values.length}`);
  }
  const rows = windowRows(days, at, window);
  const from = at - rows + 1;
  const empty = (): Float64Array => new Float64Array(columns).fill(Number.NaN);
  const stats = {from, cumulative: empty(), volatility: empty(), returnRisk: empty()};
  if (from < 0 || (window === "ytd" && from === 0 && !opensYear(days[0] as number))) return stats;
  for (let c = 0; c < columns; c++) {
    let growth = 1;
    let sum = 0;
    for (let t = from; t <= at; t++) {
      const f = values[t * columns + c] as number;
      growth *= 1 + f;
      sum += f;
    }
    if (Number.isNaN(growth)) continue;
    stats.cumulative[c] = growth - 1;
    if (rows < 2) continue;
    const mean = sum / rows;
    let squares = 0;
    for (let t = from; t <= at; t++) squares += ((values[t * columns + c] as number) - mean) ** 2;
    const volatility = Math.sqrt((squares / (rows - 1)) * YEAR_ROWS);
    stats.volatility[c] = volatility;
    stats.returnRisk[c] = returnRisk(growth - 1, volatility, rows);
  }
  return stats;
}

/** Whether a day can be its year's first trading day: trading starts by 7 January in mainland China. */
function opensYear(day: number): boolean {
  const date = new Date(day * 86_400_000);
  return date.getUTCMonth() === 0 && date.getUTCDate() <= 7;
}

/**
 * Geometric return over risk (收益风险比): ((1 + cumulative)^(252/rows) − 1) / volatility. NaN where volatility is
 * not positive or everything was lost.
 */
export function returnRisk(cumulative: number, volatility: number, rows: number): number {
  if (!(volatility > 0) || !(cumulative > -1)) return Number.NaN;
  return ((1 + cumulative) ** (YEAR_ROWS / rows) - 1) / volatility;
}
