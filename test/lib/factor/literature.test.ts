import {describe, expect, it} from "vitest";
import {agreement, PUBLISHED_PREMIA} from "../../../lib/factor/literature.js";
import {STYLES} from "../../../lib/factor/styles.js";
import {literatureColumns} from "../../../src/components/factor/literature-table.js";

describe("published premia", () => {
  it("are of styles that the model has, each once", () => {
    const names = PUBLISHED_PREMIA.map((p) => p.style);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(STYLES.map((s) => s.name)).toContain(name);
  });

  it("agree by sign only where the mean can be told from zero", () => {
    expect(agreement(-1, -2.5)).toBe("agrees");
    expect(agreement(-1, 2.5)).toBe("differs");
    expect(agreement(-1, -1.9)).toBe("unclear");
    expect(agreement(0, 1.9)).toBe("agrees");
    expect(agreement(0, -2.1)).toBe("differs");
    expect(agreement(1, Number.NaN)).toBe("unclear");
  });

  it("stand beside those of the dataset, with the t of independent days", () => {
    const found = literatureColumns({
      factor: ["growth", "beta"],
      premium: [0.01, 0.1],
      volatility: [0.02, 0.05],
      days: [252, 1008]
    });
    expect(found).toMatchObject({style: ["beta", "growth"], t: [4, 0.5], verdict: ["agrees", "unclear"]});
  });
});
