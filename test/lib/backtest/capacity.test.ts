import {describe, expect, it} from "vitest";
import {capacity} from "../../../lib/backtest/capacity.js";
import {EVENTS, type Ledger} from "../../../lib/backtest/result.js";

/** Two days × two stocks of 1,000 and 4,000 shares a day. */
const market = {codes: ["a", "b"], volume: Float32Array.of(1000, 4000, 1000, 4000)};

function run(fills: readonly {row: number; asset: number; event: (typeof EVENTS)[number]; shares: number}[]) {
  const zero = new Float64Array(fills.length);
  const ledger: Ledger = {
    row: Int32Array.from(fills, (f) => f.row),
    asset: Int32Array.from(fills, (f) => f.asset),
    event: Uint8Array.from(fills, (f) => EVENTS.indexOf(f.event)),
    shares: Float64Array.from(fills, (f) => f.shares),
    price: new Int32Array(fills.length),
    amount: zero,
    commission: zero,
    stamp: zero,
    transfer: zero,
    levy: zero,
    slippage: zero,
    cash: zero,
    reason: new Uint8Array(fills.length),
    sleeve: new Uint8Array(fills.length)
  };
  return {capital: 1e8, ledger};
}

describe("capacity", () => {
  const fills = [
    {row: 0, asset: 0, event: "buy", shares: 10},
    {row: 0, asset: 1, event: "buy", shares: 80},
    {row: 1, asset: 0, event: "dividend", shares: 0},
    {row: 1, asset: 0, event: "sell", shares: -40}
  ] as const;

  it("is the capital at which the largest fill reaches its part of the day's volume", () => {
    // Fills took 1 %, 2 % and 4 % of their volumes: at 10 % of volume the capital may be 2.5 times.
    expect(capacity(run(fills), market, {fills: 1})).toBeCloseTo(2.5e8, 3);
    expect(capacity(run(fills), market, {fills: 0.5})).toBeCloseTo(5e8, 3);
    expect(capacity(run(fills), market, {fills: 1, participation: 0.2})).toBeCloseTo(5e8, 3);
  });

  it("does not depend on the capital that was run, where fills are in proportion to it", () => {
    const twice = {...run(fills.map((f) => ({...f, shares: 2 * f.shares}))), capital: 2e8};
    expect(capacity(twice, market)).toBeCloseTo(capacity(run(fills), market), 3);
  });

  it("is not known where nothing was filled, or nothing traded", () => {
    expect(capacity(run([]), market)).toBeNaN();
    expect(capacity(run(fills), {codes: ["a", "b"], volume: new Float32Array(4)})).toBeNaN();
  });

  it("refuses a part that is not positive", () => {
    expect(() => capacity(run(fills), market, {participation: 0})).toThrow(
      "participation must be positive, got 0"
    );
  });
});
