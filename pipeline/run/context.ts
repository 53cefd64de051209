import type {Columns} from "../warehouse/columns.js";
import type {Frame} from "../warehouse/frame.js";
import {readFrame} from "../warehouse/frame.js";
import type {Stage, StageOptions} from "../warehouse/stage.js";
import type {Warehouse} from "../warehouse/warehouse.js";
import type {Context, Kept, Model} from "./model.js";

export interface ContextOptions {
  readonly asOf?: string;
  /** Where outputs go; default the warehouse that is read. */
  readonly target?: Warehouse;
  readonly log?: (message: string) => void;
  readonly past?: Kept | undefined;
  readonly onKeep?: (kept: Kept) => void;
}

/** A context that holds a model to its declaration: other tables are not there to be read or written. */
export async function contextOf<P>(
  model: Model<P>,
  warehouse: Warehouse,
  {asOf, target = warehouse, log = () => {}, past, onKeep = () => {}}: ContextOptions = {}
): Promise<Context<P>> {
  const declared = [...model.inputs, ...(model.optional ?? [])];
  const present = declared.filter((t) => warehouse.has(t));
  const views = await warehouse.connection.runAndReadAll(
    "SELECT view_name FROM duckdb_views() WHERE temporary AND NOT internal"
  );
  for (const [name] of views.getRows())
    await warehouse.connection.run(`DROP VIEW IF EXISTS temp."${String(name)}"`);
  await warehouse.attach(present, asOf === undefined ? {} : {asOf});
  const own = (table: string): void => {
    if (!model.outputs.includes(table)) {
      throw new Error(`model ${model.name} writes ${table}, which it does not declare as an output`);
    }
  };
  return {
    params: model.params,
    asOf,
    has(table: string): boolean {
      if (!declared.includes(table))
        throw new Error(`model ${model.name} asks for ${table}, which it does not declare`);
      return present.includes(table) && warehouse.record(table).rows > 0;
    },
    query: (sql: string): Promise<Frame> => readFrame(warehouse.connection, sql),
    async write(table: string, columns: Columns, options: StageOptions = {}): Promise<void> {
      own(table);
      await target.write(table, columns, model.name, options);
    },
    stage(table: string, options: StageOptions = {}): Stage {
      own(table);
      return target.stage(table, options);
    },
    async commit(stage: Stage): Promise<void> {
      await target.commit(stage, model.name);
    },
    past,
    keep: onKeep,
    log
  };
}
