import {type Column, date, flag, int, layer, maybe, real, type Table, text, whole} from "./types.js";

const table = layer("derived");

const day = date("date", "交易日", "Trading day");
const code = text("code", "证券代码", "Security code");
const scheme = text("scheme", "行业分类（citic、sw、csc37）", "Industry scheme (citic, sw, csc37)");
const industry = text("industry", "行业", "Industry");
const index = text("index", "指数代码", "Index code");
const fund = text("fund", "基金代码", "Fund code");
const factor = text("factor", "因子", "Factor");
const knownDay = date("known_date", "可用日：该日收盘起可用", "Day from whose close the row may be used");
const kind = text("kind", "类别（country、industry、style）", "Kind (country, industry, style)");
const strategy = text("strategy", "策略", "Strategy");
const window = text("window", "窗口", "Window");
const style = (name: string, zh: string, en: string): Column => real(name, zh, en, "standard deviations");
const cny = (name: string, zh: string, en: string): Column => real(name, zh, en, "CNY");
const ratio = (name: string, zh: string, en: string): Column => real(name, zh, en, "ratio");

/** Tables that models compute. */
export const derived: readonly Table[] = [
  table(
    "exposure",
    "因子暴露（收盘可知，用于次日收益）",
    "Factor exposures, known at the close, for the next day's returns",
    ["date", "code"],
    [
      day,
      code,
      style("size", "市值", "Size"),
      style("beta", "贝塔", "Beta"),
      style("momentum", "动量", "Momentum"),
      style("residual_volatility", "残差波动", "Residual volatility"),
      style("nonlinear_size", "非线性市值", "Non-linear size"),
      style("book_to_price", "账面市值比", "Book to price"),
      style("liquidity", "流动性", "Liquidity"),
      style("earnings_yield", "盈利收益率", "Earnings yield"),
      style("growth", "成长", "Growth"),
      style("leverage", "杠杆", "Leverage"),
      maybe(style("dividend_yield", "股息率", "Dividend yield")),
      maybe(style("earnings_variability", "盈利波动", "Earnings variability")),
      maybe(style("long_term_reversal", "长期反转", "Long-term reversal")),
      text("industry", "中信一级行业", "CITIC level-1 industry"),
      text("industry_csc37", "37 行业", "37-industry scheme"),
      real("weight", "回归权重（∝√市值）", "Regression weight (∝ √cap)"),
      flag("in_estimation", "是否在估计域", "In the estimation universe")
    ],
    {known: "date", partition: "date", method: "S1"}
  ),
  table(
    "factor_return",
    "因子收益",
    "Factor returns",
    ["date", "scheme", "factor"],
    [
      day,
      scheme,
      factor,
      kind,
      ratio("return", "日收益", "Daily return"),
      real("t_stat", "t 值（经典）", "t-statistic, classical"),
      real("t_stat_hc3", "t 值（HC3）", "t-statistic, HC3")
    ],
    {known: "date", method: "S1"}
  ),
  table(
    "factor_fit",
    "截面回归拟合",
    "Cross-sectional fit",
    ["date", "scheme"],
    [
      day,
      scheme,
      ratio("r2", "R²", "R²"),
      ratio("r2_centred", "R²（去均值）", "R², centred"),
      int("n", "样本数", "Stocks"),
      real("condition_number", "条件数", "Condition number")
    ],
    {known: "date", method: "S1"}
  ),
  table(
    "factor_stability",
    "因子稳定性",
    "Factor stability",
    ["date", "factor"],
    [
      day,
      factor,
      real("stability", "稳定系数", "Stability coefficient"),
      real("vif", "方差膨胀因子", "Variance inflation factor")
    ],
    {known: "date", method: "S1"}
  ),
  table(
    "factor_covariance",
    "因子协方差（月末）",
    "Factor covariance, month ends",
    ["date", "factor", "factor_2"],
    [
      day,
      factor,
      text("factor_2", "因子二", "Second factor"),
      real("covariance", "月度协方差（日方差×21）", "Monthly covariance (daily × 21)", "ratio²")
    ],
    {known: "date", method: "S1"}
  ),
  table(
    "specific_risk",
    "特质风险",
    "Specific risk",
    ["date", "code"],
    [day, code, ratio("volatility", "月度特质波动率", "Monthly specific volatility")],
    {known: "date", partition: "date", method: "S1"}
  ),
  table(
    "risk_bias",
    "风险预测偏差",
    "Bias of risk forecasts",
    ["portfolio", "date"],
    [
      text("portfolio", "组合", "Portfolio"),
      day,
      real("b", "标准化收益", "Standardised return"),
      real("q", "Q 统计量", "Q statistic")
    ],
    {known: "date", method: "S1"}
  ),
  table(
    "factor_window",
    "因子分窗表现",
    "Factor performance by window",
    ["date", "scheme", "factor", "window"],
    [
      day,
      scheme,
      factor,
      window,
      kind,
      ratio("cumulative_return", "累计收益", "Cumulative return"),
      ratio("volatility", "年化波动率", "Annual volatility"),
      real("return_risk", "收益风险比", "Return/risk")
    ],
    {known: "date", method: "S2"}
  ),
  table(
    "factor_character",
    "因子画像",
    "Factor character",
    ["date", "scheme", "factor"],
    [
      day,
      scheme,
      factor,
      real("ln_pb", "ln PB", "ln P/B"),
      real("ln_pe", "ln PE", "ln P/E"),
      ratio("profit_growth", "盈利增速", "Profit growth"),
      ratio("revenue_growth", "营收增速", "Revenue growth"),
      ratio("turnover", "换手率", "Turnover"),
      ratio("cross_sectional_vol", "截面波动率", "Cross-sectional volatility")
    ],
    {known: "date", method: "S2"}
  ),
  table(
    "factor_crowding",
    "因子拥挤度",
    "Factor crowding",
    ["date", "scheme", "factor"],
    [
      day,
      scheme,
      factor,
      real("score", "拥挤度", "Score"),
      real("valuation", "估值贡献", "Valuation contribution"),
      real("turnover", "换手贡献", "Turnover contribution"),
      real("growth", "成长贡献", "Growth contribution"),
      real("co_movement", "同涨同跌贡献", "Co-movement contribution"),
      real("volatility", "波动贡献", "Volatility contribution"),
      real("return", "收益贡献", "Return contribution")
    ],
    {known: "date", method: "S2"}
  ),
  table(
    "index_segment",
    "价格分段拐点",
    "Price-segment pivots",
    ["index", "freq", "pivot_date"],
    [
      index,
      text("freq", "频率（D、W）", "Frequency (D, W)"),
      date("pivot_date", "拐点日", "Pivot day"),
      text("kind", "类型（high、low）", "Kind (high, low)"),
      real("price", "拐点点位", "Level at the pivot", "points"),
      date("confirmed_date", "确认日", "Confirmation day"),
      text("reason", "确认原因（dea、fast）", "Reason (dea, fast)"),
      maybe(
        flag(
          "settled",
          "均线起点的影响已消退（日线 250、周线 120 根之后）",
          "Past the burn-in of the means (250 daily, 120 weekly bars)"
        )
      )
    ],
    {known: "confirmed_date", method: "S3"}
  ),
  table(
    "index_segment_state",
    "价格分段：每根 K 线收盘时的状态",
    "Price segments: the state at each bar's close",
    ["index", "freq", "date"],
    [
      index,
      text("freq", "频率（D、W）", "Frequency (D, W)"),
      date("date", "K 线末日", "Last day of the bar"),
      int(
        "direction",
        "当前段方向（1 上、−1 下、0 未定）",
        "Direction of the leg (1 up, −1 down, 0 none yet)"
      ),
      date("start_date", "当前段起点日", "Start of the leg"),
      real("start_price", "起点点位", "Level at the start", "points"),
      date("extreme_date", "段内极值日（临时反向段起点）", "Running extreme, start of the provisional leg"),
      real("extreme_price", "极值点位", "Level at the extreme", "points"),
      int("age", "段龄", "Age of the leg", "bars"),
      real("slope", "斜率 ln(P/起点)÷根数", "Slope ln(P/start) a bar", "ratio a bar"),
      real("slope_before", "五根之前的斜率", "Slope five bars before", "ratio a bar"),
      real("ols_slope", "最小二乘斜率", "Least-squares slope", "ratio a bar"),
      ratio("r2", "最小二乘 R²", "Least-squares R²"),
      ratio("amplitude", "幅度 ln(极值/起点)", "Amplitude ln(extreme/start)"),
      ratio("age_percentile", "段龄在以往同向段中的分位", "Standing of the age among earlier legs"),
      ratio(
        "amplitude_percentile",
        "幅度在以往同向段中的分位",
        "Standing of the amplitude among earlier legs"
      ),
      int("past_legs", "以往同向段数", "Earlier legs of the direction"),
      int("provisional_age", "临时反向段段龄", "Age of the provisional leg", "bars"),
      real("provisional_slope", "临时反向段斜率", "Slope of the provisional leg", "ratio a bar"),
      real("dea", "DEA", "DEA", "points"),
      ratio(
        "dea_distance",
        "DEA 距零轴（占价格，负为已越过）",
        "DEA to zero, share of price (negative: past it)"
      ),
      ratio("counter_distance", "价格距反向极值", "Price to the counter-extreme"),
      ratio(
        "break_distance",
        "价格距起点（越过即确认）",
        "Price to the start, where a turn is confirmed at once"
      ),
      maybe(int("daily_legs", "周线段内的日线段数", "Daily legs within the weekly leg")),
      int("holes", "段内缺失的交易日数", "Trading days without a close within the leg", "days")
    ],
    {known: "date", method: "S3"}
  ),
  table(
    "nowcast",
    "GDP 实时预测",
    "GDP nowcast",
    ["vintage_date", "quarter"],
    [
      date("vintage_date", "预测日", "Vintage"),
      text("quarter", "季度", "Quarter"),
      ratio("value", "同比增速", "Year-on-year growth"),
      ratio("lo70", "70% 下界", "70 % lower"),
      ratio("hi70", "70% 上界", "70 % upper"),
      ratio("lo90", "90% 下界", "90 % lower"),
      ratio("hi90", "90% 上界", "90 % upper"),
      text("model", "模型", "Model"),
      maybe(int("days_to_release", "距公布天数（估计）", "Days to the release, estimated", "days"))
    ],
    {known: "vintage_date", method: "S4"}
  ),
  table(
    "nowcast_model",
    "实时预测的各模型",
    "The nowcast's members and benchmarks",
    ["vintage_date", "quarter", "model"],
    [
      date("vintage_date", "预测日", "Vintage"),
      text("quarter", "季度", "Quarter"),
      text("model", "模型（factor、bridge、bvar、ar1、last）", "Model (factor, bridge, bvar, ar1, last)"),
      maybe(ratio("value", "同比增速", "Year-on-year growth")),
      maybe(ratio("weight", "组合权重（基准为空）", "Weight in the combination; empty for benchmarks"))
    ],
    {known: "vintage_date", method: "S4"}
  ),
  table(
    "nowcast_news",
    "实时预测的新息分解",
    "Nowcast news",
    ["vintage_date", "quarter", "series"],
    [
      date("vintage_date", "预测日", "Vintage"),
      text("quarter", "季度", "Quarter"),
      text("series", "序列", "Series"),
      real("surprise", "意外", "Surprise"),
      real("weight", "权重", "Weight"),
      ratio("contribution", "贡献", "Contribution")
    ],
    {known: "vintage_date", method: "S4"}
  ),
  table(
    "nowcast_score",
    "实时预测误差（伪实时）",
    "Errors of the nowcast, pseudo-real-time",
    ["sample", "model", "days_from"],
    [
      text("sample", "样本（all、without_2020_2021）", "Sample (all, without_2020_2021)"),
      text("model", "模型", "Model"),
      int("days_from", "距公布天数（区间起点）", "Days to the release, start of the class", "days"),
      int("quarters", "季度数", "Quarters"),
      ratio("rmse", "均方根误差", "Root mean square error"),
      ratio("mae", "平均绝对误差", "Mean absolute error")
    ],
    {method: "S4"}
  ),
  table(
    "nowcast_factor",
    "实时预测的因子（末次估计）",
    "Factors of the nowcast, last estimate",
    ["vintage_date", "date", "factor"],
    [
      date("vintage_date", "预测日", "Vintage"),
      date("date", "月末", "Month end"),
      factor,
      real("value", "取值（标准化）", "Value, standardised")
    ],
    {known: "vintage_date", method: "S4"}
  ),
  table(
    "nowcast_recovered",
    "植入宏观因子的还原度",
    "How far planted macro factors are recovered",
    ["factor"],
    [factor, ratio("r2", "方差被解释的比例", "Share of variance explained"), int("months", "月数", "Months")],
    {method: "S4"}
  ),
  table(
    "informed_activity",
    "知情交易者活跃度",
    "Informed-trader activity",
    ["date", "index"],
    [
      day,
      text(
        "index",
        "指数代码（* 为全部有分钟线的股票，等权）",
        "Index code (* all stocks with bars, equally weighted)"
      ),
      ratio("ia1", "聪明钱溢价 IA1", "Smart-money premium IA1"),
      ratio("ia1_percentile", "IA1 半年分位", "IA1 half-year percentile"),
      maybe(flag("ia1_highest", "是否超出此前 126 日的最高值", "Above every value of the 126 days before")),
      maybe(int("ia1_earlier", "窗口内的历史值个数", "Earlier values in the window", "days")),
      maybe(
        ratio(
          "ia1_within",
          "日内口径的聪明钱溢价（各日价格先除以当日均价）",
          "Smart-money premium within days: prices over their day's average"
        )
      ),
      ratio("vpin", "VPIN", "VPIN"),
      ratio("pin", "PIN（每周首日估计）", "PIN, fitted on the first day of each week"),
      maybe(date("pin_date", "PIN 估计日", "Day on which PIN was fitted")),
      maybe(int("stocks", "参与的股票数", "Stocks that take part")),
      maybe(ratio("coverage", "参与股票的权重之和", "Weight of the stocks that take part"))
    ],
    {known: "date", method: "S5"}
  ),
  table(
    "informed_stock",
    "个股知情交易度量",
    "Measures of informed trading by stock",
    ["date", "code"],
    [
      day,
      code,
      ratio("ia1", "聪明钱溢价 IA1", "Smart-money premium IA1"),
      ratio("ia1_within", "日内口径的聪明钱溢价", "Smart-money premium within days"),
      ratio("vpin", "VPIN", "VPIN"),
      ratio("pin", "PIN（每周首日估计）", "PIN, fitted on the first day of each week")
    ],
    {known: "date", partition: "date", method: "S5"}
  ),
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
    "fund_industry",
    "基金行业仓位估计",
    "Estimated fund industry positions",
    ["date", "fund", "industry"],
    [day, fund, industry, ratio("weight", "占净值比（估计）", "Estimated share of NAV")],
    {known: "date", partition: "date", method: "S9"}
  ),
  table(
    "fund_position",
    "公募行业仓位",
    "Aggregate fund positions",
    ["date", "industry"],
    [
      day,
      industry,
      ratio("weight", "仓位", "Position"),
      ratio("weight_lo", "仓位的 90% 下界", "Position, lower bound of 90 %"),
      ratio("weight_hi", "仓位的 90% 上界", "Position, upper bound of 90 %"),
      ratio("csi800", "中证800 权重", "CSI 800 weight"),
      ratio("over_under", "超低配", "Over/underweight"),
      ratio("over_under_normalised", "超低配（归一）", "Over/underweight, normalised"),
      ratio("change", "增减仓（较上周末）", "Change since the last week's end"),
      ratio("drift_change", "其中价格漂移", "Of which drift of prices"),
      ratio("active_change", "主动增减仓", "Active change"),
      ratio("lo", "主动增减仓的 90% 下界", "Active change, lower bound of 90 %"),
      ratio("hi", "主动增减仓的 90% 上界", "Active change, upper bound of 90 %"),
      flag("significant", "主动增减仓是否显著", "Active change differs from zero")
    ],
    {known: "date", method: "S9"}
  ),
  table(
    "fund_position_error",
    "仓位估计误差",
    "Position estimation error",
    ["period_end", "industry"],
    [
      date("period_end", "报告期末", "Period end"),
      industry,
      ratio("mae", "平均绝对误差", "Mean absolute error"),
      ratio("bias", "偏差", "Bias"),
      ratio("hit_rate", "方向命中率", "Hit rate of the sign")
    ],
    {method: "S9"}
  ),
  table(
    "fund_position_score",
    "仓位估计方法比较",
    "Position estimators compared",
    ["period_end", "estimator"],
    [
      date("period_end", "报告期末", "Period end"),
      text(
        "estimator",
        "估计方法（estimate、prior、none、ridge、lasso、ols）",
        "Estimator (estimate, prior, none, ridge, lasso, ols)"
      ),
      int("funds", "基金数", "Funds"),
      ratio("industry_mae", "行业平均绝对误差（基金中位数）", "Mean absolute error by industry, median fund"),
      ratio("total_mae", "总仓位平均绝对误差", "Mean absolute error of the total"),
      real("rank_correlation", "行业秩相关（基金平均）", "Rank correlation over industries, mean of funds")
    ],
    {method: "S9"}
  ),
  table(
    "fund_position_total",
    "总仓位估计与披露",
    "Total equity positions, estimated and disclosed",
    ["period_end", "fund"],
    [
      date("period_end", "报告期末", "Period end"),
      fund,
      ratio("disclosed", "披露仓位", "Disclosed"),
      ratio("carried", "沿用上期披露", "Last disclosed, carried"),
      ratio("nav", "仅净值回归", "NAV regression alone"),
      ratio("blend", "固定混合（八成沿用、两成回归）", "Fixed blend, 0.8 carried and 0.2 regression"),
      ratio("estimate", "本方法", "Ours"),
      ratio("lo", "90% 下界", "Lower bound of 90 %"),
      ratio("hi", "90% 上界", "Upper bound of 90 %")
    ],
    {method: "S9"}
  ),
  table(
    "fund_position_choice",
    "仓位模型的参数选择",
    "Parameters chosen for positions",
    ["period_end"],
    [
      date("period_end", "报告期末", "Period end"),
      date("out_date", "自此日起用于选择", "Used for choosing from"),
      real("half_life", "当时所用半衰期", "Half-life in force", "days"),
      ratio("spread", "当时所用先验标准差", "Spread of the prior in force"),
      ratio("mae", "当时参数的误差", "Error of those in force"),
      ratio("best_mae", "事后最优参数的误差", "Error of the best in hindsight"),
      real("scale", "区间的校准倍数", "Multiplier of the intervals")
    ],
    {method: "S9"}
  ),
  table(
    "fund_style",
    "基金风格",
    "Fund style",
    ["date", "fund", "factor"],
    [
      day,
      fund,
      factor,
      real("exposure", "暴露", "Exposure"),
      ratio("peer_percentile", "同类分位", "Peer percentile"),
      text("source", "来源（holdings、returns）", "Source (holdings, returns)"),
      maybe(int("age_days", "持仓距今天数", "Age of the holdings", "days")),
      maybe(style("exposure_returns", "由净值收益估计的暴露", "Exposure estimated from returns"))
    ],
    {known: "date", method: "S10"}
  ),
  table(
    "index_style",
    "指数风格（月末）",
    "Style of indices, month ends",
    ["date", "index", "factor"],
    [day, index, factor, style("exposure", "暴露", "Exposure")],
    {known: "date", method: "S10"}
  ),
  table(
    "diffusion",
    "扩散指数",
    "Diffusion index",
    ["date", "index", "window"],
    [
      day,
      index,
      int("window", "窗口", "Window", "days"),
      int("up", "上涨趋势数", "Members in an up-trend"),
      int("down", "下跌趋势数", "Members in a down-trend"),
      int("valid", "有效数", "Valid members"),
      ratio("ratio", "扩散指数", "Diffusion ratio"),
      ratio("fast", "快线", "Fast line"),
      ratio("slow", "慢线", "Slow line"),
      int("signal", "信号（1 底部、−1 顶部、0 无）", "Signal (1 bottom, −1 top, 0 none)"),
      maybe(int("members", "成分股数", "Members"))
    ],
    {known: "date", method: "S11"}
  ),
  table(
    "timing_call",
    "择时判断与其后走势（期满者）",
    "Timing calls and what followed, once complete",
    ["date", "index", "source", "variant", "horizon"],
    [
      date("date", "判断日（收盘可知）", "Day of the call, known at its close"),
      index,
      text("source", "来源（segment、diffusion）", "Source (segment, diffusion)"),
      text("variant", "频率或窗口（D、W、20 …）", "Frequency or window (D, W, 20 …)"),
      int("horizon", "期限", "Horizon", "days"),
      int("side", "方向（1 看涨、−1 看跌）", "Side (1 a rise, −1 a fall)"),
      date("entry_date", "次日收盘入场", "Entered at the next day's close"),
      date("known_date", "期满日", "Day on which the horizon is over"),
      ratio("return", "入场至期满的指数收益", "Index return from entry to the horizon")
    ],
    {known: "known_date", method: "S3"}
  ),
  table(
    "timing_score",
    "择时记分：判断之后与平常相比（每月末）",
    "Scores of timing calls against base rates, month ends",
    ["date", "index", "source", "variant", "side", "horizon"],
    [
      day,
      text("index", "指数代码（* 为全部）", "Index code (* all together)"),
      text("source", "来源（segment、diffusion）", "Source (segment, diffusion)"),
      text("variant", "频率或窗口（D、W、20 …）", "Frequency or window (D, W, 20 …)"),
      int("side", "方向（1 看涨、−1 看跌）", "Side (1 a rise, −1 a fall)"),
      int("horizon", "期限", "Horizon", "days"),
      int("n", "期满的判断数", "Calls whose horizon is over"),
      int("independent", "互不重叠的判断数", "Calls that do not overlap"),
      ratio("hit_rate", "命中率", "Hit rate"),
      ratio("base_rate", "基准概率（任意一日）", "Base rate, any day"),
      ratio("mean_return", "判断之后的平均收益", "Mean return after the calls"),
      ratio("base_return", "任意一日之后的平均收益", "Mean return after any day"),
      ratio("excess", "按判断方向的超额收益", "Excess return in the call's direction"),
      ratio("standard_error", "重叠稳健标准误", "Overlap-robust standard error"),
      real("t_stat", "t 值", "t-statistic")
    ],
    {known: "date", method: "S3"}
  ),
  table(
    "fund_deviation",
    "机构风格偏离度",
    "Institutional style deviation",
    ["date", "fund"],
    [
      day,
      fund,
      maybe(ratio("deviation", "偏离度：估计仓位对同类", "Deviation of estimated positions from peers")),
      maybe(
        ratio(
          "excess_return",
          "近 20 日相对同类平均的超额",
          "Excess over the mean peer in the 20 days to the date"
        )
      ),
      knownDay,
      maybe(
        ratio(
          "deviation_benchmark",
          "偏离度：估计仓位对基准",
          "Deviation of estimated positions from the benchmark"
        )
      ),
      maybe(
        ratio(
          "deviation_disclosed",
          "偏离度：披露持仓对同类（月末）",
          "Deviation of disclosed holdings from peers, month ends"
        )
      ),
      maybe(int("age_days", "披露持仓距今天数", "Age of the disclosed holdings", "days"))
    ],
    {known: "known_date", method: "S12"}
  ),
  table(
    "fund_sector",
    "同类基金的板块配置",
    "Sector weights of active funds together",
    ["date", "sector"],
    [
      day,
      text("sector", "板块", "Sector"),
      maybe(ratio("weight", "规模加权占比（估计仓位）", "Share, weighted by assets, estimated positions")),
      maybe(
        ratio(
          "disclosed",
          "规模加权占比（披露持仓，月末）",
          "Share, weighted by assets, disclosed holdings, month ends"
        )
      ),
      maybe(ratio("benchmark", "基准占比", "Share in the benchmark")),
      knownDay
    ],
    {known: "known_date", method: "S12"}
  ),
  table(
    "deviation_market",
    "全市场偏离度",
    "Deviation across the market",
    ["date"],
    [
      day,
      maybe(ratio("median", "偏离度中位数", "Median deviation")),
      maybe(ratio("lower", "下四分位", "Lower quartile")),
      maybe(ratio("upper", "上四分位", "Upper quartile")),
      maybe(ratio("median_benchmark", "对基准的偏离度中位数", "Median deviation from the benchmark")),
      maybe(ratio("median_disclosed", "披露持仓的偏离度中位数", "Median deviation of disclosed holdings")),
      int("funds", "基金数", "Funds"),
      maybe(
        ratio(
          "peer_excess",
          "同类平均近 20 日对基准的超额",
          "Excess of the mean peer over the benchmark, 20 days"
        )
      ),
      knownDay
    ],
    {known: "known_date", method: "S12"}
  ),
  table(
    "deviation_test",
    "偏离度与超额的关系",
    "Deviation and later excess return",
    ["test"],
    [
      text("test", "检验", "Test"),
      real("coefficient", "系数", "Coefficient"),
      real("standard_error", "标准误（Newey–West）", "Standard error (Newey–West)"),
      real("t_stat", "t 值", "t-statistic"),
      int("n", "期数", "Periods"),
      flag("sound", "两侧数据不重叠", "The two sides share no data")
    ],
    {method: "S12"}
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
    "pattern_event",
    "形态事件",
    "Pattern events",
    ["date", "code", "pattern"],
    [
      day,
      code,
      text("pattern", "形态", "Pattern"),
      date("entry_date", "入场日", "Entry day"),
      real("entry_price", "入场价", "Entry price", "CNY/share"),
      flag("filled", "是否成交", "Filled"),
      text(
        "void",
        "未成交原因（limit_up、suspended、pending）",
        "Why it was not filled (limit_up, suspended, pending)"
      ),
      ...[1, 2, 3, 4, 5].map((h) =>
        ratio(`net_${h}`, `持有 ${h} 日净收益`, `Return after costs, held ${h} nights`)
      ),
      ratio("best_5", "五日内最高价之收益（事后）", "Return at the highest price of five days, in hindsight"),
      date("settled_date", "五日结果可知之日", "Day on which the five-day outcome is known")
    ],
    {known: "settled_date", method: "S14"}
  ),
  table(
    "pattern_stat",
    "形态统计",
    "Pattern statistics",
    ["pattern", "hold", "entry_rule"],
    [
      text("pattern", "形态", "Pattern"),
      int("hold", "持有天数", "Holding days", "days"),
      text("entry_rule", "入场规则", "Entry rule"),
      int("n", "样本数", "Events"),
      ratio("win_rate", "胜率", "Win rate"),
      real("payoff", "盈亏比", "Payoff"),
      ratio("mean", "均值", "Mean"),
      ratio("median", "中位数", "Median"),
      ratio("excess", "超额", "Excess"),
      ratio("lo", "均值下界（按日聚类）", "Lower bound of the mean, clustered by day"),
      ratio("hi", "均值上界（按日聚类）", "Upper bound of the mean, clustered by day"),
      ratio("block_lo", "均值下界（分块自助）", "Lower bound of the mean, block bootstrap over days"),
      ratio("block_hi", "均值上界（分块自助）", "Upper bound of the mean, block bootstrap over days"),
      ratio("win_lo", "胜率下界（分块自助）", "Lower bound of the win rate, block bootstrap"),
      ratio("win_hi", "胜率上界（分块自助）", "Upper bound of the win rate, block bootstrap"),
      ratio("excess_lo", "超额下界（分块自助）", "Lower bound of the excess, block bootstrap"),
      ratio("excess_hi", "超额上界（分块自助）", "Upper bound of the excess, block bootstrap"),
      int("days", "有事件的日数", "Days with events", "days"),
      int("unfilled", "未成交数", "Events not filled")
    ],
    {method: "S14"}
  ),
  table(
    "pattern_period",
    "形态统计（分期）",
    "Pattern statistics by period",
    ["pattern", "hold", "entry_rule", "period"],
    [
      text("pattern", "形态", "Pattern"),
      int("hold", "持有天数", "Holding days", "days"),
      text("entry_rule", "入场规则", "Entry rule"),
      text("period", "时期（年份或报告的回测区间）", "Year, or the report's own sample"),
      int("n", "样本数", "Events"),
      ratio("win_rate", "胜率", "Win rate"),
      ratio("mean", "均值", "Mean"),
      ratio("excess", "超额", "Excess")
    ],
    {method: "S14"}
  ),
  table(
    "strategy",
    "策略",
    "Strategies",
    ["strategy"],
    [
      strategy,
      text("name_zh", "中文名", "Chinese name"),
      text("name_en", "英文名", "English name"),
      text("family", "类别", "Family"),
      text("params", "参数（JSON）", "Parameters (JSON)"),
      text("hypothesis", "假设（先于结果写下）", "Hypothesis, written before the result"),
      text("hypothesis_en", "假设（英文）", "Hypothesis in English"),
      int("variants_tried", "试过的变体数", "Variants tried"),
      text("role", "角色（report、base、pick、walk、index）", "Role (report, base, pick, walk, index)")
    ],
    {method: "S14–S18"}
  ),
  table(
    "strategy_grid",
    "策略参数网格（全部变体）",
    "Strategy grids, every variant",
    ["family", "variant"],
    [
      text("family", "类别", "Family"),
      text("variant", "变体", "Variant"),
      strategy,
      text("seat", "席位（* 为合计）", "Seat (* = all together)"),
      int("lookback", "回看天数", "Lookback", "days"),
      ratio("threshold", "阈值", "Threshold"),
      int("size", "持股数或仓位数", "Names or slots"),
      int("every", "调仓间隔或持有天数", "Days between rebalancings, or held", "days"),
      text("book", "资金管理（top、slots、sleeves）", "Book (top, slots, sleeves)"),
      text("rule", "止损止盈与过滤", "Stops and filters"),
      ratio("annual_return", "年化收益（扣费）", "Annual return after costs"),
      ratio("gross_return", "年化收益（费前）", "Annual return before costs"),
      ratio("volatility", "年化波动率", "Annual volatility"),
      real("sharpe", "夏普比率", "Sharpe ratio"),
      ratio("max_drawdown", "最大回撤", "Maximum drawdown"),
      ratio("turnover", "年换手（双边）", "Annual turnover, both sides"),
      ratio("excess", "相对基准的年化超额", "Annual return over the benchmark's"),
      ratio("dsr", "收缩夏普概率", "Deflated Sharpe ratio"),
      text("chosen", "被挑出的角色", "Picked as")
    ],
    {method: "S15–S16"}
  ),
  table(
    "strategy_honesty",
    "策略检验",
    "Tests of the choice",
    ["family", "measure"],
    [text("family", "类别", "Family"), text("measure", "检验", "Measure"), real("value", "取值", "Value")],
    {method: "T"}
  ),
  table(
    "strategy_placebo",
    "随机组合（同一可选名单）",
    "Random books from the same list",
    ["strategy", "draw"],
    [
      strategy,
      int("draw", "序号（0 为策略本身）", "Draw (0 = the strategy itself)"),
      ratio("annual_return", "年化收益", "Annual return"),
      real("sharpe", "夏普比率", "Sharpe ratio")
    ],
    {method: "T"}
  ),
  table(
    "strategy_quintile",
    "五分组净值",
    "Quintile curves",
    ["strategy", "date", "quintile"],
    [
      strategy,
      day,
      int("quintile", "分组（5 为增持最多）", "Quintile (5 = largest increase)"),
      real("level", "净值（首日为 1）", "Level, 1 at the start")
    ],
    {known: "date", method: "S15"}
  ),
  table(
    "seat_ic",
    "席位增持的预测力",
    "What seats' buying foretells",
    ["seat", "lookback", "horizon"],
    [
      text("seat", "席位（* 为合计）", "Seat (* = all together)"),
      int("lookback", "回看天数", "Lookback", "days"),
      int("horizon", "预测天数", "Horizon", "days"),
      int("n", "截面数", "Cross-sections"),
      real("ic", "秩相关均值", "Mean rank correlation"),
      real("lo", "下界", "Lower bound"),
      real("hi", "上界", "Upper bound"),
      real("t", "t 值（Newey–West）", "t, Newey–West"),
      real("p", "p 值（双侧）", "p-value, two-sided"),
      real("p_holm", "p 值（Holm 校正）", "p-value after Holm")
    ],
    {method: "S15"}
  ),
  table(
    "south_ratio",
    "南下持股占自由流通（月末）",
    "Southbound share of the free float, month ends",
    ["date", "code"],
    [
      day,
      code,
      ratio("ratio", "持股占自由流通", "Holding over free float, 1 at most"),
      flag("capped", "是否截于 1", "Cut at 1")
    ],
    {known: "date", method: "S16"}
  ),
  table(
    "strategy_nav",
    "策略净值",
    "Strategy NAV",
    ["strategy", "date"],
    [
      strategy,
      day,
      real("nav", "净值（扣费）", "NAV, net"),
      real("nav_gross", "净值（费前）", "NAV, gross"),
      real("benchmark", "基准净值", "Benchmark NAV"),
      maybe(real("benchmark_2", "第二基准净值（恒生样本，人民币）", "Second benchmark, Hong Kong in CNY"))
    ],
    {known: "date"}
  ),
  table(
    "strategy_fill",
    "资金与持股流水",
    "Ledger: everything that moved cash or shares",
    ["strategy", "date", "code", "line"],
    [
      strategy,
      day,
      code,
      int("line", "流水号", "Line"),
      text("side", "类别（buy、sell、dividend …）", "What moved (buy, sell, dividend …)"),
      whole("shares", "股数", "Shares", "shares"),
      real("price", "成交价", "Price", "CNY/share"),
      cny("cost", "费用", "Cost"),
      cny("cash", "现金变动", "Change of cash"),
      text("reason", "原因", "Reason")
    ],
    {known: "date"}
  ),
  table(
    "strategy_stat",
    "策略统计",
    "Strategy statistics",
    ["strategy", "year"],
    [
      strategy,
      text("year", "年份（all 为全部）", "Year (all = whole sample)"),
      ratio("annual_return", "年化收益", "Annual return"),
      ratio("volatility", "年化波动率", "Annual volatility"),
      real("sharpe", "夏普比率", "Sharpe ratio"),
      real("sharpe_se", "夏普标准误", "Standard error of the Sharpe ratio"),
      ratio("max_drawdown", "最大回撤", "Maximum drawdown"),
      real("calmar", "卡玛比率", "Calmar ratio"),
      ratio("turnover", "年换手", "Annual turnover"),
      ratio("cost", "年费用", "Annual cost"),
      ratio("excess", "超额", "Excess"),
      ratio("dsr", "收缩夏普概率", "Deflated Sharpe ratio"),
      ratio("pbo", "过拟合概率", "Probability of backtest overfitting"),
      ratio("gross_return", "年化收益（费前）", "Annual return before costs"),
      ratio("benchmark", "基准收益", "Return of the benchmark"),
      real("sortino", "索提诺比率", "Sortino ratio"),
      ratio("alpha", "年化阿尔法", "Annual alpha"),
      real("alpha_t", "阿尔法 t 值（HAC）", "t of alpha, HAC"),
      real("beta", "贝塔", "Beta"),
      ratio("win_month", "月胜率", "Share of months with a gain"),
      ratio("placebo", "随机组合中的分位", "Percentile among random books")
    ],
    {method: "T"}
  ),
  table(
    "fund_attribution",
    "基金归因",
    "Fund attribution",
    ["date", "fund"],
    [
      day,
      fund,
      ratio("d", "行业配置 D", "Allocation D"),
      ratio("r", "选股 R", "Selection R"),
      maybe(ratio("d_static", "静态偏离", "Static tilt")),
      maybe(ratio("d_timing", "择时", "Timing")),
      text("quadrant", "象限", "Quadrant"),
      ratio("d_position", "D 中总仓位的部分", "Of D, what the total position gives"),
      knownDay
    ],
    {known: "known_date", partition: "date", method: "S17"}
  ),
  table(
    "fund_skill",
    "基金能力（全样本，至最近一日）",
    "Fund skill, whole sample to the latest day",
    ["fund", "measure"],
    [
      fund,
      text(
        "measure",
        "度量（allocation、timing、selection）",
        "Measure (allocation: D without the total position, timing, selection: R)"
      ),
      int("days", "天数", "Days", "days"),
      ratio("annual", "年化均值", "Mean a year"),
      ratio("standard_error", "标准误（Newey–West）", "Standard error (Newey–West)"),
      ratio("shrunk", "收缩估计", "Shrunken estimate"),
      ratio("lo", "90% 区间下界", "Lower bound, 90 %"),
      ratio("hi", "90% 区间上界", "Upper bound, 90 %"),
      ratio("positive", "为正的概率", "Probability of being positive"),
      ratio("kept", "保留比例", "Share of the estimate that is kept"),
      maybe(ratio("first_half", "前半程年化", "First half, a year")),
      maybe(ratio("second_half", "后半程年化", "Second half, a year"))
    ],
    {method: "S17"}
  ),
  table(
    "skill_persistence",
    "能力的持续性",
    "Persistence of skill",
    ["measure", "to_date"],
    [
      text("measure", "度量", "Measure"),
      date("to_date", "后一段末日", "End of the later span"),
      date("from_date", "前一段首日", "Start of the earlier span"),
      int("funds", "基金数", "Funds"),
      real("rank_correlation", "前后两段的秩相关", "Rank correlation of the two spans"),
      ratio("top_next", "前段最好五分之一在后段的年化", "The earlier span's best fifth in the later, a year"),
      ratio(
        "bottom_next",
        "前段最差五分之一在后段的年化",
        "The earlier span's worst fifth in the later, a year"
      )
    ],
    {known: "to_date", method: "S17"}
  ),
  table(
    "fund_quadrant",
    "基金在各象限的时间占比",
    "Time that funds spend in each quadrant",
    ["fund", "quadrant"],
    [fund, text("quadrant", "象限", "Quadrant"), ratio("share", "时间占比", "Share of days")],
    {method: "S17"}
  ),
  table(
    "fund_timing",
    "由收益回归的择时",
    "Timing from returns alone",
    ["fund", "model"],
    [
      fund,
      text("model", "模型（treynor-mazuy、henriksson-merton）", "Model (treynor-mazuy, henriksson-merton)"),
      ratio("alpha", "年化 α", "Alpha a year"),
      real("alpha_t", "α 的 t 值", "t of alpha"),
      real("beta", "β", "Beta"),
      real("gamma", "择时系数 γ", "Timing coefficient"),
      real("gamma_t", "γ 的 t 值", "t of the timing coefficient"),
      ratio("r2", "R²", "R²"),
      int("n", "天数", "Days", "days")
    ],
    {method: "S17"}
  ),
  table(
    "fund_brinson",
    "Brinson–Fachler 归因（披露持仓，按季）",
    "Brinson–Fachler on disclosed holdings, by quarter",
    ["fund", "period_end"],
    [
      fund,
      date("period_end", "季末（持有至此日）", "Quarter end to which the holdings are held"),
      knownDay,
      ratio("allocation", "配置", "Allocation"),
      ratio("selection", "选择", "Selection"),
      ratio("interaction", "交互", "Interaction"),
      ratio("unexplained", "未解释（交易、费用、打新）", "Unexplained (trading, fees, new shares)"),
      ratio("active", "超额", "Active return"),
      ratio("benchmark", "基准收益", "Benchmark return"),
      ratio("disclosed", "期初当期披露的占净值比", "Share of net assets disclosed for the quarter itself")
    ],
    {known: "known_date", method: "S17"}
  ),
  table(
    "fund_brinson_link",
    "多期链接的 Brinson 归因",
    "Brinson effects linked over time",
    ["fund", "method"],
    [
      fund,
      text("method", "链接法（carino、menchero、frongello）", "Linking (carino, menchero, frongello)"),
      int("quarters", "季数", "Quarters"),
      ratio("allocation", "配置", "Allocation"),
      ratio("selection", "选择", "Selection"),
      ratio("interaction", "交互", "Interaction"),
      ratio("unexplained", "未解释", "Unexplained"),
      ratio("active", "累计超额", "Active return over the span"),
      ratio("gap", "复利缺口：累计超额减单期效应之和", "Compounding gap: active return less the plain sum")
    ],
    {method: "S17"}
  ),
  table(
    "fof_strategy",
    "FOF 策略",
    "Fund-of-funds strategies",
    ["strategy"],
    [
      strategy,
      text("name_zh", "中文名", "Chinese name"),
      text("name_en", "英文名", "English name"),
      text("family", "类别", "Family"),
      text("params", "参数（JSON）", "Parameters (JSON)"),
      text("hypothesis", "假设", "Hypothesis"),
      int("variants_tried", "试过的变体数", "Variants tried")
    ],
    {method: "S18"}
  ),
  table(
    "fof_nav",
    "FOF 净值",
    "Fund-of-funds values",
    ["strategy", "date"],
    [
      strategy,
      day,
      real("nav", "净值（扣费并计申赎时滞）", "Value, after fees and settlement lags"),
      real("nav_gross", "净值（费前、无时滞）", "Value before fees and lags"),
      real("nav_fees", "净值（扣费、无时滞）", "Value after fees, without lags"),
      maybe(real("benchmark", "基准净值", "Benchmark")),
      knownDay
    ],
    {known: "known_date", method: "S18"}
  ),
  table(
    "fof_stat",
    "FOF 统计",
    "Fund-of-funds statistics",
    ["strategy", "version", "year"],
    [
      strategy,
      text("version", "口径（gross、fees、lag）", "Version (gross, fees, lag)"),
      text("year", "年份（all 为全部）", "Year (all = whole sample)"),
      ratio("annual_return", "年化收益", "Annual return"),
      ratio("volatility", "年化波动率", "Annual volatility"),
      real("sharpe", "夏普比率", "Sharpe ratio"),
      real("sharpe_se", "夏普标准误", "Standard error of the Sharpe ratio"),
      ratio("max_drawdown", "最大回撤", "Maximum drawdown"),
      real("calmar", "卡玛比率", "Calmar ratio"),
      maybe(ratio("turnover", "年换手（单边）", "Annual one-sided turnover")),
      maybe(ratio("cost", "年费用", "Annual cost")),
      maybe(ratio("cash", "平均在途与闲置现金", "Mean cash in transit or idle")),
      maybe(ratio("excess", "年化超额", "Annual excess")),
      maybe(ratio("dsr", "收缩夏普概率", "Deflated Sharpe ratio")),
      maybe(ratio("pbo", "过拟合概率", "Probability of backtest overfitting"))
    ],
    {method: "S18"}
  ),
  table(
    "fof_pick",
    "FOF 每月所选",
    "Monthly picks of the funds of funds",
    ["strategy", "date", "fund"],
    [
      strategy,
      date("date", "信号日", "Signal day"),
      fund,
      ratio("signal", "信号值", "Signal"),
      date("order_date", "下单日", "Order day")
    ],
    {known: "date", method: "S18"}
  ),
  table(
    "micro_cap",
    "微盘股",
    "Micro-cap study",
    ["year", "variant"],
    [
      int("year", "年份", "Year"),
      text("variant", "变体", "Variant"),
      ratio("return", "收益", "Return"),
      ratio("benchmark", "沪深300收益", "Return of the CSI 300"),
      ratio("excess_return", "超额收益", "Excess return"),
      ratio("turnover", "换手（双边）", "Turnover, both sides"),
      ratio("cost", "费用", "Cost"),
      int("members", "成分数（年均）", "Members, mean of the year"),
      cny(
        "capacity",
        "容量（中位成分 5% 日均额）",
        "Capacity: the median member's trade is 5 % of its daily amount"
      ),
      cny("capacity_low", "容量（最不流动的十分之一）", "Capacity by the least liquid tenth of the members")
    ],
    {method: "S21"}
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
  ),
  table(
    "micro_cap_nav",
    "微盘股指数",
    "Micro-cap indices",
    ["date", "variant"],
    [day, text("variant", "变体", "Variant"), real("level", "点位（首日为 1）", "Level, 1 on the first day")],
    {known: "date", method: "S21"}
  ),
  table(
    "cross_asset_signal",
    "大类资产边际变化",
    "Cross-asset marginal changes",
    ["date", "dimension", "asset"],
    [
      day,
      text("dimension", "维度", "Dimension"),
      text("asset", "资产", "Asset"),
      real("signal", "信号", "Signal"),
      text("arrow", "箭头", "Arrow"),
      maybe(int("indicators", "发声指标数", "Indicators that spoke"))
    ],
    {known: "date", method: "S22"}
  ),
  table(
    "cross_asset_indicator",
    "大类资产边际变化的指标",
    "Indicators of the cross-asset marginal changes",
    ["date", "series"],
    [
      day,
      text("series", "序列", "Series"),
      text("dimension", "维度", "Dimension"),
      date("period_end", "数据期末", "Period end"),
      date("known_date", "可知日", "Known from"),
      maybe(real("previous", "前值", "Previous")),
      real("value", "取值", "Value"),
      maybe(real("change", "变化", "Change")),
      maybe(real("z", "变化 ÷ 此前三年变化的标准差", "Change over the spread of three years' changes")),
      int("polarity", "方向（+1、−1）", "Polarity (+1, −1)"),
      text("status", "状态（ok、stopped、short、gap …）", "Status (ok, stopped, short, gap …)")
    ],
    {known: "date", method: "S22"}
  ),
  table(
    "industry_indicator_signal",
    "行业高频信号",
    "Industry high-frequency signals",
    ["date", "series"],
    [
      day,
      text("series", "序列", "Series"),
      industry,
      real("previous", "前值", "Previous"),
      real("value", "本期值", "Value"),
      real("z", "标准化变化", "Standardised change"),
      text("arrow", "箭头（对行业；/ 为不显著）", "Arrow for the industry; / where not significant"),
      real(
        "change",
        "变化（价格与指数为相对变化，其余为差）",
        "Change: relative for levels, a difference for rates"
      ),
      date("period_end", "本期期末", "End of the value's period"),
      date("released", "本期值的发布日", "Day on which the value became known"),
      text(
        "status",
        "状态（空、january、merged、short、gap、stopped）",
        "Status: empty, january, merged, short, gap, stopped"
      )
    ],
    {known: "date", method: "S23"}
  ),
  table(
    "industry_indicator_test",
    "行业高频指标对行业超额收益的检验",
    "Tests of industry indicators on industry excess returns",
    ["date", "series", "lag"],
    [
      date(
        "date",
        "检验日（每季首个交易日，只用此前数据）",
        "Day of the test: the first trading day of each quarter, on data before it"
      ),
      text("series", "序列", "Series"),
      int("lag", "滞后期数（0 为同期）", "Lag in intervals; 0 is the same interval"),
      scheme,
      industry,
      int("n", "样本数", "Pairs"),
      ratio(
        "beta",
        "一个标准差有利变化对应的超额收益",
        "Excess return for a change of one standard deviation in the good direction"
      ),
      ratio("standard_error", "标准误（Newey–West）", "Standard error, Newey–West"),
      real("t_stat", "t 值", "t-statistic"),
      real("p", "p 值", "p-value"),
      real(
        "p_adjusted",
        "校正 p 值（Benjamini–Hochberg，同日全部指标与滞后）",
        "p-value adjusted by Benjamini–Hochberg over all series and lags of the day"
      )
    ],
    {known: "date", method: "S23"}
  ),
  table(
    "reconciliation",
    "报告自洽核对",
    "Reconciliation of the reports' own arithmetic",
    ["check"],
    [
      text("check", "核对项", "Check"),
      text("report", "报告", "Report"),
      text("statement", "陈述", "Statement"),
      text("statement_en", "陈述（英文）", "Statement in English"),
      real("published", "报告值", "Published value"),
      real("recomputed", "重算值", "Recomputed value"),
      real("gap", "差", "Gap"),
      real("tolerance", "容差", "Tolerance"),
      text("verdict", "结论", "Verdict"),
      text("unit", "单位", "Unit"),
      text("section", "方法章节", "Section of the methods"),
      text("note", "说明", "Note"),
      text("note_en", "说明（英文）", "Note in English")
    ],
    {method: "Cross-report checks"}
  )
];
