/** SQL types a warehouse column may have. Money and prices are DOUBLE; counts of shares BIGINT. */
export type ColumnType = "DATE" | "VARCHAR" | "DOUBLE" | "BIGINT" | "INTEGER" | "BOOLEAN" | "TIME";

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Meaning, in Chinese and English, as shown to readers and stored as a comment in the SQL database. */
  readonly zh: string;
  readonly en: string;
  /** CNY, CNY/share, shares, ratio (0.0123 = 1.23 %), days … ; absent where the column has none. */
  readonly unit?: string;
  /** An optional column may be absent or null: it disables only the models that need it. */
  readonly optional?: boolean;
}

export type Layer = "raw" | "published" | "truth" | "derived";

export interface Table {
  readonly name: string;
  readonly layer: Layer;
  readonly zh: string;
  readonly en: string;
  /** Columns that identify a row; rows are stored sorted by them. */
  readonly key: readonly string[];
  readonly columns: readonly Column[];
  /** The column that says on which trading day's close a model may first use the row. */
  readonly known?: string;
  /** Stored as one Parquet file a year of this column; absent means one file. */
  readonly partition?: string;
  /** System of the methods pages that produces or uses it (S1 … S24, T). */
  readonly method?: string;
}

const column =
  (type: ColumnType) =>
  (name: string, zh: string, en: string, unit?: string): Column =>
    unit === undefined ? {name, type, zh, en} : {name, type, zh, en, unit};

export const date = column("DATE");
export const text = column("VARCHAR");
export const real = column("DOUBLE");
export const whole = column("BIGINT");
export const int = column("INTEGER");
export const flag = column("BOOLEAN");
export const time = column("TIME");

/** Marks a column as optional. */
export const maybe = (c: Column): Column => ({...c, optional: true});

type Extra = Pick<Table, "known" | "partition" | "method">;

/** Defines tables of one layer: `table(name, zh, en, key, columns, extra)`. */
export const layer =
  (layer: Layer) =>
  (
    name: string,
    zh: string,
    en: string,
    key: readonly string[],
    columns: readonly Column[],
    extra: Extra = {}
  ): Table => ({name, layer, zh, en, key, columns, ...extra});
