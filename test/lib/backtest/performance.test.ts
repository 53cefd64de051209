import {describe, expect, it} from "vitest";
import {alphaBeta} from "../../../lib/backtest/alpha-beta.js";
import {drawdownEpisodes, drawdownOf} from "../../../lib/backtest/drawdown.js";
import {
  annualReturn,
  calmar,
  downsideDeviation,
  informationRatio,
  maxDrawdown,
  payoff,
  performance,
  sortino,
  trackingError,
  winRate
} from "../../../lib/backtest/performance.js";
import {periodReturns} from "../../../lib/backtest/period-returns.js";
import {quarterly} from "../../../lib/backtest/quarterly.js";
import {compound, excessOf, levelsOf, returnsOf} from "../../../lib/backtest/returns.js";
import {sharpe, sharpeRatio, sharpeTerm} from "../../../lib/backtest/sharpe.js";
import {yearTable} from "../../../lib/backtest/year-table.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";
import {sd} from "../../../lib/stats/moments.js";
import {golden} from "../../golden/backtest/read.js";

const {returns, benchmark, days} = golden;
const near = (value: number, expected: number | undefined, relative = 1e-12): void => {
  const want = expected as number;
  expect(Math.abs(value - want), `${value} against ${want}`).toBeLessThanOrEqual(relative * Math.abs(want));
};

describe("quarterly", () => {
  it("compounds months into their quarters, and equals the quarters of the days", () => {
    const key = Int32Array.of(202311, 202312, 202401, 202403, 202404);
    const {key: quarters, value} = quarterly({key, value: Float64Array.of(0.1, 0.1, -0.5, 1, 0.02)});
    expect([...quarters]).toEqual([202304, 202401, 202402]);
    expect(value[0]).toBeCloseTo(0.21, 12);
    expect(value[1]).toBeCloseTo(0, 12);
    const days = Int32Array.from({length: 400}, (_, t) => 19_000 + t);
    const returns = Float64Array.from(days, (d) => 0.01 * Math.sin(d));
    const direct = periodReturns(returns, days, "quarter");
    const through = quarterly(periodReturns(returns, days, "month"));
    expect(through.key).toEqual(direct.key);
    direct.value.forEach((v, i) => {
      expect(through.value[i]).toBeCloseTo(v, 12);
    });
  });
});

describe("performance against empyrical, scipy and statsmodels", () => {
  const all = performance(returns);

  it("agrees with empyrical on return, volatility, ratios and drawdown", () => {
    const {empyrical} = golden;
    near(all.annualReturn, empyrical.annual_return);
    near(all.volatility, empyrical.annual_volatility);
    near(all.sharpe.ratio, empyrical.sharpe);
    near(sharpeRatio(returns), empyrical.sharpe);
    near(all.sortino, empyrical.sortino);
    near(all.calmar, empyrical.calmar);
    near(all.maxDrawdown, empyrical.max_drawdown);
    near(all.total, empyrical.total);
    near(downsideDeviation(returns), empyrical.downside);
    near(alphaBeta(returns, benchmark).beta, empyrical.beta, 1e-10);
  });

  it("agrees with scipy on skewness and kurtosis", () => {
    near(all.skewness, golden.moments.skewness);
    near(all.kurtosis, golden.moments.kurtosis);
  });

  it("agrees with statsmodels on alpha, beta and their HAC errors, alpha by the year", () => {
    const fit = alphaBeta(returns, benchmark, {lags: 6, year: 1});
    near(fit.alpha, golden.hac.alpha, 1e-9);
    near(fit.beta, golden.hac.beta, 1e-10);
    near(fit.alphaError, golden.hac.alpha_error, 1e-8);
    near(fit.betaError, golden.hac.beta_error, 1e-8);
    near(alphaBeta(returns, benchmark, {lags: 6}).alpha, fit.alpha * 252, 1e-12);
  });

  it("gives the Sharpe ratio's error of the delta method on mean and variance (Lo 2002)", () => {
    near(sharpe(returns, {lags: 6, year: 1}).standardError, golden.sharpe_error, 1e-8);
    near(sharpeTerm(returns, {q: 12}), golden.sharpe_term, 1e-10);
  });

  it("agrees on the drawdown of every day and on months, quarters and years", () => {
    drawdownOf(returns).forEach((d, t) => {
      expect(d).toBeCloseTo(golden.drawdown[t] as number, 13);
    });
    for (const [calendar, want] of [
      ["month", golden.months],
      ["quarter", golden.quarters],
      ["year", golden.years]
    ] as const) {
      const {value} = periodReturns(returns, days, calendar);
      expect(value.length).toBe(want.length);
      value.forEach((v, i) => {
        expect(v).toBeCloseTo(want[i] as number, 12);
      });
    }
  });
});

