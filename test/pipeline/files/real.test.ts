import {existsSync} from "node:fs";
import {join, resolve} from "node:path";
import {expect, test} from "vitest";
import {readMapping} from "../../../pipeline/sources/files/mapping.js";
import {importTo, projectRoot, query} from "./support.js";

const real = process.env.YANBAO_REAL ?? resolve(projectRoot, "../shared/real");
const present = existsSync(join(real, "market/stock_daily_2014.parquet"));
if (!present) process.stderr.write(`real data not at ${real} (YANBAO_REAL): its import is not tested\n`);

test.skipIf(!present)(
  "public A-share files, whole: row counts, a few facts, rejects by reason",
  async () => {
    const result = await importTo(real, {mappings: [readMapping("ashare-parquet")]});
    expect(Object.fromEntries(result.tables.map((t) => [t.name, t.rows]))).toMatchObject({
      stock_daily: 2_053_116,
      stock: 5_485,
      stock_industry: 12_150,
      industry: 31,
      index_daily: 119_580,
      index_info: 44,
      fund: 185,
      fund_nav: 332_480,
      fund_holding: 294_297,
      fund_report: 29_953,
      index_member: 107_394,
      industry_daily: 172_606,
      financial: 47_226,
      series_value: 33_387
    });
    expect(result.reasons.map((r) => [r.table, r.column, r.count])).toEqual([
      ["stock_industry", "industry_code", 356],
      ["fund_report", "aum", 8],
      ["index_member", "weight", 6],
      ["financial", "known_date", 2],
      ["connect_turnover", "turnover", 1]
    ]);
    const facts = await query(
      result,
      `SELECT
        (SELECT count(*) FROM stock_daily WHERE is_suspended),
        (SELECT bool_and(amount_estimated) FROM stock_daily),
        (SELECT count(DISTINCT code) FROM stock_daily),
        (SELECT max(abs(prev_close / nullif(last, 0) - 1)) < 0.01 FROM (SELECT prev_close, lag("close" * adj_factor) OVER (PARTITION BY code ORDER BY date) / adj_factor AS last FROM stock_daily WHERE date < '2014-02-01')),
        (SELECT max(date) FROM connect_turnover WHERE direction = 'north' AND buy IS NOT NULL),
        (SELECT bool_and(known_date > period_end + 29) FROM financial),
        (SELECT min(total_shares) FROM stock_daily WHERE code = '000001.SZ' AND year(date) = 2018),
        (SELECT max(total_shares) - min(total_shares) FROM stock_daily WHERE code = '000001.SZ' AND year(date) = 2018),
        (SELECT count(*) FROM series_value WHERE value = 0 AND known_date < '2000-01-01'),
        (SELECT sum(weight) BETWEEN 0.99 AND 1.01 FROM index_member WHERE date = (SELECT max(date) FROM index_member)),
        (SELECT count(*) FROM series_info WHERE frequency = 'M' AND transform IN ('yoy', 'ytd_yoy', 'level')),
        (SELECT count(*) FROM series_info WHERE frequency = 'Q' AND "group" = 'gdp' AND transform = 'yoy')`
    );
    expect(facts).toEqual([
      ["87030", "true", "1489", "true", "2024-08-16", "true", "17170411366", "0", "0", "true", "28", "1"]
    ]);
  },
  300_000
);

test.skipIf(!present)(
  "vendors' own exports by their mappings",
  async () => {
    const count = async (folder: string, mapping: string, table: string) => {
      const result = await importTo(join(real, "vendor", folder), {mappings: [readMapping(mapping)]});
      return [result.tables.find((t) => t.name === table)?.rows, result.reasons.length];
    };
    expect(await count("baostock", "baostock-daily", "stock_daily")).toEqual([10_056, 0]);
    expect(await count("tushare_stk_factor", "tushare-stk-factor", "stock_daily")).toEqual([7_258, 0]);
    expect(await count(".", "index-csv", "index_daily")).toEqual([18_476, 0]);
  },
  120_000
);
