import {date, flag, int, layer, maybe, real, type Table, text, time, whole} from "./types.js";

const table = layer("raw");

const day = date("date", "交易日", "Trading day");
const code = text("code", "证券代码，含交易所后缀", "Security code with exchange suffix");
const knownDate = date(
  "known_date",
  "可用日：该日收盘起可用",
  "First trading day on whose close the row may be used"
);
const industry = text("industry", "行业", "Industry");
const scheme = text("scheme", "行业分类（citic、sw、csc37）", "Industry scheme (citic, sw, csc37)");
const index = text("index", "指数代码", "Index code");
const fund = text("fund", "基金代码", "Fund code");
const periodEnd = date("period_end", "报告期末", "Period end");

const ohlc = [
  real("open", "开盘价", "Open", "CNY/share"),
  real("high", "最高价", "High", "CNY/share"),
  real("low", "最低价", "Low", "CNY/share"),
  real("close", "收盘价", "Close", "CNY/share")
];
const levels = [
  real("open", "开盘点位", "Open", "points"),
  real("high", "最高点位", "High", "points"),
  real("low", "最低点位", "Low", "points"),
  real("close", "收盘点位", "Close", "points")
];

/** Raw tables: what a source delivers, before any model. */
export const raw: readonly Table[] = [
  table(
    "calendar",
    "交易日历",
    "Trading calendar",
    ["date"],
    [
      date("date", "自然日", "Calendar day"),
      flag("is_open", "沪深是否开市", "Mainland exchanges open"),
      maybe(flag("is_hk_open", "港交所是否开市", "Hong Kong exchange open"))
    ]
  ),
  table(
    "stock",
    "证券基本信息",
    "Securities",
    ["code"],
    [
      code,
      text("name", "简称", "Name"),
      text("board", "板块（main、gem、star、bse、hk）", "Board (main, gem, star, bse, hk)"),
      date("list_date", "上市日", "Listing date"),
      maybe(date("delist_date", "退市日", "Delisting date"))
    ]
  ),
  table(
    "stock_daily",
    "股票日行情（未复权）",
    "Daily stock bars, unadjusted",
    ["date", "code"],
    [
      day,
      code,
      ...ohlc,
      real("prev_close", "昨收（除权后参考价）", "Previous close, ex-adjusted reference", "CNY/share"),
      whole("volume", "成交量", "Volume", "shares"),
      maybe(real("amount", "成交额", "Turnover amount", "CNY")),
      real(
        "adj_factor",
        "后复权因子（复权价＝价格×因子）",
        "Backward adjustment factor (adjusted = price × factor)"
      ),
      maybe(whole("total_shares", "总股本", "Total shares", "shares")),
      maybe(whole("float_shares", "流通股本", "Float shares", "shares")),
      maybe(flag("is_st", "是否 ST", "Under special treatment (ST)")),
      maybe(flag("is_suspended", "是否停牌", "Suspended all day")),
      maybe(real("limit_up", "涨停价", "Upper price limit", "CNY/share")),
      maybe(real("limit_down", "跌停价", "Lower price limit", "CNY/share")),
      maybe(flag("amount_estimated", "成交额为估计（量×均价）", "Amount estimated as volume × typical price"))
    ],
    {known: "date", partition: "date"}
  ),
  table(
    "stock_bar",
    "五分钟线（近端窗口）",
    "Five-minute bars, recent window",
    ["date", "time", "code"],
    [
      day,
      time("time", "区间末时刻", "End of the interval"),
      code,
      ...ohlc,
      whole("volume", "成交量", "Volume", "shares"),
      real("amount", "成交额", "Turnover amount", "CNY")
    ],
    {known: "date", partition: "date"}
  ),
  table(
    "stock_industry",
    "个股行业归属",
    "Industry membership of stocks",
    ["code", "scheme", "from_date"],
    [
      code,
      scheme,
      date("from_date", "起始日", "From (inclusive)"),
      industry,
      maybe(date("to_date", "终止日（不含）", "To (exclusive)"))
    ],
    {known: "from_date"}
  ),
  table(
    "industry",
    "行业表",
    "Industries",
    ["scheme", "industry"],
    [
      scheme,
      industry,
      text("name_zh", "中文名", "Chinese name"),
      text("name_en", "英文名", "English name"),
      text("sector", "板块", "Sector"),
      text("stream", "产业链位置（up、mid、down）", "Stream (up, mid, down)"),
      int("order", "展示次序", "Display order")
    ]
  ),
  table(
    "index_info",
    "指数信息",
    "Indices",
    ["index"],
    [
      index,
      text("name_zh", "中文名", "Chinese name"),
      text("name_en", "英文名", "English name"),
      text("provider", "编制方", "Provider")
    ]
  ),
  table(
    "index_daily",
    "指数日行情",
    "Daily index levels",
    ["date", "index"],
    [day, index, ...levels, maybe(real("amount", "成交额", "Turnover amount", "CNY"))],
    {known: "date"}
  ),
  table(
    "index_member",
    "指数成分与权重",
    "Index members and weights",
    ["date", "index", "code"],
    [
      date("date", "调样或月末日", "Rebalance day or month end"),
      index,
      code,
      real("weight", "权重", "Weight", "ratio")
    ],
    {known: "date"}
  ),
  table(
    "industry_daily",
    "行业指数日行情",
    "Daily industry indices",
    ["date", "scheme", "industry"],
    [
      day,
      scheme,
      industry,
      real("close", "全收益点位", "Total-return level", "points"),
      maybe(real("pe", "市盈率 TTM", "P/E, trailing")),
      maybe(real("pb", "市净率", "P/B"))
    ],
    {known: "date"}
  ),
  table(
    "financial",
    "财务数据（时点）",
    "Point-in-time statements",
    ["code", "period_end", "known_date"],
    [
      code,
      periodEnd,
      knownDate,
      real("revenue_ttm", "营业收入 TTM", "Revenue, trailing twelve months", "CNY"),
      real("net_profit_ttm", "归母净利润 TTM", "Net profit, trailing twelve months", "CNY"),
      real("book_equity", "归母净资产", "Book equity", "CNY"),
      real("total_assets", "总资产", "Total assets", "CNY"),
      real("total_debt", "总负债", "Total debt", "CNY"),
      maybe(real("long_debt", "长期负债", "Long-term debt", "CNY")),
      maybe(real("preferred", "优先股", "Preferred equity", "CNY")),
      real("operating_cash_flow_ttm", "经营现金流 TTM", "Operating cash flow, trailing twelve months", "CNY"),
      maybe(
        real("dividend_ps_ttm", "每股股利 TTM", "Dividend per share, trailing twelve months", "CNY/share")
      ),
      maybe(real("eps_fy", "最近年报每股收益", "EPS of the latest fiscal year", "CNY/share")),
      maybe(real("sales_ps_fy", "最近年报每股营收", "Sales per share of the latest fiscal year", "CNY/share"))
    ],
    {known: "known_date"}
  ),
  table(
    "consensus",
    "分析师一致预期（周频）",
    "Analyst consensus, weekly",
    ["date", "code"],
    [
      day,
      code,
      int("fy1", "FY1 对应年度", "Fiscal year of FY1"),
      real("net_profit_fy0", "净利润 FY0", "Net profit FY0", "CNY"),
      real("net_profit_fy1", "净利润 FY1", "Net profit FY1", "CNY"),
      real("net_profit_fy2", "净利润 FY2", "Net profit FY2", "CNY"),
      real("net_profit_fy3", "净利润 FY3", "Net profit FY3", "CNY"),
      real("book_equity_fy0", "净资产 FY0", "Book equity FY0", "CNY"),
      real("book_equity_fy1", "净资产 FY1", "Book equity FY1", "CNY"),
      real("book_equity_fy2", "净资产 FY2", "Book equity FY2", "CNY"),
      real("book_equity_fy3", "净资产 FY3", "Book equity FY3", "CNY"),
      int("analysts", "机构数", "Number of brokers")
    ],
    {known: "date", partition: "date"}
  ),
  table(
    "connect_holding",
    "沪深港通持股",
    "Stock Connect holdings",
    ["date", "direction", "code", "seat"],
    [
      day,
      text("direction", "方向（north、south）", "Direction (north, south)"),
      code,
      text("seat", "席位（* 为合计）", "Custodian seat (* = total)"),
      whole("shares", "持股数", "Shares held", "shares")
    ],
    {known: "date", partition: "date"}
  ),
  table(
    "connect_turnover",
    "沪深港通成交",
    "Stock Connect turnover",
    ["date", "direction"],
    [
      day,
      text("direction", "方向（north、south）", "Direction (north, south)"),
      maybe(real("buy", "买入额", "Buy amount", "CNY")),
      maybe(real("sell", "卖出额", "Sell amount", "CNY")),
      real("turnover", "成交额", "Turnover", "CNY")
    ],
    {known: "date"}
  ),
  table(
    "hk_daily",
    "港股日行情",
    "Daily Hong Kong bars",
    ["date", "code"],
    [
      day,
      code,
      real("open", "开盘价", "Open", "HKD/share"),
      real("high", "最高价", "High", "HKD/share"),
      real("low", "最低价", "Low", "HKD/share"),
      real("close", "收盘价", "Close", "HKD/share"),
      whole("volume", "成交量", "Volume", "shares"),
      real("amount", "成交额", "Turnover amount", "HKD"),
      real("adj_factor", "后复权因子", "Backward adjustment factor"),
      whole("free_float_shares", "自由流通股本", "Free-float shares", "shares")
    ],
    {known: "date", partition: "date"}
  ),
  table(
    "margin",
    "融资融券明细",
    "Margin trading by stock",
    ["date", "code"],
    [
      day,
      code,
      real("financing_balance", "融资余额", "Financing balance", "CNY"),
      real("financing_buy", "融资买入额", "Financing buys", "CNY"),
      real("financing_repay", "融资偿还额", "Financing repayments", "CNY"),
      whole("short_sell_shares", "融券卖出量", "Short sales", "shares"),
      whole("short_repay_shares", "融券偿还量", "Short repayments", "shares"),
      whole("short_balance_shares", "融券余量", "Short balance", "shares")
    ],
    {known: "date", partition: "date"}
  ),
  table(
    "fund",
    "基金信息",
    "Funds",
    ["fund"],
    [
      fund,
      text("name", "简称", "Name"),
      text(
        "type",
        "类型（stock、mixed_equity、flexible、index、enhanced；模拟市场另有检验方法的对照基金 control）",
        "Type (stock, mixed_equity, flexible, index, enhanced; in a simulated market also control, which tests methods)"
      ),
      text("manager", "基金经理", "Manager"),
      date("inception_date", "成立日", "Inception date"),
      maybe(date("end_date", "终止日", "End date")),
      maybe(text("share_class_of", "所属主份额", "Parent share class"))
    ]
  ),
  table(
    "fund_manager",
    "基金经理任期",
    "Spells of fund managers",
    ["fund", "from_date"],
    [
      fund,
      date("from_date", "起始日", "From (inclusive)"),
      text("manager", "基金经理", "Manager"),
      maybe(date("to_date", "终止日（不含）", "To (exclusive)"))
    ],
    {known: "from_date"}
  ),
  table(
    "fund_nav",
    "基金净值",
    "Fund net asset values",
    ["date", "fund"],
    [
      day,
      fund,
      real("nav", "单位净值", "Unit NAV", "CNY/share"),
      real("adj_nav", "复权净值", "Adjusted NAV", "CNY/share"),
      knownDate
    ],
    {known: "known_date", partition: "date"}
  ),
  table(
    "fund_holding",
    "基金持股（披露）",
    "Disclosed fund holdings",
    ["fund", "period_end", "code"],
    [
      fund,
      periodEnd,
      code,
      real("weight", "占净值比", "Weight in NAV", "ratio"),
      text("scope", "披露范围（top10、full）", "Scope (top10, full)"),
      knownDate
    ],
    {known: "known_date"}
  ),
  table(
    "fund_report",
    "基金定期报告",
    "Fund periodic reports",
    ["fund", "period_end"],
    [
      fund,
      periodEnd,
      real("equity_ratio", "股票仓位", "Equity position", "ratio"),
      real("aum", "规模", "Assets under management", "CNY"),
      knownDate
    ],
    {known: "known_date"}
  ),
  table(
    "series_info",
    "宏观与高频序列",
    "Macro and high-frequency series",
    ["series"],
    [
      text("series", "序列代码", "Series id"),
      text("name_zh", "中文名", "Chinese name"),
      text("name_en", "英文名", "English name"),
      text("unit", "单位", "Unit"),
      text("frequency", "频率（D、W、M、Q）", "Frequency (D, W, M, Q)"),
      text("transform", "变换", "Transform"),
      text("group", "组", "Group"),
      maybe(text("industry", "对应行业", "Industry")),
      maybe(text("asset", "对应资产", "Asset")),
      maybe(int("polarity", "方向（+1、−1）", "Polarity (+1, −1)"))
    ]
  ),
  table(
    "series_value",
    "序列取值（含修订）",
    "Series values, with vintages",
    ["series", "period_end", "known_date"],
    [text("series", "序列代码", "Series id"), periodEnd, knownDate, real("value", "取值", "Value")],
    {known: "known_date"}
  ),
  table(
    "future_daily",
    "股指期货日行情",
    "Daily index futures",
    ["date", "contract"],
    [
      day,
      text("contract", "合约", "Contract"),
      index,
      real("close", "收盘价", "Close", "points"),
      real("settle", "结算价", "Settlement", "points"),
      whole("open_interest", "持仓量", "Open interest", "contracts"),
      whole("volume", "成交量", "Volume", "contracts"),
      real("amount", "成交额", "Turnover amount", "CNY"),
      date("last_trade_date", "最后交易日", "Last trading day")
    ],
    {known: "date"}
  ),
  table(
    "snowball",
    "雪球存量（情景输入）",
    "Snowball stock (a scenario input)",
    ["index", "issue_date", "knock_in"],
    [
      index,
      date("issue_date", "发行日", "Issue date"),
      real("knock_in", "敲入线（相对期初）", "Knock-in, relative to the start", "ratio"),
      real("notional", "名义本金", "Notional", "CNY"),
      real("strike", "期初点位", "Initial level", "points"),
      real("knock_out", "敲出线（相对期初）", "Knock-out, relative to the start", "ratio"),
      date("maturity", "到期日", "Maturity")
    ],
    {known: "issue_date"}
  )
];
