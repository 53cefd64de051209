import {type Check, compareBound, notCheckable} from "./check.js";

/** `published_fund_profile`: values in the unit of the row. */
export interface FundProfileColumns {
  readonly value: Float64Array;
  readonly quantity: readonly string[];
}

/** S10: the featured fund's drawdown against its index, and what cannot be checked from the text. */
export function checkFundProfile(table: FundProfileColumns, report: string): Check[] {
  const base = {report, section: "S10"};
  const of = (word: string): number => {
    const row = table.quantity.findIndex((q) => q.includes(word));
    if (row < 0) throw new Error(`no row on "${word}" in the fund profile`);
    return table.value[row] ?? Number.NaN;
  };
  return [
    compareBound(
      {
        ...base,
        check: "zheshang/S10/drawdown",
        unit: "ratio",
        statement: {
          zh: "该基金的回撤小于红利指数",
          en: "The fund fell less than the dividend index"
        },
        published: of("红利指数回撤"),
        recomputed: of("最大跌幅")
      },
      {bound: "at most"}
    ),
    notCheckable({
      ...base,
      check: "zheshang/S10/peers",
      unit: "ratio",
      statement: {
        zh: "两项暴露均居同类前列",
        en: "Both exposures are among the highest of its peers"
      },
      note: {
        zh: "原文没有同类基金的分布，也没有暴露的估计日期。",
        en: "The report gives neither the peers' distribution nor the date of the exposures."
      },
      published: of("同类"),
      recomputed: Number.NaN
    })
  ];
}
