import {type Column, nearest} from "../../schema.js";
import {FatalError, plain} from "./fatal.js";

/** Columns of a source file: by name, the SQL that reads one and its type. */
export type Source = ReadonlyMap<string, {readonly sql: string; readonly type: string}>;

export interface Defect {
  /** True where the row must be rejected. */
  readonly when: string;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** What compiling a table's rules gathers beside the expressions themselves. */
export interface Gathered {
  readonly defects: Defect[];
  /** Inner columns for expressions that need neighbouring rows: name → SQL. */
  readonly inner: Map<string, string>;
  /** `LEFT JOIN`s of lookups. */
  readonly joins: string[];
  /** Target columns whose date is moved to the next trading day. */
  readonly rolled: Set<string>;
}

export interface Scope {
  readonly source: Source;
  readonly label: string;
  readonly gathered: Gathered;
  /** Name of the loaded lookup table for a file and its columns. */
  readonly lookup: (file: string, key: string, value: string) => string;
  /** Partition and order of the rows: `PARTITION BY code ORDER BY date`. */
  readonly window: string;
}

/** A row-wise expression, or one over the inner columns. */
export interface Compiled {
  readonly sql: string;
  readonly outer: boolean;
}

/** The error for a source column that is not there, with the nearest name. */
export function absent(name: string, target: Column, {source, label}: Scope): FatalError {
  const has = [...source.keys()].filter((k) => !k.startsWith("$"));
  const near = has.length > 0 ? `; the nearest is "${plain(nearest(name, has), 40)}"` : "";
  return new FatalError(
    `${label} has no column "${plain(name, 60)}" (for ${target.name})${near}; it has ${plain(has.join(", "), 300)}`
  );
}
