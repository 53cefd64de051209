import {describe, expect, it} from "vitest";
import {BetaWindow} from "../../../lib/factor/beta-window.js";
import {StrengthWindow, VolatilityWindow} from "../../../lib/factor/decayed-window.js";
import {Ring} from "../../../lib/factor/ring.js";
import {columns, restore, type Slot, whole} from "../../../lib/factor/slots.js";
import {SpecificVolatility} from "../../../lib/factor/specific-volatility.js";
import {RangeWindow, TurnoverWindow} from "../../../lib/factor/turnover-window.js";
import {VolatilityRegime} from "../../../lib/factor/volatility-regime.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";

describe("restore", () => {
  it("writes kept runs to the places of their assets and leaves new ones alone", () => {
    const ring = new Ring(2, 3);
    const old = new Ring(2, 2);
    old.push(Float64Array.of(1, 2));
    old.push(Float64Array.of(3, 4));
    restore(ring.slots(), arrays(old.slots()), {place: Int32Array.of(0, 2)});
    expect([...ring.row(0)]).toEqual([3, Number.NaN, 4]);
    expect([...ring.row(1)]).toEqual([1, Number.NaN, 2]);
  });

  it("copies what belongs to no asset as it is", () => {
    const slots = whole(columns(new Float64Array(2)));
    restore(slots, [Float64Array.of(5, 6)], {place: Int32Array.of(0, 1, 2)});
    expect(slots[0]?.array).toEqual(Float64Array.of(5, 6));
  });

  it("refuses arrays of another number, length or kind", () => {
    const slots = columns(new Float64Array(3));
    const place = Int32Array.of(0, 1);
    expect(() => restore(slots, [], {place})).toThrow("kept must hold 1 arrays, got 0");
    expect(() => restore(slots, [new Float64Array(3)], {place})).toThrow("kept[0] must be 2 values");
    expect(() => restore(slots, [new Int32Array(2)], {place})).toThrow("kept[0] must be 2 values");
  });
});

const arrays = (slots: readonly Slot[]): unknown[] => slots.map(({array}) => array.slice());

/** Rolls 300 days of 4 assets, the second of which appears on day 280, and reads the outputs of the last 20. */
const kinds = {
  "beta window": (assets: number) => {
    const own = new BetaWindow(assets);
    return {own, push: (r: Float64Array) => own.push(r, r[0] as number), out: () => [own.beta, own.hsigma]};
  },
  "volatility window": (assets: number) => {
    const own = new VolatilityWindow(assets, {least: 5});
    return {own, push: (r: Float64Array) => own.push(r), out: () => [own.value]};
  },
  "strength window": (assets: number) => {
    const logs = new Ring(61, assets);
    const strength = new StrengthWindow(logs, {window: 50, halfLife: 20, lag: 10, smooth: 5, least: 2});
    const own = {slots: () => [...logs.slots(), ...strength.slots()]};
    const push = (r: Float64Array): void => {
      logs.push(r);
      strength.step();
    };
    return {own, push, out: () => [strength.value]};
  },
  "turnover window": (assets: number) => {
    const own = new TurnoverWindow(assets);
    return {
      own,
      push: (r: Float64Array) => own.push(r.map(Math.abs)),
      out: () => [own.stom, own.stoq, own.stoa]
    };
  },
  "range window": (assets: number) => {
    const own = new RangeWindow(assets);
    const push = (r: Float64Array): void =>
      own.push(
        r,
        Uint8Array.from(r, (x) => (Number.isNaN(x) ? 0 : 1))
      );
    return {own, push, out: () => [own.value]};
  },
  "specific volatility": (assets: number) => {
    const own = new SpecificVolatility(assets);
    const out = (): Float64Array[] => {
      const values = new Float64Array(assets);
      own.volatility(values);
      return [values, Float64Array.from(values, (_, i) => own.trust(i))];
    };
    return {own, push: (r: Float64Array) => own.push(r), out};
  },
  "volatility regime": (assets: number) => {
    const own = new VolatilityRegime();
    const forecast = new Float64Array(assets).fill(0.01);
    return {own, push: (r: Float64Array) => own.push(r, forecast), out: () => [Float64Array.of(own.lambda)]};
  }
};

describe.each(Object.entries(kinds))("a %s that goes on from its slots", (_, make) => {
  it("equals one that never stopped, a new asset included", () => {
    const rng = createRng(3, "slots");
    const days = Array.from({length: 300}, (_, t) =>
      Float64Array.from({length: 4}, (_, i) => {
        const x = 0.01 * normal(rng);
        return i === 1 && t < 280 ? Number.NaN : x;
      })
    );
    const all = make(4);
    const before = make(3);
    days.slice(0, 280).forEach((r) => {
      all.push(r);
      before.push(Float64Array.of(r[0] as number, r[2] as number, r[3] as number));
    });
    const after = make(4);
    restore(after.own.slots(), arrays(before.own.slots()), {place: Int32Array.of(0, 2, 3)});
    days.slice(280).forEach((r) => {
      all.push(r);
      after.push(r);
      expect(after.out()).toEqual(all.out());
    });
  });
});
