import {points} from "../format/number.js";
import type {Text} from "../format/text.js";
import {enList, zhList} from "./words.js";

/** Analysts' expectations by industry at the last weekly date, largest rise of ROE first. */
export interface Prosperity {
  readonly to: string;
  readonly industry: readonly string[];
  readonly zh: readonly string[];
  readonly en: readonly string[];
  readonly roe: readonly number[];
  readonly dRoe: readonly number[];
  readonly growth: readonly number[];
  readonly dGrowth: readonly number[];
}

/** Where expected ROE rose and fell most. */
export function prosperitySentences({zh, en, dRoe}: Prosperity): Text[] {
  const n = dRoe.length;
  if (n < 4) return [];
  const p = (i: number): string => points(dRoe[i] ?? Number.NaN, {digits: 2, signed: true});
  const list = (at: readonly number[]): Text => ({
    zh: zhList(at.map((i) => `${zh[i]}（${p(i)}）`)),
    en: enList(at.map((i) => `${en[i]} (${p(i)})`))
  });
  const [best, worst] = [list([0, 1, 2]), list([n - 1, n - 2])];
  return [
    {
      zh: `一致预期 ROE（未来十二个月）本周上调最多的是${best.zh}，下调最多的是${worst.zh}，单位百分点。`,
      en: `Expected ROE (forward twelve months) rose most for ${best.en} and fell most for ${worst.en}, in percentage points.`
    }
  ];
}
