import type {Frame} from "../../warehouse/frame.js";

/** What a market of daily bars looks like, as columns; a part whose tables are missing is null. */
export interface MarketFacts {
  readonly years: {
    readonly year: number[];
    readonly stocks: number[];
    readonly days: number[];
    readonly idle: number[];
    readonly limitUp: number[];
    readonly limitDown: number[];
    readonly spread: number[];
    readonly crossKurtosis: number[];
  };
  /** Of single stocks: medians over those with two years of returns, or six tenths of a shorter span. */
  readonly shape: {kurtosis: number; skewness: number; volatility: number; hill: number; acf1: number};
  readonly clustering: {readonly lag: number[]; readonly acf: number[]};
  /** Daily regressions on industry and size: mean R², before and after taking out the market, and size's volatility. */
  readonly fit: {r2: number; centred: number; sizeVolatility: number} | null;
  /** Median daily turnover of total shares by decile of capitalisation, last full year; 1 is the smallest. */
  readonly deciles: {readonly year: number; readonly turnover: number[]} | null;
}

export interface MarketSource {
  query(sql: string): Promise<Frame>;
  /** Columns of a table; empty where there is no table. */
  columns(table: string): readonly string[];
}

export const LAGS = [1, 2, 5, 10, 20, 60] as const;

/** Measures a market by SQL over `stock_daily`, and `stock_industry` and share counts where there are any. */
export async function measureMarket(source: MarketSource): Promise<MarketFacts> {
  const cells = source.columns("stock_daily");
  const limits = cells.includes("limit_up");
  const up = limits ? "close >= limit_up" : "close >= round(prev_close * 1.1, 2) - 1e-4";
  const down = limits ? "close <= limit_down" : "close <= round(prev_close * 0.9, 2) + 1e-4";
  const all = await source.query(`SELECT year(date) AS year, count(*) / count(DISTINCT date) AS stocks,
    count(DISTINCT date) AS days, avg((volume = 0)::INT) AS idle,
    avg((${up})::INT) FILTER (volume > 0 AND ${main}) AS up, avg((${down})::INT) FILTER (volume > 0 AND ${main}) AS down
    FROM stock_daily GROUP BY 1 ORDER BY 1`);
  const cross = await source.query(`SELECT year(date) AS year, avg(s) AS spread, avg(k) AS kurtosis FROM (
    SELECT date, stddev(r) AS s, kurtosis(r) + 3 AS k FROM (${returns}) GROUP BY 1) GROUP BY 1 ORDER BY 1`);
  const spread = new Map(
    list(cross, "year").map((y, k) => [y, [at(cross, "spread", k), at(cross, "kurtosis", k)]])
  );
  const year = list(all, "year");
  return {
    years: {
      year,
      stocks: list(all, "stocks"),
      days: list(all, "days"),
      idle: list(all, "idle"),
      limitUp: list(all, "up"),
      limitDown: list(all, "down"),
      spread: year.map((y) => spread.get(y)?.[0] ?? Number.NaN),
      crossKurtosis: year.map((y) => spread.get(y)?.[1] ?? Number.NaN)
    },
    ...(await single(source)),
    fit: await explained(source, cells),
    deciles: await deciles(source, cells)
  };
}

/** Main-board codes, whose limit is ten per cent: the demo's and the exchanges'. */
const main = "regexp_matches(code, '^(60|00|96[0-5])')";

const ordinary = `SELECT date, code, close / prev_close - 1 AS r FROM stock_daily WHERE volume > 0 AND abs(close / prev_close - 1) < 0.35`;
/** Returns of days with trades; first days of new shares are left out by their size. */
const returns = ordinary;
/** One stock in four by the last digits of its code: ordering ten million rows is not worth the wait. */
const sample = `${ordinary} AND try_cast(substr(code, 5, 2) AS INT) % 4 = 0`;

/** Two years of returns, or six tenths of the days where the dataset is shorter. */
const enough = "(SELECT least(480, 0.6 * count(DISTINCT date)) FROM stock_daily)";

