import {date, flag, int, maybe, real, type Table, text} from "../types.js";
import {code, day, index, ratio, table} from "./columns.js";

/** Price segments, informed trading, diffusion, and the scores of their calls: S3, S5, S11. */
export const timingTables: readonly Table[] = [
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
  )
];
