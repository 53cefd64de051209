// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {COSTS, type Cost} from "../../../lib/backtest/result.js";
import {costBars, costShares} from "../../../src/components/backtest/cost-bars.js";
import {navChart, navData} from "../../../src/components/backtest/nav-chart.js";
import {periodGrid, periodHeat} from "../../../src/components/backtest/period-heat.js";
import {tradeChart} from "../../../src/components/backtest/trade-chart.js";
import {yearRows} from "../../../src/components/backtest/year-table.js";

const days = [19723, 19724, 19725, 19726];
const label = {zh: "净值", en: "NAV"};

describe("charts of a backtest", () => {
  it("draw net, gross and benchmark, and the deepest fall by name", () => {
    const columns = {days, nav: [1, 1.2, 0.9, 1], gross: [1, 1.21, 0.92, 1.03], benchmark: [1, 1, 1, 1.1]};
    const node = navChart(columns, {label, locale: "zh", benchmark: {zh: "沪深300", en: "CSI 300"}});
    expect(node.querySelectorAll("svg[role=img]")).toHaveLength(2);
    for (const text of ["净值 1.00", "费前 1.03", "沪深300 1.10", "回撤 −25.0%"])
      expect(node.textContent).toContain(text);
    const data = navData(columns);
    expect([...(data.drawdown as Float64Array)].map((x) => Math.round(x * 100) / 100)).toEqual([
      0, 0, -0.25, -0.17
    ]);
    expect((data.date as string[])[0]).toBe("2024-01-01");
  });

  it("table years, without benchmark columns where there is none", () => {
    const row = {
      year: 2023,
      n: 242,
      return: 0.123,
      benchmark: 0.1,
      excess: 0.023,
      volatility: 0.2,
      sharpe: 0.6,
      sharpeError: 0.9,
      maxDrawdown: -0.15
    };
    const full = yearRows([row], {locale: "en"});
    expect(full.textContent).toContain("+12.3");
    expect(full.textContent).toContain("+0.60 ± 0.90");
    expect(full.querySelectorAll("thead th")).toHaveLength(8);
    const bare = yearRows([{...row, benchmark: Number.NaN, excess: Number.NaN}], {locale: "en"});
    expect(bare.querySelectorAll("thead th")).toHaveLength(6);
  });

  it("put months in their cells, gaps as dashes, and compound the year", () => {
    const periods = {key: Int32Array.of(202311, 202312, 202401), value: Float64Array.of(0.1, -0.1, 0.02)};
    const grid = periodGrid(periods, "month");
    expect(grid.year).toEqual(["2023", "2024"]);
    expect((grid["11"] as Float64Array)[0]).toBe(0.1);
    expect((grid["1"] as Float64Array)[0]).toBeNaN();
    expect((grid.total as Float64Array)[0]).toBeCloseTo(-0.01, 14);
    const node = periodHeat(periods, {locale: "zh", calendar: "month"});
    expect([...node.querySelectorAll("tbody tr:first-child td")].map((c) => c.textContent).slice(9)).toEqual([
      "—",
      "+10.0",
      "−10.0",
      "−1.0"
    ]);
    expect(
      periodHeat(periods, {locale: "en", calendar: "quarter"}).querySelectorAll("thead th")
    ).toHaveLength(6);
  });

  it("set costs against the mean NAV and the length of the run, kinds without any left out", () => {
    const costs = Object.fromEntries(
      COSTS.map((k) => [k, [0, k === "stamp" ? 50 : 0, k === "slippage" ? 100 : 0, 0]])
    ) as Record<Cost, number[]>;
    const shares = costShares(costs, [10_000, 10_000, 10_000, 10_000], {year: 4});
    expect(shares.kind).toEqual(["stamp", "slippage"]);
    expect([...shares.perYear]).toEqual([0.005, 0.01]);
    expect(costBars(shares, {label, locale: "zh"}).textContent).toContain("1.00%");
  });

  it("mark fills on the bars, named while they are few", () => {
    const bars = {days, open: [1, 1, 1, 1], high: [2, 2, 2, 2], low: [1, 1, 1, 1], close: [2, 1, 2, 1]};
    const trade = {bar: 1, price: 1, side: "buy", shares: 100, reason: "entry"} as const;
    const stop = {bar: 3, price: 1, side: "sell", shares: -100, reason: "stop"} as const;
    const few = tradeChart(bars, [trade, stop], {label, locale: "zh"});
    expect(few.textContent).toContain("买");
    expect(few.textContent).toContain("损");
    const many = tradeChart(
      bars,
      Array.from({length: 13}, () => trade),
      {label, locale: "zh"}
    );
    expect(many.textContent).not.toContain("买");
  });
});
