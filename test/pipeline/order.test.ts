import {describe, expect, it} from "vitest";
import {gather, orderOf, placesIn, rowsOf} from "../../pipeline/warehouse/order.js";

describe("order of a query's rows", () => {
  it("is none where the rows already stand by day and column", () => {
    expect(orderOf(Int32Array.of(5, 5, 6), [0, 2, 0])).toBeUndefined();
    expect(orderOf(new Int32Array(), [])).toBeUndefined();
  });

  it("sorts by day, then column, and leaves out negative columns", () => {
    const day = Int32Array.of(7, 5, 7, 5, 6, 5);
    const col = [1, 2, 0, 0, -1, 1];
    const order = orderOf(day, col);
    expect(Array.from(gather(day, order))).toEqual([5, 5, 5, 7, 7]);
    expect(Array.from(gather(Float64Array.from(col), order))).toEqual([0, 1, 2, 0, 1]);
  });

  it("leaves out negative columns of rows that stand in order", () => {
    expect(Array.from(orderOf(Int32Array.of(5, 5, 6), [-1, 2, 0]) ?? [])).toEqual([1, 2]);
  });

  it("finds the places of a text's words, and none for null or strangers", () => {
    const text = {codes: Int32Array.of(0, 1, -1, 2), values: ["a", "b", "c"]};
    expect(Array.from(placesIn(text, ["b", "c", "d"]))).toEqual([-1, 0, -1, 1]);
  });

  it("numbers trading days by the calendar, days between having none", () => {
    expect(Array.from(rowsOf(Int32Array.of(10, 11, 14)))).toEqual([0, 1, -1, -1, 2]);
    expect(rowsOf(new Int32Array())).toHaveLength(0);
  });
});
