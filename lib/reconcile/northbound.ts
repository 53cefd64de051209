import {type Check, compare, roundingOf} from "./check.js";
import type {Claims} from "./claims.js";
import {distinct, rowOf, sumOf, sumWhere} from "./columns.js";
import {nameIn} from "./names.js";
import {checkNamed, checkNamedValues} from "./ranking.js";

/** `published_northbound`: CNY; a sector's totals stand on its first row, NaN elsewhere. */
export interface NorthboundColumns {
  readonly sector: readonly string[];
  readonly industry: readonly string[];
  readonly week: Float64Array;
  readonly month: Float64Array;
  readonly quarter: Float64Array;
  readonly sector_week: Float64Array;
  readonly sector_month: Float64Array;
  readonly sector_quarter: Float64Array;
}

const STEP = 1e7;
const windows = [
  {key: "week", zh: "周度", en: "week"},
  {key: "month", zh: "月度", en: "month"},
  {key: "quarter", zh: "季度", en: "quarter"}
] as const;

/** S7: industry rows against sector totals, sector totals against the headline, prose against the table. */
export function checkNorthbound(table: NorthboundColumns, claims: Claims, report: string): Check[] {
  const base = {report, section: "S7"};
  const sectors = distinct(table.sector);
  const sums = windows.flatMap(({key, zh, en}) =>
    sectors.map((sector) => {
      const inSector = (row: number): boolean => table.sector[row] === sector;
      const rows = table.sector.filter((s) => s === sector).length;
      return compare(
        {
          ...base,
          check: `zheshang/S7/sector/${key}/${sector}`,
          unit: "CNY",
          statement: {
            zh: `${sector}${zh}净流入等于其行业之和`,
            en: `${nameIn("en")(sector)}: net inflow of the ${en} is the sum of its industries`
          },
          published: sumWhere(table[`sector_${key}`], inSector),
          recomputed: sumWhere(table[key], inSector)
        },
        {step: STEP, tolerance: roundingOf(rows, STEP)}
      );
    })
  );
  const total = sumOf(table.week);
  const headline = claims.value("north_total_week");
  const totals = [
    compare(
      {
        ...base,
        check: "zheshang/S7/headline/industries",
        unit: "CNY",
        statement: {
          zh: "本周净流入总额等于 30 个行业之和",
          en: "The week's headline is the sum of the thirty industries"
        },
        published: headline,
        recomputed: total
      },
      {step: STEP, tolerance: roundingOf(table.week.length, STEP)}
    ),
    compare(
      {
        ...base,
        check: "zheshang/S7/headline/sectors",
        unit: "CNY",
        statement: {
          zh: "本周净流入总额等于六个板块合计之和",
          en: "The week's headline is the sum of the six sector totals"
        },
        published: headline,
        recomputed: sumOf(table.sector_week)
      },
      {step: STEP, tolerance: roundingOf(sectors.length, STEP)}
    )
  ];
  return [...sums, ...totals, ...proseChecks(table, claims, base)];
}

function proseChecks(
  table: NorthboundColumns,
  claims: Claims,
  base: {report: string; section: string}
): Check[] {
  const sectorRows = distinct(table.sector).map((s) => rowOf(table.sector, s));
  const lists = [
    {prefix: "north_in", direction: "descending", zh: "净流入前三的行业", en: "Three largest inflows"},
    {prefix: "north_out", direction: "ascending", zh: "净流出前三的行业", en: "Three largest outflows"}
  ] as const;
  const industries = {names: table.industry, values: table.week};
  return [
    checkNamed({
      finding: {
        ...base,
        check: "zheshang/S7/prose/sectors",
        statement: {zh: "净流入较高的板块与表一致", en: "The sectors named as leading are the table's"}
      },
      named: claims.named("north_sector"),
      names: sectorRows.map((row) => table.sector[row] ?? ""),
      values: Float64Array.from(sectorRows, (row) => table.sector_week[row] ?? Number.NaN),
      direction: "descending"
    }),
    ...lists.flatMap(({prefix, direction, zh, en}) => {
      const named = claims.named(prefix);
      const finding = {...base, check: `zheshang/S7/prose/${prefix}`, statement: {zh, en}};
      return [
        checkNamed({finding, named, ...industries, direction}),
        ...checkNamedValues({
          finding,
          named,
          ...industries,
          direction,
          claimed: claims.values(prefix),
          unit: "CNY",
          step: STEP
        })
      ];
    })
  ];
}
