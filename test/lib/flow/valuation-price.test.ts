import {describe, expect, it} from "vitest";
import {valuationPrice} from "../../../lib/flow/valuation-price.js";

const column = (...x: number[]): Float64Array => Float64Array.from(x);
const nan = Number.NaN;

describe("valuationPrice", () => {
  it("is amount over volume, with the day's range", () => {
    const {price, low, high} = valuationPrice(
      {
        high: column(11),
        low: column(9),
        close: column(10.5),
        volume: column(200),
        amount: column(2020),
        adjust: column(1)
      },
      {dates: 1, assets: 1}
    );
    expect([price[0], low[0], high[0]]).toEqual([10.1, 9, 11]);
  });

  it("is the typical price where the amount is missing", () => {
    const bars = {high: column(11), low: column(9), close: column(10), volume: column(5), adjust: column(1)};
    expect(valuationPrice(bars, {dates: 1, assets: 1}).price[0]).toBe(10);
    expect(valuationPrice({...bars, amount: column(nan)}, {dates: 1, assets: 1}).price[0]).toBe(10);
  });

  it("is the last close while suspended, on the day's share basis, with no range", () => {
    const {price, low, high} = valuationPrice(
      {
        high: column(13, nan, 12),
        low: column(11, nan, 12),
        close: column(12, nan, 12),
        volume: column(100, nan, 0),
        amount: column(1210, nan, 0),
        adjust: column(1, nan, 2)
      },
      {dates: 3, assets: 1}
    );
    expect(Array.from(price)).toEqual([12.1, 12, 6]);
    expect([low[2], high[2]]).toEqual([6, 6]);
  });

  it("is missing before the first trade", () => {
    const none = column(nan);
    const bars = {high: none, low: none, close: none, volume: none, adjust: none};
    expect(valuationPrice(bars, {dates: 1, assets: 1}).price[0]).toBeNaN();
  });

  it("refuses wrong sizes", () => {
    const one = column(1);
    expect(() =>
      valuationPrice(
        {high: one, low: one, close: one, volume: column(1, 2), adjust: one},
        {dates: 1, assets: 1}
      )
    ).toThrow("volume must hold 1 × 1 values, got 2");
  });
});
