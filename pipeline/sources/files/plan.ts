import {nearest, type Table} from "../../schema.js";
import {compile} from "./expression.js";
import {FatalError, plain} from "./fatal.js";
import type {ColumnRule, TableRule} from "./mapping.js";
import type {Gathered, Scope, Source} from "./scope.js";
import {literal, name} from "./sql.js";
import type {SourceFile} from "./stored.js";

/** How the rows of a batch of files become rows of a table. */
export interface Plan {
  readonly provided: readonly string[];
  readonly rolled: ReadonlySet<string>;
  readonly inner: readonly string[];
  /** Equal for plans whose staged rows may be finished together. */
  readonly signature: string;
  /** SQL of the finished rows from a source with `_ord`, `_file`, `$file` and the columns. */
  readonly rows: (source: string) => string;
  readonly afterwards: (stage: string) => string;
}

const columnSql = (file: SourceFile, index: number): string =>
  file.kind === "csv" ? `c${index}` : name(file.columns[index]?.name ?? "");

/** Compiles a rule (or the canonical names) against the columns of a batch. */
export function planOf(
  table: Table,
  rule: TableRule | undefined,
  [file]: readonly SourceFile[],
  {lookup, notice}: {lookup: Scope["lookup"]; notice: (text: string) => void}
): Plan {
  if (!file) throw new Error("planOf: an empty batch");
  const label = plain(file.label);
  const source: Map<string, {sql: string; type: string}> = new Map(
    file.columns.map(({name: n, type}, i) => [n, {sql: `s.${columnSql(file, i)}`, type}])
  );
  source.set("$file", {sql: 's."$file"', type: "VARCHAR"});
  const long = rule?.unpivot ? unpivot(rule.unpivot, file, source, label) : "";
  const gathered: Gathered = {defects: [], inner: new Map(), joins: [], rolled: new Set()};
  const others = table.key.filter((k) => k !== "date").map((k) => `"${k}"`);
  const partition = others.length > 0 ? `PARTITION BY ${others.join(", ")}` : "";
  const dated = table.key.includes("date") ? 'ORDER BY "date"' : "";
  const window = `${partition} ${dated}`;
  const scope: Scope = {source, label, gathered, lookup, window};
  const rules: Record<string, ColumnRule> = rule?.columns ?? identity(table, file, notice);
  const row: string[] = [];
  const outer: string[] = [];
  const provided: string[] = [];
  const sources = new Map<string, string[]>();
  for (const column of table.columns) {
    const own = rules[column.name];
    const before = gathered.defects.length;
    const compiled = own === undefined ? undefined : compile(own, column, scope);
    sources.set(
      column.name,
      gathered.defects.slice(before).map((d) => d.column)
    );
    if (!compiled) continue;
    const stated = typeof own === "object" && "missing" in own && !("from" in own);
    if (stated) notice(`${table.name}.${column.name} is left missing: ${String(own.missing)}`);
    provided.push(column.name);
    (compiled.outer ? outer : row).push(`${compiled.sql} AS "${column.name}"`);
  }
  const inner = [...gathered.inner];
  const columns = [
    ...row,
    ...inner.map(([n, sql]) => `${sql} AS ${n}`),
    "s._file AS _file",
    "s._ord AS _ord",
    `${defectSql(gathered)} AS _defect`
  ];
  const tests = [
    ...testsOf(rule?.keep ?? {}, source, label, ""),
    ...testsOf(rule?.drop ?? {}, source, label, "NOT ")
  ];
  const where = tests.length > 0 ? `WHERE ${tests.join(" AND ")}` : "";
  const droppable = (rule?.dropMissing ?? []).map((c) => {
    const own = sources.get(c) ?? [];
    const unfit = own.length > 0 ? `_defect."column" IN (${own.map(literal).join(", ")})` : "false";
    return `("${c}" IS NULL AND NOT coalesce(${unfit}, false))`;
  });
  const kept = droppable.length > 0 ? `WHERE NOT (${droppable.join(" OR ")})` : "";
  const rowNames = row.map((r) => r.slice(r.lastIndexOf(" AS ") + 4));
  const grouped = [...rowNames, ...inner.map(([n]) => n), "_file", "_defect"].join(", ");
  const select = rule?.distinct ? `${grouped}, min(_ord) AS _ord` : "*";
  const group = rule?.distinct ? `GROUP BY ${grouped}` : "";
  const lagged = inner.map(([n]) => `lag(${n}) OVER w AS lag_${n}`).join(", ");
  return {
    provided,
    rolled: gathered.rolled,
    inner: inner.map(([n]) => n),
    signature: [...outer, ...inner.map(([n]) => n)].join("|"),
    rows: (from) =>
      `SELECT ${select} FROM (SELECT ${columns.join(", ")} FROM ${long ? `(${long.replace("$SOURCE", from)})` : from} s ${gathered.joins.join(" ")} ${where}) ${kept} ${group}`,
    afterwards: (stage) =>
      `SELECT * EXCLUDE (${inner.map(([n]) => `${n}, lag_${n}`).join(", ")}) REPLACE (${outer.map((o) => o).join(", ")}) FROM (SELECT *, ${lagged} FROM ${stage} WINDOW w AS (${window})) WINDOW w AS (${window})`
  };
}

