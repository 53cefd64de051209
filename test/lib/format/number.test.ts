import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  basisPoints,
  bytes,
  direction,
  fixed,
  integer,
  percent,
  points,
  signed,
  wan,
  yi
} from "../../../lib/format/number.js";

describe("fixed", () => {
  it("groups thousands and keeps its decimals", () => {
    expect(fixed(1234567.891)).toBe("1,234,567.89");
    expect(fixed(1234.5, {digits: 0})).toBe("1,235");
    expect(fixed(999.999)).toBe("1,000.00");
  });
  it("writes U+2212 for minus and no sign for what rounds to zero", () => {
    expect(fixed(-3.25678, {digits: 3})).toBe("\u22123.257");
    expect(fixed(-0.001)).toBe("0.00");
    expect(fixed(-0.001, {signed: true})).toBe("0.00");
    expect(fixed(0.001, {signed: true})).toBe("0.00");
  });
  it("writes a dash for what is not a number", () => {
    for (const x of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
      expect(fixed(x)).toBe("—");
  });
  it("refuses digits that are none", () => {
    expect(() => fixed(1, {digits: 1.5})).toThrow("digits must be a whole number from 0 to 12, got 1.5");
    expect(() => fixed(1, {digits: -1})).toThrow("got -1");
  });
  it("reads back as the value to its digits", () => {
    fc.assert(
      fc.property(
        fc.double({min: -1e12, max: 1e12, noNaN: true}),
        fc.integer({min: 0, max: 6}),
        (x, digits) => {
          const back = Number(fixed(x, {digits}).replaceAll(",", "").replace("\u2212", "-"));
          expect(Math.abs(back - x)).toBeLessThanOrEqual(
            0.5 * 10 ** -digits * (1 + 1e-9) + Math.abs(x) * 1e-15
          );
        }
      )
    );
  });
});

describe("units", () => {
  it("percent, points and basis points are of decimals", () => {
    expect(percent(0.0123)).toBe("1.23%");
    expect(percent(-0.5, {digits: 0})).toBe("\u221250%");
    expect(percent(Number.NaN)).toBe("—");
    expect(points(0.0123, {signed: true})).toBe("+1.23");
    expect(basisPoints(0.0123)).toBe("123");
  });
  it("yi and wan are of CNY", () => {
    expect(yi(136.7e8, {digits: 1})).toBe("136.7");
    expect(wan(12345)).toBe("1.23");
  });
  it("integer rounds half away from zero on both sides", () => {
    expect(integer(2.5)).toBe("3");
    expect(integer(-2.5)).toBe("\u22123");
    expect(integer(Number.NaN)).toBe("—");
  });
  it("signed always shows the sign", () => {
    expect(signed(1.2)).toBe("+1.20");
    expect(signed(-1.2, {digits: 1})).toBe("\u22121.2");
  });
  it("bytes picks its unit", () => {
    expect([812, 1240, 35.4e6, 2.1e9].map(bytes)).toEqual(["812 B", "1.2 kB", "35.4 MB", "2.10 GB"]);
  });
});

describe("direction", () => {
  it("agrees with the printed number, not the hidden digits", () => {
    expect(direction(0.004)).toBe(0);
    expect(direction(0.006)).toBe(1);
    expect(direction(-0.006)).toBe(-1);
    expect(direction(-0.0001, {digits: 4})).toBe(-1);
    expect(direction(Number.NaN)).toBe(0);
  });
});
