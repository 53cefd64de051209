import {decodeQuery} from "../../lib/sql/share.js";
import type {Answer} from "../database.js";
import {EXAMPLES} from "./examples.js";
import type {Schema} from "./schema.js";

/** What stays when the bench is drawn anew in another language. */
export interface BenchState {
  text: string;
  /** The query came with the link and was not run. */
  linked: boolean;
  broken: "size" | "encoding" | undefined;
  answer: Answer | undefined;
  schema: Promise<Schema> | undefined;
}

/** The state to begin with: the query of the location's hash, shown and not run, or the first example. */
export async function benchState(hash: string): Promise<BenchState> {
  const shared = await decodeQuery(hash);
  const text = shared.kind === "query" ? shared.sql : (EXAMPLES[0]?.sql ?? "");
  return {
    text,
    linked: shared.kind === "query",
    broken: shared.kind === "broken" ? shared.reason : undefined,
    answer: undefined,
    schema: undefined
  };
}
