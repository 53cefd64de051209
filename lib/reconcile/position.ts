import {type Check, compare, roundingOf} from "./check.js";
import type {Claims} from "./claims.js";
import {distinct, rowOf, sumWhere} from "./columns.js";
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

/** S9: the position table's identities by row and by sector, and the prose against the table. */
export function checkPositions(table: PositionColumns, claims: Claims, report: string): Check[] {
  const base = {report, section: "S9"};
  return [...rowChecks(table, base), ...sectorChecks(table, base), ...proseChecks(table, claims, base)];
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
