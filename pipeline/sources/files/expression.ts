import type {Column} from "../../schema.js";
import {castText} from "./cast.js";
import {FatalError} from "./fatal.js";
import {constant, leaf, rounded} from "./leaf.js";
import type {ColumnRule} from "./mapping.js";
import {absent, type Compiled, type Scope} from "./scope.js";

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
