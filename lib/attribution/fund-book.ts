import {pack, unpack} from "../factor/pack.js";

/** What all funds share in the book: days of the paths and the indices on them. */
export interface SharedBook {
  /** The last day of each week, and every day of the last year: days since 1970-01-01. */
  readonly days: Int32Array;
  readonly indices: readonly {readonly index: string; readonly zh: string; readonly en: string}[];
  /** Closes of each index on the days, NaN where there is none. */
  readonly levels: readonly Float64Array[];
  /** Days of attribution, positions and their sums: the last of each week. */
  readonly weeks: Int32Array;
  readonly sectors: readonly string[];
  readonly months: Int32Array;
  readonly styles: readonly {readonly style: string; readonly zh: string; readonly en: string}[];
  /** Exposures of the first index on the months, styles one after another. */
  readonly indexStyle: readonly Float64Array[];
}

/** One fund's part of the book; every column is NaN where the fund has nothing. */
export interface FundEntry {
  readonly about: FundAbout;
  /** Adjusted net asset value on `days`. */
  readonly nav: Float64Array;
  /** 60-day sums on `weeks`: D, of it timing, the total position and styles, and R, of it styles. */
  readonly d: Float64Array;
  readonly timing: Float64Array;
  readonly position: Float64Array;
  readonly dStyle: Float64Array;
  readonly r: Float64Array;
  readonly rStyle: Float64Array;
  /** Estimated share of net assets by sector on `weeks`, sectors one after another. */
  readonly sectors: readonly Float64Array[];
  /** Exposure on `months`, and the last month's place among peers, styles one after another. */
  readonly styles: readonly Float64Array[];
  readonly percentiles: Float64Array;
}

export interface FundAbout {
  readonly managers: readonly {readonly manager: string; readonly from: string; readonly to: string}[];
  readonly source: string;
  readonly age: number | null;
  /** Largest estimated industries of the last day. */
  readonly industries: readonly {readonly industry: string; readonly weight: number}[];
  readonly skills: readonly (Readonly<Record<"annual" | "shrunk" | "lo" | "hi" | "error", number>> & {
    readonly measure: string;
  })[];
  readonly timing: readonly {
    readonly model: string;
    readonly gamma: number;
    readonly t: number;
    readonly n: number;
  }[];
  readonly quadrants: readonly {readonly quadrant: string; readonly share: number}[];
  readonly brinson: {
    readonly period: readonly string[];
    readonly effects: Readonly<
      Record<"allocation" | "selection" | "interaction" | "unexplained" | "active", readonly number[]>
    >;
  };
  readonly links: readonly (Readonly<
    Record<"allocation" | "selection" | "interaction" | "unexplained" | "active" | "gap", number>
  > & {
    readonly method: string;
  })[];
}

const days = (name: string, values: ArrayLike<number>) => ({name, step: 1, values});
const indexed = (name: string, columns: readonly Float64Array[], step: number) =>
  columns.map((values, k) => ({name: `${name}${k}`, step, values}));

/** The shared part as bytes: index levels kept to a hundredth of a point. */
export const packShared = (book: SharedBook): Uint8Array =>
  pack({indices: book.indices, sectors: book.sectors, styles: book.styles}, [
    days("days", book.days),
    days("weeks", book.weeks),
    days("months", book.months),
    ...indexed("level", book.levels, 0.01),
    ...indexed("style", book.indexStyle, 0.01)
  ]);

export function unpackShared(bytes: Uint8Array): SharedBook {
  const {meta, columns} = unpack(bytes);
  const about = meta as Pick<SharedBook, "indices" | "sectors" | "styles">;
  const ints = (name: string): Int32Array => Int32Array.from(columns.get(name) ?? []);
  return {
    ...about,
    days: ints("days"),
    weeks: ints("weeks"),
    months: ints("months"),
    levels: about.indices.map((_, k) => columns.get(`level${k}`) ?? new Float64Array()),
    indexStyle: about.styles.map((_, k) => columns.get(`style${k}`) ?? new Float64Array())
  };
}

const PLAIN = ["nav", "d", "r", "timing", "position", "dStyle", "rStyle", "percentiles"] as const;

/** One fund as bytes: values to 1e-4, weights to 1e-3, exposures to 0.01. */
export const packEntry = (entry: FundEntry): Uint8Array =>
  pack({...entry.about, counts: [entry.sectors.length, entry.styles.length]}, [
    ...PLAIN.map((name) => ({name, step: name === "percentiles" ? 1e-3 : 1e-4, values: entry[name]})),
    ...indexed("sector", entry.sectors, 1e-3),
    ...indexed("style", entry.styles, 0.01)
  ]);

export function unpackEntry(bytes: Uint8Array): FundEntry {
  const {meta, columns} = unpack(bytes);
  const {counts, ...about} = meta as FundAbout & {readonly counts: readonly [number, number]};
  const of = (name: string): Float64Array => columns.get(name) ?? new Float64Array();
  const many = (name: string, n: number): Float64Array[] =>
    Array.from({length: n}, (_, k) => of(`${name}${k}`));
  const plain = Object.fromEntries(PLAIN.map((name) => [name, of(name)])) as Record<
    (typeof PLAIN)[number],
    Float64Array
  >;
  return {about, ...plain, sectors: many("sector", counts[0]), styles: many("style", counts[1])};
}
