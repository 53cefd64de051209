/** A column of numbers to be packed: each is kept to the nearest multiple of `step`; NaN is kept as missing. */
export interface PackColumn {
  readonly name: string;
  readonly step: number;
  readonly values: ArrayLike<number>;
}

/** What `unpack` gives back. */
export interface Unpacked {
  readonly meta: unknown;
  readonly columns: ReadonlyMap<string, Float64Array>;
}

interface Header {
  readonly meta: unknown;
  readonly columns: readonly {readonly name: string; readonly step: number; readonly length: number}[];
}

/**
 * Columns as bytes, small once compressed: the length of a JSON header (4 bytes, little-endian), the header, then each
 * column as variable-length integers: 0 for missing, else 1 + the zigzag of the change since the last present value in
 * steps. The same columns give the same bytes. Throws on a step that is not positive and on a value out of range.
 */
export function pack(meta: unknown, columns: readonly PackColumn[]): Uint8Array {
  const described = columns.map(({name, step, values}) => ({name, step, length: values.length}));
  const header = new TextEncoder().encode(JSON.stringify({meta, columns: described} satisfies Header));
  const room = columns.reduce((sum, {values}) => sum + 8 * values.length, 0);
  const bytes = new Uint8Array(4 + header.length + room);
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, 4);
  let at = 4 + header.length;
  for (const {name, step, values} of columns) {
    if (!(step > 0)) throw new RangeError(`step of ${name} must be positive, got ${step}`);
    let last = 0;
    for (let i = 0; i < values.length; i++) {
      const v = values[i] as number;
      if (Number.isNaN(v)) {
        bytes[at++] = 0;
        continue;
      }
      const q = Math.round(v / step);
      const change = q - last;
      if (!(Math.abs(change) < 2 ** 48))
        throw new RangeError(`${name} must be finite and below 2^48 steps, got ${v}`);
      last = q;
      let u = (change < 0 ? -2 * change - 1 : 2 * change) + 1;
      while (u >= 128) {
        bytes[at++] = (u % 128) + 128;
        u = Math.floor(u / 128);
      }
      bytes[at++] = u;
    }
  }
  return bytes.slice(0, at);
}

/** Reads what `pack` wrote. Throws where the bytes end early. */
export function unpack(bytes: Uint8Array): Unpacked {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as Header;
  const columns = new Map<string, Float64Array>();
  let at = 4 + length;
  for (const {name, step, length: rows} of header.columns) {
    const values = new Float64Array(rows);
    let last = 0;
    for (let i = 0; i < rows; i++) {
      let u = 0;
      for (let scale = 1; ; scale *= 128) {
        const b = bytes[at++];
        if (b === undefined) throw new RangeError(`the bytes end within column ${name}`);
        u += (b % 128) * scale;
        if (b < 128) break;
      }
      if (u === 0) {
        values[i] = Number.NaN;
        continue;
      }
      u--;
      last += u % 2 === 1 ? -(u + 1) / 2 : u / 2;
      values[i] = last * step;
    }
    columns.set(name, values);
  }
  return {meta: header.meta, columns};
}
