import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {groupSums} from "../../../lib/flow/group-sums.js";
import {type HoldingPanel, type NorthboundOptions, northboundFlow} from "../../../lib/flow/northbound.js";

const nan = Number.NaN;
const column = (...x: number[]): Float64Array => Float64Array.from(x);

/** A panel whose stocks have no event and no range unless said. */
function panel(shares: number[], price: number[], more: Partial<HoldingPanel> = {}): HoldingPanel {
  const p = column(...price);
  return {shares: column(...shares), price: p, low: p, high: p, factor: p.map(() => 1), ...more};
}

const one = (dates: number): NorthboundOptions => ({dates, assets: 1});

describe("northboundFlow", () => {
  it("is the change in shares at the day's average price, from the second day on", () => {
    const {flow, held} = northboundFlow(panel([1000, 1300, 1200], [10, 11, 12.5]), one(3));
    expect(Array.from(flow)).toEqual([nan, 3300, -1250]);
    expect(held[0]).toBe(1200);
  });

  it("takes a split for what it is", () => {
    const split = northboundFlow(panel([1000, 2000], [20, 10], {factor: column(1, 2)}), one(2));
    expect(split.flow[1]).toBe(0);
    const bought = northboundFlow(panel([1000, 2100], [20, 10], {factor: column(1, 2)}), one(2));
    expect(bought.flow[1]).toBe(1000);
  });

  it("books trades around days without a report on the next report, splits on the way included", () => {
    const {flow, carried} = northboundFlow(
      panel([1000, nan, nan, 2050], [20, 20, 10, 10], {factor: column(1, 1, 2, 1)}),
      one(4)
    );
    expect(Array.from(flow)).toEqual([nan, 0, 0, 500]);
    expect(Array.from(carried)).toEqual([0, 1, 1, 0]);
  });

  it("counts a stock's first holding after the market's first report as bought", () => {
    const shares = [500, nan, 500, 30];
    const {flow} = northboundFlow(panel(shares, [1, 2, 1, 2]), {dates: 2, assets: 2});
    expect(Array.from(flow)).toEqual([nan, nan, 0, 60]);
    const later = northboundFlow(panel(shares, [1, 2, 1, 2]), {dates: 2, assets: 2, base: [0, 1]});
    expect(Array.from(later.flow)).toEqual([nan, nan, 0, nan]);
  });

  it("books a reported zero as a sale, and nothing for a stock that is never reported again", () => {
    expect(northboundFlow(panel([100, 0], [5, 5]), one(2)).flow[1]).toBe(-500);
    const gone = northboundFlow(panel([100, nan, nan], [5, 5, 5]), one(3));
    expect(Array.from(gone.flow)).toEqual([nan, 0, 0]);
    expect(Array.from(gone.carried)).toEqual([0, 1, 1]);
  });

  it("gives the half-width that the day's prices leave open", () => {
    const {flow, band} = northboundFlow(
      panel([100, 300, 200], [10, 10, 10], {low: column(9, 9.5, 8), high: column(10, 11, 10.5)}),
      one(3)
    );
    expect(Array.from(flow)).toEqual([nan, 2000, -1000]);
    expect(Array.from(band)).toEqual([nan, 200, 200]);
  });

  it("has no flow where a change has no price, and 0 where nothing changed", () => {
    expect(Array.from(northboundFlow(panel([1, 2, 2], [nan, nan, nan]), one(3)).flow)).toEqual([nan, nan, 0]);
  });

  it("does not change what it is given", () => {
    const input = panel([1000, nan, 2050], [20, 10, 10], {factor: column(1, 2, 1)});
    const copy = structuredClone(input);
    northboundFlow(input, one(3));
    expect(input).toEqual(copy);
  });

  it("refuses wrong sizes, negative holdings and factors that are not positive", () => {
    expect(() => northboundFlow(panel([1], [1, 2]), one(2))).toThrow("shares must hold 2 × 1 values, got 1");
    expect(() => northboundFlow(panel([1, -2], [1, 1]), one(2))).toThrow(
      "shares must not be negative, got -2 at 1"
    );
    expect(() => northboundFlow(panel([1, 2], [1, 1], {factor: column(1, 0)}), one(2))).toThrow(
      "factor must be positive, got 0 at 1"
    );
    expect(() => northboundFlow(panel([1, 2], [1, 1]), {...one(2), base: [0, 0]})).toThrow(
      "base must hold 1 rows, got 2"
    );
    expect(() => northboundFlow(panel([], []), {dates: 1.5, assets: 0})).toThrow(
      "dates must be a whole number, got 1.5"
    );
  });
});

const DATES = 6;
const ASSETS = 4;
const cells = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(item, {minLength: DATES * ASSETS, maxLength: DATES * ASSETS});

