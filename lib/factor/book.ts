import {PARTS, type Part} from "./crowding.js";
import {type PackColumn, pack, unpack} from "./pack.js";

/** A factor as pages name it. */
export interface FactorInfo {
  readonly factor: string;
  readonly kind: "country" | "industry" | "style";
  readonly zh: string;
  readonly en: string;
  /** Of an industry: up, mid or down. */
  readonly stream?: string;
}

/** Measures of character in the book, as `factor_character` names them. */
export const MEASURES = [
  "ln_pb",
  "ln_pe",
  "profit_growth",
  "revenue_growth",
  "turnover",
  "cross_sectional_vol"
] as const;
export type MeasureName = (typeof MEASURES)[number];

/** What the factor pages draw. Panels are rows × factors, row-major, NaN where there is nothing. */
export interface FactorBook {
  readonly scheme: string;
  /** Tables without which something is not drawn. */
  readonly missing: readonly string[];
  readonly factors: readonly FactorInfo[];
  /** Days of the returns: every trading day, or the last of each week. */
  readonly days: Int32Array;
  readonly returns: Float64Array;
  /** Days of the character: the last of each week or month. */
  readonly characterDays: Int32Array;
  readonly character: Readonly<Record<MeasureName, Float64Array>>;
  /** Days of the crowding: the last of each week. */
  readonly weeks: Int32Array;
  readonly score: Float64Array;
  /** Contributions to the score; absent where a page needs only the score. */
  readonly parts?: Readonly<Record<Part, Float64Array>>;
}

/** Steps to which values are kept; turnover and volatility are kept by their logarithms. */
const LEVEL_STEP = 1e-5;
const STEPS: Readonly<Record<MeasureName, number>> = {
  ln_pb: 0.002,
  ln_pe: 0.002,
  profit_growth: 0.001,
  revenue_growth: 0.001,
  turnover: 0.002,
  cross_sectional_vol: 0.002
};
const SCORE_STEP = 0.01;
const PART_STEP = 0.005;
const LOGARITHMIC: ReadonlySet<string> = new Set(["turnover", "cross_sectional_vol"]);

/**
 * The book as bytes. Daily returns are kept as ln of their cumulative level to 1e-5, so that the rounding of a
 * window's return does not grow with the window.
 */
export function packBook(book: FactorBook): Uint8Array {
  const {scheme, missing, factors, days, returns, weeks, characterDays, character, score, parts} = book;
  const columns: PackColumn[] = [
    {name: "days", step: 1, values: days},
    {name: "character days", step: 1, values: characterDays},
    {name: "weeks", step: 1, values: weeks}
  ];
  factors.forEach(({factor}, c) => {
    const own = (panel: Float64Array): Float64Array => columnOf(panel, c, factors.length);
    columns.push({name: `level ${factor}`, step: LEVEL_STEP, values: levels(own(returns))});
    for (const name of MEASURES) {
      const values = LOGARITHMIC.has(name) ? own(character[name]).map(Math.log) : own(character[name]);
      columns.push({name: `${name} ${factor}`, step: STEPS[name], values: values.map(finite)});
    }
    if (!parts) columns.push({name: `score ${factor}`, step: SCORE_STEP, values: own(score)});
    else
      for (const p of PARTS)
        columns.push({name: `${p} of score ${factor}`, step: PART_STEP, values: own(parts[p])});
  });
  return pack({scheme, missing, factors, parts: parts !== undefined}, columns);
}

/** Reads what `packBook` wrote; a score with parts is their sum. */
export function unpackBook(bytes: Uint8Array): FactorBook {
  const {meta, columns} = unpack(bytes);
  const {scheme, missing, factors, parts} = meta as Pick<FactorBook, "scheme" | "missing" | "factors"> & {
    readonly parts: boolean;
  };
  const column = (name: string): Float64Array => columns.get(name) ?? new Float64Array();
  const panel = (rows: number, of: (factor: string) => Float64Array): Float64Array => {
    const values = new Float64Array(rows * factors.length);
    factors.forEach(({factor}, c) => {
      of(factor).forEach((v, t) => {
        values[t * factors.length + c] = v;
      });
    });
    return values;
  };
  const [days, characterDays, weeks] = ["days", "character days", "weeks"].map((n) =>
    Int32Array.from(column(n))
  );
  const shape = {
    days: days ?? new Int32Array(),
    characterDays: characterDays ?? new Int32Array(),
    weeks: weeks ?? new Int32Array()
  };
  const measure = (name: MeasureName): Float64Array => {
    const own = (f: string): Float64Array => column(`${name} ${f}`);
    return panel(shape.characterDays.length, LOGARITHMIC.has(name) ? (f) => own(f).map(Math.exp) : own);
  };
  const contributions = PARTS.map((p) => panel(shape.weeks.length, (f) => column(`${p} of score ${f}`)));
  return {
    scheme,
    missing,
    factors,
    ...shape,
    returns: panel(shape.days.length, (f) => returnsOf(column(`level ${f}`))),
    character: Object.fromEntries(MEASURES.map((m) => [m, measure(m)])) as Record<MeasureName, Float64Array>,
    score: parts ? sumPresent(contributions) : panel(shape.weeks.length, (f) => column(`score ${f}`)),
    ...(parts
      ? {parts: Object.fromEntries(PARTS.map((p, k) => [p, contributions[k]])) as Record<Part, Float64Array>}
      : {})
  };
}

/** Sum of the present values of several panels; NaN where none is. */
export function sumPresent(panels: readonly Float64Array[]): Float64Array {
  return Float64Array.from(panels[0] ?? [], (_, k) => {
    const present = panels.map((p) => p[k] as number).filter((v) => !Number.isNaN(v));
    return present.length === 0 ? Number.NaN : present.reduce((sum, v) => sum + v, 0);
  });
}

const finite = (x: number): number => (Number.isFinite(x) ? x : Number.NaN);

/** One factor's column of a panel. */
export const columnOf = (panel: ArrayLike<number>, column: number, columns: number): Float64Array =>
  Float64Array.from({length: panel.length / columns}, (_, t) => panel[t * columns + column] as number);

/** ln of the cumulative level after each day; NaN on days without a return, which it steps over. */
export function levels(returns: ArrayLike<number>): Float64Array {
  let level = 0;
  return Float64Array.from(returns, (r) => {
    if (Number.isNaN(r)) return Number.NaN;
    level += Math.log1p(r);
    return level;
  });
}

function returnsOf(level: Float64Array): Float64Array {
  let last = 0;
  return level.map((v) => {
    if (Number.isNaN(v)) return v;
    const r = Math.expm1(v - last);
    last = v;
    return r;
  });
}
