import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {tableNamed} from "../../../pipeline/schema.js";
import {demoTables} from "../../../pipeline/sources/demo/generate.js";
import type {Warehouse} from "../../../pipeline/warehouse/warehouse.js";
import {one, smallMarket} from "./small.js";

let warehouse: Warehouse;
let remove: () => void;
beforeAll(async () => {
  ({warehouse, remove} = await smallMarket(20240223));
}, 120_000);
afterAll(() => remove());

const value = (sql: string): Promise<number> => one(warehouse, sql);

describe("tables", () => {
  test("rows are unique and stored in the order of the key", async () => {
    for (const name of demoTables) {
      const key = tableNamed(name).key.map((k) => `"${k}"`);
      const rows = await value(`SELECT count(*) FROM ${name}`);
      expect(await value(`SELECT count(*) FROM (SELECT DISTINCT ${key.join(", ")} FROM ${name})`), name).toBe(
        rows
      );
      const order = `row(${key.join(", ")})`;
      const broken = `SELECT count(*) FROM (SELECT ${order} AS k, lag(${order}) OVER () AS before FROM ${name}) WHERE k < before`;
      expect(await value(broken), name).toBe(0);
    }
  }, 60_000);

  test("codes cannot be mistaken for listed securities", async () => {
    const strange = "code NOT SIMILAR TO '96[0-9]{4}\\.(SH|SZ|BJ)' AND code NOT SIMILAR TO '99[0-9]{3}\\.HK'";
    expect(await value(`SELECT count(*) FROM stock WHERE ${strange}`)).toBe(0);
    expect(await value("SELECT count(*) FROM stock WHERE name NOT LIKE '仿真%'")).toBe(0);
    expect(await value("SELECT count(*) FROM fund WHERE fund NOT LIKE '999%.OF'")).toBe(0);
  });

  test("a column that is never used to look ahead is known no earlier than it happened", async () => {
    for (const table of ["financial", "fund_holding", "fund_report"])
      expect(await value(`SELECT count(*) FROM ${table} WHERE known_date <= period_end`), table).toBe(0);
    expect(await value("SELECT count(*) FROM fund_nav WHERE known_date <= date")).toBe(0);
    expect(await value("SELECT count(*) FROM series_value WHERE known_date < period_end")).toBe(0);
  });

  test("every CITIC industry has at least five stocks and the schemes agree", async () => {
    const counts = "SELECT count(*) AS n FROM stock_industry WHERE scheme = 'citic' GROUP BY industry";
    expect(await value(`SELECT min(n) FROM (${counts})`)).toBeGreaterThanOrEqual(5);
    expect(await value(`SELECT count(*) FROM (${counts})`)).toBe(30);
    expect(await value("SELECT count(*) FROM industry WHERE scheme = 'sw'")).toBe(31);
    expect(await value("SELECT count(*) FROM industry WHERE scheme = 'csc37'")).toBe(37);
    expect(
      await value(
        "SELECT count(*) FROM stock_industry s LEFT JOIN industry i USING (scheme, industry) WHERE i.industry IS NULL"
      )
    ).toBe(0);
  });
});

