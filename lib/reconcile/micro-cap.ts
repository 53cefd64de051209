import {type Check, compareBound, compareCount} from "./check.js";
import type {Claims} from "./claims.js";

/** `published_micro_cap`: excess returns as decimals; negative years have none. */
export interface MicroCapColumns {
  readonly quantity: readonly string[];
  readonly from_year: Float64Array;
  readonly to_year: Float64Array;
  readonly value: Float64Array;
}

/** S21: the span, the count of negative years, and whether mean and maximum can hold together. */
export function checkMicroCap(table: MicroCapColumns, claims: Claims, report: string): Check[] {
  const base = {report, section: "S21"};
  const at = (quantity: string): number => table.quantity.indexOf(quantity);
  const span = (row: number): number =>
    (table.to_year[row] ?? Number.NaN) - (table.from_year[row] ?? Number.NaN) + 1;
  const [mean, max] = [table.value[at("mean_excess")], table.value[at("max_excess")]].map(
    (v) => v ?? Number.NaN
  ) as [number, number];
  const years = span(at("mean_excess"));
  const negative = table.quantity.filter((q) => q === "negative_year").length;
  return [
    compareCount({
      ...base,
      check: "zheshang/S21/years",
      unit: "years",
      statement: {zh: "2010 至 2023 年共 14 年", en: "2010 to 2023 are fourteen years"},
      published: claims.value("micro_years"),
      recomputed: years
    }),
    compareBound(
      {
        ...base,
        check: "zheshang/S21/mean-below-max",
        unit: "ratio",
        statement: {
          zh: "年均超额不高于最高超额",
          en: "The mean annual excess is at most the largest"
        },
        published: mean,
        recomputed: max
      },
      {bound: "at most"}
    ),
    compareBound(
      {
        ...base,
        check: "zheshang/S21/positive-years",
        unit: "ratio",
        statement: {
          zh: "若最高值属于全样本，正收益年份所需的平均超额不超过它",
          en: "If the maximum is over all years, the mean that positive years need is within it"
        },
        note: {
          zh: `${negative} 个负年份按零计，其余 ${years - negative} 年须平均达到重算值。`,
          en: `Counting the ${negative} negative years as zero, the other ${years - negative} must average the recomputed value.`
        },
        published: max,
        recomputed: (mean * years) / (years - negative)
      },
      {bound: "at least"}
    )
  ];
}
