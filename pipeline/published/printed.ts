import {type Claims, claimsOf} from "../../lib/reconcile/claims.js";
import type {Facts} from "../../lib/reconcile/outlook.js";
import type {Context} from "../run/model.js";
import type {Frame} from "../warehouse/frame.js";

/** Columns of one table's rows of one report, by name. */
export class Printed {
  constructor(private readonly frame: Frame) {}

  numbers<K extends string>(...names: readonly K[]): Record<K, Float64Array> {
    return Object.fromEntries(names.map((n) => [n, this.frame.numbers(n)])) as Record<K, Float64Array>;
  }

  strings<K extends string>(...names: readonly K[]): Record<K, string[]> {
    const columns = names.map((n) => [n, this.frame.strings(n).map((s) => s ?? "")]);
    return Object.fromEntries(columns) as Record<K, string[]>;
  }
}

export interface Source {
  readonly claims: Claims;
  readonly facts: Facts;
  printed(table: string): Promise<Printed>;
}

/** Rows of one report; undefined where the run's date is before it. */
export async function sourceOf(context: Context, report: string): Promise<Source | undefined> {
  const printed = async (table: string, order = "row"): Promise<Printed> =>
    new Printed(await context.query(`SELECT * FROM ${table} WHERE report = '${report}' ORDER BY "${order}"`));
  const claims = await printed("published_claim", "id");
  const {id, subject} = claims.strings("id", "subject");
  if (id.length === 0) return undefined;
  const outside = await printed("published_outside", "id");
  const facts = new Map(
    outside.strings("id").id.map((name, i) => [name, outside.numbers("value").value[i] ?? Number.NaN])
  );
  return {
    claims: claimsOf({id, subject, value: claims.numbers("value").value}),
    facts: (name) => {
      const value = facts.get(name);
      if (value === undefined) throw new Error(`no outside fact "${name}" on ${report}`);
      return value;
    },
    printed
  };
}
