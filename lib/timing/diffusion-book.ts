import {unpack} from "../factor/pack.js";
import {type Call, type CallScore, callScore} from "./call-score.js";
import {type DiffusionLines, diffusionLines} from "./diffusion-lines.js";
import {outcomesOf} from "./outcomes.js";
import type {BookIndex} from "./segment-book.js";
import {HORIZONS} from "./segment-scores.js";

/** The report's table as printed; days counted from 1970-01-01. */
export interface PrintedDiffusion {
  readonly as_of: readonly number[];
  readonly name_printed: readonly string[];
  readonly up: readonly number[];
  readonly down: readonly number[];
  readonly valid: readonly number[];
  readonly ratio: readonly number[];
}

/** Diffusion of one index over one window, by day, with the lines and signals computed from it. */
export interface DiffusionSeries extends DiffusionLines {
  readonly days: Int32Array;
  readonly up: Float64Array;
  readonly valid: Float64Array;
  readonly ratio: Float64Array;
}

export interface DiffusionBook {
  readonly missing: readonly string[];
  /** Raw tables that are lacking where the model's table is. */
  readonly raw: readonly string[];
  readonly printed: PrintedDiffusion;
  readonly indices: readonly BookIndex[];
  readonly windows: readonly number[];
  readonly series: (index: string, window: number) => DiffusionSeries;
  /** Closes of an index on the days of its shortest window; NaN where it has none. */
  readonly close: (index: string) => Float64Array;
  readonly members: (index: string) => Float64Array;
}

type Meta = Pick<DiffusionBook, "missing" | "raw" | "printed" | "indices" | "windows">;

/** Reads what the diffusion page's loader packed. Counts are exact; lines and signals are computed from them. */
export function diffusionBook(bytes: Uint8Array): DiffusionBook {
  const {meta, columns} = unpack(bytes);
  const column = (name: string): Float64Array => columns.get(name) ?? new Float64Array(0);
  const dated = Array.from(columns.keys()).filter((name) => name.startsWith("days "));
  const axis = Int32Array.from(new Set(dated.flatMap((name) => Array.from(column(name))))).sort();
  return {
    ...(meta as Meta),
    close: (index) => column(`close ${index}`),
    members: (index) => column(`members ${index}`),
    series(index, window) {
      const [up, valid] = [column(`up ${index} ${window}`), column(`valid ${index} ${window}`)];
      const days = Int32Array.from(column(`days ${index} ${window}`));
      const ratio = up.map((u, t) => u / (valid[t] as number));
      return {days, up, valid, ratio, ...linesOn(axis, days, ratio)};
    }
  };
}

/** Lines and signals over all days of the book, so that days without a value are gaps and not skipped. */
function linesOn(axis: Int32Array, days: Int32Array, ratio: Float64Array): DiffusionLines {
  const row = new Map(Array.from(axis, (d, t) => [d, t]));
  const rows = Array.from(days, (d) => row.get(d) as number);
  const all = new Float64Array(axis.length).fill(Number.NaN);
  rows.forEach((r, t) => {
    all[r] = ratio[t] as number;
  });
  const {fast, slow, signal} = diffusionLines(all);
  return {
    fast: Float64Array.from(rows, (r) => fast[r] as number),
    slow: Float64Array.from(rows, (r) => slow[r] as number),
    signal: Int8Array.from(rows, (r) => signal[r] as number)
  };
}

export interface DiffusionScore extends CallScore {
  readonly window: number;
  readonly side: 1 | -1;
  readonly horizon: number;
}

/** Scores of the signals of all indices of a book, outcomes complete on `date` (days from 1970-01-01). */
export function diffusionScores(book: DiffusionBook, {date}: {readonly date: number}): DiffusionScore[] {
  const codes = book.indices.map((d) => d.index);
  const shortest = book.windows[0] ?? 0;
  const base = codes.map((code) => ({days: book.series(code, shortest).days, close: book.close(code)}));
  const days = Int32Array.from([...new Set(base.flatMap((b) => Array.from(b.days)))].sort((a, b) => a - b));
  const row = new Map(Array.from(days, (d, t) => [d, t]));
  let asOf = days.length - 1;
  while (asOf >= 0 && (days[asOf] as number) > date) asOf--;
  const close = base.map((b) => {
    const out = new Float64Array(days.length).fill(Number.NaN);
    b.days.forEach((d, t) => {
      out[row.get(d) as number] = b.close[t] as number;
    });
    return out;
  });
  const outcomes = HORIZONS.map((horizon) => close.map((c) => outcomesOf(c, {horizon})));
  return book.windows.flatMap((window) => {
    const calls: Call[] = [];
    const from = codes.map((code, series) => {
      const own = book.series(code, window);
      own.signal.forEach((side, t) => {
        if (side !== 0)
          calls.push({series, at: row.get(own.days[t] as number) as number, side: side > 0 ? 1 : -1});
      });
      const first = own.slow.findIndex((v) => !Number.isNaN(v));
      return first < 0 ? days.length : (row.get(own.days[first] as number) as number);
    });
    return ([1, -1] as const).flatMap((side) =>
      HORIZONS.map((horizon, h) => {
        const priced = (outcomes[h] ?? []).map((o, series) => ({outcomes: o, from: from[series] as number}));
        return {
          window,
          side,
          horizon,
          ...callScore(
            calls.filter((c) => c.side === side),
            priced,
            {asOf}
          )
        };
      })
    );
  });
}