describe("stock_daily", () => {
  test("prices keep their order and their limits", async () => {
    const bad = "open > high OR close > high OR open < low OR close < low OR low <= 0";
    expect(await value(`SELECT count(*) FROM stock_daily WHERE ${bad}`)).toBe(0);
    expect(await value("SELECT count(*) FROM stock_daily WHERE high > limit_up OR low < limit_down")).toBe(0);
  });

  test("limits are the board's share of the reference price, rounded to the cent", async () => {
    const percent =
      "CASE board WHEN 'star' THEN 20 WHEN 'gem' THEN 20 WHEN 'bse' THEN 30 ELSE CASE WHEN is_st THEN 5 ELSE 10 END END";
    const expected = `floor((round(prev_close * 100) * (100 + ${percent}) + 50) / 100) / 100`;
    const seasoned = "JOIN stock s USING (code) WHERE limit_up IS NOT NULL AND date > list_date + 10";
    expect(
      await value(`SELECT count(*) FROM stock_daily ${seasoned} AND abs(limit_up - ${expected}) > 1e-9`)
    ).toBe(0);
    expect(await value("SELECT count(*) FROM stock_daily WHERE limit_up IS NULL")).toBeGreaterThan(0);
  });

  test("the adjusted return is close over reference price", async () => {
    const w = "WINDOW w AS (PARTITION BY code ORDER BY date)";
    const pairs = `SELECT *, lag(close * adj_factor) OVER w AS before FROM stock_daily ${w}`;
    expect(
      await value(`SELECT max(abs(close * adj_factor / before - close / prev_close)) FROM (${pairs})`)
    ).toBeLessThan(1e-12);
    expect(
      await value(`SELECT count(*) FROM (${pairs}) WHERE before IS NOT NULL AND adj_factor <> 1`)
    ).toBeGreaterThan(1000);
  });

  test("the average price of a day lies in its range, and a suspended day rests", async () => {
    const outside = "amount / volume > high + 1e-9 OR amount / volume < low - 1e-9";
    expect(await value(`SELECT count(*) FROM stock_daily WHERE volume > 0 AND (${outside})`)).toBe(0);
    const moves = "volume > 0 OR amount > 0 OR open <> prev_close OR high <> low OR close <> prev_close";
    expect(await value(`SELECT count(*) FROM stock_daily WHERE is_suspended AND (${moves})`)).toBe(0);
    expect(await value("SELECT count(*) FROM stock_daily WHERE is_suspended")).toBeGreaterThan(100);
  });

  test("a stock has a row on every trading day of its listing", async () => {
    const due = `SELECT code, count(*) AS n FROM stock JOIN calendar c ON c.is_open AND c.date >= list_date
      AND (delist_date IS NULL OR c.date < delist_date) WHERE board <> 'hk' GROUP BY code`;
    const have = "SELECT code, count(*) AS n FROM stock_daily GROUP BY code";
    expect(
      await value(
        `SELECT count(*) FROM (${due}) a LEFT JOIN (${have}) b USING (code) WHERE a.n IS DISTINCT FROM b.n`
      )
    ).toBe(0);
  });
});

describe("indices and industries", () => {
  test("weights sum to one", async () => {
    const sums = 'SELECT sum(weight) AS s FROM index_member GROUP BY date, "index"';
    expect(await value(`SELECT max(abs(s - 1)) FROM (${sums})`)).toBeLessThan(1e-9);
  });

  test("the day after a month end the index moves as its weighted members, where none goes ex", async () => {
    const next = `SELECT m.date, m."index", d.date AS day, sum(m.weight * (d.close / d.prev_close - 1)) AS r,
        max((d.adj_factor <> p.adj_factor)::INT) AS ex
      FROM index_member m JOIN stock_daily p USING (date, code) JOIN stock_daily d ON d.code = m.code
        AND d.date = (SELECT min(date) FROM calendar WHERE is_open AND date > m.date)
      WHERE m."index" IN ('000300.SH', '000905.SH', '000852.SH') GROUP BY 1, 2, 3`;
    const level =
      'SELECT date, "index", close / lag(close) OVER (PARTITION BY "index" ORDER BY date) - 1 AS x FROM index_daily';
    const gap = `SELECT abs(r - x) AS g FROM (${next}) n JOIN (${level}) l
      ON l.date = n.day AND l."index" = n."index" WHERE ex = 0`;
    expect(await value(`SELECT max(g) FROM (${gap})`)).toBeLessThan(1e-9);
    expect(await value(`SELECT count(*) FROM (${gap})`)).toBeGreaterThan(30);
  });

  test("industry levels grow with the float-weighted returns of their stocks", async () => {
    const stocks = `SELECT d.date, i.industry, d.code, close / prev_close - 1 AS r,
        lag(float_shares * close) OVER (PARTITION BY d.code ORDER BY d.date) AS w
      FROM stock_daily d JOIN stock_industry i ON i.code = d.code AND i.scheme = 'sw'`;
    const grown = `SELECT date, industry, sum(w * r) / sum(w) AS r FROM (${stocks}) WHERE w IS NOT NULL GROUP BY 1, 2`;
    const level = `SELECT date, industry, close / lag(close) OVER (PARTITION BY industry ORDER BY date) - 1 AS x
      FROM industry_daily WHERE scheme = 'sw'`;
    expect(
      await value(`SELECT max(abs(r - x)) FROM (${grown}) JOIN (${level}) USING (date, industry)`)
    ).toBeLessThan(1e-9);
  });
});

