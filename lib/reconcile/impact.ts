import {percent} from "../format/number.js";
import {type Check, compareBound, notCheckable} from "./check.js";
import type {Claims} from "./claims.js";

/** S19 and S20: what the printed impacts of redemptions and snowballs imply. */
export function checkImpacts(claims: Claims, report: string): Check[] {
  const base = {report};
  const aum = claims.value("quant_private_aum");
  const redeemed = aum * claims.value("redemption_rate");
  const snowball = claims.value("snowball_csi500") + claims.value("snowball_csi1000");
  return [
    notCheckable({
      ...base,
      section: "S20",
      check: "zheshang/S20/implied-share",
      unit: "ratio",
      statement: {
        zh: "赎回冲击所隐含的中证 1000 与 2000 持仓占比",
        en: "Share of the CSI 1000 and 2000 that the redemption impact implies"
      },
      note: {
        zh: `原文未印该占比；所印的两个相近数字是 ${percent(claims.value("air_small_share"), {digits: 0})}（空气指增，2000 与微盘）与 ${percent(claims.value("csi500_enhanced_share"), {digits: 0})}（500 增强，1000 与 2000），均低于它。`,
        en: `The share is not printed; the two nearest printed ones are ${percent(claims.value("air_small_share"), {digits: 0})} (unconstrained products, 2000 and micro) and ${percent(claims.value("csi500_enhanced_share"), {digits: 0})} (CSI 500 enhanced, 1000 and 2000), both below it.`
      },
      published: Number.NaN,
      recomputed: claims.value("redemption_impact") / redeemed
    }),
    compareBound(
      {
        ...base,
        section: "S20",
        check: "zheshang/S20/within-redemption",
        unit: "CNY",
        statement: {
          zh: "对中证 1000 与 2000 的冲击不超过全部赎回额",
          en: "The impact on the CSI 1000 and 2000 is within the whole redemption"
        },
        published: claims.value("redemption_impact"),
        recomputed: redeemed
      },
      {bound: "at most"}
    ),
    compareBound(
      {
        ...base,
        section: "S19",
        check: "zheshang/S19/limited",
        unit: "CNY",
        statement: {
          zh: "两指数雪球敲入冲击之和“整体规模有限”：不超过私募量化规模的十分之一",
          en: "Both snowball impacts together are limited: within a tenth of private quant assets"
        },
        note: {
          zh: `合计占私募量化规模的 ${percent(snowball / aum, {digits: 1})}；“有限”没有定义，十分之一是本页的取法。`,
          en: `Together they are ${percent(snowball / aum, {digits: 1})} of private quant assets; “limited” is not defined, a tenth is our reading.`
        },
        published: snowball,
        recomputed: aum / 10
      },
      {bound: "at most"}
    )
  ];
}
