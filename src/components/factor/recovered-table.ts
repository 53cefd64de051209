import type {RecoveredBook, Recovery} from "../../lib/factor/recovered.js";
import {fixed, integer} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {quantile} from "../../lib/stats/quantile.js";
import {dataTable} from "../table.js";

const KINDS: Readonly<Record<string, Text>> = {
  country: {zh: "市场", en: "Market"},
  style: {zh: "风格", en: "Styles"},
  industry: {zh: "行业", en: "Industries"}
};

/** The bar for the median correlation of styles. */
const BAR = 0.95;

/** Which estimates of a book are scored. */
type Scored = "scores" | "efficient";

const column = (
  book: RecoveredBook,
  order: readonly number[],
  name: keyof Recovery,
  of: Scored = "scores"
): Float64Array => Float64Array.from(order, (c) => book[of][c]?.[name] ?? Number.NaN);

const orderOf = ({factors}: RecoveredBook): number[] =>
  Object.keys(KINDS).flatMap((kind) => factors.flatMap((f, c) => (f.kind === kind ? [c] : [])));

/** One row a factor, for download. */
export function recoveredColumns(book: RecoveredBook): Record<string, ArrayLike<unknown>> {
  const order = orderOf(book);
  return {
    factor: order.map((c) => book.factors[c]?.factor ?? ""),
    kind: order.map((c) => book.factors[c]?.kind ?? ""),
    days: column(book, order, "n"),
    correlation: column(book, order, "correlation"),
    efficient_correlation: column(book, order, "correlation", "efficient"),
    exposure_correlation: order.map((c) => book.exposure[c] ?? Number.NaN),
    bias: column(book, order, "bias"),
    bias_t: column(book, order, "biasT"),
    slope: column(book, order, "slope"),
    noise: column(book, order, "noise"),
    ceiling: column(book, order, "ceiling"),
    efficient_ceiling: column(book, order, "ceiling", "efficient"),
    volatility: column(book, order, "volatility"),
    real_volatility: order.map((c) => book.real[c] ?? Number.NaN)
  };
}

/** The scores by factor, grouped by kind. */
export function recoveredTable(book: RecoveredBook, {locale}: {readonly locale: Locale}): HTMLElement {
  const order = orderOf(book);
  const columns = {...recoveredColumns(book), name: order.map((c) => book.factors[c]?.[locale] ?? "")};
  const number =
    (digits: number, signed = false) =>
    (v: never) =>
      fixed(v, {digits, signed});
  const percentage = (v: never): string => fixed(v * 100, {digits: 1});
  return dataTable(columns, {
    locale,
    caption: {zh: "找回的因子收益", en: "Recovered factor returns"},
    groupBy: "kind",
    group: (kind) => say(KINDS[kind] ?? kind, locale),
    fields: [
      {name: "name", label: {zh: "因子", en: "Factor"}},
      {name: "days", label: {zh: "日数", en: "Days"}, format: (v: never) => integer(v)},
      {
        name: "correlation",
        label: {zh: "相关系数", en: "Correlation"},
        format: number(3),
        bar: "positive",
        max: 1
      },
      {name: "ceiling", label: {zh: "抽样上限", en: "Ceiling"}, format: number(3)},
      {name: "efficient_correlation", label: {zh: "有效估计", en: "Efficient"}, format: number(3)},
      {name: "efficient_ceiling", label: {zh: "其上限", en: "Its ceiling"}, format: number(3)},
      {name: "exposure_correlation", label: {zh: "暴露", en: "Exposures"}, format: number(3)},
      {
        name: "volatility",
        label: {zh: "植入波动", en: "Planted vol."},
        unit: {zh: "% 一年", en: "% a year"},
        format: percentage
      },
      {
        name: "real_volatility",
        label: {zh: "真实波动", en: "Real vol."},
        unit: {zh: "% 一年", en: "% a year"},
        format: percentage
      },
      {
        name: "bias",
        label: {zh: "偏差", en: "Bias"},
        unit: {zh: "% 一年", en: "% a year"},
        format: (v: never) => fixed(v * 100, {signed: true})
      },
      {name: "bias_t", label: {zh: "偏差 t", en: "t of bias"}, format: number(1, true)},
      {name: "slope", label: {zh: "斜率", en: "Slope"}, format: number(2)},
      {name: "noise", label: {zh: "误差/波动", en: "Error/volatility"}, format: number(2)}
    ]
  });
}

