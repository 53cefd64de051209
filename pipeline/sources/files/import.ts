import {mkdirSync, readdirSync, rmdirSync, rmSync, statSync, writeFileSync} from "node:fs";
import {basename, join, resolve} from "node:path";
import {lock} from "../../run/lock.js";
import type {Table} from "../../schema.js";
import {writeQuery} from "../../warehouse/from-query.js";
import {folderOf, openWarehouse, type Warehouse} from "../../warehouse/warehouse.js";
import {checkOpen, deriveCalendar, gapsOf, rollDates} from "./calendar.js";
import {badName, checkDuplicates, checkRows, goodRows} from "./checks.js";
import {derive, type Fills} from "./derive.js";
import {discover, tableOf} from "./discover.js";
import {FatalError, plain} from "./fatal.js";
import {helpers} from "./helpers.js";
import {inlineFile} from "./inline.js";
import {lookupsOf} from "./lookup.js";
import type {Mapping} from "./mapping.js";
import {prepare} from "./prepare.js";
import {readTable} from "./read.js";
import {type Reason, writeRejects} from "./rejects.js";
import {checkSequences} from "./sequence.js";
import {numbersOf} from "./sql.js";
import {gatheredName, type SourceFile} from "./stored.js";
import {recover, swapDataset} from "./swap.js";

export interface ImportOptions {
  /** Name of the dataset; default the folder's name. */
  readonly dataset?: string;
  /** Folder of all datasets; default as everywhere (`YANBAO_WAREHOUSE`, else `warehouse`). */
  readonly root?: string;
  readonly mappings?: readonly Mapping[];
  /** Check only: nothing is put in place. */
  readonly dryRun?: boolean;
  /** Share of a table's rows above which rejects are fatal, default 0.2. */
  readonly maxRejects?: number;
  readonly log?: (message: string) => void;
}

export interface ImportedTable {
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  readonly rejected: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly derived: boolean;
}

export interface ImportResult {
  readonly dataset: string;
  readonly folder: string;
  readonly tables: readonly ImportedTable[];
  readonly reasons: readonly Reason[];
  readonly notices: readonly string[];
  readonly seconds: number;
  readonly bytesRead: number;
}

interface Part {
  readonly table: Table;
  readonly files: SourceFile[];
  readonly provided: Set<string>;
  readonly rolled: Set<string>;
}

/** Dataset name from a folder's name: letters, digits, `-`, `_` and `.`. */
export const datasetNameOf = (folder: string): string =>
  basename(resolve(folder))
    .replace(/[^\p{L}\p{N}_.-]+/gu, "-")
    .replace(/^[^\p{L}\p{N}]+/u, "")
    .slice(0, 64);

/**
 * Imports a folder of files as a dataset. Everything is read, checked and written beside, then swapped in whole; on a
 * fatal defect (`FatalError`) or an interrupt the dataset stays as it was.
 */
