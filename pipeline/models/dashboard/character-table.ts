import type {Source} from "../../warehouse/source.js";

const COLUMNS = ["ln_pb", "profit_growth", "turnover", "cross_sectional_vol"] as const;

type CharacterColumns = Readonly<Record<(typeof COLUMNS)[number], Float64Array>>;

/** A factor's character on given days, NaN where the table has no row. */
export type CharacterTable = (scheme: string, factor: string, days: Int32Array) => CharacterColumns;

/** Reads `factor_character`. */
export async function readCharacter(source: Source): Promise<CharacterTable> {
  const frame = await source.query(
    `SELECT date, scheme, factor, ${COLUMNS.join(", ")} FROM factor_character`
  );
  const [scheme, factor] = [frame.text("scheme"), frame.text("factor")];
  const date = frame.days("date");
  const values = COLUMNS.map((name) => frame.numbers(name));
  const rows = new Map<string, number[]>();
  for (let i = 0; i < frame.rows; i++) {
    const key = `${scheme.values[scheme.codes[i] as number]}\n${factor.values[factor.codes[i] as number]}`;
    const own = rows.get(key);
    if (own) own.push(i);
    else rows.set(key, [i]);
  }
  return (name, of, days) => {
    const place = new Map(Array.from(days, (d, t) => [d, t]));
    const columns = COLUMNS.map(() => new Float64Array(days.length).fill(Number.NaN));
    for (const i of rows.get(`${name}\n${of}`) ?? []) {
      const t = place.get(date[i] as number);
      if (t === undefined) continue;
      columns.forEach((column, k) => {
        column[t] = values[k]?.[i] ?? Number.NaN;
      });
    }
    return Object.fromEntries(COLUMNS.map((c, k) => [c, columns[k]])) as CharacterColumns;
  };
}
