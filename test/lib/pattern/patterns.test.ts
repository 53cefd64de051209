import {describe, expect, it} from "vitest";
import type {Bars} from "../../../lib/pattern/bars.js";
import {oversoldReversal} from "../../../lib/pattern/oversold-reversal.js";
import {strongBreakout} from "../../../lib/pattern/strong-breakout.js";
import {strongPullback} from "../../../lib/pattern/strong-pullback.js";
import {createRng} from "../../../lib/random/rng.js";

/** Bars that open at the close before and reach 0.5 % beyond their body. */
function barsOf(close: readonly number[], volume: (t: number) => number = () => 1000): Bars {
  const open = close.map((c, t) => (t === 0 ? c : (close[t - 1] as number)));
  return {
    open: Float64Array.from(open),
    high: Float64Array.from(close, (c, t) => 1.005 * Math.max(c, open[t] as number)),
    low: Float64Array.from(close, (c, t) => 0.995 * Math.min(c, open[t] as number)),
    close: Float64Array.from(close),
    volume: Float64Array.from(close, (_, t) => volume(t))
  };
}
const found = (signal: Uint8Array): number[] => Array.from(signal.keys()).filter((t) => signal[t] === 1);
const with_ = (bars: Bars, t: number, change: Partial<Record<keyof Bars, number>>): Bars => {
  const copy = Object.fromEntries(Object.entries(bars).map(([k, x]) => [k, x.slice()])) as unknown as Bars;
  for (const [k, v] of Object.entries(change)) copy[k as keyof Bars][t] = v;
  return copy;
};

describe("strongBreakout", () => {
  // forty-five quiet bars between 10 and 10.4, then +6 % on twice the volume
  const quiet = Array.from({length: 45}, (_, t) => (t % 2 === 0 ? 10 : 10.4));
  const bars = barsOf([...quiet, 10.6 * 1.0], (t) => (t === 45 ? 2000 : 1000));
  const leap = barsOf([...quiet, 10 * 1.06], (t) => (t === 45 ? 2000 : 1000));
  it("finds the bar that leaves the box", () => {
    // lid 10.4 × 1.005 = 10.452; the close must pass 10.452 × 1.01 = 10.5565; 10.6 is +6 % on 10
    expect(found(strongBreakout(leap))).toEqual([45]);
    expect(found(strongBreakout(bars))).toEqual([45]);
  });
  it("needs each of its conditions", () => {
    const none = (b: Bars): void => expect(found(strongBreakout(b))).toEqual([]);
    none(with_(leap, 45, {close: 10.55})); // inside 1 % of the lid
    none(with_(leap, 45, {volume: 1400})); // not 1.5 times the usual
    none(with_(leap, 45, {high: 10.6, low: 10.6})); // one price: nobody could buy
    none(with_(leap, 20, {low: 8})); // box higher than 25 %
    none(with_(leap, 44, {close: 10.2})); // +3.9 %
    expect(found(strongBreakout(leap, {volume: 2}))).toEqual([45]);
    expect(found(strongBreakout(leap, {volume: 2.001}))).toEqual([]);
  });
  it("refuses ragged bars", () => {
    expect(() => strongBreakout({...leap, low: new Float64Array(3)})).toThrow(
      "low must have 46 values as close has, got 3"
    );
  });
});

