/** The position table of a week's end. */
export const positionsSql = (date: string): string => `-- 公募主动偏股基金行业仓位，占净值比
SELECT industry, weight - change AS last, weight, weight_lo, weight_hi, csi800, over_under,
  over_under_normalised, change, drift_change, revision, active_change, lo, hi, significant
FROM fund_position
WHERE date = DATE '${date}'
ORDER BY weight DESC`;

/** One industry through time. */
export const positionHistorySql = (
  industry: string
): string => `-- ${industry.replaceAll("\n", " ")}：仓位与中证 800 权重，周末值
SELECT max(date) AS date, arg_max(weight, date) AS weight, arg_max(weight_lo, date) AS weight_lo,
  arg_max(weight_hi, date) AS weight_hi, arg_max(csi800, date) AS csi800
FROM fund_position
WHERE industry = '${industry.replaceAll("'", "''")}'
GROUP BY date_trunc('week', date)
ORDER BY date`;

/** The four estimators of the total position by period. */
export const totalsSql = `-- 总仓位四种估计的平均绝对误差
SELECT period_end, count(*) AS funds,
  avg(abs(carried - disclosed)) AS carried,
  avg(abs(nav - disclosed)) AS nav,
  avg(abs(blend - disclosed)) AS blend,
  avg(abs(estimate - disclosed)) AS estimate,
  avg(CASE WHEN disclosed BETWEEN lo AND hi THEN 1.0 ELSE 0 END) FILTER (NOT isnan(lo)) AS inside
FROM fund_position_total
GROUP BY period_end
ORDER BY period_end`;

export const scoresSql = `-- 各方法在每次全部持仓披露时的误差
SELECT period_end, estimator, funds, industry_mae, total_mae, rank_correlation
FROM fund_position_score
ORDER BY period_end, estimator`;

export const errorsSql = `-- 分行业误差，各报告期平均
SELECT industry, avg(mae) AS mae, avg(bias) AS bias,
  avg(hit_rate) FILTER (NOT isnan(hit_rate)) AS hit_rate
FROM fund_position_error
GROUP BY industry
ORDER BY mae`;
