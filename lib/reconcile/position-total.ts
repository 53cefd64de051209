import {type Check, compare, roundingOf} from "./check.js";
import {sumOf} from "./columns.js";
import type {PositionColumns} from "./position.js";

const STEP = 1e-4;

/** Over- or underweights against an index after both sides are scaled to one: they sum to zero. */
export function normalisedOverUnder(weight: ArrayLike<number>, index: ArrayLike<number>): Float64Array {
  if (weight.length !== index.length) {
    throw new RangeError(`weight and index differ in length: ${weight.length} and ${index.length}`);
  }
  const [own, benchmark] = [sumOf(weight), sumOf(index)];
  return Float64Array.from(weight, (w, i) => w / own - (index[i] ?? Number.NaN) / benchmark);
}

/** S9: the position table's totals, and its over- and underweights after scaling. */
export function checkPositionTotals(table: PositionColumns, report: string): Check[] {
  const base = {report, section: "S9"};
  const rows = table.weight.length;
  const [last, now, index] = [sumOf(table.weight_last), sumOf(table.weight), sumOf(table.csi800)];
  const normalised = normalisedOverUnder(table.weight, table.csi800);
  const count = (values: Float64Array): number => values.filter((v) => v > 0).length;
  return [
    compare(
      {
        ...base,
        check: "zheshang/S9/total/unchanged",
        unit: "ratio",
        statement: {
          zh: "主动偏股基金仓位整体维持不变",
          en: "Active equity funds' total position is unchanged"
        },
        note: {
          zh: "容差为两列各 30 行舍入之和。",
          en: "The tolerance is the rounding of thirty rows in each of two columns."
        },
        published: 0,
        recomputed: now - last
      },
      {step: STEP, tolerance: roundingOf(2 * rows, STEP)}
    ),
    compare(
      {
        ...base,
        check: "zheshang/S9/total/sectors",
        unit: "ratio",
        statement: {
          zh: "六个板块增减仓之和等于总仓位之差",
          en: "The six sector changes sum to the change of the total"
        },
        published: sumOf(table.sector_change),
        recomputed: now - last
      },
      {step: STEP, tolerance: roundingOf(2 * rows + 5, STEP)}
    ),
    compare(
      {
        ...base,
        check: "zheshang/S9/total/index",
        unit: "ratio",
        statement: {zh: "中证 800 行业权重合计为 100 %", en: "CSI 800 industry weights sum to one"},
        published: 1,
        recomputed: index
      },
      {step: STEP, tolerance: roundingOf(rows, STEP)}
    ),
    compare(
      {
        ...base,
        check: "zheshang/S9/total/over-under",
        unit: "ratio",
        statement: {
          zh: "超低配之和等于总仓位减中证 800 合计",
          en: "Over- and underweights sum to total position minus the index's total"
        },
        published: sumOf(table.over_under),
        recomputed: now - index
      },
      {step: STEP, tolerance: roundingOf(3 * rows, STEP)}
    ),
    compare(
      {
        ...base,
        check: "zheshang/S9/normalised/sum",
        unit: "ratio",
        statement: {
          zh: "作为两个完整组合之差，超低配之和应为零",
          en: "As the difference of two whole portfolios, over- and underweights should sum to zero"
        },
        note: {
          zh: "原表未把仓位归一到 100 %，每个行业都因此显得更低配；重算值为归一后之和。",
          en: "The table does not scale positions to one, so every industry looks more underweight; recomputed is the sum after scaling."
        },
        published: sumOf(table.over_under),
        recomputed: sumOf(normalised)
      },
      {step: STEP, tolerance: roundingOf(rows, STEP), beyond: "implausible"}
    ),
    compare(
      {
        ...base,
        check: "zheshang/S9/normalised/overweight",
        unit: "industries",
        statement: {
          zh: "超配的行业数与归一化之后相同",
          en: "As many industries are overweight as after scaling to one"
        },
        published: count(table.over_under),
        recomputed: count(normalised)
      },
      {step: 1, tolerance: 0, beyond: "implausible"}
    )
  ];
}
