import {describe, expect, it} from "vitest";
import {joinParts, partRanges} from "../../../lib/format/parts.js";

describe("a file of parts", () => {
  it("is read part by part, by ranges alone", async () => {
    const parts = [Uint8Array.of(1, 2, 3), Uint8Array.of(), Uint8Array.of(9)];
    const file = joinParts(parts);
    const asked: number[] = [];
    const read = async (from: number, to: number): Promise<Uint8Array> => {
      asked.push(to - from);
      return file.subarray(from, to);
    };
    const ranges = await partRanges(read);
    expect(ranges.map(([from, to]) => Array.from(file.subarray(from, to)))).toEqual(
      parts.map((p) => Array.from(p))
    );
    expect(asked).toEqual([4, 16]);
    expect(await partRanges(async (from, to) => joinParts([]).subarray(from, to))).toEqual([]);
  });
});
