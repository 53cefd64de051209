import {readdirSync, statSync} from "node:fs";
import {join, relative, sep} from "node:path";
import {nearest, type Table, tables} from "../../schema.js";
import {FatalError, plain} from "./fatal.js";
import {matches} from "./glob.js";
import {helpers} from "./helpers.js";
import type {Mapping, TableRule} from "./mapping.js";

/** One table's reading of some files; `rule` is undefined where the files are in the canonical form. */
export interface Assignment {
  readonly table: Table;
  readonly rule: TableRule | undefined;
  readonly mapping: Mapping | undefined;
  /** Paths relative to the folder, with `/`, sorted. */
  readonly files: string[];
}

export interface Discovery {
  readonly assignments: readonly Assignment[];
  /** Data files nobody reads, with the reason. */
  readonly unread: readonly {readonly file: string; readonly why: string}[];
}

const data = /\.(csv|csv\.gz|txt|tsv|parquet|json)$/i;
const canonical = /\.(csv|csv\.gz|parquet)$/i;
const foreign = /\.(xlsx?|zip|rar|7z|pkl|pickle|h5|hdf5?|feather|dta|sav|mat|bz2|zst|duckdb|db|sqlite)$/i;

/** Files of a folder and below, relative, with `/`; hidden ones are left out. */
export function walk(folder: string): string[] {
  const found: string[] = [];
  const visit = (path: string): void => {
    for (const entry of readdirSync(path).sort()) {
      if (entry.startsWith(".")) continue;
      const full = join(path, entry);
      if (statSync(full).isDirectory()) visit(full);
      else found.push(relative(folder, full).split(sep).join("/"));
    }
  };
  visit(folder);
  return found;
}

/** Decides which file is read as which table: by the mappings' patterns first, by canonical name else. */
export function discover(folder: string, mappings: readonly Mapping[]): Discovery {
  const files = walk(folder);
  const assignments: Assignment[] = [];
  const unread: {file: string; why: string}[] = [];
  const taken = new Set<string>();
  for (const mapping of mappings) {
    for (const rule of mapping.tables) {
      const own = files.filter((f) => data.test(f) && rule.files.some((p) => matches(f, p)));
      for (const f of own) taken.add(f);
      if (own.length > 0) assignments.push({table: tableOf(rule.table), rule, mapping, files: own});
    }
  }
  const byTable = new Map<Table, string[]>();
  for (const file of files) {
    if (taken.has(file)) continue;
    const ignored = mappings
      .flatMap((m) => m.ignore)
      .find((rule) => rule.files.some((p) => matches(file, p)));
    if (ignored) unread.push({file, why: ignored.why});
    else if (foreign.test(file)) unread.push({file, why: "not CSV or Parquet"});
    else if (canonical.test(file)) {
      const table = canonicalTable(file, mappings.length > 0);
      if (table) byTable.set(table, [...(byTable.get(table) ?? []), file]);
      else unread.push({file, why: "no rule of the mapping names it"});
    }
  }
  for (const [table, own] of byTable) {
    assignments.push({table, rule: undefined, mapping: undefined, files: own});
  }
  if (assignments.length === 0) throw new FatalError(nothing(folder, mappings, files));
  return {assignments, unread};
}

export const tableOf = (name: string): Table => {
  const found = [...tables, ...helpers].find((t) => t.name === name);
  if (!found) throw new FatalError(`unknown table "${plain(name)}"; the nearest is "${nearestRaw(name)}"`);
  return found;
};

const rawNames = tables.filter((t) => t.layer === "raw").map((t) => t.name);

export const nearestRaw = (word: string): string => nearest(word, rawNames);

/** The raw table that a path names: a folder of that name, or `table.csv`, `table_2019.csv.gz`, `table-a.parquet`. */
function canonicalTable(file: string, lenient: boolean): Table | undefined {
  const parts = file.replace(canonical, "").split("/");
  const stem = parts.pop() ?? "";
  const folders = lenient ? parts.slice(0, 1) : parts;
  const folder = folders.find((part) => tables.some((t) => t.name === part));
  const named = folder ?? wordsOf(stem).find((word) => tables.some((t) => t.name === word));
  if (!named) {
    if (lenient) return undefined;
    const word = stem.replace(/[_-]?\d+.*$/, "") || stem;
    throw new FatalError(
      `${plain(file)}: unknown table "${plain(word)}"; the nearest is "${nearestRaw(word)}". Files are named ` +
        "after canonical tables (docs/importing.md), or read by a mapping: --mapping FILE"
    );
  }
  const table = tableOf(named);
  if (table.layer === "raw") return table;
  throw new FatalError(
    `${plain(file)}: ${named} is a ${table.layer} table, which the models make; only raw tables are imported`
  );
}

/** `stock_daily_2019` → `stock_daily_2019`, `stock_daily`, `stock`: the longest name comes first. */
function wordsOf(stem: string): string[] {
  const parts = stem.split(/([_-])/);
  const words: string[] = [];
  for (let n = parts.length; n > 0; n -= 2) {
    const rest = parts.slice(n).join("");
    if (n === parts.length || /^[_-]\d/.test(rest)) words.push(parts.slice(0, n).join(""));
  }
  return words;
}

function nothing(folder: string, mappings: readonly Mapping[], files: readonly string[]): string {
  const shown = files
    .slice(0, 5)
    .map((f) => plain(f, 60))
    .join(", ");
  const seen = files.length === 0 ? "it holds no files" : `it holds ${files.length} files (${shown} …)`;
  return mappings.length === 0
    ? `nothing to import in ${folder}: ${seen}; CSV, CSV.gz and Parquet files named after tables are read`
    : `no file of ${folder} matches mapping ${mappings.map((m) => m.name).join(", ")}: ${seen}`;
}

/** Files left out, one line a reason. */
export function unreadByReason(unread: readonly {readonly file: string; readonly why: string}[]): string[] {
  const reasons = [...new Set(unread.map((u) => u.why))];
  return reasons.map((why) => {
    const files = unread.filter((u) => u.why === why).map((u) => plain(u.file, 60));
    const more = files.length > 3 ? ` and ${files.length - 3} more` : "";
    return `not read: ${files.slice(0, 3).join(", ")}${more} (${why})`;
  });
}
