/** Columns of `published_claim` for one report. */
export interface ClaimColumns {
  readonly id: readonly string[];
  readonly subject: readonly string[];
  readonly value: ArrayLike<number>;
}

export interface Claims {
  /** The claimed number; throws on an unknown id. */
  value(id: string): number;
  /** Whom or what the claim is about. */
  subject(id: string): string;
  /** Subjects of `prefix_1`, `prefix_2`, … in order. */
  named(prefix: string): string[];
  /** Values of `prefix_1`, `prefix_2`, … in order. */
  values(prefix: string): number[];
}

/** Single claims of a report by id; a numbered family (`north_in_1` …) is one list. */
export function claimsOf({id, subject, value}: ClaimColumns): Claims {
  const at = (name: string): number => {
    const row = id.indexOf(name);
    if (row < 0) throw new Error(`no claim "${name}"`);
    return row;
  };
  const family = (prefix: string): number[] => {
    const rows: number[] = [];
    for (let k = 1; id.includes(`${prefix}_${k}`); k++) rows.push(at(`${prefix}_${k}`));
    if (rows.length === 0) throw new Error(`no claims "${prefix}_1", "${prefix}_2", …`);
    return rows;
  };
  return {
    value: (name) => value[at(name)] ?? Number.NaN,
    subject: (name) => subject[at(name)] ?? "",
    named: (prefix) => family(prefix).map((row) => subject[row] ?? ""),
    values: (prefix) => family(prefix).map((row) => value[row] ?? Number.NaN)
  };
}
