import type {Column, ColumnType} from "../../schema.js";
import {castText, codeSql, complaint, finite, isMissing} from "./cast.js";
import type {FromRule} from "./mapping.js";
import {absent, type Compiled, type Scope} from "./scope.js";
import {literal} from "./sql.js";

/** SQL of a column read from a source column, and the defect that tells where it cannot be read. */
export function leaf(rule: FromRule, target: Column, scope: Scope): Compiled | undefined {
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

/** SQL rounded to digits; whole-number types always. */
export function rounded(sql: string, digits: number | undefined, type: ColumnType): string {
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

/** SQL of a constant of a mapping. */
export const constant = (value: string | number | boolean): string =>
  typeof value === "string" ? literal(value) : String(value);
