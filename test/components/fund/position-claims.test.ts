import {describe, expect, it} from "vitest";
import {positionView} from "../../../lib/attribution/position-view.js";
import {positionClaims, positionTitle} from "../../../src/components/fund/position-claims.js";

const names = {zh: ["煤炭", "银行"], en: ["Coal", "Banks"]};

/** One week of two industries, in units of 0.001 % of NAV. */
function week(parts: {drift: number[]; active: (number | null)[]; reach: (number | null)[]}) {
  return positionView(
    {
      days: [19_000],
      weight: [40_000, 30_000],
      band: [500, 500],
      csi800: [50_000, 50_000],
      change: [300, -200],
      significant: parts.active.map((v, i) =>
        v === null || parts.reach[i] === null ? null : Number(Math.abs(v) > (parts.reach[i] as number))
      ),
      ...parts
    },
    0,
    2
  );
}

describe("what a week of positions says", () => {
  it("splits the change of the total into drift and trading, and names what its interval tells from zero", () => {
    const view = week({drift: [100, -50], active: [200, -150], reach: [150, 200]});
    expect(positionClaims(view, names).map((t) => t.en)).toEqual([
      "Active equity funds are estimated to hold **70.00%** in shares, 69.90% the week before: +0.05 points by drift of prices, +0.05 by trading.",
      "The active change of 1 of 2 industries can be told from zero (points): most added: Coal +0.20."
    ]);
    expect(positionTitle(view, names).zh).toBe("煤炭获主动加仓最多，1 个行业的变化超出误差");
  });

  it("says what new reports revised", () => {
    const view = week({drift: [100, -50], active: [50, -100], reach: [150, 200]});
    expect(positionClaims(view, names)[0]?.zh).toBe(
      "主动偏股基金的股票仓位估计为 **70.00%**，上周 69.90%：价格漂移 +0.05 个百分点，主动调仓 −0.05，新披露带来的修订 +0.10。"
    );
    expect(positionClaims(view, names)[1]?.en).toContain("No industry's active change");
  });

  it("calls nothing significant, and says why, where errors are unknown", () => {
    const view = week({drift: [100, -50], active: [200, -150], reach: [null, null]});
    expect(positionClaims(view, names)[1]?.en).toContain("no full reports");
    expect(positionTitle(view, names).en).toContain("unknown");
  });

  it("gives no active change where most funds published", () => {
    const view = week({drift: [100, -50], active: [null, null], reach: [null, null]});
    const [total, active] = positionClaims(view, names);
    expect(total?.en).toBe(
      "Active equity funds are estimated to hold **70.00%** in shares, 69.90% the week before."
    );
    expect(active?.en).toContain("that is no trading");
    expect(positionTitle(view, names).en).toContain("active changes cannot be told");
  });
});
