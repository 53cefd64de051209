import type {FactorInfo} from "../../lib/factor/book.js";
import type {Weeks} from "../../lib/factor/weeks.js";
import {isoDay} from "../../lib/format/date.js";
import {fixed} from "../../lib/format/number.js";
import type {Locale} from "../../lib/format/text.js";
import {dataTable} from "../table.js";
import {heat} from "./heat.js";

/** Weeks as columns, factors as rows, for download. */
export function weekHeatColumns(
  {last, value}: Weeks,
  factors: readonly FactorInfo[]
): Record<string, ArrayLike<unknown>> {
  const n = factors.length;
  return {
    factor: factors.map((f) => f.factor),
    ...Object.fromEntries(
      Array.from(last, (day, w) => [
        isoDay(day),
        Float64Array.from(factors, (_, c) => value[w * n + c] as number)
      ])
    )
  };
}

/** Factors by week on a warm and cool ground, one scale for all. */
export function weekHeat(
  weeks: Weeks,
  factors: readonly FactorInfo[],
  {locale}: {readonly locale: Locale}
): HTMLElement {
  const sizes = Array.from(weeks.value, Math.abs)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const max = sizes[Math.floor(sizes.length * 0.95)] ?? 0;
  return dataTable(
    {...weekHeatColumns(weeks, factors), factor: factors.map((f) => f[locale])},
    {
      locale,
      caption: {zh: "各周风格收益", en: "Style returns by week"},
      fields: [
        {name: "factor", label: {zh: "风格", en: "Style"}},
        ...Array.from(weeks.last, (day) => ({
          name: isoDay(day),
          label: isoDay(day).slice(5),
          align: "right" as const,
          render: (v: never) => heat(v, {text: fixed(v * 100, {digits: 1, signed: true}), max})
        }))
      ]
    }
  );
}
