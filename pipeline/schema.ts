import {derived} from "./schema/derived.js";
import {published} from "./schema/published.js";
import {raw} from "./schema/raw.js";
import {truth} from "./schema/truth.js";
import type {Table} from "./schema/types.js";

export type {Column, ColumnType, Layer, Table} from "./schema/types.js";

/** Every table of the warehouse, once: the only definition of names, types, units and meanings. */
export const tables: readonly Table[] = [...raw, ...published, ...truth, ...derived];

const byName = new Map(tables.map((t) => [t.name, t]));

/** The table of that name; an unknown one is an error that suggests the nearest. */
export function tableNamed(name: string): Table {
  const found = byName.get(name);
  if (!found)
    throw new Error(`unknown table "${name}"; the nearest is "${nearest(name, [...byName.keys()])}"`);
  return found;
}

/** The candidate with the smallest edit distance to `word`. */
export function nearest(word: string, candidates: readonly string[]): string {
  let best = candidates[0] ?? "";
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = editDistance(word, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({length: b.length + 1}, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
