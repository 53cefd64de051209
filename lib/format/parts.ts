/**
 * Several parts in one file that readers take by range: a count and the offset of each part and of the end, 4 bytes
 * each, little-endian, then the parts.
 */
export function joinParts(parts: readonly Uint8Array[]): Uint8Array {
  const head = 4 * (parts.length + 2);
  const total = parts.reduce((sum, p) => sum + p.length, head);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, parts.length, true);
  let at = head;
  parts.forEach((part, k) => {
    view.setUint32(4 * (k + 1), at, true);
    bytes.set(part, at);
    at += part.length;
  });
  view.setUint32(4 * (parts.length + 1), at, true);
  return bytes;
}

/** Reads bytes `from` to `to` (exclusive) of a file. */
export type RangeReader = (from: number, to: number) => Promise<Uint8Array>;

/** Where each part of a joined file lies, `[from, to)`. */
export async function partRanges(read: RangeReader): Promise<readonly (readonly [number, number])[]> {
  const first = await read(0, 4);
  const count = new DataView(first.buffer, first.byteOffset).getUint32(0, true);
  const head = await read(4, 4 * (count + 2));
  const view = new DataView(head.buffer, head.byteOffset);
  return Array.from({length: count}, (_, k) => [
    view.getUint32(4 * k, true),
    view.getUint32(4 * (k + 1), true)
  ]);
}
