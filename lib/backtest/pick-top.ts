/**
 * The `n` indices of the highest scores among `eligible` ones (all by default), best first; ties go to the lower index,
 * NaN is never picked. Fewer where there are fewer.
 */
export function pickTop(
  scores: ArrayLike<number>,
  n: number,
  {eligible}: {readonly eligible?: (asset: number) => boolean} = {}
): Int32Array {
  if (!(Number.isInteger(n) && n >= 1)) throw new RangeError(`n must be a whole number from 1, got ${n}`);
  const heap = new Int32Array(n);
  let size = 0;
  const worse = (a: number, b: number): boolean => {
    const [x, y] = [scores[a] as number, scores[b] as number];
    return x < y || (x === y && a > b);
  };
  const sink = (): void => {
    let at = 0;
    for (;;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < size && worse(heap[child] as number, heap[least] as number)) least = child;
      }
      if (least === at) return;
      swap(heap, at, least);
      at = least;
    }
  };
  for (let i = 0; i < scores.length; i++) {
    if (Number.isNaN(scores[i] as number)) continue;
    if (size === n && worse(i, heap[0] as number)) continue;
    if (eligible && !eligible(i)) continue;
    if (size === n) {
      heap[0] = i;
      sink();
      continue;
    }
    heap[size] = i;
    for (let at = size++; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!worse(heap[at] as number, heap[parent] as number)) break;
      swap(heap, at, parent);
      at = parent;
    }
  }
  return heap.slice(0, size).sort((a, b) => (worse(a, b) ? 1 : -1));
}

function swap(heap: Int32Array, a: number, b: number): void {
  const held = heap[a] as number;
  heap[a] = heap[b] as number;
  heap[b] = held;
}
