import {correlation} from "../stats/correlation.js";
import {mean, sd} from "../stats/moments.js";
import {type FactorInfo, levels} from "./book.js";
import {pack, unpack} from "./pack.js";
import {YEAR_ROWS} from "./window.js";

/** How well one factor's planted daily return is found again. */
export interface Recovery {
  /** Days with both. */
  readonly n: number;
  readonly correlation: number;
  /** Mean of recovered less planted, a year (× 252), and its t (independent days). */
  readonly bias: number;
  readonly biasT: number;
  /** Slope of recovered on planted: below one, the estimate is pulled to zero. */
  readonly slope: number;
  /** Volatility of the difference over the volatility of the planted return. */
  readonly noise: number;
  /** Volatility of the planted return, a year. */
  readonly volatility: number;
  /** Correlation that errors of sampling alone would leave: √(σ² / (σ² + e²)). */
  readonly ceiling: number;
}

/** Options of `recovery`: `error`, the root mean square standard error of the recovered daily return. */
export interface RecoveryOptions {
  readonly error?: number;
}

/** Compares two daily series; days that lack either are left out. NaN statistics below three days. */
export function recovery(
  recovered: ArrayLike<number>,
  planted: ArrayLike<number>,
  {error: sampling = Number.NaN}: RecoveryOptions = {}
): Recovery {
  if (recovered.length !== planted.length) {
    throw new RangeError(`planted must hold ${recovered.length} values, got ${planted.length}`);
  }
  const rows = Array.from({length: recovered.length}, (_, t) => t).filter(
    (t) => !Number.isNaN((recovered[t] as number) + (planted[t] as number))
  );
  const x = Float64Array.from(rows, (t) => planted[t] as number);
  const y = Float64Array.from(rows, (t) => recovered[t] as number);
  const gap = y.map((v, k) => v - (x[k] as number));
  const n = rows.length;
  const none = Number.NaN;
  if (n < 3) {
    return {
      n,
      correlation: none,
      bias: none,
      biasT: none,
      slope: none,
      noise: none,
      volatility: none,
      ceiling: none
    };
  }
  const [r, sx, sy] = [correlation(y, x), sd(x), sd(y)];
  const error = sd(gap) / Math.sqrt(n);
  return {
    n,
    correlation: r,
    bias: mean(gap) * YEAR_ROWS,
    biasT: error > 0 ? mean(gap) / error : none,
    slope: (r * sy) / sx,
    noise: sd(gap) / sx,
    volatility: sx * Math.sqrt(YEAR_ROWS),
    ceiling: sx / Math.hypot(sx, sampling)
  };
}

/** Recovered and planted factors side by side: days × factors, daily. */
export interface RecoveredBook {
  readonly scheme: string;
  readonly missing: readonly string[];
  readonly factors: readonly FactorInfo[];
  readonly scores: readonly Recovery[];
  /** The same of the efficient estimate; without days where the table has none. */
  readonly efficient: readonly Recovery[];
  /** Mean correlation across stocks of the model's exposures with the planted ones, at month ends; NaN but for styles. */
  readonly exposure: readonly number[];
  /** Annual volatility of each factor on the real market, less sampling variance; NaN where it was not measured. */
  readonly real: readonly number[];
  /** Last trading day of each week, and ln of the cumulative levels there: weeks × factors. */
  readonly weeks: Int32Array;
  readonly recovered: Float64Array;
  readonly planted: Float64Array;
}

/** The book as bytes; levels are kept to 1e-5. */
export function packRecovered({weeks, recovered, planted, ...meta}: RecoveredBook): Uint8Array {
  const n = meta.factors.length;
  const turn = (panel: Float64Array): Float64Array => {
    const rows = n === 0 ? 0 : panel.length / n;
    return Float64Array.from(
      {length: panel.length},
      (_, k) => panel[(k % rows) * n + Math.floor(k / rows)] as number
    );
  };
  return pack(meta, [
    {name: "weeks", step: 1, values: weeks},
    {name: "recovered", step: 1e-5, values: turn(recovered)},
    {name: "planted", step: 1e-5, values: turn(planted)}
  ]);
}

/** Reads what `packRecovered` wrote. */
export function unpackRecovered(bytes: Uint8Array): RecoveredBook {
  const {meta, columns} = unpack(bytes);
  const about = meta as Pick<
    RecoveredBook,
    "scheme" | "missing" | "factors" | "scores" | "efficient" | "exposure" | "real"
  >;
  const n = about.factors.length;
  const turn = (name: string): Float64Array => {
    const own = columns.get(name) ?? new Float64Array();
    const rows = n === 0 ? 0 : own.length / n;
    return Float64Array.from(
      {length: own.length},
      (_, k) => own[(k % n) * rows + Math.floor(k / n)] as number
    );
  };
  const read = (scores: readonly Recovery[]): Recovery[] =>
    scores.map((s) =>
      Object.fromEntries(Object.entries(s).map(([k, v]) => [k, v ?? Number.NaN]))
    ) as unknown as Recovery[];
  const [scores, efficient] = [read(about.scores), read(about.efficient)];
  const weeks = Int32Array.from(columns.get("weeks") ?? []);
  const [real, exposure] = [about.real, about.exposure].map((x) => x.map((v) => v ?? Number.NaN)) as [
    number[],
    number[]
  ];
  return {
    ...about,
    ...{scores, efficient, exposure, real, weeks},
    recovered: turn("recovered"),
    planted: turn("planted")
  };
}

/** ln of the cumulative level at some rows of a daily series, missing days stepped over. */
export function levelsAt(returns: ArrayLike<number>, rows: ArrayLike<number>): Float64Array {
  const all = levels(returns);
  let last = 0;
  let t = 0;
  return Float64Array.from(rows, (row) => {
    for (; t <= row; t++) if (!Number.isNaN(all[t] as number)) last = all[t] as number;
    return last;
  });
}
