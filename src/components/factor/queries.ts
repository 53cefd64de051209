const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** Windows of one kind of factor on the latest day of the table up to `date`. */
export const windowSql = (
  scheme: string,
  kind: string,
  date: string
): string => `-- 因子分窗表现：表中不晚于 ${date} 的最近一日（月末与近 21 个交易日）
SELECT date, factor, "window", cumulative_return, volatility, return_risk
FROM factor_window
WHERE scheme = ${text(scheme)} AND kind = ${text(kind)}
  AND date = (SELECT max(date) FROM factor_window WHERE scheme = ${text(scheme)} AND date <= DATE ${text(date)})
ORDER BY factor, "window"`;

/** Character of one factor by day. */
export const characterSql = (scheme: string, factor: string): string => `SELECT *
FROM factor_character
WHERE scheme = ${text(scheme)} AND factor = ${text(factor)}
ORDER BY date`;

/** Crowding of one factor by day, with the gap between the score and the sum of its parts. */
export const crowdingSql = (scheme: string, factor: string): string => `SELECT *,
  score - (coalesce(valuation, 0) + coalesce(turnover, 0) + coalesce(growth, 0) + coalesce(co_movement, 0)
    + coalesce(volatility, 0) + coalesce("return", 0)) AS gap
FROM factor_crowding
WHERE scheme = ${text(scheme)} AND factor = ${text(factor)}
ORDER BY date`;

/** Crowding of all factors on the latest day up to `date`. */
export const crowdingDaySql = (scheme: string, date: string): string => `SELECT *
FROM factor_crowding
WHERE scheme = ${text(scheme)}
  AND date = (SELECT max(date) FROM factor_crowding WHERE scheme = ${text(scheme)} AND date <= DATE ${text(date)})
ORDER BY score DESC`;

/** Daily returns of one kind of factor since a day. */
export const returnsSql = (
  scheme: string,
  kind: string,
  from: string
): string => `SELECT date, factor, "return", t_stat
FROM factor_return
WHERE scheme = ${text(scheme)} AND kind = ${text(kind)} AND date >= DATE ${text(from)}
ORDER BY date, factor`;

/** Month-end exposures to one style beside each stock's value: where the database holds them. */
export const tearSql = (style: string): string => `-- 月末暴露；数据库只存近端每日与月末
SELECT date, code, "${style.replaceAll('"', '""')}" AS exposure, industry, in_estimation
FROM exposure
WHERE "${style.replaceAll('"', '""')}" IS NOT NULL
QUALIFY date = max(date) OVER (PARTITION BY date_trunc('month', date))
ORDER BY date, code
LIMIT 100000`;
