import {type Dated, dated} from "./dated.js";
import type {Board} from "./market.js";

/** Limits in whole percent of the reference price: ordinary and under special treatment. */
interface Percent {
  readonly usual: number;
  readonly st: number;
}

/** What holds on a share's first days: how many are without limits, or the limits of the first day alone. */
interface FirstDays {
  readonly free: number;
  readonly up?: number;
  readonly down?: number;
}

const PERCENT: Readonly<Record<Exclude<Board, "hk">, Dated<Percent>>> = {
  main: dated([
    ["1998-04-22", {usual: 10, st: 5}],
    ["2026-07-06", {usual: 10, st: 10}]
  ]),
  gem: dated([
    ["2009-10-30", {usual: 10, st: 5}],
    ["2020-08-24", {usual: 20, st: 20}]
  ]),
  star: dated([["2019-07-22", {usual: 20, st: 20}]]),
  bse: dated([["2021-11-15", {usual: 30, st: 30}]])
};

const FIRST: Readonly<Record<Exclude<Board, "hk">, Dated<FirstDays>>> = {
  main: dated<FirstDays>([
    ["1998-04-22", {free: 1}],
    ["2014-01-01", {free: 0, up: 44, down: 36}],
    ["2023-04-10", {free: 5}]
  ]),
  gem: dated<FirstDays>([
    ["2009-10-30", {free: 1}],
    ["2014-01-01", {free: 0, up: 44, down: 36}],
    ["2020-08-24", {free: 5}]
  ]),
  star: dated<FirstDays>([["2019-07-22", {free: 5}]]),
  bse: dated<FirstDays>([["2021-11-15", {free: 1}]])
};

/** A share's day, as far as limits go. */
export interface LimitDay {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly board: Board;
  readonly st: boolean;
  /** Trading days since its first, which is 0; whether listing reforms apply goes by the day itself. */
  readonly age: number;
}

/** No limit: above any price. */
export const NO_LIMIT = 0x7fffffff;

/**
 * Price limits (涨跌停价) of a day in ticks of 0.01: the reference × (1 ± p %), rounded half up, in whole numbers and at
 * least one tick away. Judged by the rule of the day, the board and ST (exchange trading rules, by date of effect).
 * `up` is `NO_LIMIT` and `down` 0 where there is none: Hong Kong, and the first days of new listings.
 */
export function priceLimits(
  reference: number,
  {day, board, st, age}: LimitDay
): {readonly up: number; readonly down: number} {
  if (board === "hk") return {up: NO_LIMIT, down: 0};
  const first = FIRST[board](day);
  if (age >= 0 && age < first.free) return {up: NO_LIMIT, down: 0};
  const {usual, st: special} = PERCENT[board](day);
  const percent = st ? special : usual;
  const [up, down] = age === 0 ? [first.up ?? percent, first.down ?? percent] : [percent, percent];
  return {
    up: Math.max(reference + 1, Math.floor((reference * (100 + up) + 50) / 100)),
    down: Math.max(1, Math.min(reference - 1, Math.floor((reference * (100 - down) + 50) / 100)))
  };
}
