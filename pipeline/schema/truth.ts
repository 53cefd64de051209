import {date, flag, layer, maybe, real, type Table, text} from "./types.js";

const table = layer("truth");
const day = date("date", "交易日", "Trading day");
const code = text("code", "证券代码", "Security code");
const fund = text("fund", "基金代码", "Fund code");

const plantedStyles = [
  real("size", "市值", "Size"),
  real("beta", "贝塔", "Beta"),
  real("momentum", "动量", "Momentum"),
  real("residual_volatility", "残差波动", "Residual volatility"),
  real("nonlinear_size", "非线性市值", "Non-linear size"),
  real("book_to_price", "账面市值比", "Book to price"),
  real("liquidity", "流动性", "Liquidity"),
  real("earnings_yield", "盈利收益率", "Earnings yield"),
  real("growth", "成长", "Growth"),
  real("leverage", "杠杆", "Leverage"),
  real("dividend_yield", "股息率", "Dividend yield"),
  real("earnings_variability", "盈利波动", "Earnings variability"),
  real("long_term_reversal", "长期反转", "Long-term reversal")
];

/** What the demo market planted. Scores read these tables; no model may. */
export const truth: readonly Table[] = [
  table(
    "truth_factor_return",
    "植入的因子收益",
    "Planted factor returns",
    ["date", "factor"],
    [
      day,
      text("factor", "因子", "Factor"),
      text("kind", "类别（country、industry、style）", "Kind (country, industry, style)"),
      real("return", "日收益", "Daily return", "ratio")
    ],
    {partition: "date"}
  ),
  table(
    "truth_exposure",
    "植入的风格暴露（月末；用于次日起一周的收益）",
    "Planted style exposures, month ends",
    ["date", "code"],
    [day, code, ...plantedStyles],
    {partition: "date"}
  ),
  table(
    "truth_fund_weight",
    "基金真实行业权重（日）",
    "True daily industry weights of funds",
    ["date", "fund", "industry"],
    [
      day,
      fund,
      text("industry", "中信一级行业", "CITIC level-1 industry"),
      real("weight", "占净值比", "Share of NAV", "ratio")
    ],
    {partition: "date"}
  ),
  table(
    "truth_fund_skill",
    "植入的基金能力",
    "Planted fund skill",
    ["fund"],
    [
      fund,
      real(
        "timing",
        "年化择时能力：所知行业漂移带来的，无所知者为零",
        "Timing skill a year: what knowledge of industry drifts gives, zero without",
        "ratio"
      ),
      real(
        "selection",
        "年化选股能力：所知个股漂移带来的，无所知者为零",
        "Selection skill a year: what knowledge of stocks gives, zero without",
        "ratio"
      ),
      text("quadrant", "象限（D+R+ …）", "Quadrant (D+R+ …)"),
      maybe(
        text(
          "control",
          "对照组（timing、selection、both、neither；普通基金为空）",
          "Control group (timing, selection, both, neither; empty for ordinary funds)"
        )
      ),
      maybe(
        real(
          "departure",
          "择时能力中偏离此前 250 日平均主动权重的部分，年化",
          "Of the timing skill, what departures from the mean active weights of 250 days before give, a year",
          "ratio"
        )
      ),
      maybe(
        real(
          "timing_edge",
          "全部主动行业权重凭植入漂移所得（含偏好的运气），年化",
          "What all active industry weights earned by the planted drift, luck of tastes included, a year",
          "ratio"
        )
      ),
      maybe(
        real(
          "selection_edge",
          "全部持股凭植入漂移所得（含偏好的运气），年化",
          "What all stocks held earned by their planted drift, luck of tastes included, a year",
          "ratio"
        )
      )
    ]
  ),
  table(
    "truth_informed",
    "知情交易强度",
    "Informed trading intensity",
    ["date", "index"],
    [
      day,
      text("index", "指数代码", "Index code"),
      real("intensity", "强度", "Intensity"),
      real("pin", "知情交易概率", "Probability of informed trading", "ratio")
    ]
  ),
  table(
    "truth_seat",
    "席位是否知情",
    "Which custodian seats are informed",
    ["seat"],
    [
      text("seat", "席位", "Seat"),
      flag("informed", "是否知情", "Informed"),
      real("edge", "年化优势", "Edge a year", "ratio")
    ]
  ),
  table(
    "truth_macro_factor",
    "植入的宏观因子",
    "Planted macro factors",
    ["date", "factor"],
    [date("date", "月末", "Month end"), text("factor", "因子", "Factor"), real("value", "取值", "Value")]
  )
];
