/** Values of series as they became known, columns of equal length in any order. */
export interface Releases {
  /** 0 to series − 1. */
  readonly series: Int32Array;
  /** Month of the value (the last of a quarter), counted as in `monthOf`. */
  readonly month: Int32Array;
  /** Day from which it is known, counted from 1970-01-01. */
  readonly known: Int32Array;
  readonly value: Float64Array;
}

export interface ReleasePanelOptions {
  /** First month, and how many. */
  readonly from: number;
  readonly months: number;
  readonly series: number;
  /** 1 for a series whose January and February are one figure: the Lunar New Year falls in either. */
  readonly merged?: Uint8Array;
}

/** A panel, months × series, that fills as days go by. */
export interface ReleasePanel {
  /** The panel as known at the close of a day: a new array, NaN where nothing is known. */
  at(day: number): Float64Array;
}

/**
 * Vintages of a panel: each cell is the value with the latest day of knowledge up to the day asked for, so that rows
 * may come in any order and revisions replace. Days must be asked for in ascending order; an earlier one throws. Months
 * outside the panel are left out. A merged series has no January; its February is the mean of the two, once February
 * is known, or February alone where January is never published.
 */
export function releasePanel(
  {series, month, known, value}: Releases,
  {from, months, series: n, merged}: ReleasePanelOptions
): ReleasePanel {
  const order = Array.from(known.keys())
    .filter(
      (k) => (month[k] as number) >= from && (month[k] as number) < from + months && !Number.isNaN(value[k])
    )
    .sort((a, b) => (known[a] as number) - (known[b] as number));
  const raw = new Float64Array(months * n).fill(Number.NaN);
  let next = 0;
  let last = Number.NEGATIVE_INFINITY;
  return {
    at(day) {
      if (day < last) throw new RangeError(`day must not go back: ${day} after ${last}`);
      last = day;
      for (; next < order.length && (known[order[next] as number] as number) <= day; next++) {
        const k = order[next] as number;
        raw[((month[k] as number) - from) * n + (series[k] as number)] = value[k] as number;
      }
      return merged ? mergeNewYear(raw, {from, n, merged}) : raw.slice();
    }
  };
}

function mergeNewYear(
  raw: Float64Array,
  {from, n, merged}: {readonly from: number; readonly n: number; readonly merged: Uint8Array}
): Float64Array {
  const panel = raw.slice();
  for (let t = 0; t * n < raw.length; t++) {
    if ((from + t) % 12 !== 0) continue;
    for (let i = 0; i < n; i++) {
      if (merged[i] !== 1) continue;
      const january = panel[t * n + i] as number;
      const at = (t + 1) * n + i;
      panel[t * n + i] = Number.NaN;
      if (at < panel.length && !Number.isNaN(january)) panel[at] = ((panel[at] as number) + january) / 2;
    }
  }
  return panel;
}
