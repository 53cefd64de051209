import type {Columns} from "../warehouse/columns.js";
import type {Frame} from "../warehouse/frame.js";
import type {Stage, StageOptions} from "../warehouse/stage.js";

/** What a run leaves for the next: the last day it computed (days since 1970-01-01), and plain values or arrays. */
export interface Kept {
  readonly until: number;
  readonly state?: unknown;
}

/** What a model may do: read its declared inputs, write its declared outputs, say what it is doing. */
export interface Context<P = unknown> {
  readonly params: P;
  /** The run reads only rows known at this ISO date's close; absent means everything. */
  readonly asOf: string | undefined;
  /** Whether an input, optional ones included, is there and has rows. */
  has(table: string): boolean;
  /** SQL over the declared inputs, each a view of its table, cut off at `asOf`. */
  query(sql: string): Promise<Frame>;
  write(table: string, columns: Columns, options?: StageOptions): Promise<void>;
  /** For tables too large to hold: append batches, then `commit`. */
  stage(table: string, options?: StageOptions): Stage;
  commit(stage: Stage): Promise<void>;
  /** What the last run kept, where all that it could read is unchanged: output rows up to its day stand. */
  readonly past: Kept | undefined;
  /** Keeps state for the next run, which takes effect when this one succeeds. */
  keep(kept: Kept): void;
  log(message: string): void;
}

/** One family of derived tables: a pure reading of inputs into outputs, in one file of `pipeline/models`. */
export interface Model<P = unknown> {
  readonly name: string;
  readonly inputs: readonly string[];
  /** Inputs that may be absent. */
  readonly optional?: readonly string[];
  readonly outputs: readonly string[];
  readonly params: P;
  /**
   * Inputs whose schema does not say when a row is known, and the date up to which their rows concern the past: a row
   * dated later changes nothing before. Read where a model goes on from its last run.
   */
  readonly dated?: Readonly<Record<string, string>>;
  /** A score compares a model with the planted truth: it alone may read `truth_*`. */
  readonly score?: boolean;
  run(context: Context<P>): Promise<void>;
}

/** Checks a model's declaration; the default export of each file in `pipeline/models`. */
export function defineModel<P>(model: Omit<Model<P>, "params"> & {readonly params?: P}): Model<P> {
  const reads = [...model.inputs, ...(model.optional ?? [])];
  const truth = reads.find((t) => t.startsWith("truth_"));
  if (truth && !model.score)
    throw new Error(`model ${model.name} declares ${truth}: only scores read the planted truth`);
  const loop = model.outputs.find((t) => reads.includes(t));
  if (loop) throw new Error(`model ${model.name} reads its own output ${loop}`);
  if (model.outputs.length === 0) throw new Error(`model ${model.name} has no outputs`);
  return {...model, params: model.params as P};
}

/** Models in an order in which every input is made before it is read; a cycle is an error that names it. */
export function inOrder<M extends Pick<Model, "name" | "inputs" | "optional" | "outputs">>(
  models: readonly M[]
): M[] {
  const makers = new Map<string, M>();
  for (const model of models) {
    for (const table of model.outputs) {
      const other = makers.get(table);
      if (other) throw new Error(`table ${table} is made by two models: ${other.name} and ${model.name}`);
      makers.set(table, model);
    }
  }
  const ordered: M[] = [];
  const state = new Map<M, "open" | "done">();
  const visit = (model: M, path: readonly string[]): void => {
    if (state.get(model) === "done") return;
    if (state.get(model) === "open")
      throw new Error(`models depend on each other: ${[...path, model.name].join(" → ")}`);
    state.set(model, "open");
    for (const table of [...model.inputs, ...(model.optional ?? [])]) {
      const maker = makers.get(table);
      if (maker) visit(maker, [...path, model.name]);
    }
    state.set(model, "done");
    ordered.push(model);
  };
  for (const model of [...models].sort((a, b) => (a.name < b.name ? -1 : 1))) visit(model, []);
  return ordered;
}
