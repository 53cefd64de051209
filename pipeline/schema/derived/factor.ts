import {flag, int, maybe, real, type Table, text} from "../types.js";
import {code, day, factor, kind, ratio, scheme, style, table, window} from "./columns.js";

/** Exposures, factor returns, risk, the dashboard, crowding: S1, S2. */
export const factorTables: readonly Table[] = [
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
      real("t_stat_hc3", "t 值（HC3）", "t-statistic, HC3"),
      maybe(
        ratio(
          "efficient",
          "日收益的有效估计（特质方差倒数加权、稳健）；仅第一套行业分类",
          "Daily return, efficient estimate (inverse specific variance, robust); first scheme only"
        )
      ),
      maybe(real("efficient_t", "有效估计的 t 值（稳健）", "t-statistic of the efficient estimate, robust"))
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
  )
];
