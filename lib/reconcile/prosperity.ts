import {type Check, compareCount} from "./check.js";
import type {Claims} from "./claims.js";
import {checkNamed} from "./ranking.js";

/** `published_prosperity`: changes as decimals. */
export interface ProsperityColumns {
  readonly industry: readonly string[];
  readonly d_roe: Float64Array;
  readonly d_growth: Float64Array;
}

/** Level-1 industries of the Shenwan scheme of 2021. */
export const SHENWAN_INDUSTRIES = 31;

/** S6: the table's order and coverage, and the industries that the prose names. */
export function checkProsperity(table: ProsperityColumns, claims: Claims, report: string): Check[] {
  const base = {report, section: "S6"};
  const {industry, d_roe} = table;
  const inversions = d_roe.filter((v, i) => i > 0 && v > (d_roe[i - 1] ?? Number.NaN)).length;
  const lists = [
    {prefix: "roe_top", values: d_roe, zh: "ROE 环比增长靠前的行业", en: "Largest gains in expected ROE"},
    {
      prefix: "growth_top",
      values: table.d_growth,
      zh: "净利润增速环比增长靠前的行业",
      en: "Largest gains in expected profit growth"
    }
  ] as const;
  return [
    compareCount({
      ...base,
      check: "zheshang/S6/sorted",
      unit: "inversions",
      statement: {
        zh: "表按 ROE 环比变化降序排列",
        en: "The table is sorted by the change of ROE, descending"
      },
      published: 0,
      recomputed: inversions
    }),
    compareCount({
      ...base,
      check: "zheshang/S6/coverage",
      unit: "industries",
      statement: {zh: "表覆盖申万一级的全部行业", en: "The table covers every Shenwan level-1 industry"},
      note: {
        zh: "表中没有“综合”，正文未作说明。",
        en: "Conglomerates (综合) are missing, which the text does not mention."
      },
      published: SHENWAN_INDUSTRIES,
      recomputed: new Set(industry).size
    }),
    ...lists.map(({prefix, values, zh, en}) =>
      checkNamed({
        finding: {...base, check: `zheshang/S6/prose/${prefix}`, statement: {zh, en}},
        named: claims.named(prefix),
        names: industry,
        values,
        direction: "descending"
      })
    )
  ];
}
