import type {Source} from "../../warehouse/source.js";

export type Kind = "country" | "industry" | "style";

/** Daily returns of one scheme's factors: market first, then industries, then styles, each in order of name. */
export interface FactorPanel {
  readonly scheme: string;
  readonly factors: readonly string[];
  readonly kinds: readonly Kind[];
  /** Days since 1970-01-01, ascending. */
  readonly days: Int32Array;
  /** Days × factors; NaN where the day has no such factor. */
  readonly returns: Float64Array;
}

const KINDS: readonly Kind[] = ["country", "industry", "style"];

/** Factor returns by scheme, schemes in order of name. Throws on a kind that is none of the three. */
export async function readFactors(source: Source): Promise<FactorPanel[]> {
  const frame = await source.query(
    `SELECT date, scheme, factor, kind, "return" AS value FROM factor_return ORDER BY scheme, date, factor`
  );
  const [scheme, factor, kind] = [frame.text("scheme"), frame.text("factor"), frame.text("kind")];
  const [date, value] = [frame.days("date"), frame.numbers("value")];
  return scheme.values.map((name, s) => {
    const rows = Array.from(scheme.codes.keys()).filter((i) => scheme.codes[i] === s);
    const kindOf = new Map(
      rows.map((i) => [factor.values[factor.codes[i] as number] ?? "", kind.values[kind.codes[i] as number]])
    );
    const factors = [...kindOf.keys()].sort(
      (a, b) => place(kindOf.get(a)) - place(kindOf.get(b)) || (a < b ? -1 : 1)
    );
    const days = Int32Array.from(new Set(rows.map((i) => date[i] as number)));
    const column = new Map(factors.map((f, c) => [f, c]));
    const row = new Map(Array.from(days, (d, t) => [d, t]));
    const returns = new Float64Array(days.length * factors.length).fill(Number.NaN);
    for (const i of rows) {
      const t = row.get(date[i] as number) ?? 0;
      const c = column.get(factor.values[factor.codes[i] as number] ?? "") ?? 0;
      returns[t * factors.length + c] = value[i] as number;
    }
    const kinds = factors.map((f) => KINDS[place(kindOf.get(f))] as Kind);
    return {scheme: name, factors, kinds, days, returns};
  });
}

function place(kind: string | undefined): number {
  const at = KINDS.indexOf(kind as Kind);
  if (at < 0) throw new Error(`factor_return: kind must be ${KINDS.join(", ")}, got "${kind}"`);
  return at;
}

/** The panel on the rows of other days; NaN on those that it lacks. */
export function onDays(panel: FactorPanel, days: Int32Array): FactorPanel {
  const n = panel.factors.length;
  const row = new Map(Array.from(panel.days, (d, t) => [d, t]));
  const returns = new Float64Array(days.length * n).fill(Number.NaN);
  days.forEach((d, t) => {
    const from = row.get(d);
    if (from !== undefined) returns.set(panel.returns.subarray(from * n, (from + 1) * n), t * n);
  });
  return {...panel, days, returns};
}

/** Returns of the named factors alone, days × names; each must be in the panel. */
export function pickColumns({days, factors, returns}: FactorPanel, names: readonly string[]): Float64Array {
  const pick = names.map((name) => factors.indexOf(name));
  return Float64Array.from(
    {length: days.length * pick.length},
    (_, k) =>
      returns[Math.floor(k / pick.length) * factors.length + (pick[k % pick.length] as number)] as number
  );
}

/** One factor's returns by day. */
export const columnOf = ({returns, factors}: FactorPanel, factor: number): Float64Array =>
  Float64Array.from(
    {length: returns.length / factors.length},
    (_, t) => returns[t * factors.length + factor] as number
  );
