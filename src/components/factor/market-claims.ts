import {LINE} from "../../lib/factor/crowding.js";
import type {WindowView} from "../../lib/factor/view.js";
import {day} from "../../lib/format/date.js";
import {fixed, percent} from "../../lib/format/number.js";
import type {Text} from "../../lib/format/text.js";

export interface MarketFacts {
  readonly date: string;
  readonly windows: WindowView;
  /** Column of the market factor. */
  readonly column: number;
  readonly pb: number;
  readonly pe: number;
  /** Share of the last three years' weeks with a lower PB. */
  readonly pbStanding: number;
  readonly profitGrowth: number;
  readonly profitGrowthBefore: number;
  readonly score: number;
}

const move = (x: number): string => percent(x, {signed: true});

/** What the report says of the market factor, over this dataset and day: returns, risk, valuation, growth, crowding. */
export function marketClaims(facts: MarketFacts): Text[] {
  const {date, windows, column, pb, pe, pbStanding, profitGrowth, profitGrowthBefore, score} = facts;
  const of = (w: keyof WindowView): number => windows[w].cumulative[column] as number;
  const [vol1, vol3] = [
    windows["1y"].volatility[column] as number,
    windows["3y"].volatility[column] as number
  ];
  const ratio = windows["3y"].returnRisk[column] as number;
  const known3 = !Number.isNaN(of("3y"));
  const calm = vol1 < vol3;
  const up = profitGrowth > profitGrowthBefore;
  const compared =
    Number.isFinite(profitGrowth - profitGrowthBefore) && move(profitGrowth) !== move(profitGrowthBefore);
  const texts: (Text | false)[] = [
    {
      zh: `截至${day(date, "zh")}，市场因子近一周 **${move(of("1w"))}**，近三个月 ${move(of("3m"))}，今年以来 **${move(of("ytd"))}**，近一年 ${move(of("1y"))}${known3 ? `，近三年累计 ${move(of("3y"))}` : ""}。`,
      en: `To ${day(date, "en")} the market factor moved **${move(of("1w"))}** over one week, ${move(of("3m"))} over three months, **${move(of("ytd"))}** this year, ${move(of("1y"))} over one year${known3 ? ` and ${move(of("3y"))} over three` : ""}.`
    },
    !Number.isNaN(vol3) && {
      zh: `近一年年化波动率 ${percent(vol1)}，${calm ? "低于" : "高于"}近三年的 ${percent(vol3)}，市场处于${calm ? "低波动" : "高波动"}阶段；三年收益风险比为 **${fixed(ratio)}**（几何年化收益除以波动率）。`,
      en: `Volatility over one year is ${percent(vol1)}, ${calm ? "below" : "above"} the three years' ${percent(vol3)}: a ${calm ? "calm" : "rough"} phase. Return over risk of three years is **${fixed(ratio)}** (geometric annual return over volatility).`
    },
    Number.isFinite(pb) && {
      zh: `市净率 ${fixed(pb)} 倍${Number.isFinite(pbStanding) ? `，高于近三年 ${percent(pbStanding, {digits: 0})} 的周` : ""}；市盈率 ${fixed(pe, {digits: 1})} 倍。全体公司盈利同比 ${move(profitGrowth)}${compared ? `，较三个月前${up ? "回升" : "回落"}（当时 ${move(profitGrowthBefore)}）` : ""}。`,
      en: `Price to book is ${fixed(pb)}${Number.isFinite(pbStanding) ? `, above ${percent(pbStanding, {digits: 0})} of the last three years' weeks` : ""}; price to earnings ${fixed(pe, {digits: 1})}. Profits of all companies are ${move(profitGrowth)} on the year${compared ? `, ${up ? "better" : "worse"} than three months ago (${move(profitGrowthBefore)})` : ""}.`
    },
    Number.isFinite(score) && {
      zh: `拥挤度得分 **${fixed(score, {signed: true})}**，${score >= LINE ? "已越过 +1 警戒线" : score <= -LINE ? "低于 −1 线，市场冷清" : "在 ±1 警戒线以内"}。`,
      en: `The crowding score is **${fixed(score, {signed: true})}**: ${score >= LINE ? "above the warning line at +1" : score <= -LINE ? "below −1, a deserted market" : "within the lines at ±1"}.`
    }
  ];
  return texts.filter((t): t is Text => t !== false);
}
