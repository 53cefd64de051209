import {type Data, DataType, TimeUnit} from "apache-arrow";
import {dayText, floatText, scaled, timestampText, timeText} from "./exact.js";
import type {ColumnKind} from "./result.js";

/** Reads one item of one chunk, which is not null there. */
export interface Reader {
  readonly kind: ColumnKind;
  readonly type: string;
  readonly text: (data: Data, i: number) => string;
  readonly json: (data: Data, i: number) => string;
  readonly value?: (data: Data, i: number) => number | boolean | Date;
}

const quoted = (text: string): string => JSON.stringify(text);

const textual = (kind: ColumnKind, type: string, text: Reader["text"], value?: Reader["value"]): Reader => {
  const base = {kind, type, text, json: (data: Data, i: number) => quoted(text(data, i))};
  return value === undefined ? base : {...base, value};
};

const numeric = (
  kind: ColumnKind,
  type: string,
  text: Reader["text"],
  value: (data: Data, i: number) => number
) =>
  ({
    kind,
    type,
    text,
    json: (data, i) => (Number.isFinite(value(data, i)) ? text(data, i) : quoted(text(data, i))),
    value
  }) satisfies Reader;

/** How to read a column of this Arrow type. Throws on one that this site's queries never deliver. */
export function readerOf(type: DataType): Reader {
  if (DataType.isNull(type)) return textual("text", "NULL", () => "");
  if (DataType.isBool(type)) return booleanReader;
  if (DataType.isInt(type)) {
    const name = `${type.isSigned ? "" : "U"}${INTEGERS[type.bitWidth] ?? "INTEGER"}`;
    const kind = type.bitWidth === 64 ? "exact" : "number";
    return numeric(
      kind,
      name,
      (d, i) => String(d.values[i]),
      (d, i) => Number(d.values[i])
    );
  }
  if (DataType.isFloat(type)) {
    const single = type.precision === 1;
    const text: Reader["text"] = (d, i) => floatText(d.values[i], {single});
    return numeric("number", single ? "FLOAT" : "DOUBLE", text, (d, i) => Number(d.values[i]));
  }
  if (DataType.isDecimal(type)) return decimalReader(type.precision, type.scale);
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) {
    return textual("text", "VARCHAR", (d, i) => utf8.decode(bytesOf(d, i)));
  }
  if (DataType.isBinary(type) || DataType.isLargeBinary(type)) {
    return textual("binary", "BLOB", (d, i) => hex(bytesOf(d, i)));
  }
  if (DataType.isFixedSizeBinary(type)) {
    const width = type.byteWidth;
    return textual("binary", "BLOB", (d, i) => hex(d.values.subarray(i * width, (i + 1) * width)));
  }
  return temporalReader(type) ?? nestedReader(type);
}

const INTEGERS: Readonly<Record<number, string>> = {
  8: "TINYINT",
  16: "SMALLINT",
  32: "INTEGER",
  64: "BIGINT"
};

const bit = (data: Data, i: number): boolean => {
  const at = data.offset + i;
  return ((data.values[at >> 3] >> (at & 7)) & 1) === 1;
};
const booleanReader: Reader = {
  kind: "boolean",
  type: "BOOLEAN",
  text: (d, i) => String(bit(d, i)),
  json: (d, i) => String(bit(d, i)),
  value: bit
};

const utf8 = new TextDecoder();
const bytesOf = ({values, valueOffsets}: Data, i: number): Uint8Array =>
  values.subarray(Number(valueOffsets[i]), Number(valueOffsets[i + 1]));

const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");

function decimalReader(precision: number, scale: number): Reader {
  const text: Reader["text"] = ({values}, i) => {
    const word = (k: number): bigint => BigInt(values[4 * i + k] >>> 0) << BigInt(32 * k);
    return scaled(BigInt.asIntN(128, word(0) | word(1) | word(2) | word(3)), scale);
  };
  const type = scale === 0 && precision === 38 ? "HUGEINT" : `DECIMAL(${precision},${scale})`;
  return numeric("exact", type, text, (d, i) => Number(text(d, i)));
}