async function single(source: MarketSource): Promise<Pick<MarketFacts, "shape" | "clustering">> {
  const moments = `SELECT code, kurtosis(r) + 3 AS k, skewness(r) AS s, stddev(r) AS d FROM (${sample}) GROUP BY code HAVING count(*) > ${enough}`;
  const shape = await source.query(
    `SELECT median(k) AS k, median(s) AS s, median(d) * sqrt(244) AS v FROM (${moments})`
  );
  const scaled = `SELECT abs(r) / d AS x FROM (${sample}) JOIN (${moments}) USING (code)`;
  const hill = await source.query(`WITH z AS (${scaled}), q AS (SELECT quantile_cont(x, 0.98) AS q FROM z)
    SELECT 1 / avg(ln(x / q)) AS hill FROM z, q WHERE x > q`);
  const lags = LAGS.map((l) => `corr(x, lag${l}) AS acf${l}`).join(", ");
  const shifted = LAGS.map((l) => `lag(x, ${l}) OVER w AS lag${l}`).join(", ");
  const medians = LAGS.map((l) => `median(acf${l}) AS acf${l}`).join(", ");
  const acf = await source.query(`SELECT ${medians}, median(self) AS self FROM (
    SELECT code, ${lags}, corr(r, before) AS self FROM (
      SELECT code, r, abs(r) AS x, lag(r) OVER w AS before, ${shifted.replaceAll("lag(x,", "lag(abs(r),")}
      FROM (${sample}) WINDOW w AS (PARTITION BY code ORDER BY date)) GROUP BY code HAVING count(*) > ${enough})`);
  return {
    shape: {
      kurtosis: at(shape, "k", 0),
      skewness: at(shape, "s", 0),
      volatility: at(shape, "v", 0),
      hill: at(hill, "hill", 0),
      acf1: at(acf, "self", 0)
    },
    clustering: {lag: [...LAGS], acf: LAGS.map((l) => at(acf, `acf${l}`, 0))}
  };
}

/** Industry means and a slope on ln(capitalisation), equally weighted, from sums alone. */
async function explained(source: MarketSource, cells: readonly string[]): Promise<MarketFacts["fit"]> {
  if (!cells.includes("total_shares") || source.columns("stock_industry").length === 0) return null;
  const scheme =
    "(SELECT scheme FROM stock_industry GROUP BY 1 ORDER BY (scheme = 'citic') DESC, scheme LIMIT 1)";
  const rows = `SELECT date, industry, close / prev_close - 1 AS r, ln(prev_close * total_shares) AS x
    FROM stock_daily d JOIN (SELECT code, arg_max(industry, from_date) AS industry FROM stock_industry
      WHERE scheme = ${scheme} GROUP BY 1) i USING (code)
    WHERE volume > 0 AND total_shares > 0 AND abs(close / prev_close - 1) < 0.35`;
  const groups = `SELECT date, industry, count(*) AS n, sum(r) AS r, sum(r * r) AS rr, sum(x) AS x, sum(x * x) AS xx,
    sum(r * x) AS rx FROM (${rows}) GROUP BY 1, 2`;
  const days = `SELECT date, sum(n) AS n, sum(rr) AS raw, sum(rr) - sum(r) ^ 2 / sum(n) AS total,
    sum(rr - r * r / n) AS within, sum(xx - x * x / n) AS vx, sum(rx - r * x / n) AS cov,
    (sum(xx) - sum(x) ^ 2 / sum(n)) / sum(n) AS spread FROM (${groups}) GROUP BY 1 HAVING sum(n) > 100`;
  const out = await source.query(`SELECT avg(1 - (within - cov * cov / vx) / raw) AS r2,
    avg(1 - (within - cov * cov / vx) / total) AS centred, stddev(cov / vx * sqrt(spread)) * sqrt(244) AS size FROM (${days})`);
  return {r2: at(out, "r2", 0), centred: at(out, "centred", 0), sizeVolatility: at(out, "size", 0)};
}

async function deciles(source: MarketSource, cells: readonly string[]): Promise<MarketFacts["deciles"]> {
  if (!cells.includes("total_shares")) return null;
  const last = await source.query(`SELECT max(y) AS y FROM (SELECT year(date) AS y FROM stock_daily
    WHERE total_shares > 0 GROUP BY 1 HAVING count(DISTINCT date) > 200)`);
  const year = at(last, "y", 0);
  if (Number.isNaN(year)) return null;
  const out = await source.query(`SELECT d, median(t) AS t FROM (
    SELECT ntile(10) OVER (PARTITION BY date ORDER BY close * total_shares) AS d, volume / total_shares AS t
    FROM stock_daily WHERE volume > 0 AND total_shares > 0 AND year(date) = ${year}) GROUP BY 1 ORDER BY 1`);
  return {year, turnover: list(out, "t")};
}

const list = (frame: Frame, name: string): number[] => Array.from(frame.numbers(name));
const at = (frame: Frame, name: string, row: number): number => frame.numbers(name)[row] ?? Number.NaN;
