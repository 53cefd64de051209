import {date, int, maybe, real, type Table, text} from "../types.js";
import {day, factor, industry, ratio, scheme, table} from "./columns.js";

/** Nowcast, cross-asset changes, industry indicators: S4, S22, S23. */
export const macroTables: readonly Table[] = [
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
  )
];
