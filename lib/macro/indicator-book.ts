import {unpack} from "../factor/pack.js";

/** Readings of indicators at the last trading day of each week, series × weeks (series by series). */
export interface IndicatorBook<M> {
  readonly meta: M;
  readonly days: Int32Array;
  readonly previous: Float64Array;
  readonly value: Float64Array;
  readonly change: Float64Array;
  readonly z: Float64Array;
  /** −1, 0, 1: down, none, up for the industry. */
  readonly arrow: Float64Array;
  /** Days from the end of the value's period to the week's end. */
  readonly age: Float64Array;
  /** Number of the status word. */
  readonly status: Float64Array;
}

/** Reads the packed readings. */
export function unpackIndicators<M>(bytes: Uint8Array): IndicatorBook<M> {
  const {meta, columns} = unpack(bytes);
  const of = (name: string): Float64Array => columns.get(name) ?? new Float64Array();
  return {
    meta: meta as M,
    days: Int32Array.from(of("days")),
    previous: of("previous"),
    value: of("value"),
    change: of("change"),
    z: of("z"),
    arrow: of("arrow"),
    age: of("age"),
    status: of("status")
  };
}

/** The book with some of its series only, in the order given. Throws on a series that it does not hold. */
export function onlySeries<M>(
  book: IndicatorBook<M>,
  picked: readonly number[]
): IndicatorBook<M> & {readonly picked: readonly number[]} {
  const weeks = book.days.length;
  const count = weeks === 0 ? 0 : book.value.length / weeks;
  for (const s of picked) {
    if (!(s >= 0 && s < count)) throw new RangeError(`picked must hold series below ${count}, got ${s}`);
  }
  const pick = (panel: Float64Array): Float64Array => {
    const out = new Float64Array(picked.length * weeks);
    picked.forEach((s, k) => {
      out.set(panel.subarray(s * weeks, (s + 1) * weeks), k * weeks);
    });
    return out;
  };
  const {previous, value, change, z, arrow, age, status} = book;
  return {
    meta: book.meta,
    days: book.days,
    picked,
    previous: pick(previous),
    value: pick(value),
    change: pick(change),
    z: pick(z),
    arrow: pick(arrow),
    age: pick(age),
    status: pick(status)
  };
}
