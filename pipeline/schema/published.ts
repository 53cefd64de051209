import {date, int, layer, maybe, real, type Table, text} from "./types.js";

const table = layer("published");

const report = text("report", "报告文件名", "File name of the report");
const asOf = date("as_of", "报告截止日", "As-of date of the report");
const row = int("row", "表内次序", "Order in the printed table");
const place = text("place", "出处（节号或页码）", "Where it stands (section or page)");
const printed = text("printed", "原文写法", "As printed");
const industry = text("industry", "行业", "Industry");

const money = (name: string, zh: string, en: string) => real(name, zh, en, "CNY");
const ratio = (name: string, zh: string, en: string) => real(name, zh, en, "ratio");

/** What the three reports print, row for row: input for arithmetic, never truth of the market. */
export const published: readonly Table[] = [
  table(
    "published_northbound",
    "北向资金行业流向（原文图 5）",
    "Northbound flow by industry, as printed",
    ["report", "row"],
    [
      report,
      asOf,
      row,
      text("sector", "板块", "Sector"),
      industry,
      money("week", "周度净流入", "Net inflow, week"),
      money("month", "月度净流入", "Net inflow, month"),
      money("quarter", "季度净流入", "Net inflow, quarter"),
      maybe(
        money("sector_week", "板块周度合计（印在板块首行）", "Sector total, week, on the sector's first row")
      ),
      maybe(money("sector_month", "板块月度合计", "Sector total, month")),
      maybe(money("sector_quarter", "板块季度合计", "Sector total, quarter"))
    ],
    {known: "as_of", method: "S7"}
  ),
  table(
    "published_fund_position",
    "公募主动偏股基金行业仓位（原文图 7）",
    "Industry positions of active equity funds, as printed",
    ["report", "row"],
    [
      report,
      asOf,
      row,
      text("sector", "板块（按合计更正）", "Sector, corrected so that its sum closes"),
      text("sector_printed", "板块（文本所示）", "Sector as the text has it"),
      industry,
      ratio("weight_last", "上周行业仓位", "Position, last week"),
      ratio("weight", "本周行业仓位", "Position, this week"),
      ratio("csi800", "中证800行业分布", "Weight in the CSI 800"),
      ratio("over_under", "相对于中证800超低配", "Over- or underweight against the CSI 800"),
      ratio("change", "本周增减仓", "Change in the week"),
      maybe(ratio("sector_change", "板块增减仓（印在板块首行）", "Sector change, on the sector's first row"))
    ],
    {known: "as_of", method: "S9"}
  ),
  table(
    "published_prosperity",
    "分析师行业景气预期变化（原文图 4）",
    "Change of analysts' expectations by industry, as printed",
    ["report", "row"],
    [
      report,
      asOf,
      row,
      text("industry", "申万一级行业", "Shenwan level-1 industry"),
      ratio(
        "d_roe",
        "一致预期 ROE(FTTM) 环比变化",
        "Week-on-week change of consensus ROE, forward twelve months"
      ),
      ratio("d_growth", "一致预期净利润增速(FTTM) 环比变化", "Week-on-week change of consensus profit growth")
    ],
    {known: "as_of", method: "S6"}
  ),
  table(
    "published_cross_asset",
    "大类资产边际变化（原文表 1）",
    "Marginal changes for asset classes, as printed",
    ["report", "row"],
    [
      report,
      asOf,
      row,
      text("dimension", "维度", "Dimension"),
      text("item", "指标", "Indicator"),
      text("item_en", "指标（英文）", "Indicator in English"),
      maybe(real("previous", "前值", "Previous value", "see unit")),
      maybe(real("value", "最新值", "Latest value", "see unit")),
      maybe(real("expected", "市场预期", "Market expectation", "see unit")),
      maybe(real("change", "原文所印变化", "Change as printed", "see unit")),
      text("unit", "单位", "Unit of the row"),
      text("direction", "影响方向（维度）", "Arrows printed for the dimension"),
      printed
    ],
    {known: "as_of", method: "S22"}
  ),
  table(
    "published_industry_indicator",
    "行业高频数据（原文表 2）",
    "High-frequency industry indicators, as printed",
    ["report", "row"],
    [
      report,
      asOf,
      row,
      text("industry", "行业（按原文）", "Industry as printed"),
      text("arrow", "方向（up、down）", "Arrow (up, down)"),
      text("item", "指标", "Indicator"),
      text("item_en", "指标（英文）", "Indicator in English"),
      real("previous", "前值", "Previous value", "see unit"),
      real("value", "最新值", "Latest value", "see unit"),
      text("unit", "单位", "Unit of the row"),
      text("wording", "原文措辞", "Wording of the move"),
      printed
    ],
    {known: "as_of", method: "S23"}
  ),
  table(
    "published_diffusion",
    "扩散指数（原文第 4 页）",
    "Diffusion index, as printed",
    ["report", "row"],
    [
      report,
      asOf,
      row,
      text("index", "指数代码", "Index code"),
      text("name_printed", "指数（按原文）", "Index as printed"),
      int("up", "上涨趋势股数", "Members in an up-trend"),
      int("down", "下跌趋势股数", "Members in a down-trend"),
      int("valid", "有效股数", "Valid members"),
      ratio("ratio", "扩散指数", "Diffusion index")
    ],
    {known: "as_of", method: "S11"}
  ),
  table(
    "published_money_flow",
    "行业资金主动净流入（原文第 7—8 页）",
    "Active money flow by industry, as printed",
    ["report", "row"],
    [
      report,
      asOf,
      row,
      place,
      text("market", "市场（a、hk_connect）", "Market (a, hk_connect)"),
      industry,
      maybe(money("week", "过去一周净流入（按原文的亿元换算）", "Net inflow, one week, at the printed unit")),
      maybe(money("month", "过去一月净流入", "Net inflow, one month")),
      maybe(money("half_year", "过去六月净流入", "Net inflow, six months")),
      printed
    ],
    {known: "as_of", method: "S13"}
  ),
  table(
    "published_pattern",
    "形态选股统计（原文第 10 页）",
    "Chart-pattern statistics, as printed",
    ["report", "row"],
    [
      report,
      asOf,
      row,
      place,
      text("pattern", "形态（breakout、oversold、pullback）", "Pattern (breakout, oversold, pullback)"),
      text("name_printed", "形态（按原文）", "Pattern as printed"),
      int("hold_from", "持有期下限", "Holding period, from", "days"),
      int("hold_to", "持有期上限", "Holding period, to", "days"),
      maybe(ratio("win_rate", "胜率", "Win rate")),
      text("win_rate_relation", "胜率所带符号（=、>、≥）", "Relation printed with the win rate"),
      maybe(ratio("mean_from", "平均收益下限", "Mean return, from")),
      maybe(ratio("mean_to", "平均收益上限", "Mean return, to")),
      maybe(text("payoff", "盈亏比（原文仅有文字）", "Payoff ratio, printed as a word")),
      printed
    ],
    {known: "as_of", method: "S14"}
  ),
  table(
    "published_strategy",
    "策略回测结果（原文第 12—40 页）",
    "Strategy back-tests, as printed",
    ["report", "row"],
    [
      report,
      asOf,
      row,
      place,
      text("strategy", "策略代号", "Strategy id"),
      text("name_zh", "策略", "Strategy"),
      text("name_en", "策略（英文）", "Strategy in English"),
      maybe(ratio("annual_return", "年化收益", "Annual return")),
      maybe(real("sharpe", "夏普比率", "Sharpe ratio")),
      maybe(ratio("max_drawdown", "最大回撤", "Maximum drawdown")),
      maybe(ratio("cumulative_return", "累计收益", "Cumulative return")),
      maybe(text("benchmark", "基准", "Benchmark")),
      maybe(ratio("benchmark_return", "基准年化收益", "Annual return of the benchmark")),
      maybe(ratio("excess_return", "年化超额收益", "Annual excess return")),
      maybe(ratio("quarter_excess", "季度平均超额收益", "Mean quarterly excess return")),
      maybe(ratio("quarter_win_rate", "季度胜率", "Share of winning quarters")),
      maybe(int("from_year", "回测起始年", "First year of the back-test")),
      maybe(int("to_year", "回测终止年", "Last year of the back-test")),
      printed
    ],
    {known: "as_of", method: "S15"}
  ),
  table(
    "published_factor_window",
    "市场、行业与风格因子表现（原文第 3—24 页）",
    "Market, industry and style factors by window, as printed",
    ["report", "row"],
    [
      report,
      asOf,
      row,
      place,
      text("factor", "因子", "Factor"),
      text("factor_en", "因子（英文）", "Factor in English"),
      text("kind", "类别（market、industry、style）", "Kind (market, industry, style)"),
      text("window", "窗口（1w、3m、ytd、1y、since_2021、3y）", "Window (1w, 3m, ytd, 1y, since_2021, 3y)"),
      maybe(ratio("cumulative_return", "累计收益", "Cumulative return")),
      maybe(ratio("volatility", "年化波动率", "Annual volatility")),
      maybe(real("return_risk", "收益风险比", "Return over risk")),
      printed
    ],
    {known: "as_of", method: "S2"}
  ),
  table(
    "published_micro_cap",
    "微盘股指数相对沪深300超额（原文第 4 页）",
    "Micro-cap index in excess of the CSI 300, as printed",
    ["report", "row"],
    [
      report,
      asOf,
      row,
      text("quantity", "量（max_excess、mean_excess、negative_year）", "Quantity"),
      int("from_year", "起始年", "First year"),
      int("to_year", "终止年", "Last year"),
      maybe(ratio("value", "数值（为负的年份只有符号）", "Value; negative years are printed without one")),
      printed
    ],
    {known: "as_of", method: "S21"}
  ),
  table(
    "published_fund_profile",
    "热点基金画像（原文 2.3 节）",
    "Fund profile, as printed",
    ["report", "row"],
    [
      report,
      asOf,
      row,
      text("fund_printed", "基金（按原文）", "Fund as printed"),
      text("quantity", "量", "Quantity"),
      text("quantity_en", "量（英文）", "Quantity in English"),
      real("value", "数值", "Value", "see unit"),
      text("unit", "单位（ratio 或 exposure）", "Unit (ratio or exposure)"),
      maybe(text("relative_to", "比较对象", "Compared with")),
      printed
    ],
    {known: "as_of", method: "S10"}
  ),
  table(
    "published_claim",
    "单个数字与论断",
    "Single numbers and statements",
    ["report", "id"],
    [
      report,
      asOf,
      int("row", "次序（按原文先后）", "Order in the report"),
      text("id", "代号", "Id"),
      place,
      text("subject", "对象", "Subject"),
      text("subject_en", "对象（英文）", "Subject in English"),
      text("quantity", "量", "Quantity"),
      text("quantity_en", "量（英文）", "Quantity in English"),
      maybe(real("value", "数值；纯文字论断为空", "Value; null for a statement in words", "see unit")),
      text("unit", "单位", "Unit of the row"),
      text("quote", "原文摘句", "Short quotation")
    ],
    {known: "as_of"}
  ),
  table(
    "published_outside",
    "报告之外的公开事实（只用于核对）",
    "Public facts from outside the reports, used only to check them",
    ["report", "id"],
    [
      text("report", "被核对的报告", "Report that is checked"),
      asOf,
      text("id", "代号", "Id"),
      text("quantity", "量", "Quantity"),
      real("value", "数值", "Value", "see unit"),
      text("unit", "单位", "Unit of the row"),
      text("source", "来源", "Source")
    ]
  )
];
