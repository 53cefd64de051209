import {describe, expect, it} from "vitest";
import {barFlow} from "../../../lib/flow/bar-flow.js";
import {inSession} from "../../../lib/flow/session.js";

const nan = Number.NaN;
const at = (text: string): number => {
  const [h = 0, m = 0] = text.split(":").map(Number);
  return h * 3600 + m * 60;
};

type Row = readonly [
  row: number,
  time: string,
  asset: number,
  open: number,
  high: number,
  low: number,
  close: number,
  amount: number
];

const columns = (rows: readonly Row[]) => ({
  row: rows.map((r) => r[0]),
  time: rows.map((r) => at(r[1])),
  asset: rows.map((r) => r[2]),
  open: rows.map((r) => r[3]),
  high: rows.map((r) => r[4]),
  low: rows.map((r) => r[5]),
  close: rows.map((r) => r[6]),
  amount: rows.map((r) => r[7])
});

const one = {dates: 1, assets: 1, previous: Float64Array.of(10)};

describe("sessions", () => {
  it("hold bars that end from 09:30 to 11:30 and from 13:00 to 15:00, the starts left out", () => {
    const inside = ["09:35", "11:30", "13:05", "15:00"];
    const outside = ["09:25", "09:30", "11:35", "12:00", "13:00", "15:05", "15:30"];
    expect(inside.map((t) => inSession(at(t)))).toEqual(inside.map(() => true));
    expect(outside.map((t) => inSession(at(t)))).toEqual(outside.map(() => false));
  });
});

describe("barFlow", () => {
  it("joins the first bar to the previous close and leaves the next as they are", () => {
    const {net, amount} = barFlow(
      columns([
        // From 10: up to 11 (gap), then to 10.5: up 1, down 0.5.
        [0, "09:35", 0, 11, 11, 10.5, 10.5, 300],
        // 10.6 → 10.4: all down, its gap from 10.5 does not count.
        [0, "09:40", 0, 10.6, 10.6, 10.4, 10.4, 200]
      ]),
      one
    );
    expect(net[0]).toBeCloseTo(300 / 3 - 200, 10);
    expect(amount[0]).toBe(500);
  });

  it("leaves out bars outside the sessions, and a gap then counts at the first bar inside", () => {
    const {net, amount, outside} = barFlow(
      columns([
        [0, "09:25", 0, 10.8, 10.8, 10.8, 10.8, 1e6],
        [0, "09:35", 0, 11, 11, 11, 11, 100],
        [0, "12:00", 0, 11, 11, 9, 9, 1e6],
        [0, "15:05", 0, 9, 9, 9, 9, 1e6]
      ]),
      one
    );
    expect([net[0], amount[0], outside]).toEqual([100, 100, 3]);
  });

  it("gives a bar locked at a limit its whole amount with the limit's sign, whatever came before it", () => {
    const rows: Row[] = [
      [0, "09:35", 0, 11, 11, 11, 11, 100],
      [0, "09:40", 0, 11, 11, 11, 11, 100],
      [0, "09:45", 0, 11, 11, 11, 11, 100]
    ];
    const limits = {limitUp: Float64Array.of(11), limitDown: Float64Array.of(9)};
    expect(barFlow(columns(rows), {...one, ...limits})).toMatchObject({net: Float64Array.of(300), locked: 3});
    const down = rows.map((r): Row => [r[0], r[1], r[2], 9, 9, 9, 9, 100]);
    expect(barFlow(columns(down), {...one, ...limits}).net[0]).toBe(-300);
    // Where limits are unknown only the gap of the first bar counts.
    expect(barFlow(columns(rows), one)).toMatchObject({net: Float64Array.of(100), locked: 0});
  });

  it("joins another bar at one price to the bar before it", () => {
    const {net} = barFlow(
      columns([
        [0, "09:35", 0, 10, 10, 10, 10, 100],
        [0, "09:40", 0, 10.1, 10.1, 10.1, 10.1, 50],
        [0, "09:45", 0, 10.1, 10.1, 10.1, 10.1, 70],
        [0, "09:50", 0, 10, 10, 10, 10, 20]
      ]),
      one
    );
    expect(net[0]).toBe(0 + 50 + 0 - 20);
  });

  it("counts bars that contradict themselves and goes on", () => {
    const {net, bad} = barFlow(
      columns([
        [0, "09:35", 0, 12, 11, 10, 10.5, 100],
        [0, "09:40", 0, 10, 11, 10, 11, nan],
        [0, "09:45", 0, 10, 11, 10, 11, 40]
      ]),
      one
    );
    expect([net[0], bad]).toEqual([40, 2]);
  });

  it("keeps stocks and days apart, NaN where there is no bar", () => {
    const {net} = barFlow(
      columns([
        [0, "15:00", 1, 10, 11, 10, 11, 100],
        [1, "09:35", 0, 11, 11, 10, 10, 30]
      ]),
      {dates: 2, assets: 2, previous: new Float64Array(4).fill(nan)}
    );
    expect(Array.from(net)).toEqual([nan, 100, -30, nan]);
  });

  it("leaves out bars of a stock that the panels do not have", () => {
    const bars = columns([
      [0, "09:35", -1, 10, 11, 10, 11, 1e9],
      [0, "09:35", 0, 10, 11, 10, 11, 40]
    ]);
    expect(barFlow(bars, one)).toMatchObject({net: Float64Array.of(40), bad: 0, outside: 0});
  });

  it("refuses bars out of order and panels of another size", () => {
    const back = columns([
      [0, "09:40", 0, 10, 10, 10, 10, 1],
      [0, "09:35", 0, 10, 10, 10, 10, 1]
    ]);
    expect(() => barFlow(back, one)).toThrow("bars must be sorted by day and time; row 1 goes back");
    expect(() => barFlow(columns([]), {...one, limitUp: new Float64Array(2)})).toThrow(
      "limitUp must hold 1 × 1 values, got 2"
    );
  });
});
