const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** One week of prosperity by the change of ROE, in points. */
export const prosperitySql = (
  scheme: string,
  date: string
): string => `-- 分析师行业景气预期：一周的变化与分解，百分点
SELECT industry, 100 * roe_fttm AS roe, 100 * (revision + roll_down) AS d_roe, 100 * revision AS revision, 100 * roll_down AS roll_down,
  100 * composition AS composition, 100 * growth_fttm AS growth, 100 * (growth_revision + growth_roll_down) AS d_growth,
  100 * growth_revision AS growth_revision, 100 * growth_roll_down AS growth_roll_down, 100 * growth_composition AS growth_composition,
  coverage, stocks
FROM prosperity
WHERE scheme = ${text(scheme)} AND date = DATE ${text(date)}
ORDER BY d_roe DESC NULLS LAST`;

/** Prosperity of one industry by week. */
export const prosperityPathSql = (
  scheme: string,
  industry: string
): string => `SELECT date, roe_fttm, growth_fttm, d_roe, d_growth, revision, roll_down, composition
FROM prosperity
WHERE scheme = ${text(scheme)} AND industry = ${text(industry)}
ORDER BY date`;

export const printedProsperitySql = `SELECT industry, 100 * d_roe AS d_roe, 100 * d_growth AS d_growth
FROM published_prosperity
ORDER BY "row"`;

/** Margin of one week by industry, in 1e8 CNY. */
export const marginSql = (scheme: string, date: string): string => `-- 两融净买入：截至 ${date} 的一周，亿元
SELECT industry, sum(net_financing) / 1e8 AS financing, sum(net_short) / 1e8 AS short, sum(net) / 1e8 AS net,
  sum(broken) AS broken, max(known_date) AS known
FROM margin_flow
WHERE scheme = ${text(scheme)} AND date BETWEEN date_trunc('week', DATE ${text(date)}) AND DATE ${text(date)}
GROUP BY industry
ORDER BY net DESC`;

/** Balance and net buying of all industries by week, in 1e8 CNY. */
export const marginPathSql = (scheme: string): string => `SELECT max(date) AS week_to, sum(net) / 1e8 AS net,
  sum(balance) FILTER (date = last) / 1e8 AS balance
FROM (SELECT *, max(date) OVER (PARTITION BY date_trunc('week', date)) AS last FROM margin_flow WHERE scheme = ${text(scheme)})
GROUP BY date_trunc('week', date)
ORDER BY week_to`;

/** Money flow over 5, 20 and 120 days to a day by industry, in 1e8 CNY and as shares of turnover. */
export const moneyFlowSql = (
  scheme: string,
  date: string
): string => `-- 行业主动资金净流入（日线口径）：周、月、半年，亿元与占成交额
WITH days AS (
  SELECT date, row_number() OVER (ORDER BY date DESC) AS back
  FROM (SELECT DISTINCT date FROM money_flow WHERE date <= DATE ${text(date)})
)
SELECT industry,
${[5, 20, 120]
  .map(
    (
      n
    ) => `  sum(net_daily) FILTER (back <= ${n}) / 1e8 AS net${n}, sum(net_daily) FILTER (back <= ${n}) / sum(turnover) FILTER (back <= ${n}) AS ratio${n},
  sum(net_connect) FILTER (back <= ${n}) / 1e8 AS connect${n}`
  )
  .join(",\n")}
FROM money_flow
JOIN days USING (date)
WHERE scheme = ${text(scheme)}
GROUP BY industry
ORDER BY net5 DESC`;

/** Money flow from five-minute bars beside that from daily bars, by day. */
export const moneyBarsSql = (
  scheme: string
): string => `SELECT date, industry, net / 1e8 AS net, net_daily / 1e8 AS net_daily, bar_share
FROM money_flow
WHERE scheme = ${text(scheme)} AND bar_share > 0
ORDER BY date, industry`;

export const moneyPathSql = (
  scheme: string
): string => `SELECT date_trunc('week', date)::DATE AS week, industry, sum(net_daily) / 1e8 AS net
FROM money_flow
WHERE scheme = ${text(scheme)}
GROUP BY ALL
ORDER BY week, industry`;

export const printedMoneySql = `SELECT market, industry, week / 1e8 AS week, month / 1e8 AS month, half_year / 1e8 AS half_year
FROM published_money_flow
ORDER BY "row"`;

/** Readings of all indicators on a day. */
export const indicatorSql = (date: string): string => `-- 行业高频指标：现值、前值、标准化变化与箭头
SELECT s.industry, s.series, i.name_zh, s.previous, s.value, s.change, s.z, s.arrow, s.status, s.period_end, s.released
FROM industry_indicator_signal s
JOIN series_info i USING (series)
WHERE s.date = DATE ${text(date)}
ORDER BY s.industry, s.series`;

/** Tests of all mappings known on a day. */
export const indicatorTestSql = (
  date: string
): string => `-- 指标变化对行业超额收益：系数、t 值与校正后的 p 值
SELECT series, industry, lag, n, beta, t_stat, p, p_adjusted
FROM industry_indicator_test
WHERE date = (SELECT max(date) FROM industry_indicator_test WHERE date <= DATE ${text(date)})
ORDER BY p_adjusted, series, lag`;

export const printedIndicatorSql = `SELECT industry, arrow, item, previous, value, unit, wording
FROM published_industry_indicator
ORDER BY "row"`;

/** The week's active flow by industry: one of the tables that the board gathers. */
export const boardSql = (
  scheme: string,
  date: string
): string => `-- 全景表汇总的各表之一：截至所选之日的一周，主动净流入，亿元
SELECT industry, 'money_flow' AS signal, sum(net_daily) / 1e8 AS value
FROM money_flow
WHERE scheme = ${text(scheme)} AND date BETWEEN date_trunc('week', DATE ${text(date)}) AND DATE ${text(date)}
GROUP BY industry
ORDER BY value DESC`;
