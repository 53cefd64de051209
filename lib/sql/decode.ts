import type {Data, RecordBatch, Schema} from "apache-arrow";
import {readerOf} from "./arrow-reader.js";
import type {Result, ResultColumn} from "./result.js";

/**
 * The columns of an Arrow stream as exact text and as values. `types` are the SQL types where they are known
 * (Arrow keeps fewer of them). Throws on an Arrow type that this site's queries never deliver.
 */
export function decodeArrow(
  {schema, batches, more}: {schema: Schema; batches: readonly RecordBatch[]; more: boolean},
  types: readonly string[] = []
): Result {
  const starts = new Float64Array(batches.length + 1);
  for (const [b, batch] of batches.entries()) starts[b + 1] = (starts[b] ?? 0) + batch.numRows;
  const columns = schema.fields.map((field, c): ResultColumn => {
    const reader = readerOf(field.type);
    const chunks = batches.map((batch) => batch.data.children[c]);
    const read = <T>(row: number, get: (data: Data, i: number) => T): T | null => {
      const chunk = chunkOf(starts, row);
      const data = chunks[chunk];
      const i = row - (starts[chunk] ?? 0);
      return data?.getValid(i) ? get(data, i) : null;
    };
    const value = reader.value ?? reader.text;
    return {
      name: field.name,
      type: types[c] ?? reader.type,
      kind: reader.kind,
      text: (row) => read(row, reader.text),
      value: (row) => read<number | boolean | Date | string>(row, value)
    };
  });
  return {columns, rows: starts[batches.length] ?? 0, more};
}

/** The last chunk that starts at or before the row. */
function chunkOf(starts: Float64Array, row: number): number {
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}
