import type {ProsperityView} from "../../lib/consensus/view.js";
import {ranked} from "../../lib/factor/view.js";
import type {IndustryLabel} from "../../lib/flow/industry-book.js";
import {day} from "../../lib/format/date.js";
import {percent, points} from "../../lib/format/number.js";
import type {Text} from "../../lib/format/text.js";
import {rankText} from "./rank.js";

const move = (x: number): string => `${points(x, {signed: true})}`;

/** The week in sentences, as the report writes them: who gained in expected ROE, who in growth, and why. */
export function prosperityClaims(
  view: ProsperityView,
  industries: readonly IndustryLabel[],
  {date}: {readonly date: string}
): Text[] {
  const {dRoe, dGrowth, row} = view;
  const known = ranked(dRoe);
  if (known.length === 0)
    return [
      {
        zh: `截至${day(date, "zh")}还没有上一周可比。`,
        en: `To ${day(date, "en")} there is no earlier week to compare with.`
      }
    ];
  const up = known.filter((c) => (dRoe[c] as number) > 0).length;
  const list = (values: Float64Array, n: number, locale: "zh" | "en"): string =>
    rankText(industries, values, n, {locale, format: move});
  const median = (values: Float64Array): number => {
    const sorted = values.filter((x) => !Number.isNaN(x)).sort();
    return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  };
  const [revised, rolled] = [median(row.growth_revision), median(row.growth_roll_down)];
  const covered = median(row.coverage);
  return [
    {
      zh: `截至${day(date, "zh")}的一周，${known.length} 个行业中有 ${up} 个的 ROE FTTM 上行。**ROE 环比增长靠前的是${list(dRoe, 4, "zh")}**；下调最多的是${list(dRoe, -3, "zh")}（百分点，两周都覆盖的公司）。`,
      en: `In the week to ${day(date, "en")} expected ROE rose in ${up} of ${known.length} industries. **Largest gains: ${list(dRoe, 4, "en")}**; largest cuts: ${list(dRoe, -3, "en")} (points, companies covered in both weeks).`
    },
    {
      zh: `一致预期净利润 FTTM 增速环比增长靠前的是 **${list(dGrowth, 3, "zh")}**。各行业增速变化的中位数里，预测修正 ${move(revised)}，时间滚动 ${move(rolled)}：后者无人改过预测也会发生。${Number.isNaN(covered) ? "" : `有三家以上机构覆盖的公司占行业市值的中位数为 ${percent(covered, {digits: 0})}。`}`,
      en: `Expected profit growth gained most in **${list(dGrowth, 3, "en")}**. In the median industry revision moved growth by ${move(revised)} and roll-down by ${move(rolled)}, the latter without anyone changing a forecast. ${Number.isNaN(covered) ? "" : `Companies with three analysts or more are ${percent(covered, {digits: 0})} of capitalisation in the median industry.`}`
    }
  ];
}
