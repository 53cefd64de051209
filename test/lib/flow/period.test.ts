import {describe, expect, it} from "vitest";
import {type PeriodPanel, periodFlow} from "../../../lib/flow/period.js";
import {disclosureDay, regimeOf} from "../../../lib/flow/regime.js";
import {epochDay} from "../../../lib/format/date.js";

const nan = Number.NaN;
const column = (...x: number[]): Float64Array => Float64Array.from(x);

// One stock: a report, two days of trade with a 2-for-1 split on the second, a report on the third.
const panel: PeriodPanel = {
  shares: column(1000, nan, nan, 2600),
  factor: column(1, 1, 2, 1),
  price: column(99, 20, 11, 12),
  low: column(99, 19, 10, 11.5),
  high: column(99, 22, 12, 12.5),
  volume: column(1, 100, 300, 500)
};

describe("periodFlow", () => {
  it("values the change at the period's average price on the later share basis, with its extremes", () => {
    const {flow, lo, hi, held} = periodFlow(panel, {
      dates: 4,
      assets: 1,
      from: 0,
      to: 3,
      held: column(1000)
    });
    // 2600 − 2 × 1000 = 600 shares; (20×100 + 11×300 + 12×500) / (2×100 + 300 + 500) = 11.3;
    // the cheapest price is 19/2, the dearest 12.5.
    expect([flow[0], lo[0], hi[0], held[0]]).toEqual([6780, 5700, 7500, 2600]);
  });

  it("orders the bounds of a sale", () => {
    const sold = {...panel, shares: column(1000, nan, nan, 1900)};
    const {flow, lo, hi} = periodFlow(sold, {dates: 4, assets: 1, from: 0, to: 3, held: column(1000)});
    expect([flow[0], lo[0], hi[0]]).toEqual([-1130, -1250, -950]);
  });

  it("keeps what is not reported, and counts what is new as bought", () => {
    const at = {dates: 4, assets: 1, from: 0, to: 2};
    const kept = periodFlow(panel, {...at, held: column(1000)});
    expect([kept.flow[0], kept.held[0]]).toEqual([nan, 2000]);
    const fresh = periodFlow(panel, {...at, to: 3, held: column(nan)});
    expect(fresh.flow[0]).toBeCloseTo(2600 * 11.3, 8);
  });

  it("uses the last price, without bounds, where nothing was traded", () => {
    const still = {...panel, volume: column(1, 0, nan, 0)};
    const {flow, lo, hi} = periodFlow(still, {dates: 4, assets: 1, from: 0, to: 3, held: column(1000)});
    expect([flow[0], lo[0], hi[0]]).toEqual([7200, 7200, 7200]);
  });

  it("refuses rows out of order", () => {
    expect(() => periodFlow(panel, {dates: 4, assets: 1, from: 3, to: 3, held: column(0)})).toThrow(
      "to must be a row after from = 3 and before 4, got 3"
    );
  });
});

describe("regime", () => {
  it("turns after 2024-08-16", () => {
    expect(regimeOf(epochDay("2024-08-16"))).toBe("daily");
    expect(regimeOf(epochDay("2024-08-17"))).toBe("quarterly");
    expect(regimeOf(epochDay("2024-08-19"))).toBe("quarterly");
  });

  it("discloses a quarter on the fifth trading day after it", () => {
    const open = [30, 31, 40, 41, 42, 43, 44, 45];
    expect(disclosureDay(31, open)).toBe(44);
    expect(disclosureDay(41, open)).toBeNaN();
  });
});
