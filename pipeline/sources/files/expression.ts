import {type Column, type ColumnType, nearest} from "../../schema.js";
import {castText, codeSql, complaint, finite, isMissing} from "./cast.js";
import {FatalError, plain} from "./fatal.js";
import type {ColumnRule, FromRule} from "./mapping.js";
import {literal} from "./sql.js";

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

/** SQL of one target column by its rule; undefined where an optional column's source is absent. */
export function compile(rule: ColumnRule, target: Column, scope: Scope): Compiled | undefined {
  if (typeof rule === "string") return compile({from: rule}, target, scope);
  const row = (sql: string): Compiled => ({sql, outer: false});
  if ("missing" in rule && !("from" in rule)) return row(`NULL::${target.type}`);
  if ("constant" in rule) return row(`${constant(rule.constant)}::${target.type}`);
  if ("product" in rule) return row(rule.product.map((r) => operand(r, scope)).join(" * "));
  if ("ratio" in rule) {
    const [a, b] = rule.ratio.map((r) => operand(r, scope));
    return row(rounded(`${a} / nullif(${b}, 0)`, rule.round, target.type));
  }
  if ("first" in rule) return row(firstOf(rule.first, target, scope));
  if ("lookup" in rule) return row(lookedUp(rule, target, scope));
  if ("before" in rule) {
    const value = `${operand(rule.before, scope)} / nullif(1 + ${operand(rule.return, scope)}, 0)`;
    return row(rounded(value, rule.round, target.type));
  }
  if ("known" in rule) return row(knownBy(rule, target, scope));
  if ("growth" in rule) {
    const r = inner(`ln(greatest(1 + coalesce(${operand(rule.growth, scope)}, 0), 1e-9))`, scope);
    const start = inner(operand(rule.start, scope), scope);
    const w = `OVER (${scope.window})`;
    const outer = `first_value(${start}) ${w} * exp(sum(${r}) ${w} - first_value(${r}) ${w})`;
    return {sql: `round(${outer}, 10)`, outer: true};
  }
  if ("adjustment" in rule) {
    const close = inner(operand(rule.adjustment, scope), scope);
    const previous = inner(operand(rule.previous, scope), scope);
    return {sql: adjustment(close, previous), outer: true};
  }
  return leaf(rule, target, scope);
}

/**
 * Backward factor from each day's reference price: it grows by yesterday's close ÷ today's reference where the two
 * differ by more than 0.05 %. `lag_` columns are made by the reader.
 */
const adjustment = (close: string, previous: string): string =>
  `round(exp(sum(CASE WHEN abs(lag_${close} / ${previous} - 1) > 5e-4 THEN ln(lag_${close} / ${previous}) ELSE 0 END) OVER w), 8)`;

/** Keeps an operand as an inner column and returns its name. */
function inner(sql: string, scope: Scope): string {
  const found = [...scope.gathered.inner].find(([, other]) => other === sql);
  if (found) return found[0];
  const own = `inner_${scope.gathered.inner.size}`;
  scope.gathered.inner.set(own, sql);
  return own;
}

const number = (en: string): Column => ({name: en, type: "DOUBLE", zh: "", en});

function operand(rule: ColumnRule | number, scope: Scope): string {
  if (typeof rule === "number") return `${rule}::DOUBLE`;
  const compiled = compile(rule, number("operand"), scope);
  if (!compiled) throw new FatalError(`${scope.label}: an operand has no source column`);
  if (compiled.outer) throw new FatalError(`${scope.label}: growth and adjustment cannot be operands`);
  return `(${compiled.sql})`;
}

function firstOf(rules: readonly ColumnRule[], target: Column, scope: Scope): string {
  const {gathered} = scope;
  const before = gathered.defects.length;
  const parts = rules.map((r) => compile(r, {...target, optional: false}, scope)?.sql ?? "NULL");
  const [first] = gathered.defects.splice(before);
  const sql = `coalesce(${parts.join(", ")})`;
  if (first) {
    const reason = `no rule of the mapping gives ${target.name}`;
    gathered.defects.push({...first, when: `${sql} IS NULL`, reason});
  }
  return sql;
}