/** Holdings with gaps, prices with a range, now and then a split. */
const panels = fc
  .record({
    shares: cells(fc.oneof({weight: 5, arbitrary: fc.integer({min: 0, max: 1_000_000})}, fc.constant(nan))),
    price: cells(fc.double({min: 1, max: 100, noNaN: true})),
    spread: cells(fc.double({min: 0, max: 0.1, noNaN: true})),
    factor: cells(fc.constantFrom(1, 1, 1, 1, 1.4, 2))
  })
  .map(({shares, price, spread, factor}) => ({
    shares: column(...shares),
    price: column(...price),
    low: column(...price.map((p, i) => p * (1 - (spread[i] ?? 0)))),
    high: column(...price.map((p, i) => p * (1 + (spread[i] ?? 0)))),
    factor: column(...factor)
  }));
const size = {dates: DATES, assets: ASSETS};
const close = (a: number, b: number, scale: number): boolean =>
  Number.isNaN(a) ? Number.isNaN(b) : Math.abs(a - b) <= 1e-12 * Math.max(scale, 1);

describe("northboundFlow, for any panel", () => {
  it("scales with shares and with prices", () => {
    fc.assert(
      fc.property(panels, (p) => {
        const {flow} = northboundFlow(p, size);
        const shares = northboundFlow({...p, shares: p.shares.map((x) => x * 8)}, size).flow;
        const price = northboundFlow({...p, price: p.price.map((x) => x * 8)}, size).flow;
        flow.forEach((x, i) => {
          expect(close(x * 8, shares[i] ?? 0, Math.abs(x))).toBe(true);
          expect(close(x * 8, price[i] ?? 0, Math.abs(x))).toBe(true);
        });
      })
    );
  });

  it("does not depend on the order of stocks", () => {
    fc.assert(
      fc.property(panels, (p) => {
        const turn = (x: Float64Array): Float64Array =>
          x.map((_, i) => x[i - (i % ASSETS) + (ASSETS - 1 - (i % ASSETS))] ?? nan);
        const turned = northboundFlow(
          {
            shares: turn(p.shares),
            price: turn(p.price),
            low: turn(p.low),
            high: turn(p.high),
            factor: turn(p.factor)
          },
          size
        );
        expect(turn(turned.flow)).toEqual(northboundFlow(p, size).flow);
      })
    );
  });

  it("is the same whatever comes later", () => {
    fc.assert(
      fc.property(panels, fc.integer({min: 1, max: DATES}), (p, dates) => {
        const cut = (x: Float64Array): Float64Array => x.slice(0, dates * ASSETS);
        const early = northboundFlow(
          {
            shares: cut(p.shares),
            price: cut(p.price),
            low: cut(p.low),
            high: cut(p.high),
            factor: cut(p.factor)
          },
          {dates, assets: ASSETS}
        );
        const whole = northboundFlow(p, size);
        expect(early.flow).toEqual(cut(whole.flow));
        expect(early.band).toEqual(cut(whole.band));
      })
    );
  });

  it("changes sign when buying and selling are exchanged", () => {
    fc.assert(
      fc.property(panels, (p) => {
        const plain = {...p, factor: p.factor.map(() => 1)};
        const base = new Int32Array(ASSETS).fill(DATES);
        const flow = northboundFlow(plain, {...size, base}).flow;
        const mirrored = {...plain, shares: p.shares.map((x) => 1_000_000 - x)};
        const back = northboundFlow(mirrored, {...size, base}).flow;
        back.forEach((x, i) => {
          expect(close(x, -(flow[i] ?? nan), 1e8)).toBe(true);
        });
      })
    );
  });

  it("sums over groups to the sum over stocks, and every valuation in the range lies in the band", () => {
    fc.assert(
      fc.property(panels, cells(fc.integer({min: 0, max: 2})), (p, group) => {
        const {flow, band} = northboundFlow(p, size);
        const sums = groupSums(flow, group, {...size, groups: 3});
        for (let t = 0; t < DATES; t++) {
          const day = Array.from(flow.subarray(t * ASSETS, (t + 1) * ASSETS)).filter((x) => !Number.isNaN(x));
          const gross = day.reduce((s, x) => s + Math.abs(x), 0);
          const total = Array.from(sums.subarray(t * 3, t * 3 + 3)).reduce((s, x) => s + x, 0);
          expect(
            close(
              total,
              day.reduce((s, x) => s + x, 0),
              gross
            )
          ).toBe(true);
        }
        for (const price of [p.low, p.high]) {
          northboundFlow({...p, price}, size).flow.forEach((x, i) => {
            if (Number.isNaN(x)) return;
            expect(Math.abs(x - (flow[i] ?? nan))).toBeLessThanOrEqual((band[i] ?? nan) * (1 + 1e-9) + 1e-6);
          });
        }
      })
    );
  });
});
