const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

export const statSql = (
  family: string
): string => `SELECT s.strategy, s.name_zh, s.role, s.variants_tried, t.*
FROM strategy s JOIN strategy_stat t USING (strategy)
WHERE s.family = ${text(family)} AND t.year = 'all'
ORDER BY s.role, s.strategy`;

export const navSql = (strategy: string): string => `SELECT date, nav, nav_gross, benchmark
FROM strategy_nav WHERE strategy = ${text(strategy)} ORDER BY date`;

export const yearSql = (strategy: string): string => `SELECT *
FROM strategy_stat WHERE strategy = ${text(strategy)} ORDER BY year`;

export const ledgerSql = (strategy: string, code: string): string => `-- 逐笔流水：现金与持股的每一次变动
SELECT date, line, code, side, shares, price, cost, cash, reason
FROM strategy_fill WHERE strategy = ${text(strategy)} AND code = ${text(code)}
ORDER BY line`;

export const gridSql = (family: string): string => `SELECT * EXCLUDE (family)
FROM strategy_grid WHERE family = ${text(family)} ORDER BY sharpe DESC`;

export const seatSql = `SELECT * FROM seat_ic ORDER BY p_holm, abs(t) DESC`;

export const placeboSql = `SELECT draw, annual_return, sharpe
FROM strategy_placebo WHERE strategy = 'north_2' ORDER BY sharpe DESC`;

export const quintileSql = `SELECT date, quintile, level FROM strategy_quintile ORDER BY date, quintile`;

export const ratioSql = `SELECT date, code, ratio, capped FROM south_ratio
WHERE date = (SELECT max(date) FROM south_ratio) ORDER BY ratio DESC`;

export const patternSql = `SELECT pattern, entry_rule, hold, n, win_rate, payoff, mean, median, excess, lo, hi, win_lo, win_hi
FROM pattern_stat ORDER BY pattern, entry_rule, hold`;

export const periodSql = (
  pattern: string
): string => `SELECT period, entry_rule, hold, n, win_rate, mean, excess
FROM pattern_period WHERE pattern = ${text(pattern)} ORDER BY entry_rule, hold, period`;

export const eventSql = `SELECT * FROM pattern_event ORDER BY date DESC, code LIMIT 200`;

export const microSql = `SELECT year, variant, "return", benchmark, excess_return, turnover, cost, capacity
FROM micro_cap ORDER BY variant, year`;

export const microNavSql = `SELECT date, variant, level FROM micro_cap_nav ORDER BY variant, date`;

export const comparisonSql = `SELECT s.strategy, s.name_zh, s.family, s.role, s.variants_tried,
  t.annual_return, t.sharpe, t.sharpe_se, t.max_drawdown, t.dsr, t.pbo
FROM strategy s JOIN strategy_stat t USING (strategy) WHERE t.year = 'all' ORDER BY s.family, s.role, s.strategy`;

export const printedSql = "SELECT * FROM published_strategy ORDER BY row";
