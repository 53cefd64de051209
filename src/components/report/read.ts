/** Columns as a loader writes them: missing is null. */
export type JsonColumns = Readonly<Record<string, readonly (string | number | null)[]>>;

/** A numeric column, missing as NaN; throws where the column is absent. */
export function numbers(columns: JsonColumns, name: string): Float64Array {
  return Float64Array.from(column(columns, name), (v) => (typeof v === "number" ? v : Number.NaN));
}

/** A text column, missing as the empty string; throws where the column is absent. */
export function strings(columns: JsonColumns, name: string): string[] {
  return column(columns, name).map((v) => (v === null ? "" : String(v)));
}

/** The rows of all columns that pass. */
export function rowsWhere(columns: JsonColumns, pass: (row: number) => boolean): JsonColumns {
  const kept = Array.from({length: Object.values(columns)[0]?.length ?? 0}, (_, i) => i).filter(pass);
  return Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [name, kept.map((i) => values[i] ?? null)])
  );
}

/** Row by id of `published_claim`, its number and its quotation; throws on an unknown id. */
export function claim(claims: JsonColumns, id: string): {value: number; subject: string; quote: string} {
  const row = strings(claims, "id").indexOf(id);
  if (row < 0) throw new Error(`no claim "${id}"`);
  return {
    value: numbers(claims, "value")[row] ?? Number.NaN,
    subject: strings(claims, "subject")[row] ?? "",
    quote: strings(claims, "quote")[row] ?? ""
  };
}

/** Row by key of `reconciliation`; throws on an unknown check. */
export function checkNamed(
  checks: JsonColumns,
  key: string
): {published: number; recomputed: number; gap: number} {
  const row = strings(checks, "check").indexOf(key);
  if (row < 0) throw new Error(`no check "${key}"`);
  const at = (name: string): number => numbers(checks, name)[row] ?? Number.NaN;
  return {published: at("published"), recomputed: at("recomputed"), gap: at("gap")};
}

function column(columns: JsonColumns, name: string): readonly (string | number | null)[] {
  const values = columns[name];
  if (!values) throw new Error(`no column "${name}"; there are ${Object.keys(columns).join(", ")}`);
  return values;
}