describe("what surrounds the stocks", () => {
  test("bars add up to the day exactly", async () => {
    const bars = `SELECT date, code, first(open ORDER BY time) AS o, max(high) AS h, min(low) AS l,
      last(close ORDER BY time) AS c, sum(volume) AS v, sum(round(amount * 100)::BIGINT) AS fen, count(*) AS n FROM stock_bar GROUP BY 1, 2`;
    const differs =
      "o <> open OR h <> high OR l <> low OR c <> close OR v <> volume OR fen <> round(amount * 100)::BIGINT OR n <> 48";
    expect(
      await value(`SELECT count(*) FROM (${bars}) JOIN stock_daily USING (date, code) WHERE ${differs}`)
    ).toBe(0);
    expect(await value(`SELECT count(*) FROM (${bars})`)).toBeGreaterThan(2000);
  });

  test("financing balances move by what was bought and repaid, but for rare corrections within one per cent", async () => {
    const moves = `SELECT abs(financing_balance - before - financing_buy + financing_repay) / before AS g FROM (
      SELECT *, lag(financing_balance) OVER w AS before, lag(date) OVER w AS last FROM margin
      WINDOW w AS (PARTITION BY code ORDER BY date)) WHERE date - last < 15 AND before > 1e6`;
    expect(await value(`SELECT max(g) FROM (${moves})`)).toBeLessThan(0.01);
    expect(await value(`SELECT avg((g > 1e-9)::INT) FROM (${moves})`)).toBeLessThan(0.001);
    expect(
      await value("SELECT min(least(financing_buy, financing_repay, short_repay_shares)) FROM margin")
    ).toBeGreaterThanOrEqual(0);
  });

  test("the total of a stock's northbound holding is the sum of its seats", async () => {
    const sums = `SELECT date, code, sum(shares) FILTER (seat = '*') AS total, sum(shares) FILTER (seat <> '*') AS parts
      FROM connect_holding WHERE direction = 'north' GROUP BY 1, 2`;
    expect(await value(`SELECT count(*) FROM (${sums}) WHERE total IS DISTINCT FROM parts`)).toBe(0);
  });

  test("headline northbound buying is the estimate from holdings and a small residual", async () => {
    const held = `SELECT date, code, shares, lag(shares) OVER (PARTITION BY code ORDER BY date) AS before,
      lag(date) OVER (PARTITION BY code ORDER BY date) AS last FROM connect_holding WHERE direction = 'north' AND seat = '*'`;
    const flows = `SELECT h.date, sum((h.shares - h.before) * d.amount / d.volume) AS flow, max(d.adj_factor <> p.adj_factor) AS ex
      FROM (${held}) h JOIN stock_daily d USING (date, code)
      JOIN stock_daily p ON p.code = h.code AND p.date = h.last WHERE d.volume > 0 GROUP BY 1`;
    const joined = `SELECT flow, buy - sell AS net FROM (${flows}) JOIN connect_turnover USING (date)
      WHERE direction = 'north' AND NOT ex`;
    expect(await value(`SELECT corr(flow, net) FROM (${joined})`)).toBeGreaterThan(0.97);
  });

  test("no holding is reported on a day without Stock Connect", async () => {
    const closed = "SELECT date FROM calendar WHERE NOT is_open OR NOT is_hk_open";
    expect(await value(`SELECT count(*) FROM connect_holding WHERE date IN (${closed})`)).toBe(0);
    expect(await value(`SELECT count(*) FROM hk_daily JOIN calendar USING (date) WHERE NOT is_hk_open`)).toBe(
      0
    );
  });

  test("a fund's return is close to that of its true industry weights", async () => {
    const levels = `SELECT date, industry, close / lag(close) OVER (PARTITION BY industry ORDER BY date) - 1 AS x
      FROM industry_daily WHERE scheme = 'citic'`;
    const weights = `SELECT w.fund, w.industry, w.weight, (SELECT min(date) FROM calendar WHERE is_open AND date > w.date) AS date
      FROM truth_fund_weight w WHERE w.date >= DATE '2023-03-01'`;
    const mix = `SELECT fund, date, sum(weight * x) AS m FROM (${weights}) JOIN (${levels}) USING (date, industry) GROUP BY 1, 2`;
    const nav =
      "SELECT fund, date, adj_nav / lag(adj_nav) OVER (PARTITION BY fund ORDER BY date) - 1 AS r FROM fund_nav";
    const both = `SELECT fund, stddev(r - m) * sqrt(244) AS te, corr(r, m) AS c FROM (${mix}) JOIN (${nav}) USING (fund, date) GROUP BY 1`;
    expect(await value(`SELECT median(te) FROM (${both})`)).toBeLessThan(0.14);
    expect(await value(`SELECT median(te) FROM (${both})`)).toBeGreaterThan(0.03);
    expect(await value(`SELECT median(c) FROM (${both})`)).toBeGreaterThan(0.75);
  });

  test("funds disclose at most ten positions a quarter and all of them twice a year", async () => {
    const top = "SELECT count(*) AS n FROM fund_holding WHERE scope = 'top10' GROUP BY fund, period_end";
    expect(await value(`SELECT max(n) FROM (${top})`)).toBe(10);
    expect(
      await value(
        "SELECT count(*) FROM fund_holding WHERE scope = 'full' AND month(period_end) NOT IN (6, 12)"
      )
    ).toBe(0);
    const sums =
      "SELECT fund, period_end, sum(weight) AS w FROM fund_holding WHERE month(period_end) = 6 GROUP BY 1, 2";
    expect(
      await value(
        `SELECT max(abs(w - equity_ratio)) FROM (${sums}) JOIN fund_report USING (fund, period_end)`
      )
    ).toBeLessThan(0.02);
  });

  test("no fund holds more than a tenth in one stock, nor more than it may in all", async () => {
    const active = "JOIN fund USING (fund) WHERE type IN ('stock', 'mixed_equity')";
    expect(await value(`SELECT max(weight) FROM fund_holding ${active}`)).toBeLessThan(0.15);
    expect(await value("SELECT max(equity_ratio) FROM fund_report")).toBeLessThanOrEqual(0.97);
  });

  test("futures meet their index at expiry", async () => {
    const basis = `SELECT f.close / i.close - 1 AS b FROM future_daily f JOIN index_daily i USING (date, "index") WHERE date = last_trade_date`;
    expect(await value(`SELECT max(abs(b)) FROM (${basis})`)).toBeLessThan(0.001);
  });
});

