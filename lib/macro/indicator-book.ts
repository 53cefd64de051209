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