function lookedUp(
  rule: {lookup: {file: string; key: string; value: string}; from: string},
  target: Column,
  scope: Scope
): string {
  const {file, key, value} = rule.lookup;
  const table = scope.lookup(file, key, value);
  const found = scope.source.get(rule.from);
  if (!found) throw absent(rule.from, target, scope);
  const alias = `look_${scope.gathered.joins.length}`;
  scope.gathered.joins.push(`LEFT JOIN ${table} ${alias} ON ${alias}.k = trim(${found.sql}::VARCHAR)`);
  const sql = castText(`${alias}.v`, target.type, "day");
  scope.gathered.defects.push({
    when: `${sql} IS NULL`,
    column: rule.from,
    value: found.sql,
    reason: `not found in ${file}`
  });
  return sql;
}

/**
 * Day from which a row may be used. `statutory`: the day after a report's legal deadline (30 April for the first
 * quarter and for the year, 31 August, 31 October). Else `days` after the date. Both then move to a trading day.
 */
function knownBy(
  rule: {known: ColumnRule; rule?: "statutory" | undefined; days?: number | undefined},
  target: Column,
  scope: Scope
): string {
  const of = compile(rule.known, {...target, type: "DATE", optional: false}, scope);
  if (!of || of.outer) throw new FatalError(`${scope.label}: "known" needs a date column`);
  scope.gathered.rolled.add(target.name);
  if (rule.rule !== "statutory") return `${of.sql} + ${rule.days ?? 0}`;
  const deadline = `(CASE month(${of.sql})
    WHEN 3 THEN make_date(year(${of.sql}), 5, 1) WHEN 6 THEN make_date(year(${of.sql}), 9, 1)
    WHEN 9 THEN make_date(year(${of.sql}), 11, 1) WHEN 12 THEN make_date(year(${of.sql}) + 1, 5, 1) END)`;
  scope.gathered.defects.push({
    when: `${of.sql} IS NOT NULL AND ${deadline} IS NULL`,
    column: target.name,
    value: of.sql,
    reason: "not the end of a quarter"
  });
  return deadline;
}

function leaf(rule: FromRule, target: Column, scope: Scope): Compiled | undefined {
  const names = typeof rule.from === "string" ? [rule.from] : rule.from;
  const chosen = names.find((n) => scope.source.has(n));
  const found = chosen === undefined ? undefined : scope.source.get(chosen);
  if (chosen === undefined || !found) {
    if (target.optional) return undefined;
    throw absent(names.join(" / "), target, scope);
  }
  const {sql, ok} = readValue(rule, target, found, chosen);
  if (ok !== undefined) {
    const missing = isMissing(`trim(${found.sql}::VARCHAR)`, target.type, rule.missing);
    scope.gathered.defects.push({
      when: `(${ok}) IS NULL AND ${found.sql} IS NOT NULL AND NOT (${missing})`,
      column: chosen,
      value: found.sql,
      reason:
        rule.values && target.type === "VARCHAR" ? "a word the mapping does not know" : complaint[target.type]
    });
  }
  return {sql, outer: false};
}

