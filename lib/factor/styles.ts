/** Raw descriptors of the styles (描述变量), in the order in which columns hold them. */
export const DESCRIPTORS = [
  "lncap",
  "beta",
  "rstr",
  "dastd",
  "cmra",
  "hsigma",
  "btop",
  "stom",
  "stoq",
  "stoa",
  "epfwd",
  "cetop",
  "etop",
  "egrlf",
  "egrsf",
  "egro",
  "sgro",
  "mlev",
  "dtoa",
  "blev",
  "dtop",
  "vsal",
  "vern",
  "vflo",
  "ltrstr"
] as const;
export type Descriptor = (typeof DESCRIPTORS)[number];

export interface StyleRecipe {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  /** Descriptors and their weights; empty for the cube of size. */
  readonly parts: readonly (readonly [Descriptor, number])[];
  /** Styles it is made orthogonal to, by weighted regression on the estimation universe. */
  readonly orthogonalTo?: readonly string[];
}

/**
 * The styles: CNE5's ten with its weights (MSCI 2012), then dividend yield, earnings variability and long-term
 * reversal after CNE6. A style follows those that it is made orthogonal to.
 */
export const STYLES: readonly StyleRecipe[] = [
  {name: "size", zh: "市值", en: "Size", parts: [["lncap", 1]]},
  {name: "beta", zh: "贝塔", en: "Beta", parts: [["beta", 1]]},
  {name: "momentum", zh: "动量", en: "Momentum", parts: [["rstr", 1]]},
  {
    name: "residual_volatility",
    zh: "残差波动",
    en: "Residual volatility",
    parts: [
      ["dastd", 0.74],
      ["cmra", 0.16],
      ["hsigma", 0.1]
    ],
    orthogonalTo: ["beta", "size"]
  },
  {name: "nonlinear_size", zh: "非线性市值", en: "Non-linear size", parts: [], orthogonalTo: ["size"]},
  {name: "book_to_price", zh: "账面市值比", en: "Book to price", parts: [["btop", 1]]},
  {
    name: "liquidity",
    zh: "流动性",
    en: "Liquidity",
    parts: [
      ["stom", 0.35],
      ["stoq", 0.35],
      ["stoa", 0.3]
    ],
    orthogonalTo: ["size"]
  },
  {
    name: "earnings_yield",
    zh: "盈利收益率",
    en: "Earnings yield",
    parts: [
      ["epfwd", 0.68],
      ["cetop", 0.21],
      ["etop", 0.11]
    ]
  },
  {
    name: "growth",
    zh: "成长",
    en: "Growth",
    parts: [
      ["egrlf", 0.18],
      ["egrsf", 0.11],
      ["egro", 0.24],
      ["sgro", 0.47]
    ]
  },
  {
    name: "leverage",
    zh: "杠杆",
    en: "Leverage",
    parts: [
      ["mlev", 0.38],
      ["dtoa", 0.35],
      ["blev", 0.27]
    ]
  },
  {name: "dividend_yield", zh: "股息率", en: "Dividend yield", parts: [["dtop", 1]]},
  {
    name: "earnings_variability",
    zh: "盈利波动",
    en: "Earnings variability",
    parts: [
      ["vsal", 1 / 3],
      ["vern", 1 / 3],
      ["vflo", 1 / 3]
    ]
  },
  {name: "long_term_reversal", zh: "长期反转", en: "Long-term reversal", parts: [["ltrstr", 1]]}
];

/** Windows of the two strengths, in trading days: CNE5's momentum, and CNE6's long-term reversal as published. */
export const STRENGTHS = {
  momentum: {window: 504, halfLife: 126, lag: 21},
  reversal: {window: 750, halfLife: 260, lag: 273, smooth: 11}
} as const;

/** A style's names; an unknown factor names itself. */
export const styleNamed = (factor: string): {readonly zh: string; readonly en: string} =>
  STYLES.find((s) => s.name === factor) ?? {zh: factor, en: factor};