describe("performance by hand", () => {
  it("compounds: +10 %, −20 %, +25 % is +10 %", () => {
    expect(compound([0.1, -0.2, 0.25])).toBeCloseTo(0.1, 15);
    expect([...levelsOf([0.1, -0.2, 0.25], {start: 100})].map((x) => Math.round(x * 1e9) / 1e9)).toEqual([
      100, 110, 88, 110
    ]);
    expect([...returnsOf([100, 110, 88])].map((x) => Math.round(x * 1e9) / 1e9)).toEqual([0.1, -0.2]);
    expect(annualReturn([0.1, -0.2, 0.25], {year: 6})).toBeCloseTo(1.1 ** 2 - 1, 14);
  });

  it("counts wins and the payoff: gains 2 and 4, losses 1 and 1, one day still", () => {
    const r = [0.02, -0.01, 0.04, -0.01, 0];
    expect(winRate(r)).toBe(0.4);
    expect(payoff(r)).toBeCloseTo(3, 14);
    expect(payoff([0.01, 0.02])).toBeNaN();
  });

  it("finds every fall, deepest first, the last one open", () => {
    // levels 100, 110, 99, 104.5, 110, 121, 84.7, 96.8
    const r = [0.1, -0.1, 104.5 / 99 - 1, 110 / 104.5 - 1, 0.1, -0.3, 96.8 / 84.7 - 1];
    const [first, second, ...rest] = drawdownEpisodes(r);
    expect(first).toMatchObject({start: 5, trough: 6, recovery: -1});
    expect(first?.depth).toBeCloseTo(-0.3, 14);
    expect(second?.start).toBe(1);
    expect(second?.trough).toBe(2);
    expect(second?.depth).toBeCloseTo(-0.1, 14);
    expect(rest).toEqual([]);
    expect(maxDrawdown(r)).toBeCloseTo(-0.3, 14);
  });

  it("tables years with the benchmark's beside them", () => {
    const rows = yearTable([0.1, 0.1, -0.5], [18260, 18261, 18263], {benchmark: [0, 0.2, -0.1]});
    expect(rows.map((r) => r.year)).toEqual([2019, 2020]);
    expect(rows[1]?.n).toBe(1);
    expect(rows[0]?.return).toBeCloseTo(0.21, 14);
    expect(rows[0]?.excess).toBeCloseTo(0.01, 14);
    expect(rows[1]?.maxDrawdown).toBe(-0.5);
  });
});

describe("properties of performance", () => {
  const sample = (seed: number, n = 400): Float64Array => {
    const rng = createRng(seed, "performance");
    return Float64Array.from({length: n}, () => 0.0005 + 0.01 * normal(rng));
  };

  it("keeps the Sharpe ratio when returns and the risk-free rate shift together, and under scale", () => {
    const r = sample(1);
    near(
      sharpe(
        r.map((x) => x + 0.002),
        {riskFree: 0.002}
      ).ratio,
      sharpe(r).ratio,
      1e-10
    );
    near(sharpe(r.map((x) => 2 * x)).ratio, sharpe(r).ratio, 1e-12);
    near(sharpe(r.map((x) => 2 * x)).standardError, sharpe(r).standardError, 1e-12);
  });

  it("states the Sharpe ratio's error as simulations have it", () => {
    const ratios = Float64Array.from({length: 600}, (_, s) => sharpe(sample(s + 10, 250)).ratio);
    const stated = sharpe(sample(5, 250), {lags: 0});
    expect(sd(ratios) / stated.simpleError).toBeGreaterThan(1 - 4 / Math.sqrt(1200));
    expect(sd(ratios) / stated.simpleError).toBeLessThan(1 + 4 / Math.sqrt(1200) + 0.02);
    expect(stated.standardError / stated.simpleError).toBeCloseTo(1, 1);
  });

  it("has no excess and no tracking error against itself", () => {
    const r = sample(2);
    expect(trackingError(r, r)).toBe(0);
    expect(informationRatio(r, r).ratio).toBeNaN();
    const fit = alphaBeta(r, r);
    expect(fit.beta).toBeCloseTo(1, 12);
    expect(fit.alpha).toBeCloseTo(0, 12);
  });

  it("compounds months and years to the same total, and mutates nothing", () => {
    const r = sample(3);
    const kept = r.slice();
    const on = Int32Array.from(r, (_, t) => 18000 + t);
    for (const calendar of ["month", "quarter", "year"] as const) {
      expect(compound(periodReturns(r, on, calendar).value)).toBeCloseTo(compound(r), 12);
    }
    performance(r);
    expect(r).toEqual(kept);
  });

  it("is NaN where nothing is defined", () => {
    expect(annualReturn([])).toBeNaN();
    expect(sharpe([0.01]).ratio).toBeNaN();
    expect(sharpe([0.01, 0.01, 0.01]).ratio).toBeNaN();
    expect(calmar([0.01, 0.02])).toBeNaN();
    expect(sortino([0.01, 0.02])).toBeNaN();
    expect(drawdownEpisodes([])).toEqual([]);
  });

  it("refuses what is no return, no level, no calendar", () => {
    expect(() => annualReturn([0.1, Number.NaN])).toThrow(
      "returns[1] must be a return of at least -1, got NaN"
    );
    expect(() => sharpe([-1.5])).toThrow("returns[0] must be a return of at least -1, got -1.5");
    expect(() => returnsOf([1, 0])).toThrow("levels[1] must be positive, got 0");
    expect(() => excessOf([0.1], [0.1, 0.2])).toThrow("benchmark must hold 1 returns, got 2");
    expect(() => periodReturns([0.1, 0.1], [5, 5], "month")).toThrow("days must ascend, got 5 after 5");
    expect(() => periodReturns([0.1], [5, 6], "month")).toThrow("days must hold 1 values, got 2");
    expect(() => drawdownEpisodes([0.1, Number.NaN])).toThrow("returns[1] must not be missing");
    expect(() => alphaBeta([0.1], [])).toThrow("benchmark must hold 1 returns, got 0");
    expect(() => sharpeTerm([0.1], {q: 0})).toThrow("q must be a whole number from 1, got 0");
  });
});
