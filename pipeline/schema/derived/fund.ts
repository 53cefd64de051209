import {date, flag, int, maybe, real, type Table, text} from "../types.js";
import {day, factor, fund, index, industry, knownDay, ratio, strategy, style, table} from "./columns.js";

/** Positions, style, deviation, attribution, funds of funds: S9, S10, S12, S17, S18. */
export const fundTables: readonly Table[] = [
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
      maybe(ratio("revision", "其中新披露带来的修订", "Of which revision by new reports")),
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
      maybe(ratio("d_style", "D 中行业自身风格的部分", "Of D, what the industries' own styles give")),
      maybe(ratio("r_style", "R 中行业内风格的部分", "Of R, what style tilts within industries give")),
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
        "Measure (allocation: D less the total position, timing: of it departures, selection: R)"
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
      maybe(ratio("second_half", "后半程年化", "Second half, a year")),
      flag("styled", "是否已剥离风格", "Whether styles were taken out")
    ],
    {method: "S17"}
  ),
  table(
    "fund_control",
    "对照基金的能力估计（模拟市场中能力明显的基金，检验方法能否认出）",
    "What the method makes of control funds, whose planted skill is plain",
    ["fund", "measure"],
    [
      fund,
      text("measure", "度量（allocation、timing、selection）", "Measure (as in fund_skill)"),
      int("days", "天数", "Days", "days"),
      ratio("annual", "年化均值，减平均的普通基金", "Mean a year over the mean ordinary fund"),
      ratio("standard_error", "标准误（Newey–West）", "Standard error (Newey–West)")
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
  )
];
