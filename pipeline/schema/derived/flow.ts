import {date, int, maybe, real, type Table, text} from "../types.js";
import {cny, code, day, index, industry, ratio, scheme, table} from "./columns.js";

/** Expectations and money by industry, snowball notes, redemption: S6, S7, S8, S13, S19, S20. */
export const flowTables: readonly Table[] = [
  table(
    "prosperity",
    "分析师行业景气预期",
    "Analyst prosperity by industry",
    ["date", "scheme", "industry"],
    [
      day,
      scheme,
      industry,
      ratio("roe_fttm", "ROE FTTM", "ROE, forward twelve months"),
      ratio("growth_fttm", "净利润增速 FTTM", "Profit growth, forward twelve months"),
      ratio("d_roe", "ROE 环比变化", "Weekly change of ROE"),
      ratio("d_growth", "增速环比变化", "Weekly change of growth"),
      ratio("revision", "ROE 变化中的预测修正", "Revision, of the change of ROE"),
      ratio("roll_down", "ROE 变化中的时间滚动", "Roll-down, of the change of ROE"),
      ratio("composition", "ROE 变化中的样本变动", "Composition, of the change of ROE"),
      ratio("growth_revision", "增速变化中的预测修正", "Revision, of the change of growth"),
      ratio("growth_roll_down", "增速变化中的时间滚动", "Roll-down, of the change of growth"),
      ratio("growth_composition", "增速变化中的样本变动", "Composition, of the change of growth"),
      ratio(
        "coverage",
        "覆盖率（三家以上机构覆盖的市值占比）",
        "Coverage: share of capitalisation with three analysts or more"
      ),
      int("stocks", "计入的股票数", "Stocks counted"),
      int("stocks_any", "有任何预测的股票数", "Stocks with any forecast"),
      int("matched", "两周都计入的股票数", "Stocks counted in both weeks")
    ],
    {known: "date", method: "S6"}
  ),
  table(
    "northbound_flow",
    "北向资金行业净流入",
    "Northbound net flow by industry",
    ["date", "scheme", "industry"],
    [day, scheme, industry, cny("flow", "净流入", "Net flow")],
    {known: "date", method: "S7"}
  ),
  table(
    "northbound_check",
    "北向估计与官方净买入",
    "Northbound estimate against the official net buy",
    ["date"],
    [
      day,
      cny("estimate", "各行业估计之和", "Sum of the estimates"),
      maybe(cny("official", "官方净买入", "Official net buy")),
      maybe(cny("residual", "残差（官方−估计）", "Residual (official − estimate)")),
      int("stocks", "参与计算的股票数", "Stocks used"),
      int("carried", "沿用上日持股的股票数", "Stocks whose holding was carried forward"),
      text("regime", "披露口径（daily、closed）", "Disclosure regime (daily, closed)")
    ],
    {known: "date", method: "S7"}
  ),
  table(
    "northbound_quarter",
    "2024-08-19 后的季度北向变动",
    "Quarterly northbound changes after 2024-08-19",
    ["quarter_end", "scheme", "industry"],
    [
      date("quarter_end", "季度末", "Quarter end"),
      date(
        "known_date",
        "披露日（次季第 5 个交易日）",
        "Disclosure day (5th trading day of the next quarter)"
      ),
      scheme,
      industry,
      cny("flow", "按季均价估计的净流入", "Net flow at the quarter's VWAP"),
      cny("lo", "区间下界（季内价格区间）", "Lower bound from the quarter's price range"),
      cny("hi", "区间上界（季内价格区间）", "Upper bound from the quarter's price range")
    ],
    {known: "known_date", method: "S7"}
  ),
  table(
    "margin_flow",
    "两融净买入",
    "Margin net buying by industry",
    ["date", "scheme", "industry"],
    [
      day,
      scheme,
      industry,
      cny("net_financing", "融资净买入", "Net financing"),
      cny("net_short", "融券净卖出", "Net short selling"),
      cny("net", "两融净买入", "Two-way net"),
      ratio("net_to_cap", "两融净买入占流通市值", "Two-way net over float cap"),
      ratio("net_to_turnover", "两融净买入占成交额", "Two-way net over turnover"),
      cny("balance", "融资余额", "Financing balance"),
      int("stocks", "标的数", "Stocks on the list"),
      int("broken", "余额勾稽不符的股票数", "Stocks whose balance does not add up"),
      date("known_date", "可用日（次一交易日）", "Known from: the next trading day")
    ],
    {known: "known_date", method: "S8"}
  ),
  table(
    "margin_break",
    "融资余额勾稽不符",
    "Financing balances that do not add up",
    ["date", "code"],
    [
      day,
      code,
      cny("expected", "应有余额（上日＋买入−偿还）", "Expected balance: last + buys − repayments"),
      cny("reported", "披露余额", "Reported balance"),
      ratio("gap", "偏差", "Gap"),
      date("known_date", "可用日（次一交易日）", "Known from: the next trading day")
    ],
    {known: "known_date", method: "S8"}
  ),
  table(
    "margin_event",
    "两融规则变动",
    "Changes of the margin rules",
    ["date", "kind"],
    [
      date("date", "施行日", "In force from"),
      text("kind", "类别（list 标的、ratio 保证金、lending 转融券）", "Kind (list, ratio, lending)"),
      text("text_zh", "内容", "What changed, in Chinese"),
      text("text_en", "内容（英文）", "What changed, in English")
    ],
    {known: "date", method: "S8"}
  ),
  table(
    "money_flow",
    "行业主动资金流",
    "Active money flow by industry",
    ["date", "scheme", "industry"],
    [
      day,
      scheme,
      industry,
      cny(
        "net",
        "主动净流入（有五分钟线的股票用五分钟线，其余用日线）",
        "Net active inflow: from five-minute bars where a stock has them, else from its daily bar"
      ),
      ratio("ratio", "净流入占成交额", "Net inflow over turnover"),
      cny("net_daily", "主动净流入（全用日线）", "Net active inflow, all from daily bars"),
      cny("turnover", "成交额", "Turnover"),
      ratio("bar_share", "五分钟线覆盖的成交额占比", "Share of turnover measured on five-minute bars"),
      cny(
        "net_connect",
        "陆股通标的主动净流入（全用日线）",
        "Net active inflow of Stock Connect names, daily bars"
      ),
      cny("turnover_connect", "陆股通标的成交额", "Turnover of Stock Connect names"),
      text("source", "来源（bars、mixed、daily）", "Source (bars, mixed, daily)")
    ],
    {known: "date", method: "S13"}
  ),
  table(
    "industry_turnover",
    "行业成交额与流通市值",
    "Turnover and float cap by industry",
    ["date", "scheme", "industry"],
    [
      day,
      scheme,
      industry,
      cny("turnover", "成交额", "Turnover"),
      cny("float_cap", "流通市值", "Float capitalisation"),
      int("stocks", "有行情的股票数", "Stocks with a bar")
    ],
    {known: "date", method: "S13"}
  ),
  table(
    "snowball_ladder",
    "雪球敲入阶梯（情景）",
    "Snowball knock-in ladder (a scenario)",
    ["date", "index", "level"],
    [
      day,
      index,
      real("level", "指数点位", "Index level", "points"),
      ratio("change", "距当日收盘", "Against the day's close"),
      cny("knocked", "本级新敲入名义本金", "Notional newly knocked in"),
      cny("cumulative", "累计敲入名义本金", "Notional knocked in so far"),
      cny("sale", "需卖出期货", "Futures to sell"),
      real("contracts", "需卖出手数", "Contracts to sell", "contracts"),
      real("volume_days", "相当于日均成交天数", "In days of volume", "days"),
      ratio("interest_share", "占持仓量", "Share of open interest")
    ],
    {known: "date", method: "S19"}
  ),
  table(
    "snowball_state",
    "雪球存量状态（情景）",
    "Standing of the snowball stock (a scenario)",
    ["date", "index"],
    [
      day,
      index,
      cny("alive", "未敲入未敲出", "Neither knocked in nor out"),
      cny("knocked_in", "已敲入", "Knocked in"),
      cny("knocked_out", "已敲出", "Knocked out"),
      cny("matured", "已到期", "Matured"),
      ratio("volatility", "年化波动率（一年）", "Annual volatility over a year"),
      ratio("basis", "年化基差（一年均值）", "Annual basis, mean of a year")
    ],
    {known: "date", method: "S19"}
  ),
  table(
    "fund_size_bucket",
    "量化与增强基金的市值分层持仓（估计）",
    "Size buckets of quant and enhanced funds, estimated",
    ["date", "fund", "bucket"],
    [
      day,
      text("fund", "基金代码（* 为按规模平均）", "Fund (* is the mean by assets)"),
      text("bucket", "分层（指数代码或 micro）", "Bucket (index code, or micro)"),
      ratio("weight", "占股票持仓比", "Share of equity holdings"),
      maybe(ratio("lo", "90% 区间下界", "Lower bound, 90 %")),
      maybe(ratio("hi", "90% 区间上界", "Upper bound, 90 %"))
    ],
    {known: "date", method: "S20"}
  ),
  table(
    "fund_size_spread",
    "分层价差的方差膨胀",
    "Variance inflation of the spreads between buckets",
    ["date", "spread"],
    [day, text("spread", "价差", "Spread"), real("vif", "方差膨胀因子", "Variance inflation factor")],
    {known: "date", method: "S20"}
  ),
  table(
    "fund_size_error",
    "分层估计与披露持仓之差",
    "Estimated buckets against disclosed holdings",
    ["period_end", "bucket"],
    [
      date("period_end", "报告期末", "Period end"),
      date("known_date", "披露日", "Known from"),
      text("bucket", "分层", "Bucket"),
      ratio("mae", "平均绝对误差", "Mean absolute error"),
      ratio("bias", "偏差（估计−披露）", "Bias (estimate − disclosed)"),
      ratio("mean_estimate", "估计均值", "Mean estimate"),
      ratio("mean_disclosed", "披露均值", "Mean disclosed"),
      int("funds", "基金数", "Funds")
    ],
    {known: "known_date", method: "S20"}
  )
];