export async function importFolder(dir: string, options: ImportOptions = {}): Promise<ImportResult> {
  const started = performance.now();
  const {mappings = [], dryRun = false, maxRejects = 0.2, log = () => {}} = options;
  const folder = resolve(dir);
  if (!isFolder(folder)) throw new FatalError(`no folder ${dir}`);
  const dataset = options.dataset ?? datasetNameOf(folder);
  if (dataset === "demo")
    throw new FatalError('"demo" is the simulated market; import under another name: --as NAME');
  const place = folderOf({...options, dataset});
  const root = resolve(place, "..");
  const staging = join(root, `.${dataset}.import`);
  const release = await lockStaging(staging, log);
  const stop = (): never => {
    rmSync(staging, {recursive: true, force: true});
    log(`interrupted: nothing was imported; dataset "${dataset}" is as it was`);
    process.exit(130);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  let warehouse: Warehouse | undefined;
  try {
    recover(root, dataset);
    clear(staging);
    const temp = join(staging, "temp");
    mkdirSync(temp);
    warehouse = await openWarehouse({root: staging, dataset});
    await warehouse.connection.run(`SET temp_directory = '${temp.replaceAll("'", "''")}'`);
    const run = new Run(warehouse, folder, temp, mappings, log);
    const found = await run.all(maxRejects);
    if (!dryRun) {
      const unlock = isFolder(place) ? await lock(place, log) : () => {};
      try {
        swapDataset(root, dataset, warehouse.folder);
      } finally {
        unlock();
      }
    }
    const seconds = (performance.now() - started) / 1000;
    return {...found, dataset, folder: place, seconds};
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
    warehouse?.close();
    clear(staging);
    release();
    removeEmpty(staging);
  }
}

class Run {
  private readonly parts = new Map<string, Part>();
  private readonly notices: string[] = [];
  private readonly notice = (text: string): void => {
    if (!this.notices.includes(text)) this.notices.push(text);
  };
  private files = 0;
  private bytesRead = 0;

  constructor(
    private readonly warehouse: Warehouse,
    private readonly folder: string,
    private readonly temp: string,
    private readonly mappings: readonly Mapping[],
    private readonly log: (message: string) => void
  ) {}

  async all(maxRejects: number): Promise<Omit<ImportResult, "dataset" | "folder" | "seconds">> {
    await this.read();
    await this.check();
    const present = new Set(this.parts.keys());
    const fills = await derive({
      connection: this.warehouse.connection,
      present,
      provided: new Map([...this.parts].map(([n, p]) => [n, p.provided])),
      notice: this.notice
    });
    this.warehouse.describe({
      simulated: false,
      title: this.title(),
      source: this.mappings.map((m) => m.name).join(", ") || "canonical files"
    });
    const counts = await this.counts();
    const path = join(this.warehouse.folder, "rejects.csv");
    const reasons = await writeRejects(this.warehouse.connection, [...this.parts.values()], path);
    this.refuse(counts, reasons, maxRejects);
    await this.reportGaps();
    const tables = await this.write(present, fills, counts);
    const found = {tables, reasons, notices: this.notices, bytesRead: this.bytesRead};
    writeFileSync(join(this.warehouse.folder, "import.json"), `${JSON.stringify(found, null, 1)}\n`);
    return found;
  }

  private async read(): Promise<void> {
    const {connection} = this.warehouse;
    const {assignments, unread} = discover(this.folder, this.mappings);
    for (const line of unreadByReason(unread)) this.notice(line);
    const lookup = await lookupsOf(connection, this.mappings, {folder: this.folder, temp: this.temp});
    for (const {table, rule, files} of assignments) {
      this.log(
        `reading ${table.name}: ${files.length === 1 ? plain(files[0] ?? "") : `${files.length} files`} …`
      );
      const options = {
        folder: this.folder,
        temp: this.temp,
        delimiter: rule?.delimiter ?? ",",
        records: rule?.records
      };
      const sources: SourceFile[] = [];
      for (const file of files) sources.push(await prepare(connection, file, this.files++, options));
      const copied = sources.filter((f) => f.text?.encoding === "GB18030").length;
      if (copied > 0) this.notice(`${table.name}: ${copied} of ${files.length} files read as GB18030`);
      this.bytesRead += sources.reduce((sum, f) => sum + f.bytes, 0);
      const read = await readTable(connection, table, rule, sources, {
        temp: this.temp,
        lookup,
        notice: this.notice
      });
      if (rule?.note) this.notice(`${table.name}: ${rule.note}`);
      this.add(table, sources, read);
    }
    for (const [i, {table: name, rows}] of this.mappings.flatMap((m) => m.inline).entries()) {
      const table = tableOf(name);
      const source = inlineFile(rows, this.files++, join(this.temp, `inline-${i}.csv`), table);
      const read = await readTable(connection, table, undefined, [source], {
        temp: this.temp,
        lookup,
        notice: this.notice
      });
      this.add(table, [source], read);
    }
  }

  private add(table: Table, files: SourceFile[], read: {provided: Set<string>; rolled: Set<string>}): void {
    const known = this.parts.get(table.name);
    if (!known) this.parts.set(table.name, {table, files, ...read});
    else {
      known.files.push(...files);
      for (const c of read.provided) known.provided.add(c);
      for (const c of read.rolled) known.rolled.add(c);
    }
  }

  private async check(): Promise<void> {
    const {connection} = this.warehouse;
    const parts = [...this.parts.values()];
    for (const {table, provided} of parts) {
      this.log(`checking ${table.name} …`);
      await checkRows(connection, table, provided);
      await checkDuplicates(connection, table);
    }
    const given = this.parts.has("calendar");
    const derived = given ? false : await deriveCalendar(connection, new Set(this.parts.keys()), this.notice);
    if (derived) {
      this.parts.set("calendar", {
        table: tableOf("calendar"),
        files: [],
        provided: new Set(),
        rolled: new Set()
      });
    }
    for (const {table, files, provided, rolled} of parts) {
      for (const column of rolled) await rollDates(connection, table, column, given || derived);
      if ((given || derived) && ["stock_daily", "index_daily"].includes(table.name)) {
        await checkOpen(connection, table.name);
      }
      await checkSequences(connection, table, files, provided);
    }
  }

  private async counts(): Promise<Map<string, {rows: number; rejected: number}>> {
    const counts = new Map<string, {rows: number; rejected: number}>();
    for (const {table, files} of this.parts.values()) {
      const [rows = 0, bad = 0] = await numbersOf(
        this.warehouse.connection,
        `SELECT (SELECT count(*) FROM ${gatheredName(table)}), (SELECT count(DISTINCT "row") FROM ${badName(table)})`
      );
      const irregular = files.reduce((sum, f) => sum + f.irregular.length, 0);
      counts.set(table.name, {rows: rows + irregular, rejected: bad + irregular});
    }
    return counts;
  }

  /** Fatal where a table has nothing, or too many of its rows are rejected. */
  private refuse(
    counts: ReadonlyMap<string, {rows: number; rejected: number}>,
    reasons: readonly Reason[],
    maxRejects: number
  ): void {
    const problems: string[] = [];
    for (const [name, {rows, rejected}] of counts) {
      if (rows === 0) problems.push(`${name}: its files have no rows`);
      else if (rejected === rows || rejected / rows > maxRejects) {
        const share = `${rejected} of ${rows} rows (${((100 * rejected) / rows).toFixed(1)} %)`;
        const why = reasons.filter((r) => r.table === name).slice(0, 3);
        const shown = why.map((r) => `\n    ${r.count} × ${r.column}: ${r.reason}, first ${r.example}`);
        problems.push(`${name}: ${share} are rejected, more than ${100 * maxRejects} %${shown.join("")}`);
      }
    }
    if (problems.length > 0) throw new FatalError(problems.join("\n"));
  }

  private async reportGaps(): Promise<void> {
    if (!this.parts.has("calendar")) return;
    for (const [name, by] of [
      ["stock_daily", "code"],
      ["index_daily", "index"],
      ["fund_nav", "fund"]
    ] as const) {
      if (!this.parts.has(name)) continue;
      const gaps = await gapsOf(this.warehouse.connection, name, by);
      if (!gaps) continue;
      this.notice(
        `${name}: ${gaps.days} trading days without a row in ${gaps.series} series, between first and last (most: ${gaps.worst})`
      );
    }
  }

  private async write(
    present: ReadonlySet<string>,
    fills: Fills,
    counts: ReadonlyMap<string, {rows: number; rejected: number}>
  ): Promise<ImportedTable[]> {
    const written: ImportedTable[] = [];
    for (const name of [...present].sort()) {
      const table = tableOf(name);
      if (helpers.includes(table)) continue;
      this.log(`writing ${name} …`);
      const own = fills.columns.get(name) ?? new Map<string, string>();
      const provided = this.parts.get(name)?.provided ?? new Set<string>();
      const columns = table.columns
        .filter((c) => !c.optional || provided.has(c.name) || own.has(c.name))
        .map((c) => `${own.get(c.name) ?? `t."${c.name}"`} AS "${c.name}"`);
      const sql = `SELECT ${columns.join(", ")} FROM ${goodRows(table)} t ${fills.joins.get(name) ?? ""}`;
      const {rows, bytes, from, to} = await writeQuery(this.warehouse, table, sql, "import");
      const files = this.parts.get(name)?.files ?? [];
      const rejected = counts.get(name)?.rejected ?? 0;
      written.push({name, rows, bytes, rejected, from, to, derived: files.length === 0});
    }
    return written;
  }

  private title(): {zh: string; en: string} {
    const [first] = this.mappings;
    if (first && this.mappings.length === 1) return first.title;
    return {zh: `导入数据：${this.warehouse.dataset}`, en: `Imported data: ${this.warehouse.dataset}`};
  }
}

/** Files left out, one line a reason. */
function unreadByReason(unread: readonly {readonly file: string; readonly why: string}[]): string[] {
  const reasons = [...new Set(unread.map((u) => u.why))];
  return reasons.map((why) => {
    const files = unread.filter((u) => u.why === why).map((u) => plain(u.file, 60));
    const more = files.length > 3 ? ` and ${files.length - 3} more` : "";
    return `not read: ${files.slice(0, 3).join(", ")}${more} (${why})`;
  });
}

const isFolder = (path: string): boolean => statSync(path, {throwIfNoEntry: false})?.isDirectory() ?? false;

/** The lock of a staging folder; an import that ends meanwhile removes the folder, so it is tried again. */
async function lockStaging(staging: string, log: (message: string) => void): Promise<() => void> {
  for (;;) {
    try {
      return await lock(staging, log);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    }
  }
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Another import has taken it already.
  }
}

/** Removes what an earlier import left in its staging folder, but not this one's lock. */
function clear(staging: string): void {
  for (const entry of readdirSync(staging)) {
    if (entry !== ".lock") rmSync(join(staging, entry), {recursive: true, force: true});
  }
}
