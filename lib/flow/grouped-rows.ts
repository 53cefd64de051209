export type RowKind = "sector" | "industry" | "total";

export interface GroupedRows {
  readonly kind: RowKind[];
  /** Sector or industry; empty on the total. */
  readonly name: string[];
  readonly values: Readonly<Record<string, Float64Array>>;
}

/**
 * Industries under their sectors: each sector's sum before its industries, sectors in order of appearance, the
 * sum of all at the end. Missing values are not passed over: a sum of what is not known is not known.
 * Throws when columns differ in length.
 */
export function groupedRows(
  {industry, sector}: {readonly industry: readonly string[]; readonly sector: readonly string[]},
  values: Readonly<Record<string, ArrayLike<number>>>
): GroupedRows {
  for (const [name, column] of Object.entries({sector, ...values})) {
    if (column.length !== industry.length) {
      throw new RangeError(`${name} must hold ${industry.length} values, got ${column.length}`);
    }
  }
  const kind: RowKind[] = [];
  const name: string[] = [];
  const members: number[][] = [];
  const add = (k: RowKind, n: string, of: number[]): void => {
    kind.push(k);
    name.push(n);
    members.push(of);
  };
  for (const group of new Set(sector)) {
    const own = sector.flatMap((s, i) => (s === group ? [i] : []));
    add("sector", group, own);
    for (const i of own) add("industry", industry[i] ?? "", [i]);
  }
  add(
    "total",
    "",
    industry.map((_, i) => i)
  );
  const sum = (column: ArrayLike<number>): Float64Array =>
    Float64Array.from(members, (of) => of.reduce((s, i) => s + (column[i] as number), 0));
  return {
    kind,
    name,
    values: Object.fromEntries(Object.entries(values).map(([n, column]) => [n, sum(column)]))
  };
}
