import {writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Table} from "../../schema.js";
import {writeQuery} from "../../warehouse/from-query.js";
import type {Warehouse} from "../../warehouse/warehouse.js";
import {checkOpen, deriveCalendar, gapsOf, rollDates} from "./calendar.js";
import {checkDuplicates, checkRows, goodRows} from "./checks.js";
import {derive, type Fills} from "./derive.js";
import {discover, tableOf, unreadByReason} from "./discover.js";
import {plain} from "./fatal.js";
import {helpers} from "./helpers.js";
import {inlineFile} from "./inline.js";
import {type Counts, countsOf, type Part, refuseTooMany} from "./judge.js";
import {lookupsOf} from "./lookup.js";
import type {Mapping} from "./mapping.js";
import {prepare} from "./prepare.js";
import {readTable} from "./read.js";
import {type Reason, writeRejects} from "./rejects.js";
import {checkSequences} from "./sequence.js";
import type {SourceFile} from "./stored.js";

export interface ImportedTable {
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  readonly rejected: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly derived: boolean;
}

/** What an import found and wrote. */
export interface Found {
  readonly tables: readonly ImportedTable[];
  readonly reasons: readonly Reason[];
  readonly notices: readonly string[];
  readonly bytesRead: number;
}

/** One import into an empty dataset folder: read, check, fill in, write. */
export class Run {
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

  async all(maxRejects: number): Promise<Found> {
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
    const counts = await countsOf(this.warehouse.connection, [...this.parts.values()]);
    const path = join(this.warehouse.folder, "rejects.csv");
    const reasons = await writeRejects(this.warehouse.connection, [...this.parts.values()], path);
    refuseTooMany(counts, reasons, maxRejects);
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

  private async write(present: ReadonlySet<string>, fills: Fills, counts: Counts): Promise<ImportedTable[]> {
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
