import {restore, type Slot} from "../../../lib/factor/slots.js";

/** State by stock as a run keeps it for the next. */
export interface Kept {
  readonly codes: readonly string[];
  readonly arrays: readonly unknown[];
}

/** The state in these slots, whose assets are these codes. */
export const keptOf = (codes: readonly string[], slots: readonly Slot[]): Kept => ({
  codes,
  arrays: slots.map(({array}) => array)
});

/** Puts kept state into the slots of a computation whose stocks are `codes`, both in ascending order. */
export function restoreKept(
  {codes: old, arrays}: Kept,
  codes: readonly string[],
  slots: readonly Slot[]
): void {
  const places = new Map(codes.map((code, i) => [code, i]));
  const place = Int32Array.from(old, (code) => {
    const at = places.get(code);
    if (at === undefined) throw new Error(`stock ${code} had bars when state was kept and has none now`);
    return at;
  });
  restore(slots, arrays, {place});
}
