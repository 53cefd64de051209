import {describe, expect, it} from "vitest";
import {netTransfers} from "../../../lib/flow/net-transfers.js";
import {type SeatPanel, seatDiffusion, seatPace} from "../../../lib/flow/seat-signals.js";

describe("netTransfers", () => {
  it("takes out what one seat gave and another got on the same day", () => {
    expect(Array.from(netTransfers([5000, -5000, 300], 1e6))).toEqual([0, 0, 300]);
    expect(Array.from(netTransfers([5000, -4980, 0], 1e6))).toEqual([20, 0, 0]);
    expect(Array.from(netTransfers([-5000, 4980, 0], 1e6))).toEqual([-20, 0, 0]);
  });
  it("leaves trades alone: too small, not equal, or of one sign", () => {
    for (const change of [
      [500, -500],
      [5000, -4000],
      [5000, 5000],
      [0, 0]
    ])
      expect(Array.from(netTransfers(change, 1e6))).toEqual(change);
  });
  it("takes no seat twice, and keeps the sum", () => {
    const net = netTransfers([8000, -8000, 8000, -7990], 1e6);
    expect(net.reduce((s, v) => s + v, 0)).toBe(10);
    expect(net.filter((v) => v !== 0).length).toBe(1);
  });
});

/** Two seats, two stocks, three days. */
const panel: SeatPanel = {
  rows: 3,
  assets: 2,
  held: [Float32Array.of(10, 0, 12, 0, 16, 5), Float32Array.of(10, 4, 9, 4, 8, 4)],
  total: Float32Array.of(20, 4, 21, 4, 24, 9),
  float: Float32Array.of(100, 50, 100, 50, 200, 50)
};

describe("seatPace", () => {
  it("is worked by hand: bought over the window, a day, of today's float", () => {
    expect(Array.from(seatPace(panel, {row: 2, lookback: 2}))).toEqual([4 / 2 / 200, 5 / 2 / 50]);
    expect(Array.from(seatPace(panel, {row: 2, lookback: 2, seat: 0}))).toEqual([6 / 2 / 200, 5 / 2 / 50]);
    expect(Array.from(seatPace(panel, {row: 1, lookback: 1, seat: 0}))).toEqual([2 / 100, Number.NaN]);
  });
  it("has no value for a stock that joined the programme within the window, or before there are rows", () => {
    const joined = {...panel, total: Float32Array.of(20, 0, 21, 0, 24, 9)};
    expect(Array.from(seatPace(joined, {row: 2, lookback: 2}))).toEqual([4 / 2 / 200, Number.NaN]);
    expect(Array.from(seatPace(panel, {row: 1, lookback: 2}))).toEqual([Number.NaN, Number.NaN]);
  });
  it("refuses seats and rows that are not there", () => {
    expect(() => seatPace(panel, {row: 2, lookback: 2, seat: 2})).toThrow("seat must be from 0 to 1, got 2");
    expect(() => seatPace(panel, {row: 3, lookback: 2})).toThrow("row must lie in [0, 3), got 3");
    expect(() => seatPace(panel, {row: 2, lookback: 0})).toThrow(
      "lookback must be a whole number from 1, got 0"
    );
  });
});

describe("seatDiffusion", () => {
  it("counts seats that hold more among those that hold any", () => {
    expect(Array.from(seatDiffusion(panel, {row: 2, lookback: 2}))).toEqual([0.5, 0.5]);
    expect(Array.from(seatDiffusion(panel, {row: 1, lookback: 1}))).toEqual([0.5, 0]);
  });
});
