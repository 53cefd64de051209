import {existsSync, mkdirSync, readdirSync, rmSync, statSync} from "node:fs";
import {join} from "node:path";
import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {tableNamed, tables} from "../schema.js";
import type {Columns} from "./columns.js";
import {type DatasetChoice, datasetOf, folderOf} from "./folder.js";
import {type Frame, readFrame} from "./frame.js";
import {type FileRecord, type Manifest, readManifest, type TableRecord, writeManifest} from "./manifest.js";
import {digestOf, Stage, type StageOptions} from "./stage.js";

export interface WarehouseOptions extends DatasetChoice {
  /** Threads of the database, default 2. */
  readonly threads?: number;
  /** Memory of the database, default 3 GB. */
  readonly memory?: string;
}

/** Opens the warehouse of one dataset; creates its folder where `describe` says what it is. */
export async function openWarehouse(options: WarehouseOptions = {}): Promise<Warehouse> {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(options.threads ?? 2),
    memory_limit: options.memory ?? "3GB",
    autoinstall_known_extensions: "false",
    preserve_insertion_order: "true"
  });
  const connection = await instance.connect();
  return new Warehouse(folderOf(options), datasetOf(options.dataset), connection, () => {
    connection.closeSync();
    instance.closeSync();
  });
}

/** The tables of one dataset as Parquet files, and the manifest that says what they are. */
export class Warehouse {
  private current: Manifest | undefined;
  private borrowed = false;

  constructor(
    readonly folder: string,
    readonly dataset: string,
    readonly connection: DuckDBConnection,
    private readonly onClose: () => void
  ) {
    this.current = readManifest(folder);
  }

  /** The manifest; an error that says what to run where the dataset does not exist. */
  get manifest(): Manifest {
    if (!this.current) {
      throw new Error(
        `dataset "${this.dataset}" is not built (${this.folder}); run: npm run pipeline -- --dataset ${this.dataset}`
      );
    }
    return this.current;
  }

  get exists(): boolean {
    return this.current !== undefined;
  }

  /** Creates or updates the description of the dataset, keeping its tables. */
  describe(about: Pick<Manifest, "simulated" | "title" | "size" | "seed" | "source">): void {
    mkdirSync(this.folder, {recursive: true});
    const {tables = {}, steps = {}} = this.current ?? {};
    this.current = {version: 1, dataset: this.dataset, ...about, tables, steps};
    this.save();
  }

  save(): void {
    if (!this.borrowed) writeManifest(this.folder, this.manifest);
  }

  /** Reads by another process's manifest; what is written here is for that process to `adopt`. */
  borrow(manifest: Manifest): void {
    this.current = manifest;
    this.borrowed = true;
  }

  /** Puts tables that another process has written into the manifest. */
  adopt(records: Readonly<Record<string, TableRecord>>): void {
    Object.assign(this.manifest.tables, records);
    this.save();
  }

  has(table: string): boolean {
    const record = this.current?.tables[table];
    return record?.files.every((f) => existsSync(join(this.folder, f.path))) ?? false;
  }

  /** Whether the table is there and has rows. */
  holds(table: string): boolean {
    return this.has(table) && this.record(table).rows > 0;
  }

  record(table: string): TableRecord {
    const record = this.manifest.tables[table];
    if (record && this.has(table)) return record;
    tableNamed(table);
    throw new Error(`table ${table} is not in dataset "${this.dataset}"; it has ${this.names().join(", ")}`);
  }

  names(): string[] {
    return Object.keys(this.current?.tables ?? {})
      .filter((t) => this.has(t))
      .sort();
  }

  /** A SQL expression that reads the table's files. */
  source(table: string): string {
    return this.filesOf(this.record(table).files);
  }

  /** A SQL expression that reads some files of a table. */
  filesOf(files: readonly FileRecord[]): string {
    const paths = files.map((f) => `'${join(this.folder, f.path).replaceAll("'", "''")}'`);
    return `read_parquet([${paths.join(", ")}])`;
  }

  /** Runs SQL in which every table of the dataset is a view, and returns its columns. */
  async query(sql: string): Promise<Frame> {
    // A view costs its files' footers, so only those that the SQL may mean are made.
    const words = new Set(sql.toLowerCase().match(/\w+/g));
    await this.attach(this.names().filter((t) => words.has(t)));
    return readFrame(this.connection, sql);
  }

  /** Makes views of the tables; with `asOf` (ISO date), rows known later are left out. */
  async attach(tables: readonly string[], {asOf}: {asOf?: string} = {}): Promise<void> {
    for (const name of tables) {
      const {known} = tableNamed(name);
      const where = asOf && known ? ` WHERE "${known}" <= DATE '${asOf}'` : "";
      await this.connection.run(
        `CREATE OR REPLACE TEMP VIEW "${name}" AS SELECT * FROM ${this.source(name)}${where}`
      );
    }
  }

  stage(table: string, options: StageOptions = {}): Stage {
    mkdirSync(this.folder, {recursive: true});
    const standing = this.has(table) ? this.record(table) : undefined;
    return new Stage(this.connection, this.folder, tableNamed(table), {...options, standing});
  }

  /** Puts a finished stage into the manifest. */
  async commit(stage: Stage, producer: string): Promise<TableRecord> {
    const record = await stage.finish(producer);
    this.manifest.tables[stage.table.name] = record;
    this.save();
    return record;
  }

  /** Writes a whole table at once. */
  async write(
    table: string,
    columns: Columns,
    producer: string,
    options: StageOptions = {}
  ): Promise<TableRecord> {
    const stage = this.stage(table, options);
    try {
      await stage.append(columns);
      return await this.commit(stage, producer);
    } catch (error) {
      await stage.discard();
      throw error;
    }
  }

  /** Removes a table and its record. */
  drop(table: string): void {
    rmSync(join(this.folder, table), {recursive: true, force: true});
    rmSync(join(this.folder, `${table}.parquet`), {force: true});
    if (this.current) {
      delete this.current.tables[table];
      this.save();
    }
  }

  /** Digest of a table's content: the recorded one while its files are as they were written, else taken anew. */
  digest(table: string): string {
    const record = this.record(table);
    const touched = record.files.map((f) => this.digestOf(f)).filter((d, k) => d !== record.files[k]?.digest);
    return touched.length === 0 ? record.digest : `${record.digest}:${touched.join()}`;
  }

  /** Digest of a file: the recorded one while it is as it was written, else taken anew. */
  digestOf({path, bytes, mtime, digest}: FileRecord): string {
    const {size, mtimeMs} = statSync(join(this.folder, path));
    const same = size === bytes && Math.round(mtimeMs) === mtime;
    return same ? digest : digestOf(join(this.folder, path));
  }

  /** Removes what an interrupted run, or a table that the schema no longer has, left behind. */
  sweep(): void {
    rmSync(join(this.folder, ".staging"), {recursive: true, force: true});
    if (!existsSync(this.folder)) return;
    const known = new Set(tables.map((t) => t.name));
    for (const name of this.names()) if (!known.has(name)) this.drop(name);
    for (const name of readdirSync(this.folder)) {
      if (name.endsWith(".tmp")) rmSync(join(this.folder, name), {force: true});
    }
  }

  close(): void {
    this.onClose();
  }
}
