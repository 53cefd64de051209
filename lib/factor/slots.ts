type Numbers = Float64Array | Int32Array | Uint8Array;

/** A live array of a rolling computation: runs of one value an asset, or (`assets` 0) anything else. */
export interface Slot {
  readonly array: Numbers;
  readonly assets: number;
}

/** Columns of one value an asset. */
export const columns = (...arrays: readonly Numbers[]): Slot[] =>
  arrays.map((array) => ({array, assets: array.length}));

/** The same slots as values that belong to no asset. */
export const whole = (slots: readonly Slot[]): Slot[] => slots.map(({array}) => ({array, assets: 0}));

export interface RestoreOptions {
  /** Place among today's assets of each asset that the kept arrays know; strictly ascending. */
  readonly place: Int32Array;
}

/**
 * Writes kept arrays back into the slots of a new computation, whose assets may be more: those that were not known
 * keep what they were made with. Throws where the arrays are of another shape.
 */
export function restore(slots: readonly Slot[], kept: readonly unknown[], {place}: RestoreOptions): void {
  if (kept.length !== slots.length)
    throw new RangeError(`kept must hold ${slots.length} arrays, got ${kept.length}`);
  slots.forEach(({array, assets}, k) => {
    const old = kept[k];
    const runs = assets === 0 ? 1 : array.length / assets;
    const length = assets === 0 ? array.length : runs * place.length;
    if (!isLike(old, array) || old.length !== length) {
      throw new RangeError(`kept[${k}] must be ${length} values like those of its slot`);
    }
    if (assets === 0 || place.length === assets) array.set(old);
    else
      for (let r = 0; r < runs; r++)
        for (let j = 0; j < place.length; j++)
          array[r * assets + (place[j] as number)] = old[r * place.length + j] as number;
  });
}

const isLike = (value: unknown, array: Numbers): value is Numbers =>
  value instanceof Float64Array
    ? array instanceof Float64Array
    : value instanceof Int32Array
      ? array instanceof Int32Array
      : value instanceof Uint8Array && array instanceof Uint8Array;
