import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {neweyWestLags, type RegressionOptions, regression} from "../../../lib/stats/regression.js";

interface Golden {
  x: number[][];
  y: number[];
  weight: number[];
  ols: number[];
  r2: number;
  wls: number[];
  wls_r2: number;
  classical: number[];
  hc0: number[];
  hc1: number[];
  hc3: number[];
  "newey-west": number[];
  wls_classical: number[];
  wls_hc3: number[];
}
const golden: Golden = JSON.parse(
  readFileSync(new URL("../../golden/factor/regression.json", import.meta.url), "utf8")
);
const x = golden.x.flat();

function close(got: ArrayLike<number>, want: readonly number[], tolerance = 1e-10): void {
  want.forEach((w, i) => {
    expect(Math.abs((got[i] as number) / w - 1), `at ${i}`).toBeLessThan(tolerance);
  });
}

describe("regression", () => {
  it.each([
    "classical",
    "hc0",
    "hc1",
    "hc3",
    "newey-west"
  ] as const)("agrees with statsmodels OLS, %s errors", (errors) => {
    const fit = regression(golden.y, x, 3, {errors, lags: 4});
    close(fit.coefficients, golden.ols);
    close(fit.standardErrors, golden[errors]);
    close([fit.r2], [golden.r2]);
    expect(fit.degrees).toBe(57);
  });

  it.each([
    ["classical", "wls_classical"],
    ["hc3", "wls_hc3"]
  ] as const)("agrees with statsmodels WLS, %s errors", (errors, key) => {
    const fit = regression(golden.y, x, 3, {errors, weight: golden.weight});
    close(fit.coefficients, golden.wls);
    close(fit.standardErrors, golden[key]);
    close([fit.r2], [golden.wls_r2]);
  });

  it("leaves out rows with a missing value or no weight, and keeps their place", () => {
    const y = [...golden.y, Number.NaN, 5];
    const wide = [...x, 1, 2, 3, 1, Number.NaN, 2];
    const fit = regression(y, wide, 3);
    close(fit.coefficients, golden.ols, 1e-14);
    expect(fit.residuals).toHaveLength(62);
    expect(fit.residuals[60]).toBeNaN();
    const weight = y.map((_, i) => (i < 30 ? 1 : 0));
    expect(regression(y, wide, 3, {weight}).n).toBe(30);
  });

  it("drops a column that depends on earlier ones", () => {
    const wide = golden.x.flatMap((row) => [...row, (row[0] as number) + 2 * (row[1] as number)]);
    const fit = regression(golden.y, wide, 4, {errors: "hc3"});
    expect(fit.dropped).toEqual([3]);
    expect(fit.coefficients[3]).toBeNaN();
    close(fit.coefficients.subarray(0, 3), golden.ols);
    close(fit.standardErrors.subarray(0, 3), golden.hc3);
  });

  it("gives the rule of lags and refuses what cannot be", () => {
    expect([neweyWestLags(100), neweyWestLags(1000)]).toEqual([4, 6]);
    expect(() => regression([1, 2], [1, 1, 1], 1)).toThrow("x must hold 2 × 1 values, got 3");
    const none: RegressionOptions = {weight: [1, 0]};
    expect(() => regression([1, 2], [1, 1], 1, none)).toThrow("regression needs more than 1 rows, got 1");
  });
});
