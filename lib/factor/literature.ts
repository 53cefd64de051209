import type {Text} from "../format/text.js";

/** What was published of a style's premium in A-shares: its sign (0 none that lasts), in words, and where. */
export interface PublishedPremium {
  readonly style: string;
  readonly sign: -1 | 0 | 1;
  readonly said: Text;
}

/**
 * Premia of MSCI's CNE5S styles in A-shares since 2010 as zhiqiang.org tabulates them by year (2018), and, for size and
 * earnings yield, Liu, Stambaugh and Yuan (2019), Size and Value in China.
 */
export const PUBLISHED_PREMIA: readonly PublishedPremium[] = [
  {
    style: "size",
    sign: 0,
    said: {
      zh: "2013–2016 年为负（小盘占优），2017 年起转正",
      en: "negative in 2013–2016 (small won), positive from 2017"
    }
  },
  {style: "beta", sign: 1, said: {zh: "为正，大而稳定", en: "positive, large and steady"}},
  {style: "momentum", sign: 1, said: {zh: "为正，2014–2016 年除外", en: "positive but for 2014–2016"}},
  {style: "residual_volatility", sign: -1, said: {zh: "为负", en: "negative"}},
  {style: "nonlinear_size", sign: -1, said: {zh: "为负，大而稳定", en: "negative, large and steady"}},
  {style: "book_to_price", sign: 0, said: {zh: "方向不明显", en: "no clear sign"}},
  {style: "liquidity", sign: -1, said: {zh: "为负，大而稳定", en: "negative, large and steady"}},
  {
    style: "earnings_yield",
    sign: 1,
    said: {
      zh: "为正；A 股的价值效应由盈利收益率概括",
      en: "positive; earnings yield carries the value effect"
    }
  },
  {style: "growth", sign: 1, said: {zh: "为正，不大", en: "positive, small"}},
  {style: "leverage", sign: 0, said: {zh: "方向不明显", en: "no clear sign"}}
];

export type Agreement = "agrees" | "differs" | "unclear";

/** Whether a mean with this t agrees with a published sign: below two in size it cannot be told from zero. */
export function agreement(sign: -1 | 0 | 1, t: number): Agreement {
  if (Number.isNaN(t)) return "unclear";
  if (Math.abs(t) < 2) return sign === 0 ? "agrees" : "unclear";
  return Math.sign(t) === sign ? "agrees" : "differs";
}