function temporalReader(type: DataType): Reader | undefined {
  if (DataType.isDate(type)) {
    const perDay = type.unit === 0 ? 1 : 86_400_000;
    const day = (d: Data, i: number): number => Number(d.values[i]) / perDay;
    return textual(
      "date",
      "DATE",
      (d, i) => dayText(day(d, i)),
      (d, i) => new Date(day(d, i) * 86_400_000)
    );
  }
  if (DataType.isTime(type)) {
    const unit = UNITS[type.unit] ?? 1_000_000n;
    return textual("time", "TIME", (d, i) => timeText(BigInt(d.values[i]), unit));
  }
  if (DataType.isTimestamp(type)) {
    const unit = UNITS[type.unit] ?? 1_000_000n;
    const zone = type.timezone ? "Z" : "";
    const name = zone === "" ? "TIMESTAMP" : "TIMESTAMP WITH TIME ZONE";
    const date = (d: Data, i: number): Date =>
      new Date(Math.floor((Number(d.values[i]) * 1000) / Number(unit)));
    return textual("timestamp", name, (d, i) => timestampText(BigInt(d.values[i]), unit, zone), date);
  }
  return undefined;
}

const UNITS: Readonly<Record<number, bigint>> = {
  [TimeUnit.SECOND]: 1n,
  [TimeUnit.MILLISECOND]: 1000n,
  [TimeUnit.MICROSECOND]: 1_000_000n,
  [TimeUnit.NANOSECOND]: 1_000_000_000n
};

function nestedReader(type: DataType): Reader {
  const nested = (name: string, json: Reader["json"]): Reader => ({
    kind: "nested",
    type: name,
    text: json,
    json
  });
  const item = (reader: Reader, data: Data | undefined, i: number): string =>
    data?.getValid(i) ? reader.json(data, i) : "null";
  const range = (from: number, to: number, each: (i: number) => string): string =>
    Array.from({length: to - from}, (_, k) => each(from + k)).join(",");
  if (DataType.isList(type)) {
    const inner = readerOf(type.valueType);
    return nested(
      `${inner.type}[]`,
      ({valueOffsets: o, children}, i) =>
        `[${range(Number(o[i]), Number(o[i + 1]), (k) => item(inner, children[0], k))}]`
    );
  }
  if (DataType.isFixedSizeList(type)) {
    const inner = readerOf(type.valueType);
    const size = type.listSize;
    return nested(
      `${inner.type}[${size}]`,
      ({children, offset}, i) =>
        `[${range((offset + i) * size, (offset + i + 1) * size, (k) => item(inner, children[0], k))}]`
    );
  }
  if (DataType.isStruct(type)) {
    const fields = type.children.map((f) => ({name: f.name, reader: readerOf(f.type)}));
    return nested(
      "STRUCT",
      ({children}, i) =>
        `{${fields.map((f, k) => `${quoted(f.name)}:${item(f.reader, children[k], i)}`).join(",")}}`
    );
  }
  if (DataType.isMap(type)) {
    const [key, value] = type.children[0]?.type.children.map((f: {type: DataType}) => readerOf(f.type)) ?? [];
    if (key === undefined || value === undefined) throw new TypeError(`type: a map without entries, ${type}`);
    return nested("MAP", ({valueOffsets: o, children}, i) => {
      const entries = children[0]?.children;
      const name = (k: number): string => (entries?.[0] ? quoted(key.text(entries[0], k)) : "null");
      return `{${range(Number(o[i]), Number(o[i + 1]), (k) => `${name(k)}:${item(value, entries?.[1], k)}`)}}`;
    });
  }
  throw new TypeError(`type: ${type} cannot be shown; cast it to VARCHAR`);
}
