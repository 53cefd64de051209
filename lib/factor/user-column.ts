import {epochDay} from "../format/date.js";

/** A column that a user brings: one value a stock and day, as text. */
export interface UserColumn {
  readonly date: readonly string[];
  readonly code: readonly string[];
  readonly value: readonly string[];
}

export interface Aligned {
  /** Months × stocks, NaN where the column has nothing. */
  readonly signal: Float64Array;
  readonly used: number;
  /** Rows not used, by reason, and the first of each as an example. */
  readonly dropped: Readonly<
    Record<"bad_date" | "bad_value" | "unknown_code" | "outside" | "superseded", number>
  >;
}

/**
 * Puts a column on month ends: of each stock and month the latest row up to the month's last trading day counts, so
 * that nothing later than the date of the study is used; earlier rows of the month are superseded. Rows after the last
 * month end or before the first month are outside. `months` are days since 1970-01-01, ascending.
 */
export function alignColumn(
  {date, code, value}: UserColumn,
  {months, codes}: {readonly months: ArrayLike<number>; readonly codes: readonly string[]}
): Aligned {
  if (code.length !== date.length || value.length !== date.length) {
    throw new RangeError(
      `date, code and value must be equally long, got ${date.length}, ${code.length}, ${value.length}`
    );
  }
  const assets = codes.length;
  const place = new Map(codes.map((c, i) => [c, i]));
  const signal = new Float64Array(months.length * assets).fill(Number.NaN);
  const asOf = new Float64Array(months.length * assets).fill(Number.NEGATIVE_INFINITY);
  const dropped = {bad_date: 0, bad_value: 0, unknown_code: 0, outside: 0, superseded: 0};
  let used = 0;
  for (let r = 0; r < date.length; r++) {
    const day = dayOf(date[r] ?? "");
    const x = (value[r] ?? "").trim() === "" ? Number.NaN : Number(value[r]);
    const i = place.get((code[r] ?? "").trim());
    if (Number.isNaN(day)) dropped.bad_date++;
    else if (!Number.isFinite(x)) dropped.bad_value++;
    else if (i === undefined) dropped.unknown_code++;
    else {
      const t = firstAtOrAfter(months, day);
      if (t < 0 || (t === 0 && (months[0] as number) - day > 31)) {
        dropped.outside++;
        continue;
      }
      const k = t * assets + i;
      if ((asOf[k] as number) > Number.NEGATIVE_INFINITY) dropped.superseded++;
      else used++;
      if (day < (asOf[k] as number)) continue;
      asOf[k] = day;
      signal[k] = x;
    }
  }
  return {signal, used, dropped};
}

function dayOf(text: string): number {
  const plain = text.trim();
  try {
    return epochDay(
      /^\d{8}$/.test(plain)
        ? `${plain.slice(0, 4)}-${plain.slice(4, 6)}-${plain.slice(6)}`
        : plain.slice(0, 10)
    );
  } catch {
    return Number.NaN;
  }
}

function firstAtOrAfter(days: ArrayLike<number>, day: number): number {
  for (let t = 0; t < days.length; t++) if ((days[t] as number) >= day) return t;
  return -1;
}
