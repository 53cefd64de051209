import {existsSync} from "node:fs";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {nearest} from "../../schema.js";
import {FatalError, plain} from "./fatal.js";
import type {ColumnRule, Mapping} from "./mapping.js";
import {prepare} from "./prepare.js";
import {literal, name} from "./sql.js";

interface Lookup {
  readonly file: string;
  readonly key: string;
  readonly value: string;
}

/** Loads every lookup file that the mappings use; returns the name of the table (k, v) for each. */
export async function lookupsOf(
  connection: DuckDBConnection,
  mappings: readonly Mapping[],
  {folder, temp}: {folder: string; temp: string}
): Promise<(file: string, key: string, value: string) => string> {
  const names = new Map<string, string>();
  const idOf = (l: Lookup): string => JSON.stringify([l.file, l.key, l.value]);
  const wanted = mappings.flatMap((m) =>
    m.tables.flatMap((t) => Object.values(t.columns).flatMap(lookupsIn))
  );
  for (const lookup of wanted) {
    if (names.has(idOf(lookup)) || !existsSync(join(folder, lookup.file))) continue;
    const table = `lookup_${names.size}`;
    const file = await prepare(connection, lookup.file, 100_000 + names.size, {folder, temp});
    const at = (column: string): string => {
      const i = file.columns.findIndex((c) => c.name === column);
      if (i >= 0) return file.kind === "csv" ? `c${i}` : name(column);
      const has = file.columns.map((c) => c.name);
      throw new FatalError(
        `${plain(lookup.file)} has no column "${plain(column)}"; the nearest is "${plain(nearest(column, has))}"`
      );
    };
    const columns = file.columns.map((_, i) => `'c${i}': 'VARCHAR'`).join(", ");
    const source =
      file.kind === "csv"
        ? `read_csv(${literal(file.path)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {${columns}})`
        : `read_parquet(${literal(file.path)})`;
    await connection.run(
      `CREATE TABLE ${table} AS SELECT trim(${at(lookup.key)}::VARCHAR) AS k, any_value(${at(lookup.value)}::VARCHAR) AS v FROM ${source} GROUP BY ALL`
    );
    names.set(idOf(lookup), table);
  }
  return (file, key, value) => {
    const found = names.get(idOf({file, key, value}));
    if (!found) throw new FatalError(`the mapping looks up ${plain(file)}, which is not in the folder`);
    return found;
  };
}

function lookupsIn(rule: ColumnRule): Lookup[] {
  if (typeof rule === "string") return [];
  if ("lookup" in rule) return [rule.lookup];
  return "first" in rule ? rule.first.flatMap(lookupsIn) : [];
}
