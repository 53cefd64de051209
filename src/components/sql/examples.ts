import type {Text} from "../../lib/format/text.js";

/** A query that works as it stands, with what it shows. */
export interface Example {
  readonly title: Text;
  readonly sql: string;
}

/** Ten queries after the reports' tables, each on the tables that it names. */
export const EXAMPLES: readonly Example[] = [
  {
    title: {
      zh: "北向资金：近 5、20、60 日行业净流入（亿元）",
      en: "Northbound: net inflow by industry over 5, 20 and 60 days (CNY 100m)"
    },
    sql: `-- 如周报图 5：周、月、季三个窗口 · as in the weekly report: week, month, quarter
with days as (
  select date, row_number() over (order by date desc) as n
  from (select distinct date from northbound_flow where scheme = 'citic')
)
select i.sector, f.industry,
  round(sum(f.flow) filter (where d.n <= 5) / 1e8, 2) as week_yi,
  round(sum(f.flow) filter (where d.n <= 20) / 1e8, 2) as month_yi,
  round(sum(f.flow) filter (where d.n <= 60) / 1e8, 2) as quarter_yi
from northbound_flow f
join days d using (date)
left join industry i on i.scheme = f.scheme and i.industry = f.industry
where f.scheme = 'citic' and d.n <= 60
group by all
order by week_yi desc;`
  },
  {
    title: {
      zh: "北向资金：估计与官方净买入之差",
      en: "Northbound: the estimate against the official net buy"
    },
    sql: `-- 残差＝官方−估计；2024-08-19 后官方不再逐日披露 · residual = official − estimate
select date,
  round(estimate / 1e8, 2) as estimate_yi,
  round(official / 1e8, 2) as official_yi,
  round(residual / 1e8, 2) as residual_yi,
  stocks, regime
from northbound_check
order by date desc
limit 250;`
  },
  {
    title: {
      zh: "研报原表：北向行业相加是否等于板块合计",
      en: "As printed: do the industries sum to their sectors?"
    },
    sql: `-- 周报图 5 原数，逐板块复核 · the printed table, sector by sector
select report, sector,
  round(sum(week) / 1e8, 2) as sum_of_industries_yi,
  round(max(sector_week) / 1e8, 2) as printed_yi,
  round((sum(week) - max(sector_week)) / 1e8, 2) as gap_yi
from published_northbound
group by report, sector
order by report, abs(gap_yi) desc nulls last;`
  },
  {
    title: {
      zh: "研报原表：公募仓位超配与低配最多的行业",
      en: "As printed: industries most over- and underweighted by funds"
    },
    sql: `-- 周报图 7：仓位、中证 800 权重与超低配（%）· per cent
select industry, sector,
  round(100 * weight, 2) as weight_pct,
  round(100 * csi800, 2) as csi800_pct,
  round(100 * over_under, 2) as over_under_pct,
  round(100 * change, 2) as change_pct
from published_fund_position
order by over_under desc;`
  },
  {
    title: {
      zh: "研报原表：ROE 与增速预期同时上修的行业",
      en: "As printed: industries with ROE and growth both revised up"
    },
    sql: `-- 周报图 4：一致预期 FTTM 环比变化（百分点）· percentage points, week on week
select industry,
  round(100 * d_roe, 2) as d_roe_pp,
  round(100 * d_growth, 2) as d_growth_pp
from published_prosperity
where d_roe > 0 and d_growth > 0
order by d_growth desc;`
  },
  {
    title: {zh: "核对：研报自身算术的结论", en: "Reconciliation: verdicts on the reports' own arithmetic"},
    sql: `-- 每项核对的报告值、重算值与差 · what is printed, what comes out, and the gap
select verdict, report, statement, published, recomputed, gap, tolerance, unit
from reconciliation
order by verdict, abs(gap) desc nulls last;`
  },
  {
    title: {zh: "研报原表：各窗口涨幅最大的因子", en: "As printed: factors that gained most, by window"},
    sql: `-- 因子报告分窗累计收益（%），每窗口取前五 · per cent, the five best of each window
select report, "window", kind, factor, factor_en,
  round(100 * cumulative_return, 2) as return_pct,
  round(100 * volatility, 2) as volatility_pct,
  return_risk
from published_factor_window
where cumulative_return is not null
qualify row_number() over (partition by report, "window" order by cumulative_return desc) <= 5
order by report, "window", return_pct desc;`
  },
  {
    title: {
      zh: "个股：最近一日成交额前二十及行业",
      en: "Stocks: the twenty most traded on the last day, with industry"
    },
    sql: `-- 涨跌幅按昨收（除权后）计算 · change against the ex-adjusted previous close
select d.code, s.name, m.industry,
  d.close,
  round(100 * (d.close / d.prev_close - 1), 2) as change_pct,
  round(d.amount / 1e8, 2) as amount_yi
from stock_daily d
join stock s using (code)
left join stock_industry m
  on m.code = d.code and m.scheme = 'citic'
  and m.from_date <= d.date and (m.to_date is null or m.to_date > d.date)
where d.date = (select max(date) from stock_daily)
order by d.amount desc nulls last
limit 20;`
  },
  {
    title: {zh: "指数：逐年收益与年化波动", en: "Indices: return and annualised volatility by year"},
    sql: `-- 波动率：日对数收益标准差 × √252 · daily log returns × √252
with r as (
  select "index", date, close,
    ln(close / lag(close) over (partition by "index" order by date)) as log_return
  from index_daily
)
select r."index", n.name_zh, year(date) as year,
  round(100 * (exp(sum(log_return)) - 1), 2) as return_pct,
  round(100 * stddev_samp(log_return) * sqrt(252), 2) as volatility_pct,
  count(log_return) as days
from r
left join index_info n on n."index" = r."index"
group by all
order by r."index", year;`
  },
  {
    title: {
      zh: "基金：近一年复权净值收益前三十",
      en: "Funds: the thirty best over the last year, adjusted NAV"
    },
    sql: `-- 本库只存近端逐日与更早的月末 · recent days and earlier month ends are held here
with last as (select max(date) as day from fund_nav),
span as (
  select fund, arg_min(adj_nav, date) as first_nav, arg_max(adj_nav, date) as last_nav,
    min(date) as from_date, max(date) as to_date
  from fund_nav, last
  where date between day - interval 1 year and day
  group by fund
)
select p.fund, f.name, f.type, p.from_date, p.to_date,
  round(100 * (p.last_nav / p.first_nav - 1), 2) as return_pct
from span p
join fund f on f.fund = p.fund and f.type <> 'control'
order by return_pct desc
limit 30;`
  }
];
