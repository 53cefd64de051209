import {
  DateDay,
  Decimal,
  Field,
  Float32,
  Int32,
  Int64,
  List,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  TimestampMicrosecond,
  vectorFromArray
} from "apache-arrow";
import {describe, expect, it} from "vitest";
import {decodeArrow} from "../../../lib/sql/decode.js";

const schema = new Schema([
  new Field("big", new Int64()),
  new Field("day", new DateDay()),
  new Field("price", new Decimal(4, 18, 128)),
  new Field("at", new TimestampMicrosecond()),
  new Field("single", new Float32())
]);

/** One row a batch; an undefined item is null. */
function batch(big: bigint, day: number, price: bigint, at: bigint, single: number, valid = 1): RecordBatch {
  const words = Uint32Array.from([0n, 32n, 64n, 96n], (shift) => Number((price >> shift) & 0xffffffffn));
  const nulls = {nullCount: 1 - valid, nullBitmap: Uint8Array.of(valid)};
  const children = [
    makeData({type: new Int64(), length: 1, data: BigInt64Array.of(big), ...nulls}),
    makeData({type: new DateDay(), length: 1, data: Int32Array.of(day)}),
    makeData({type: new Decimal(4, 18, 128), length: 1, data: words}),
    makeData({type: new TimestampMicrosecond(), length: 1, data: BigInt64Array.of(at)}),
    makeData({type: new Float32(), length: 1, data: Float32Array.of(single)})
  ];
  return new RecordBatch(
    schema,
    makeData({type: new Struct(schema.fields), length: 1, nullCount: 0, children})
  );
}

describe("decoding an answer", () => {
  const batches = [
    batch(9007199254740993n, 19776, 12500n, 1_708_680_600_123_456n, 0.1),
    batch(0n, -1, -5n, -1n, Number.NaN, 0)
  ];
  const decoded = decodeArrow({schema, batches, more: true}, ["BIGINT", "DATE", "DECIMAL(18,4)"]);
  const texts = (row: number): (string | null)[] => decoded.columns.map((c) => c.text(row));

  it("keeps integers, decimals and microseconds exact, across batches", () => {
    expect(texts(0)).toEqual([
      "9007199254740993",
      "2024-02-23",
      "1.2500",
      "2024-02-23T09:30:00.123456",
      "0.1"
    ]);
    expect(texts(1)).toEqual([null, "1969-12-31", "-0.0005", "1969-12-31T23:59:59.999999", "NaN"]);
  });

  it("gives values for charts: numbers, UTC dates, null", () => {
    expect(decoded.columns.map((c) => c.value(0))).toEqual([
      9007199254740992,
      new Date("2024-02-23"),
      1.25,
      new Date("2024-02-23T09:30:00.123Z"),
      Math.fround(0.1)
    ]);
    expect(decoded.columns[0]?.value(1)).toBeNull();
  });

  it("says types as the database does where it knows them, and how much there is", () => {
    expect(decoded.columns.map((c) => [c.type, c.kind])).toEqual([
      ["BIGINT", "exact"],
      ["DATE", "date"],
      ["DECIMAL(18,4)", "exact"],
      ["TIMESTAMP", "timestamp"],
      ["FLOAT", "number"]
    ]);
    expect(decoded).toMatchObject({rows: 2, more: true});
  });

  it("shows nested values as JSON", () => {
    const type = new List(new Field("item", new Int32()));
    const vector = vectorFromArray([[1, null, 3], []], type);
    const nested = new Schema([new Field("l", type)]);
    const data = vector.data[0];
    if (data === undefined) throw new Error("no data");
    const one = new RecordBatch(
      nested,
      makeData({type: new Struct(nested.fields), length: 2, nullCount: 0, children: [data]})
    );
    const [column] = decodeArrow({schema: nested, batches: [one], more: false}).columns;
    expect(column?.type).toBe("INTEGER[]");
    expect(column?.text(0)).toBe("[1,null,3]");
    expect(column?.text(1)).toBe("[]");
  });
});
