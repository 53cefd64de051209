/** A portfolio by stock: weights as shares of net asset value. */
export interface Holdings {
  readonly code: ArrayLike<number>;
  readonly weight: ArrayLike<number>;
}

export interface Completed {
  readonly code: Int32Array;
  readonly weight: Float64Array;
  /** Weight of the top holdings, which were disclosed; the rest is carried from the full portfolio. */
  readonly disclosed: number;
}

/**
 * A whole portfolio from a quarter's ten largest positions and the last full one: its stocks beyond the ten, scaled to
 * fill the disclosed equity position (`equity`; missing: left as they were), none above the smallest of the ten. Codes
 * are any numbers. Without a full portfolio the ten stand alone. Throws on wrong sizes.
 */
export function completeHoldings(
  top: Holdings,
  full: Holdings | undefined,
  {equity = Number.NaN}: {readonly equity?: number} = {}
): Completed {
  for (const [name, {code, weight}] of Object.entries({top, full: full ?? top}))
    if (code.length !== weight.length)
      throw new RangeError(`${name}.weight must hold ${code.length} values, got ${weight.length}`);
  const named = new Set(Array.from(top.code));
  const weights = Array.from(top.weight);
  const disclosed = weights.reduce((a, b) => a + b, 0);
  const least = weights.length > 0 ? Math.min(...weights) : 1;
  const tail = full ? Array.from(full.code).flatMap((c, i) => (named.has(c) ? [] : [i])) : [];
  const carried = filled(
    tail.map((i) => full?.weight[i] as number),
    {room: equity - disclosed, most: least}
  );
  return {
    code: Int32Array.from([...named, ...tail.map((i) => full?.code[i] as number)]),
    weight: Float64Array.from([...weights, ...carried]),
    disclosed
  };
}

/** Weights scaled to sum to `room` with none above `most`: what is cut off goes to the others while they have room. */
function filled(
  weights: readonly number[],
  {room, most}: {readonly room: number; readonly most: number}
): Float64Array {
  const capped = Float64Array.from(weights, (w) => Math.min(w, most));
  if (Number.isNaN(room)) return capped;
  if (room <= 0) return capped.fill(0);
  for (let round = 0; round < 20; round++) {
    let [fixed, free] = [0, 0];
    for (const w of capped) {
      if (w >= most) fixed += w;
      else free += w;
    }
    if (free <= 0 || Math.abs(fixed + free - room) < 1e-9) break;
    const scale = Math.max(0, room - fixed) / free;
    for (let i = 0; i < capped.length; i++)
      if ((capped[i] as number) < most) capped[i] = Math.min(most, (capped[i] as number) * scale);
  }
  const total = capped.reduce((a, b) => a + b, 0);
  return total > room ? capped.map((w) => (w * room) / total) : capped;
}