describe("no kinder than reality: bands around what real data show", () => {
  const returns = `SELECT date, code, close / prev_close - 1 AS r FROM stock_daily JOIN stock USING (code)
    WHERE volume > 0 AND date > list_date + 120`;

  test("fat tails and a positive skew", async () => {
    const shape = `SELECT kurtosis(r) + 3 AS k, skewness(r) AS s FROM (${returns}) GROUP BY code HAVING count(*) > 500`;
    expect(await value(`SELECT median(k) FROM (${shape})`)).toBeGreaterThan(4.3);
    expect(await value(`SELECT median(k) FROM (${shape})`)).toBeLessThan(9);
    expect(await value(`SELECT median(s) FROM (${shape})`)).toBeGreaterThan(0);
  });

  test("volatility clusters", async () => {
    const pairs = `SELECT code, abs(r) AS x, lag(abs(r)) OVER (PARTITION BY code ORDER BY date) AS y FROM (${returns})`;
    const acf = await value(
      `SELECT median(c) FROM (SELECT corr(x, y) AS c FROM (${pairs}) GROUP BY code HAVING count(*) > 400)`
    );
    expect(acf).toBeGreaterThan(0.1);
    expect(acf).toBeLessThan(0.4);
  });

  test("stocks disperse by two to three per cent a day, and some lock at their limit", async () => {
    const spread = `SELECT stddev(r) AS s FROM (${returns}) GROUP BY date`;
    expect(await value(`SELECT avg(s) FROM (${spread})`)).toBeGreaterThan(0.018);
    expect(await value(`SELECT avg(s) FROM (${spread})`)).toBeLessThan(0.034);
    const up = await value("SELECT avg((close >= limit_up)::INT) FROM stock_daily WHERE volume > 0");
    expect(up).toBeGreaterThan(0.005);
    expect(up).toBeLessThan(0.03);
  });

  test("planted factors explain between a tenth and a half of a day's variance", async () => {
    const size = await value(
      "SELECT stddev(\"return\") * sqrt(244) FROM truth_factor_return WHERE factor = 'size'"
    );
    expect(size).toBeGreaterThan(0.03);
    expect(size).toBeLessThan(0.1);
    const market = await value(
      "SELECT stddev(\"return\") * sqrt(244) FROM truth_factor_return WHERE factor = 'country'"
    );
    expect(market).toBeGreaterThan(0.12);
    expect(market).toBeLessThan(0.3);
  });
});
