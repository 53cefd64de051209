import {date, flag, int, maybe, real, type Table, text, whole} from "../types.js";
import {cny, code, day, ratio, strategy, table} from "./columns.js";

/** Patterns, strategies, micro-caps: S14, S15, S16, S18, S21, T. */
export const strategyTables: readonly Table[] = [
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
    "micro_cap",
    "微盘股",
    "Micro-cap study",
    ["year", "variant"],
    [
      int("year", "年份", "Year"),
      text("variant", "变体", "Variant"),
      maybe(ratio("return", "收益", "Return")),
      maybe(ratio("benchmark", "沪深300收益", "Return of the CSI 300")),
      ratio("excess_return", "超额收益", "Excess return"),
      ratio("turnover", "换手（双边）", "Turnover, both sides"),
      ratio("cost", "费用", "Cost"),
      maybe(int("members", "成分数（年均）", "Members, mean of the year")),
      maybe(
        cny(
          "capacity",
          "容量（中位成分 5% 日均额）",
          "Capacity: the median member's trade is 5 % of its daily amount"
        )
      ),
      maybe(
        cny("capacity_low", "容量（最不流动的十分之一）", "Capacity by the least liquid tenth of the members")
      )
    ],
    {method: "S21"}
  ),
  table(
    "micro_cap_nav",
    "微盘股指数",
    "Micro-cap indices",
    ["date", "variant"],
    [day, text("variant", "变体", "Variant"), real("level", "点位（首日为 1）", "Level, 1 on the first day")],
    {known: "date", method: "S21"}
  )
];
