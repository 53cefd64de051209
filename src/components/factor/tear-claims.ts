import type {TearSheet} from "../../lib/factor/tear-sheet.js";
import {fixed, integer, percent} from "../../lib/format/number.js";
import type {Text} from "../../lib/format/text.js";

/** The sheet in sentences: is there an IC, how sure, what the naive t would have said, what the spread is. */
export function tearClaims(sheet: TearSheet, name: Text): Text[] {
  const {summary: s, spread, horizon} = sheet;
  if (s.n < 8) {
    return [
      {
        zh: `可用的期数只有 ${integer(s.n)}，不足以下结论。`,
        en: `There are only ${integer(s.n)} usable dates: too few for a conclusion.`
      }
    ];
  }
  const sure = s.lo > 0 || s.hi < 0;
  const r = (x: number): string => fixed(x, {digits: 3, signed: true});
  return [
    {
      zh: `${name.zh}对其后 ${horizon} 个月收益的秩 IC 平均 **${r(s.mean)}**，95% 区间 ${r(s.lo)} 至 ${r(s.hi)}，${sure ? (s.mean > 0 ? "因子值高的股票其后收益较高，可与零区分" : "因子值高的股票其后收益较低，可与零区分") : "与零没有可辨的差别"}。`,
      en: `The rank IC of ${name.en.toLowerCase()} with the return of the ${horizon === 1 ? "month" : `${horizon} months`} after averages **${r(s.mean)}**, 95 % interval ${r(s.lo)} to ${r(s.hi)}: ${sure ? (s.mean > 0 ? "high values were followed by higher returns, told from zero" : "high values were followed by lower returns, told from zero") : "not told from zero"}.`
    },
    {
      zh: `计入收益重叠与序列相关的 t 值为 **${fixed(s.t, {signed: true})}**；若把各期当作独立，会写成 ${fixed(s.naiveT, {signed: true})}。最高组减最低组每 ${horizon} 个月 ${percent(spread.mean, {signed: true})}（t ${fixed(spread.t, {signed: true})}），未扣成本。`,
      en: `Allowing for overlap and memory t is **${fixed(s.t, {signed: true})}**; taking dates as independent would print ${fixed(s.naiveT, {signed: true})}. Top minus bottom earned ${percent(spread.mean, {signed: true})} a ${horizon === 1 ? "month" : `${horizon} months`} (t ${fixed(spread.t, {signed: true})}), before cost.`
    }
  ];
}
