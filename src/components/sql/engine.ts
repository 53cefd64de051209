import {AsyncDuckDB, DuckDBDataProtocol, VoidLogger} from "@duckdb/duckdb-wasm";
import {type RecordBatch, RecordBatchReader, type Schema} from "apache-arrow";
import {type Assets, type Fetched, startWorker} from "./worker.js";

/** The engine failed as such, not the statement: it must be started again. */
export class EngineFailure extends Error {}

/** An answer as Arrow; `more` when the query was stopped at a limit with rows left. */
export interface RawAnswer {
  readonly schema: Schema;
  readonly batches: readonly RecordBatch[];
  readonly more: boolean;
}

export interface Limits {
  readonly rows: number;
  readonly bytes: number;
}

const SEAL = [
  "SET errors_as_json = true",
  "SET memory_limit = '2GB'",
  "SET autoload_known_extensions = false",
  "SET autoinstall_known_extensions = false",
  "SET allow_community_extensions = false",
  "SET enable_external_access = false",
  "SET lock_configuration = true"
];

/**
 * One worker with the database attached read-only and the engine sealed: no files, no network, no extensions,
 * no settings. One statement at a time.
 */
export class Engine {
  private dead = false;
  private fetchedSoFar: Fetched = {requests: 0, bytes: 0};
  private readonly worker: Worker;
  private readonly bindings: AsyncDuckDB;
  private readonly failed: Promise<never>;
  private fail: (error: Error) => void = () => undefined;
  private connection = 0;

  private constructor(assets: Assets) {
    this.failed = new Promise((_, reject) => {
      this.fail = reject;
    });
    this.failed.catch(() => {
      this.dead = true;
    });
    this.worker = startWorker(assets, {
      onFetched: (fetched) => {
        this.fetchedSoFar = fetched;
      },
      onBroken: (message) => this.fail(new EngineFailure(message))
    });
    this.bindings = new AsyncDuckDB(new VoidLogger(), this.worker);
  }

  /** Starts, attaches, then seals. Rejects with an EngineFailure that says which step failed; leaves no worker. */
  static async start(assets: Assets): Promise<Engine> {
    const engine = new Engine(assets);
    const step = async <T>(what: string, work: Promise<T>): Promise<T> => {
      try {
        return await engine.alive(work);
      } catch (error) {
        engine.stop();
        throw new EngineFailure(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      }
    };
    const {bindings} = engine;
    await step("loading the engine", bindings.instantiate(assets.module));
    const filesystem = {forceFullHTTPReads: false, allowFullHTTPReads: true};
    await step("opening the engine", bindings.open({filesystem, query: {queryPollingInterval: 50}}));
    const name = "yanbao.duckdb";
    await step(
      "finding the database",
      bindings.registerFileURL(name, assets.database, DuckDBDataProtocol.HTTP, false)
    );
    engine.connection = await step("connecting", bindings.connectInternal());
    const run = (what: string, sql: string) => step(what, bindings.runQuery(engine.connection, sql));
    await run("attaching the database", `ATTACH '${name}' AS yanbao (READ_ONLY)`);
    await run("attaching the database", "USE yanbao");
    for (const sql of SEAL) await run("sealing the engine", sql);
    return engine;
  }

  get fetched(): Fetched {
    return this.fetchedSoFar;
  }

  get stopped(): boolean {
    return this.dead;
  }

  /**
   * Runs one statement and collects its answer until it ends or a limit is reached, asking `cancelled` between
   * pieces; undefined where it was cancelled. Rejects with the engine's own message where the statement fails.
   */
  async run(sql: string, limits: Limits, cancelled: () => boolean): Promise<RawAnswer | undefined> {
    const reader = await RecordBatchReader.from(this.messages(sql, cancelled));
    await reader.open({autoDestroy: false});
    const batches: RecordBatch[] = [];
    let rows = 0;
    let bytes = 0;
    for await (const batch of reader) {
      const take = batch.slice(0, limits.rows - rows);
      rows += batch.numRows;
      bytes += batch.data.byteLength;
      if (take.numRows > 0) batches.push(take);
      if (rows > limits.rows || bytes > limits.bytes) break;
    }
    const more = rows > limits.rows || bytes > limits.bytes;
    if (more || cancelled()) await this.alive(this.bindings.cancelPendingQuery(this.connection));
    return cancelled() ? undefined : {schema: reader.schema, batches, more};
  }

  /** The answer's messages in Arrow's stream format: the schema, then batches. Ends early when cancelled. */
  private async *messages(sql: string, cancelled: () => boolean): AsyncGenerator<Uint8Array> {
    const {bindings, connection} = this;
    let header = await this.alive(bindings.startPendingQuery(connection, sql, true));
    while (header === null) {
      if (cancelled()) return;
      header = await this.alive(bindings.pollPendingQuery(connection));
    }
    yield header;
    while (!cancelled()) {
      const message = await this.alive(bindings.fetchQueryResults(connection));
      if (message?.length === 0) return;
      if (message !== null) yield message;
    }
  }

  /** Ends the worker at once, whatever it is doing. */
  stop(): void {
    if (this.dead) return;
    this.fail(new EngineFailure("stopped"));
    this.dead = true;
    this.bindings.detach();
    this.worker.terminate();
  }

  private alive<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.failed]);
  }
}
