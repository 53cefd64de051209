/** Daily flows as a page carries them: whole units, days as gaps. */
export interface PackedFlows {
  /** The first day, counted from 1970-01-01, then the gap to each next. */
  readonly days: readonly number[];
  /** By industry, in units of 1e5 CNY. */
  readonly flow: readonly (readonly number[])[];
  /** By industry, in units of 1e5 CNY, rounded up. */
  readonly band: readonly (readonly number[])[];
  /** Official net buying in units of 1e5 CNY; null where not published. */
  readonly official: readonly (number | null)[];
}

/** Daily flows of industries, dates × columns, in CNY. */
export interface FlowHistory {
  readonly days: Int32Array;
  readonly columns: number;
  readonly flow: Float64Array;
  /** Half-width: a valuation at any price of the day lies within flow ± band. */
  readonly band: Float64Array;
  /** Official net buying by day, NaN where not published. */
  readonly official: Float64Array;
}

const UNIT = 1e5;

/** Packs a history: flows rounded to 1e5 CNY, bands rounded up so that they still hold. */
export function packFlows({days, columns, flow, band, official}: FlowHistory): PackedFlows {
  const column = (values: Float64Array, round: (x: number) => number): number[][] =>
    Array.from({length: columns}, (_, c) =>
      Array.from(days, (_, t) => round(values[t * columns + c] as number))
    );
  return {
    days: packDays(days),
    flow: column(flow, (x) => Math.round(x / UNIT)),
    band: column(band, (x) => Math.ceil(x / UNIT)),
    official: Array.from(official, (x) => (Number.isNaN(x) ? null : Math.round(x / UNIT)))
  };
}

/** The history that was packed. Throws where an industry's days and the days differ in number. */
export function unpackFlows({days, flow, band, official}: PackedFlows): FlowHistory {
  const columns = flow.length;
  const rows = days.length;
  const panel = (name: string, packed: readonly (readonly number[])[]): Float64Array => {
    const values = new Float64Array(rows * columns);
    packed.forEach((column, c) => {
      if (column.length !== rows) {
        throw new RangeError(`${name} of column ${c} must hold ${rows} days, got ${column.length}`);
      }
      column.forEach((x, t) => {
        values[t * columns + c] = x * UNIT;
      });
    });
    return values;
  };
  return {
    days: unpackDays(days),
    columns,
    flow: panel("flow", flow),
    band: panel("band", band),
    official: Float64Array.from(official, (x) => (x === null ? Number.NaN : x * UNIT))
  };
}

/** The first day and the gaps to the next. */
export const packDays = (days: ArrayLike<number>): number[] =>
  Array.from(days, (d, i) => (i === 0 ? d : d - (days[i - 1] as number)));

/** Days from the first and gaps. */
export function unpackDays(gaps: readonly number[]): Int32Array {
  const days = Int32Array.from(gaps);
  for (let i = 1; i < days.length; i++) days[i] = (days[i] as number) + (days[i - 1] as number);
  return days;
}
