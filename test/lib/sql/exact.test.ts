import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {dayText, floatText, scaled, timestampText, timeText} from "../../../lib/sql/exact.js";
import {readMeaning} from "../../../lib/sql/meaning.js";

describe("exact text", () => {
  it("of decimals keeps the scale", () => {
    expect(scaled(12500n, 4)).toBe("1.2500");
    expect(scaled(-5n, 2)).toBe("-0.05");
    expect(scaled(7n, 0)).toBe("7");
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({min: 1, max: 38}), (n, scale) => {
        expect(BigInt(scaled(n, scale).replace(".", ""))).toBe(n);
      })
    );
  });

  it("of floats is the shortest that reads back", () => {
    expect(floatText(Math.fround(0.1), {single: true})).toBe("0.1");
    expect(floatText(0.1, {single: false})).toBe("0.1");
    expect(floatText(Number.NaN, {single: true})).toBe("NaN");
    fc.assert(
      fc.property(fc.float({noNaN: true, noDefaultInfinity: true}), (x) => {
        expect(Math.fround(Number(floatText(x, {single: true}))) === x).toBe(true);
      })
    );
  });

  it("of days, times and timestamps is ISO, before 1970 too", () => {
    expect(dayText(19776)).toBe("2024-02-23");
    expect(dayText(2_147_483_647)).toBe("infinity");
    expect(timeText(34_200_500_000n, 1_000_000n)).toBe("09:30:00.5");
    expect(timestampText(-1n, 1_000_000n, "")).toBe("1969-12-31T23:59:59.999999");
    expect(timestampText(1_708_680_600_123_456_789n, 1_000_000_000n, "Z")).toBe(
      "2024-02-23T09:30:00.123456789Z"
    );
    expect(timestampText(-86_400_000_000n, 1_000_000n, "")).toBe("1969-12-31T00:00:00");
  });
});

describe("meanings", () => {
  it("are read from comments", () => {
    expect(readMeaning("净流入 · Net flow [CNY]")).toEqual({zh: "净流入", en: "Net flow", unit: "CNY"});
    expect(readMeaning("简称 · Name")).toEqual({zh: "简称", en: "Name", unit: ""});
    expect(readMeaning("alone")).toEqual({zh: "alone", en: "alone", unit: ""});
    expect(readMeaning(null)).toEqual({zh: "", en: "", unit: ""});
  });
});