describe("oversoldReversal", () => {
  // a long calm, a fast fall to a swing low, a recovery, then a slower fall to a lower low and a turn
  const path: number[] = Array.from({length: 70}, () => 20);
  const go = (steps: number, rate: number): void => {
    for (let k = 0; k < steps; k++) path.push((path.at(-1) as number) * (1 + rate));
  };
  go(8, -0.035);
  go(6, 0.012);
  go(22, -0.0085);
  go(3, 0.012);
  const bars = barsOf(path);
  const signal = oversoldReversal(bars);
  it("signals once the second low has turned with DIF and RSI higher than at the first", () => {
    const low = 70 + 8 + 6 + 22 - 1;
    const first = found(signal)[0] as number;
    expect(first).toBeGreaterThan(low);
    expect(first - low).toBeLessThanOrEqual(3);
  });
  it("does not signal where the second fall is as fast as the first: no divergence", () => {
    const steep = path.slice(0, 84);
    for (let k = 0; k < 12; k++) steep.push((steep.at(-1) as number) * 0.95);
    for (let k = 0; k < 3; k++) steep.push((steep.at(-1) as number) * 1.03);
    expect(found(oversoldReversal(barsOf(steep)))).toEqual([]);
  });
  it("does not signal without an oversold reading", () => {
    expect(found(oversoldReversal(bars, {fastBelow: 0.1}))).toEqual([]);
  });
});

describe("strongPullback", () => {
  // up 60 % in seventy bars, five bars down 10 % on half the volume, one bar up through the ten-bar mean
  const path = Array.from({length: 71}, (_, t) => 10 * 1.0068 ** t);
  for (let k = 0; k < 5; k++) path.push((path.at(-1) as number) * 0.982);
  path.push((path.at(-1) as number) * 1.065);
  const bars = barsOf(path, (t) => (t > 70 && t < 76 ? 500 : 1000));
  const all = new Uint8Array(path.length).fill(1);
  it("finds the close back above the ten-bar mean", () => {
    expect(found(strongPullback(bars, all))).toEqual([76]);
  });
  it("needs strength, depth, shrinking volume and support", () => {
    const none = (signal: Uint8Array): void => expect(found(signal)).toEqual([]);
    none(strongPullback(bars, all.with(76, 0)));
    none(strongPullback(bars, all, {least: 0.15}));
    none(strongPullback(bars, all, {most: 0.09}));
    none(strongPullback({...bars, volume: new Float64Array(path.length).fill(1000)}, all));
    none(strongPullback(with_(bars, 75, {low: 12}), all, {most: 0.5}));
  });
  it("refuses a mask of another length", () => {
    expect(() => strongPullback(bars, all.slice(1))).toThrow(`strong must have ${path.length} values`);
  });
});

describe("all three", () => {
  const rng = createRng(9, "patterns");
  const close: number[] = [];
  for (let t = 0; t < 900; t++)
    close.push(t === 0 ? 10 : (close[t - 1] as number) * (1 + 0.06 * (rng.uniform() - 0.5)));
  const noise = (b: Bars): Bars => ({...b, volume: b.volume.map((v) => v * (0.5 + rng.uniform()))});
  const bars = noise(barsOf(close));
  const all = new Uint8Array(900).fill(1);
  const cut = (b: Bars, n: number): Bars =>
    Object.fromEntries(Object.entries(b).map(([k, x]) => [k, x.slice(0, n)])) as unknown as Bars;
  const kinds: Readonly<Record<string, (b: Bars) => Uint8Array>> = {
    oversold: (b) => oversoldReversal(b, {difRise: 0, rsiRise: 0, fastBelow: 35, slowBelow: 50}),
    breakout: (b) => strongBreakout(b, {rise: 0.02, height: 0.5, volume: 1}),
    pullback: (b) => strongPullback(b, all.slice(0, b.close.length))
  };
  for (const [name, find] of Object.entries(kinds)) {
    it(`${name}: later bars change no earlier signal, and neither does the unit of price or volume`, () => {
      const whole = find(bars);
      expect(found(whole).length).toBeGreaterThan(0);
      for (const n of [200, 431, 777]) expect(find(cut(bars, n))).toEqual(whole.slice(0, n));
      const scaled = Object.fromEntries(
        Object.entries(bars).map(([k, x]) => [k, x.map((v: number) => v * (k === "volume" ? 64 : 0.25))])
      ) as unknown as Bars;
      expect(find(scaled)).toEqual(whole);
    });
  }
});
