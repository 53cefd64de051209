import {type Check, compare, roundingOf} from "./check.js";
import type {Claims} from "./claims.js";
import {distinct, rowOf, sumOf, sumWhere} from "./columns.js";
import {nameIn} from "./names.js";
import {checkNamed, checkNamedValues} from "./ranking.js";

/** `published_fund_position`: shares of NAV; a sector's change stands on its first row, NaN elsewhere. */
export interface PositionColumns {
  readonly sector: readonly string[];
  readonly sector_printed: readonly string[];
  readonly industry: readonly string[];
  readonly weight_last: Float64Array;
  readonly weight: Float64Array;
  readonly csi800: Float64Array;
  readonly over_under: Float64Array;
  readonly change: Float64Array;
  readonly sector_change: Float64Array;
}

interface Base {
  readonly report: string;
  readonly section: string;
}

const STEP = 1e-4;

/** S9: the position table's identities, row by row, by sector and in total, and the prose against it. */
export function checkPositions(table: PositionColumns, claims: Claims, report: string): Check[] {
  const base = {report, section: "S9"};
  return [
    ...rowChecks(table, base),
    ...sectorChecks(table, base),
    ...totalChecks(table, base),
    ...proseChecks(table, claims, base)
  ];
}

/** Over- or underweights against an index after both sides are scaled to one: they sum to zero. */
export function normalisedOverUnder(weight: ArrayLike<number>, index: ArrayLike<number>): Float64Array {
  if (weight.length !== index.length) {
    throw new RangeError(`weight and index differ in length: ${weight.length} and ${index.length}`);
  }
  const [own, benchmark] = [sumOf(weight), sumOf(index)];
  return Float64Array.from(weight, (w, i) => w / own - (index[i] ?? Number.NaN) / benchmark);
}

function rowChecks(table: PositionColumns, base: Base): Check[] {
  const rules = [
    {
      key: "over-under",
      minus: "csi800",
      of: "over_under",
      zh: "超低配等于仓位减中证 800 权重",
      en: "over- or underweight is position minus CSI 800 weight"
    },
    {
      key: "change",
      minus: "weight_last",
      of: "change",
      zh: "增减仓等于本周仓位减上周仓位",
      en: "change is this week's position minus last week's"
    }
  ] as const;
  return rules.flatMap((rule) =>
    table.industry.map((industry, i) =>
      compare(
        {
          ...base,
          check: `zheshang/S9/${rule.key}/${industry}`,
          unit: "ratio",
          statement: {zh: `${industry}：${rule.zh}`, en: `${nameIn("en")(industry)}: ${rule.en}`},
          published: table[rule.of][i] ?? Number.NaN,
          recomputed: (table.weight[i] ?? Number.NaN) - (table[rule.minus][i] ?? Number.NaN)
        },
        {step: STEP, tolerance: roundingOf(2, STEP)}
      )
    )
  );
}

function sectorChecks(table: PositionColumns, base: Base): Check[] {
  const byLabel = (labels: readonly string[], sector: string, check: string, zh: string, en: string): Check =>
    compare(
      {
        ...base,
        check,
        unit: "ratio",
        statement: {
          zh: `${sector}：板块增减仓等于其行业之和${zh}`,
          en: `${nameIn("en")(sector)}: sector change is the sum of its industries${en}`
        },
        published: table.sector_change[rowOf(table.sector, sector)] ?? Number.NaN,
        recomputed: sumWhere(table.change, (row) => labels[row] === sector)
      },
      {
        step: STEP,
        tolerance: roundingOf(labels.filter((s) => s === sector).length, STEP),
        beyond: labels === table.sector ? "contradicts" : "implausible"
      }
    );
  const moved = distinct(
    table.sector.flatMap((s, i) => (s === table.sector_printed[i] ? [] : [s, table.sector_printed[i] ?? ""]))
  );
  return [
    ...distinct(table.sector).map((s) => byLabel(table.sector, s, `zheshang/S9/sector/${s}`, "", "")),
    ...moved.map((s) => ({
      ...byLabel(
        table.sector_printed,
        s,
        `zheshang/S9/sector-as-printed/${s}`,
        "（按文本所示的归属）",
        ", rows grouped as the text prints them"
      ),
      note: {
        zh: "文本把食品饮料印在医药一行；移到消费后两个板块都闭合，应是提取错位而非原表之误。",
        en: "The text puts food and beverage on the pharmaceuticals line; moved to consumption, both sectors close. A shift of text extraction, not of the table."
      }
    }))
  ];
}

function totalChecks(table: PositionColumns, base: Base): Check[] {
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

function proseChecks(table: PositionColumns, claims: Claims, base: Base): Check[] {
  const sectors = distinct(table.sector);
  const sectorRows = {
    names: sectors,
    values: Float64Array.from(sectors, (s) => table.sector_change[rowOf(table.sector, s)] ?? Number.NaN)
  };
  const industryRows = {names: table.industry, values: table.change};
  const lists = [
    {
      prefix: "position_up",
      ...industryRows,
      direction: "descending",
      zh: "加仓最多的行业",
      en: "Largest additions"
    },
    {
      prefix: "position_down",
      ...industryRows,
      direction: "ascending",
      zh: "减持最多的行业",
      en: "Largest reductions"
    },
    {
      prefix: "position_sector_down",
      ...sectorRows,
      direction: "ascending",
      zh: "减仓的板块",
      en: "Sectors reduced"
    }
  ] as const;
  return [
    checkNamed({
      finding: {
        ...base,
        check: "zheshang/S9/prose/position_sector_up",
        statement: {zh: "仓位上调幅度较大的板块", en: "Sectors with the largest additions"}
      },
      named: claims.named("position_sector_up"),
      ...sectorRows,
      direction: "descending"
    }),
    ...lists.flatMap(({prefix, names, values, direction, zh, en}) => {
      const finding = {...base, check: `zheshang/S9/prose/${prefix}`, statement: {zh, en}};
      const list = {finding, named: claims.named(prefix), names, values, direction};
      return [
        checkNamed(list),
        ...checkNamedValues({...list, claimed: claims.values(prefix), unit: "ratio", step: STEP})
      ];
    })
  ];
}
