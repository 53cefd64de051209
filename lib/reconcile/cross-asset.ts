import {fixed, percent} from "../format/number.js";
import {type Check, compare, compareBound, compareCount, notCheckable} from "./check.js";
import type {Claims} from "./claims.js";
import {cellOf, distinct} from "./columns.js";
import {nameIn} from "./names.js";

/** `published_cross_asset`: each row in its own unit, NaN where not printed. */
export interface CrossAssetColumns {
  readonly dimension: readonly string[];
  readonly item: readonly string[];
  readonly item_en: readonly string[];
  readonly previous: Float64Array;
  readonly value: Float64Array;
  readonly expected: Float64Array;
  readonly change: Float64Array;
  readonly unit: readonly string[];
  readonly direction: readonly string[];
}

/** Rows whose fall, not rise, supports the conclusion of their dimension. */
const inverse: readonly string[] = ["原油和石油产品库存（不含战略储备）"];

/** S22: moves recomputed from the two printed values, and whether they support what the table concludes. */
export function checkCrossAssets(
  table: CrossAssetColumns,
  claims: Claims,
  {before, after}: {readonly before: number; readonly after: number},
  report: string
): Check[] {
  const base = {report, section: "S22"};
  const prime = cellOf(table.item, table.change, "5年期LPR");
  const deposits = cellOf(table.item, table.change, "银行间同业存单收益率");
  const deposit = cellOf(table.item, table.value, "银行间同业存单收益率");
  const claimed = cellOf(table.item, table.value, "美国当周初请失业人数");
  const expected = cellOf(table.item, table.expected, "美国当周初请失业人数");
  return [
    ...moveChecks(table, base),
    compare(
      {
        ...base,
        check: "zheshang/S22/prime-rate",
        unit: "ratio",
        statement: {zh: "五年期 LPR 下调幅度", en: "Cut of the five-year loan prime rate"},
        note: {
          zh: "前后利率取自公开报价，见 published_outside。",
          en: "Rates before and after are the public fixings (published_outside)."
        },
        published: prime,
        recomputed: after - before
      },
      {step: 1e-4}
    ),
    notCheckable({
      ...base,
      check: "zheshang/S22/deposit-certificates",
      unit: "ratio",
      statement: {
        zh: "同业存单收益率的前值（由变化推出）",
        en: "Previous yield of deposit certificates, from the printed change"
      },
      note: {zh: "原文只印了现值与变化。", en: "Only the value and the change are printed."},
      published: Number.NaN,
      recomputed: deposit - deposits
    }),
    compareBound(
      {
        ...base,
        check: "zheshang/S22/jobless-claims",
        unit: "persons",
        statement: {zh: "初请失业人数低于市场预期", en: "Jobless claims are below expectation"},
        published: claimed,
        recomputed: expected
      },
      {bound: "at most"}
    ),
    arrowCheck(table, claims, base)
  ];
}

/** Rows of a dimension with both values printed: how many moved the way its conclusion says. */
function moveChecks(table: CrossAssetColumns, base: {report: string; section: string}): Check[] {
  const rows = table.item.flatMap((_, i) => (Number.isNaN(moveOf(table, i)) ? [] : [i]));
  return distinct(rows.map((i) => table.dimension[i] ?? "")).map((dimension) => {
    const own = rows.filter((i) => table.dimension[i] === dimension);
    const moves = own.map((i) => describe(moveOf(table, i), table.unit[i] ?? ""));
    const support = own.filter((i) => moveOf(table, i) > 0 !== inverse.includes(table.item[i] ?? "")).length;
    return compareBound(
      {
        ...base,
        check: `zheshang/S22/support/${dimension}`,
        unit: "indicators",
        statement: {
          zh: `${dimension}：过半指标的变化支持其结论`,
          en: `${nameIn("en")(dimension)}: more than half of the indicators moved as its conclusion says`
        },
        note: {
          zh: `重算的变化：${own.map((i, k) => `${table.item[i]} ${moves[k]}`).join("；")}。`,
          en: `Moves recomputed: ${own.map((i, k) => `${table.item_en[i]} ${moves[k]}`).join("; ")}.`
        },
        published: Math.floor(own.length / 2) + 1,
        recomputed: support
      },
      {bound: "at most"}
    );
  });
}

const moveOf = ({previous, value}: CrossAssetColumns, row: number): number =>
  (value[row] ?? Number.NaN) - (previous[row] ?? Number.NaN);

const describe = (move: number, unit: string): string =>
  unit === "ratio"
    ? percent(move, {signed: true})
    : fixed(move, {digits: Math.abs(move) < 100 ? 2 : 0, signed: true});

function arrowCheck(
  table: CrossAssetColumns,
  claims: Claims,
  base: {report: string; section: string}
): Check {
  const arrows = new Set(
    table.direction.flatMap((cell) =>
      cell
        .split(" ")
        .filter((word) => word.endsWith("↑"))
        .map((word) => word.slice(0, -1))
    )
  );
  const named = claims.named("optimistic");
  const missing = [...arrows].filter((asset) => !named.includes(asset));
  const en = nameIn("en");
  return compareCount({
    ...base,
    check: "zheshang/S22/arrows",
    unit: "assets",
    statement: {
      zh: "总结看好的资产就是表中箭头向上的资产",
      en: "The assets favoured in the conclusion are those with an up arrow in the table"
    },
    note: {
      zh: `表中向上而总结未提：${missing.join("、")}。`,
      en: `Up in the table and absent from the conclusion: ${missing.map(en).join(", ")}.`
    },
    published: named.length,
    recomputed: arrows.size
  });
}