/** The medians of styles and industries against the bar, what each layer of estimation gives, and the worst style. */
export function recoveredClaims(book: RecoveredBook): Text[] {
  const of = (kind: string, scored: Scored = "scores") =>
    book.factors.flatMap((f, c) => (f.kind === kind ? [{f, s: book[scored][c] as Recovery}] : []));
  const scored = of("style").filter(({s}) => !Number.isNaN(s.correlation));
  const worst = [...scored].sort((a, b) => a.s.correlation - b.s.correlation)[0];
  const median = (rows: readonly {s: Recovery}[], name: "correlation" | "ceiling" = "correlation"): number =>
    quantile(
      rows.map(({s}) => s[name]),
      0.5
    );
  const [styles, industries] = [median(scored), median(of("industry"))];
  const efficient = of("style", "efficient");
  const better = median(efficient);
  const [ceiling, higher] = [median(scored, "ceiling"), median(efficient, "ceiling")];
  const market = of("country")[0];
  const drift = (of("country", "efficient")[0]?.s.bias ?? Number.NaN) - (market?.s.bias ?? Number.NaN);
  const exposures = book.factors.flatMap((f, c) =>
    f.kind === "style" ? [book.exposure[c] ?? Number.NaN] : []
  );
  const known = exposures.filter((v) => !Number.isNaN(v));
  const met = (x: number): Text => (x >= BAR ? {zh: "达到", en: "met"} : {zh: "未达到", en: "missed"});
  const r = (x: number | undefined): string => fixed(x ?? Number.NaN, {digits: 3});
  return [
    {
      zh: `风险模型找回了植入的因子收益：市场因子的日相关系数 **${r(market?.s.correlation)}**，行业中位数 **${r(industries)}**，风格中位数 **${r(styles)}**（要求 ${fixed(BAR)}，${met(styles).zh}）。`,
      en: `Against what was planted, the market factor's daily return is recovered with a correlation of **${r(market?.s.correlation)}**, industries with a median of **${r(industries)}**, styles **${r(styles)}** (bar ${fixed(BAR)}: ${met(styles).en}).`
    },
    ...(Number.isNaN(ceiling)
      ? []
      : [
          {
            zh: `√市值加权时，仅抽样误差（HC3）就把风格中位数限制在 **${r(ceiling)}**${ceiling < BAR ? "，要求的数值在上限之外" : ""}；其余的差距来自暴露：模型由表格重建，与植入的暴露横截面相关系数中位数为 ${r(quantile(known, 0.5))}。`,
            en: `With √cap weights, sampling error alone (HC3) holds the median of styles to **${r(ceiling)}**${ceiling < BAR ? ", below the bar" : ""}; the rest of the gap is in the exposures, which the model rebuilds from tables: across stocks they correlate with the planted ones by **${r(quantile(known, 0.5))}** at the median style.`
          }
        ]),
    ...(Number.isNaN(better)
      ? []
      : [
          {
            zh: `同样的暴露，换成有效估计（特质方差倒数加权并降低异常收益的权重），风格中位数为 **${r(better)}**（${met(better).zh}），抽样上限升到 ${r(higher)}。`,
            en: `On the same exposures, the efficient estimate (weights by inverse specific variance, less for outlying returns) has a median of **${r(better)}** (${met(better).en}); its ceiling is ${r(higher)}.`
          },
          {
            zh: `有效估计只用来读风格：它少看右尾，读到的是典型股票，市场因子因此每年比 √市值加权差 ${fixed(drift * 100, {digits: 1, signed: true})} 个百分点，市场的水平请看后者。`,
            en: `It serves to read styles alone: taking less notice of the right tail it reads the typical stock, so its market factor differs from the √cap one by ${fixed(drift * 100, {digits: 1, signed: true})} percentage points a year. Levels of the market are the latter's.`
          }
        ]),
    ...(worst
      ? [
          {
            zh: `最难找回的风格是${worst.f.zh}（${r(worst.s.correlation)}），偏差每年 ${fixed(worst.s.bias * 100, {signed: true})} 个百分点。`,
            en: `The hardest style is ${worst.f.en.toLowerCase()} (${r(worst.s.correlation)}), with a bias of ${fixed(worst.s.bias * 100, {signed: true})} percentage points a year.`
          }
        ]
      : [])
  ];
}
