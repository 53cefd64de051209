/** What a nowcast page's data hold, as its loader packs them: growth in 1e-6, −1e9 for missing. */
export interface NowcastData {
  readonly quarters: readonly string[];
  readonly path: Readonly<Record<string, readonly (number | string)[]>>;
  readonly series: readonly {
    readonly series: string;
    readonly zh: string;
    readonly en: string;
    readonly unit: string;
  }[];
  readonly news: Readonly<Record<string, readonly number[]>>;
  readonly released: readonly {readonly quarter: string; readonly date: string; readonly value: number}[];
}

export const PATH_COLUMNS = ["value", "half70", "half90", "factor", "bridge", "bvar", "ar1", "last"] as const;
type PathColumn = (typeof PATH_COLUMNS)[number];

/** A quarter's nowcasts, vintage by vintage, in decimals; NaN where missing. */
export interface QuarterPath extends Readonly<Record<PathColumn, Float64Array>> {
  readonly quarter: string;
  readonly vintage: readonly string[];
  readonly days: readonly number[];
  /** Rows of the packed path. */
  readonly row: readonly number[];
  readonly released: {readonly date: string; readonly value: number} | undefined;
}

/** One quarter's path; its vintages may be none. */
export function quarterPath({quarters, path, released}: NowcastData, quarter: string): QuarterPath {
  const at = quarters.indexOf(quarter);
  const row = (path.quarter ?? []).flatMap((q, i) => (q === at ? [i] : []));
  const columns = Object.fromEntries(
    PATH_COLUMNS.map((name) => [name, Float64Array.from(row, (i) => unpacked(path[name]?.[i]))])
  ) as Record<PathColumn, Float64Array>;
  return {
    quarter,
    row,
    vintage: row.map((i) => String(path.vintage?.[i] ?? "")),
    days: row.map((i) => Number(path.days?.[i] ?? Number.NaN)),
    released: released.find((r) => r.quarter === quarter),
    ...columns
  };
}

const unpacked = (v: number | string | undefined): number =>
  v === undefined || Number(v) <= -1e9 ? Number.NaN : Number(v) / 1e6;

export interface NewsBar {
  readonly series: string;
  readonly zh: string;
  readonly en: string;
  readonly unit: string;
  /** In the series' unit; NaN for what is no series. */
  readonly surprise: number;
  readonly contribution: number;
}

/** What moved the nowcast of a path's row, largest first: the contributions sum to its change since the vintage before. */
export function newsBars({news, series}: NowcastData, row: number): NewsBar[] {
  const own = (news.row ?? []).flatMap((r, i) => (r === row ? [i] : []));
  return own.map((i) => {
    const name = series[news.series?.[i] ?? -1] ?? {series: "", zh: "", en: "", unit: ""};
    const surprise = news.surprise?.[i] ?? -1e9;
    return {
      ...name,
      surprise: surprise <= -1e9 ? Number.NaN : surprise / 100,
      contribution: (news.contribution?.[i] ?? 0) / 1e7
    };
  });
}
