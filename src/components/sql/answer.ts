import {decodeArrow} from "../../lib/sql/decode.js";
import {quoteIdentifier} from "../../lib/sql/quote.js";
import type {Result} from "../../lib/sql/result.js";
import {statements} from "../../lib/sql/split.js";
import {type Engine, EngineFailure, type Limits, type RawAnswer} from "./engine.js";

export interface Answer {
  readonly result: Result;
  readonly milliseconds: number;
  /** Bytes of the database that this query fetched. */
  readonly fetched: number;
}

/**
 * Runs one statement and decodes its answer by its SQL types; undefined where it was cancelled.
 * Rejects with the engine's own message where the statement fails.
 */
export async function answer(
  engine: Engine,
  sql: string,
  limits: Limits,
  cancelled: () => boolean
): Promise<Answer | undefined> {
  const began = performance.now();
  const before = engine.fetched.bytes;
  const described = await describe(engine, sql, cancelled);
  const raw = await delivered(engine, sql, described, {limits, cancelled});
  if (raw === undefined || cancelled()) return undefined;
  const types = described.map((d) => d.type);
  const names = described.map((d) => d.name);
  const decoded = decodeArrow(raw, types);
  const columns = decoded.columns.map((c, i) => ({...c, name: names[i] ?? c.name}));
  return {
    result: {...decoded, columns},
    milliseconds: performance.now() - began,
    fetched: engine.fetched.bytes - before
  };
}

async function delivered(
  engine: Engine,
  sql: string,
  described: readonly Described[],
  {limits, cancelled}: {limits: Limits; cancelled: () => boolean}
): Promise<RawAnswer | undefined> {
  const text = deliverable(sql, described);
  try {
    return await engine.run(text, limits, cancelled);
  } catch (error) {
    // The reader's own text fails alike, and says where in it.
    if (text !== sql && !(error instanceof EngineFailure)) await engine.run(sql, limits, cancelled);
    throw error;
  }
}

interface Described {
  readonly name: string;
  readonly type: string;
}

/** Names and SQL types of a query's columns; none where the statement is no query or does not bind. */
async function describe(engine: Engine, sql: string, cancelled: () => boolean): Promise<Described[]> {
  if (!/^\W*(select|with|from|values|table|pivot|unpivot)\b/i.test(bare(sql))) return [];
  try {
    const raw = await engine.run(`DESCRIBE ${bare(sql)}`, {rows: 100_000, bytes: 1e8}, cancelled);
    if (raw === undefined) return [];
    const {columns, rows} = decodeArrow(raw);
    return Array.from({length: rows}, (_, i) => ({
      name: columns[0]?.text(i) ?? "",
      type: columns[1]?.text(i) ?? ""
    }));
  } catch (error) {
    if (error instanceof EngineFailure) throw error;
    return [];
  }
}

const bare = (sql: string): string => statements(sql)[0]?.text ?? "";

/** Types that Arrow does not carry whole: delivered as text. */
const INEXACT =
  /\b(INTERVAL|TIME WITH TIME ZONE|BIT|BIGNUM|VARINT|UHUGEINT|UNION|ENUM|GEOMETRY|TIME_NS|VARIANT)\b/;

/** The query with such columns cast to text, its order and names kept. */
function deliverable(sql: string, described: readonly Described[]): string {
  if (!described.some((d) => INEXACT.test(d.type))) return sql;
  const names = described.map((_, i) => `c${i}`);
  const items = described.map((d, i) => {
    const column = INEXACT.test(d.type) ? `CAST(c${i} AS VARCHAR)` : `c${i}`;
    return `${column} AS ${quoteIdentifier(d.name)}`;
  });
  return `SELECT ${items.join(", ")} FROM (${bare(sql)}\n) AS answer(${names.join(", ")})`;
}
