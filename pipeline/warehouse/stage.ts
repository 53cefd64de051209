import {createHash} from "node:crypto";
import {
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync
} from "node:fs";
import {basename, dirname, join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import type {Table} from "../schema.js";
import {type Columns, isoOf, NULL_DAY} from "./columns.js";
import {loadColumns} from "./load.js";
import type {FileRecord, TableRecord} from "./manifest.js";
import {PARQUET} from "./parquet.js";

export interface StageOptions {
  /** Rows arrive sorted by the table's key and without duplicates, so neither is checked again. */
  readonly presorted?: boolean;
  /** Rows of the table as it stands that are dated before this day are taken over; only later ones are appended. */
  readonly since?: number;
}

/**
 * A table being written. Batches are appended, then `finish` puts the files in place of the old ones in one step;
 * until then, and after `discard`, the last good table stands. Batches of a partitioned table arrive year by year.
 */
export class Stage {
  private readonly folder: string;
  private readonly target: string;
  private readonly done = new Set<number>();
  private lastYear = Number.NEGATIVE_INFINITY;
  private staged = 0;
  private rows = 0;
  private carried = false;
  private readonly files: FileRecord[] = [];

  constructor(
    private readonly connection: DuckDBConnection,
    private readonly home: string,
    readonly table: Table,
    private readonly options: StageOptions & {readonly standing?: TableRecord | undefined}
  ) {
    this.folder = join(home, ".staging", `${table.name}.${process.pid}`);
    this.target = `stage_${table.name}`;
    rmSync(this.folder, {recursive: true, force: true});
    mkdirSync(this.folder, {recursive: true});
  }

  async append(columns: Columns): Promise<void> {
    await this.carry();
    const years = this.yearsOf(columns);
    if (years && years.first > this.lastYear && this.staged > 0) await this.flush();
    if (years && this.done.has(years.first)) {
      throw new Error(
        `table ${this.table.name}: year ${years.first} was already written; append year by year`
      );
    }
    const rows = await loadColumns(this.connection, this.table, columns, this.target);
    if (years) this.lastYear = Math.max(this.lastYear, years.last);
    this.staged += rows;
    this.rows += rows;
  }

  /** Moves the files into place and returns their record. */
  async finish(producer: string): Promise<TableRecord> {
    await this.carry();
    if (this.files.length === 0 || this.staged > 0) await this.flush();
    const {partition, name} = this.table;
    const place = join(this.home, partition ? name : `${name}.parquet`);
    const next = partition ? this.folder : join(this.folder, `${name}.parquet`);
    swap(next, place, join(this.home, partition ? `${name}.parquet` : name));
    rmSync(this.folder, {recursive: true, force: true});
    return this.record(producer);
  }

  async discard(): Promise<void> {
    rmSync(this.folder, {recursive: true, force: true});
    await this.connection.run(`DROP TABLE IF EXISTS ${this.target}`);
  }

  /** Takes over what stands: files of earlier years as they are, of the year itself the rows before the day. */
  private async carry(): Promise<void> {
    const {since, standing} = this.options;
    if (this.carried || since === undefined || standing === undefined) return;
    this.carried = true;
    const {partition, name} = this.table;
    const dated = this.dated();
    if (dated === undefined) throw new Error(`table ${name} has no date, so no part of it can be taken over`);
    const sourceOf = (files: readonly FileRecord[]): string =>
      `read_parquet([${files.map((f) => `'${join(this.home, f.path).replaceAll("'", "''")}'`).join(", ")}])`;
    const yearIn = ({path}: FileRecord): number => Number.parseInt(basename(path), 10);
    const whole = partition ? standing.files.filter((f) => yearIn(f) < yearOf(since)) : [];
    const part = partition ? standing.files.filter((f) => yearIn(f) === yearOf(since)) : standing.files;
    for (const file of whole) {
      linkSync(join(this.home, file.path), join(this.folder, basename(file.path)));
      this.files.push(file);
      this.done.add(yearIn(file));
    }
    if (whole.length > 0) this.rows += await this.count(sourceOf(whole));
    if (part.length === 0) return;
    await this.connection.run(
      `CREATE TEMP TABLE ${this.target} AS SELECT * FROM ${sourceOf(part)} WHERE "${dated}" < DATE '${isoOf(since)}'`
    );
    this.staged = await this.count(this.target);
    this.rows += this.staged;
    if (partition && this.staged > 0) this.lastYear = yearOf(since);
  }

  private async count(source: string): Promise<number> {
    const counted = await this.connection.runAndReadAll(`SELECT count(*) FROM ${source}`);
    return Number(counted.getRows()[0]?.[0]);
  }

  /** The column that dates a row. */
  private dated(): string | undefined {
    const {known, partition, key} = this.table;
    return known ?? partition ?? key.find((k) => this.isDate(k));
  }

  private yearsOf(columns: Columns): {first: number; last: number} | undefined {
    const {partition, name} = this.table;
    if (!partition) return undefined;
    const days = columns[partition];
    if (!(days instanceof Int32Array)) throw new Error(`table ${name}: column "${partition}" must be days`);
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    for (const d of days) {
      if (d === NULL_DAY) throw new Error(`table ${name}: "${partition}" may not be null`);
      if (d < first) first = d;
      if (d > last) last = d;
    }
    if (days.length === 0) return undefined;
    return {first: yearOf(first), last: yearOf(last)};
  }

  private async flush(): Promise<void> {
    const {partition, name, key} = this.table;
    await this.connection.run(
      `CREATE TEMP TABLE IF NOT EXISTS ${this.target} (${this.table.columns.map((c) => `"${c.name}" ${c.type}`).join(", ")})`
    );
    if (!this.options.presorted) await this.refuseDuplicates();
    const order = this.options.presorted ? "" : `ORDER BY ${key.map((k) => `"${k}"`).join(", ")}`;
    const copy = (where: string, path: string): Promise<unknown> =>
      this.connection.run(
        `COPY (SELECT * FROM ${this.target} ${where} ${order}) TO '${path.replaceAll("'", "''")}' (${PARQUET})`
      );
    if (partition) {
      const years = await this.stagedYears(partition);
      if (years.length === 0) await this.copyEmpty(copy);
      for (const year of years) {
        const path = join(this.folder, `${year}.parquet`);
        await copy(`WHERE year("${partition}") = ${year}`, path);
        this.files.push(fileRecord(path, `${name}/${year}.parquet`));
        this.done.add(year);
      }
    } else {
      const path = join(this.folder, `${name}.parquet`);
      await copy("", path);
      this.files.push(fileRecord(path, `${name}.parquet`));
    }
    await this.connection.run(`DROP TABLE ${this.target}`);
    this.staged = 0;
  }

  /** A partitioned table without rows is one file without rows, so that its columns can be read. */
  private async copyEmpty(copy: (where: string, path: string) => Promise<unknown>): Promise<void> {
    const path = join(this.folder, "empty.parquet");
    await copy("", path);
    this.files.push(fileRecord(path, `${this.table.name}/empty.parquet`));
  }

  private async stagedYears(partition: string): Promise<number[]> {
    const years = await this.connection.runAndReadAll(
      `SELECT DISTINCT year("${partition}")::INTEGER AS y FROM ${this.target} ORDER BY y`
    );
    return years.getRows().map((r) => Number(r[0]));
  }

  private async refuseDuplicates(): Promise<void> {
    const key = this.table.key.map((k) => `"${k}"`).join(", ");
    const found = await this.connection.runAndReadAll(
      `SELECT ${key}, count(*) AS n FROM ${this.target} GROUP BY ALL HAVING n > 1 LIMIT 1`
    );
    const [first] = found.getRows();
    if (!first) return;
    const shown = this.table.key.map((k, i) => `${k} ${String(first[i])}`).join(", ");
    throw new Error(`table ${this.table.name}: ${String(first.at(-1))} rows share the key ${shown}`);
  }

  private async record(producer: string): Promise<TableRecord> {
    const {name} = this.table;
    const dated = this.dated();
    const paths = this.files.map((f) => `'${join(this.home, f.path).replaceAll("'", "''")}'`);
    const source = `read_parquet([${paths.join(", ")}])`;
    const span = dated
      ? await this.connection.runAndReadAll(
          `SELECT (min("${dated}") - DATE '1970-01-01')::INTEGER, (max("${dated}") - DATE '1970-01-01')::INTEGER FROM ${source}`
        )
      : undefined;
    const [from, to] = span?.getRows()[0] ?? [];
    const described = await this.connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`);
    const day = (value: unknown): string | null => (typeof value === "number" ? isoOf(value) : null);
    if (this.files.length === 0) throw new Error(`table ${name}: nothing was written`);
    return {
      rows: this.rows,
      bytes: this.files.reduce((sum, f) => sum + f.bytes, 0),
      digest: createHash("sha256")
        .update(this.files.map((f) => f.digest).join())
        .digest("hex"),
      columns: described.getRows().map((r) => String(r[0])),
      from: day(from),
      to: day(to),
      producer,
      files: this.files
    };
  }

  private isDate(column: string): boolean {
    return this.table.columns.some((c) => c.name === column && c.type === "DATE");
  }
}

const yearOf = (day: number): number => new Date(day * 86_400_000).getUTCFullYear();

/** Puts `next` where `place` is; a table that changed its shape leaves no second copy at `other`. */
function swap(next: string, place: string, other: string): void {
  const old = join(dirname(place), ".staging", `old.${process.pid}`);
  rmSync(old, {recursive: true, force: true});
  if (existsSync(place)) renameSync(place, old);
  renameSync(next, place);
  rmSync(old, {recursive: true, force: true});
  rmSync(other, {recursive: true, force: true});
}

function fileRecord(path: string, name: string): FileRecord {
  const {size} = statSync(path);
  return {path: name, bytes: size, mtime: Math.round(statSync(path).mtimeMs), digest: digestOf(path)};
}

/** SHA-256 of a file, read in blocks. */
export function digestOf(path: string): string {
  const hash = createHash("sha256");
  const block = Buffer.allocUnsafe(1 << 20);
  const handle = openSync(path, "r");
  try {
    for (let n = readSync(handle, block); n > 0; n = readSync(handle, block))
      hash.update(block.subarray(0, n));
  } finally {
    closeSync(handle);
  }
  return hash.digest("hex");
}
