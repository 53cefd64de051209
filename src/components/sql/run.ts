import {bindParameters, parameterNames} from "../../lib/sql/parameters.js";
import type {Literal} from "../../lib/sql/quote.js";
import {type Statement, statementAt, statements} from "../../lib/sql/split.js";
import {type Answer, type Database, QueryError} from "../database.js";

/** The statements to run: those of the selection, else the one at the cursor; or all of them. */
export function chosen(
  script: string,
  selection: {readonly from: number; readonly to: number},
  what: "here" | "all"
): Statement[] {
  if (what === "all") return statements(script);
  if (selection.from === selection.to) {
    const here = statementAt(script, selection.from);
    return here === undefined ? [] : [here];
  }
  return statements(script.slice(selection.from, selection.to)).map((s) => ({
    text: s.text,
    start: s.start + selection.from,
    end: s.end + selection.from
  }));
}

/** A statement failed, at this place of the script where the engine says one. */
export class StatementError extends Error {
  constructor(
    readonly reason: QueryError,
    readonly from: number | undefined
  ) {
    super(reason.message);
  }
}

/**
 * Runs statements one after the other and gives the last answer that has columns.
 * Rejects with a StatementError at the first that fails, or as the database does.
 */
export async function runStatements(
  database: Database,
  chosenStatements: readonly Statement[],
  {values, signal}: {values: ReadonlyMap<string, Literal>; signal: AbortSignal}
): Promise<Answer | undefined> {
  let shown: Answer | undefined;
  for (const {text, start} of chosenStatements) {
    const named = new Map(parameterNames(text).map((name) => [name, values.get(name)]));
    const bound = bindParameters(text, named);
    try {
      const answer = await database.query(bound.sql, {signal});
      if (answer.result.columns.length > 0 || shown === undefined) shown = answer;
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      const {position} = error.detail;
      throw new StatementError(error, position === undefined ? undefined : start + bound.origin(position));
    }
  }
  return shown;
}
