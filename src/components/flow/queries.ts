/** The page's table in SQL: week, month and quarter of each industry on a day, in 1e8 CNY. */
export const windowsSql = (
  scheme: string,
  date: string
): string => `-- 北向资金：周（ISO 周）、月（20 个交易日）、季（60 个交易日），亿元
WITH days AS (
  SELECT date, row_number() OVER (ORDER BY date DESC) AS back
  FROM (SELECT DISTINCT date FROM northbound_flow WHERE scheme = '${scheme}' AND date <= DATE '${date}')
)
SELECT i.sector, f.industry,
  sum(f.flow) FILTER (f.date >= date_trunc('week', DATE '${date}')) / 1e8 AS week,
  sum(f.flow) FILTER (back <= 20) / 1e8 AS month,
  sum(f.flow) FILTER (back <= 60) / 1e8 AS quarter
FROM northbound_flow f
JOIN days USING (date)
LEFT JOIN industry i ON i.scheme = f.scheme AND i.industry = f.industry
WHERE f.scheme = '${scheme}'
GROUP BY i.sector, f.industry, i."order"
ORDER BY i."order"`;

/** Cumulative flow of each sector at the end of each week, in 1e8 CNY. */
export const historySql = (
  scheme: string,
  date: string
): string => `-- 北向资金：各板块累计净流入，周末值，亿元
SELECT week, sector, sum(flow) OVER (PARTITION BY sector ORDER BY week) / 1e8 AS cumulative
FROM (
  SELECT date_trunc('week', f.date)::DATE AS week, i.sector, sum(f.flow) AS flow
  FROM northbound_flow f
  JOIN industry i ON i.scheme = f.scheme AND i.industry = f.industry
  WHERE f.scheme = '${scheme}' AND f.date <= DATE '${date}'
  GROUP BY ALL
)
ORDER BY week, sector`;

/** Weekly estimate, official net buying and residual, in 1e8 CNY. */
export const checkSql = (date: string): string => `-- 估计与官方净买入，按周，亿元
SELECT date_trunc('week', date)::DATE AS week, sum(estimate) / 1e8 AS estimate,
  sum(official) / 1e8 AS official, sum(residual) / 1e8 AS residual
FROM northbound_check
WHERE date <= DATE '${date}'
GROUP BY week
ORDER BY week`;

/** Weekly official net buying, in 1e8 CNY. */
export const officialSql = `-- 官方净买入，按周，亿元
SELECT date_trunc('week', date)::DATE AS week, sum(buy - sell) / 1e8 AS net
FROM connect_turnover
WHERE direction = 'north' AND buy IS NOT NULL AND sell IS NOT NULL
GROUP BY week
ORDER BY week`;

/** Mean daily turnover of the link by week, in 1e8 CNY. */
export const turnoverSql = `-- 北向日均成交额，按周，亿元
SELECT date_trunc('week', date)::DATE AS week, avg(turnover) / 1e8 AS turnover
FROM connect_turnover
WHERE direction = 'north'
GROUP BY week
ORDER BY week`;

/** The table as the report prints it. */
export const printedSql = `SELECT sector, industry, week / 1e8 AS week, month / 1e8 AS month, quarter / 1e8 AS quarter
FROM published_northbound
ORDER BY "row"`;

/** Quarterly changes with their bounds, in 1e8 CNY. */
export const quartersSql = (
  scheme: string
): string => `SELECT quarter_end, known_date, industry, flow / 1e8 AS flow, lo / 1e8 AS lo, hi / 1e8 AS hi
FROM northbound_quarter
WHERE scheme = '${scheme}'
ORDER BY quarter_end DESC, flow DESC`;
