import {readError, type SqlError} from "../lib/sql/error.js";
import {statements} from "../lib/sql/split.js";
import {type Answer, answer} from "./sql/answer.js";
import {siteAssets} from "./sql/assets.js";
import {Engine, EngineFailure} from "./sql/engine.js";
import type {Assets} from "./sql/worker.js";

export type {Answer} from "./sql/answer.js";

/** The statement failed: `detail` says why and where. */
export class QueryError extends Error {
  constructor(readonly detail: SqlError) {
    super(detail.message);
    this.name = "QueryError";
  }
}

/** The reader cancelled. `restarted` when the engine had to be ended, and its temporary tables with it. */
export class QueryCancelled extends Error {
  constructor(readonly restarted: boolean) {
    super("the query was cancelled");
    this.name = "QueryCancelled";
  }
}

export interface QueryOptions {
  /** Rows to hold at most; `more` says whether the query has others. */
  readonly rows?: number;
  /** Bytes of answer to hold at most. */
  readonly bytes?: number;
  readonly signal?: AbortSignal;
}

/** Kinds of error after which the engine cannot be trusted. */
const BROKEN = new Set(["Engine", "FATAL", "INTERNAL"]);

/** How long a cancelled query may take to stop before its worker is ended. */
const PATIENCE = 1000;

/**
 * The site's database in the browser: read-only, sealed, one query at a time (others wait). Starts at the first
 * query, again after it was ended. Fails closed: without a sealed engine no query runs.
 */
export class Database {
  private engine: Promise<Engine> | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly assets: () => Promise<Assets>) {}

  /** Starts the engine before it is needed. Rejects with an EngineFailure that says what failed. */
  async ready(): Promise<Engine> {
    const current = await this.engine?.catch(() => undefined);
    if (current === undefined || current.stopped) this.engine = this.assets().then((a) => Engine.start(a));
    return this.engine as Promise<Engine>;
  }

  /**
   * Runs one statement. Rejects with a QueryError where it fails, a QueryCancelled at most some 1.2 seconds after
   * the signal, an EngineFailure where the engine cannot start or broke.
   */
  query(sql: string, options: QueryOptions = {}): Promise<Answer> {
    if (statements(sql).length !== 1) {
      const message = statements(sql).length === 0 ? "no statement to run" : "one statement at a time";
      return Promise.reject(new QueryError({kind: "Parser", message, candidates: []}));
    }
    const turn = this.last.then(() => this.run(sql, options));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async run(sql: string, {rows = 1_000_000, bytes = 4e8, signal}: QueryOptions): Promise<Answer> {
    if (signal?.aborted) throw new QueryCancelled(false);
    const {promise: ended, stop, clear} = ending(signal);
    const starting = this.ready();
    try {
      const engine = await Promise.race([starting, ended]);
      stop(() => engine.stop());
      const found = await Promise.race([
        answer(engine, sql, {rows, bytes}, () => signal?.aborted === true),
        ended
      ]);
      if (found === undefined) throw new QueryCancelled(false);
      return found;
    } catch (error) {
      throw this.explained(error, sql);
    } finally {
      clear();
    }
  }

  /** A broken engine is let go, so that the next query starts another. */
  private explained(error: unknown, sql: string): unknown {
    if (error instanceof QueryCancelled) {
      if (error.restarted) this.ready().catch(() => undefined);
      return error;
    }
    if (error instanceof EngineFailure) return error;
    if (error instanceof TypeError)
      return new QueryError({kind: "Type", message: error.message, candidates: []});
    const message = error instanceof Error ? error.message : String(error);
    const detail = readError(message, sql);
    if (!BROKEN.has(detail.kind)) return new QueryError(detail);
    this.engine?.then((engine) => engine.stop()).catch(() => undefined);
    return new EngineFailure(message);
  }
}

/** Rejects, and ends the worker, when a query does not stop soon after the signal. */
function ending(signal: AbortSignal | undefined): {
  promise: Promise<never>;
  stop: (how: () => void) => void;
  clear: () => void;
} {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let how = (): void => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<never>((_, fail) => {
    reject = fail;
  });
  promise.catch(() => undefined);
  const onAbort = (): void => {
    timer = setTimeout(() => {
      reject(new QueryCancelled(true));
      how();
    }, PATIENCE);
  };
  signal?.addEventListener("abort", onAbort);
  return {
    promise,
    stop: (f) => {
      how = f;
    },
    clear: () => {
      signal?.removeEventListener("abort", onAbort);
      clearTimeout(timer);
    }
  };
}

/** The site's own database. */
export const database = new Database(siteAssets);