function defectSql({defects}: Gathered): string {
  const type = 'STRUCT("column" VARCHAR, "value" VARCHAR, reason VARCHAR)';
  const cases = defects.map(
    ({when, column, value, reason}) =>
      `WHEN ${when} THEN {'column': ${literal(column)}, 'value': left(${value}::VARCHAR, 200), 'reason': ${literal(reason)}}`
  );
  return cases.length === 0 ? `NULL::${type}` : `CASE ${cases.join(" ")} END`;
}

/** Canonical files: each column as it is named; strangers are told, absent required ones are fatal in `compile`. */
function identity(
  table: Table,
  file: SourceFile,
  notice: (text: string) => void
): Record<string, ColumnRule> {
  const known = table.columns.map((c) => c.name);
  for (const {name: n} of file.columns.filter((c) => c.name !== "" && !known.includes(c.name))) {
    notice(`${table.name} has no column "${plain(n, 60)}": left out (the nearest is "${nearest(n, known)}")`);
  }
  return Object.fromEntries(table.columns.map((c) => [c.name, c.name]));
}

function unpivot(
  {keep, ignore}: {keep: readonly string[]; ignore: readonly string[]},
  file: SourceFile,
  source: Map<string, {sql: string; type: string}>,
  label: string
): string {
  const absent = keep.find((k) => !source.has(k));
  if (absent) throw new FatalError(`${label} has no column "${plain(absent)}" (kept by unpivot)`);
  const ignored = (n: string): boolean =>
    ignore.some((p) => (p.startsWith("*") ? n.endsWith(p.slice(1)) : n === p));
  const list = file.columns.map((c, i) => ({...c, sql: columnSql(file, i)}));
  const wide = list.filter((c) => !keep.includes(c.name) && !ignored(c.name) && c.name !== "");
  const kept = list.filter((c) => keep.includes(c.name)).map((c) => c.sql);
  for (const c of wide) source.delete(c.name);
  source.set("$name", {sql: 's."$name"', type: "VARCHAR"});
  source.set("$value", {sql: 's."$value"', type: "VARCHAR"});
  const names = wide.map((c) => literal(c.name)).join(", ");
  const values = wide.map((c) => `${c.sql}::VARCHAR`).join(", ");
  return `SELECT _ord, _file, "$file", ${kept.join(", ")}, unnest([${names}]) AS "$name", unnest([${values}]) AS "$value" FROM $SOURCE`;
}

function testsOf(
  rules: Readonly<Record<string, readonly string[]>>,
  source: Source,
  label: string,
  not: string
): string[] {
  return Object.entries(rules).map(([column, list]) => {
    const found = source.get(column);
    if (!found) throw new FatalError(`${label} has no column "${plain(column)}" (to choose rows by)`);
    return `${not}coalesce(trim(${found.sql}::VARCHAR), '') IN (${list.map(literal).join(", ")})`;
  });
}