/** The value, and the part of it that must not be null where the source is not missing. */
function readValue(
  rule: FromRule,
  target: Column,
  {sql: raw, type}: {sql: string; type: string},
  chosen: string
): {sql: string; ok: string | undefined} {
  const {type: to} = target;
  const worded = rule.left ?? rule.values ?? rule.contains ?? rule.prefix;
  const numeric = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|DECIMAL|FLOAT)/.test(type);
  const isNumber = to === "DOUBLE" || to === "BIGINT" || to === "INTEGER";
  if (isNumber && numeric && worded === undefined) {
    const wide = type === "FLOAT" ? `CAST(CAST(${raw} AS VARCHAR) AS DOUBLE)` : `CAST(${raw} AS DOUBLE)`;
    return {sql: scaled(finite(wide), rule, to), ok: `CASE WHEN NOT isinf(${wide}) THEN 1 END`};
  }
  if (to === type && worded === undefined && to !== "VARCHAR")
    return {sql: withDefault(raw, rule, to), ok: undefined};
  if (to === "DATE" && type.startsWith("TIMESTAMP")) return {sql: `CAST(${raw} AS DATE)`, ok: undefined};
  let text = `trim(${raw}::VARCHAR)`;
  if (chosen === "$file" && rule.code) text = codeInName(raw);
  const missing = isMissing(text, to, rule.missing);
  if (rule.left !== undefined) text = `left(${text}, ${rule.left})`;
  if (rule.values) text = translated(text, rule.values);
  if (rule.contains) text = containing(text, rule.contains);
  if (rule.prefix !== undefined) text = `${literal(rule.prefix)} || ${text}`;
  if (rule.code) text = codeSql(text, rule.code);
  const cast = castText(text, to, rule.date ?? "day");
  if (isNumber) return {sql: scaled(cast, rule, to), ok: cast};
  const guarded = to === "VARCHAR" || to === "DATE" ? `CASE WHEN NOT (${missing}) THEN ${cast} END` : cast;
  return {
    sql: withDefault(guarded, rule, to),
    ok: to === "VARCHAR" && worded === undefined && !rule.code ? undefined : cast
  };
}

const codeInName = (raw: string): string =>
  `regexp_extract(${raw}, '(?i)([0-9]{5,6}[.](?:SH|SZ|BJ|HK|XSHG|XSHE)|(?:SH|SZ|BJ)[.]?[0-9]{6}|[0-9]{6})', 1)`;

function scaled(
  sql: string,
  {factor, round, zeroIsMissing, default: other}: FromRule,
  type: ColumnType
): string {
  let value = zeroIsMissing ? `nullif(${sql}, 0)` : sql;
  if (factor !== undefined) value = `(${value}) * ${factor}::DOUBLE`;
  value = rounded(value, round, type);
  return other === undefined ? value : `coalesce(${value}, ${constant(other)}::${type})`;
}

const withDefault = (sql: string, rule: FromRule, type: ColumnType): string =>
  rule.default === undefined ? sql : `coalesce(${sql}, ${constant(rule.default)}::${type})`;

function rounded(sql: string, digits: number | undefined, type: ColumnType): string {
  if (type === "BIGINT" || type === "INTEGER") return `TRY_CAST(round(${sql}) AS ${type})`;
  return digits === undefined ? sql : `round(${sql}, ${digits})`;
}

function translated(text: string, values: Readonly<Record<string, string | number | boolean>>): string {
  const {"*": other, ...known} = values;
  const cases = Object.entries(known).map(([k, v]) => `WHEN ${literal(k)} THEN ${literal(String(v))}`);
  const rest = other === undefined ? "" : ` ELSE ${literal(String(other))}`;
  return `CASE ${text} ${cases.join(" ")}${rest} END`;
}

const containing = (text: string, list: readonly (readonly [string, string])[]): string =>
  `CASE ${list.map(([word, value]) => `WHEN contains(${text}, ${literal(word)}) THEN ${literal(value)}`).join(" ")} END`;

const constant = (value: string | number | boolean): string =>
  typeof value === "string" ? literal(value) : String(value);

function absent(name: string, target: Column, {source, label}: Scope): FatalError {
  const has = [...source.keys()].filter((k) => !k.startsWith("$"));
  const near = has.length > 0 ? `; the nearest is "${plain(nearest(name, has), 40)}"` : "";
  return new FatalError(
    `${label} has no column "${plain(name, 60)}" (for ${target.name})${near}; it has ${plain(has.join(", "), 300)}`
  );
}
