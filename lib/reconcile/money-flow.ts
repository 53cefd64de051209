import {type Check, compareBound, compareCount} from "./check.js";
import type {Claims} from "./claims.js";
import {orderOf, sumOf} from "./columns.js";
import {nameIn} from "./names.js";

/** `published_money_flow`: CNY at the printed unit; the digest prints some rows twice. */
export interface MoneyFlowColumns {
  readonly place: readonly string[];
  readonly market: readonly string[];
  readonly industry: readonly string[];
  readonly week: Float64Array;
  readonly month: Float64Array;
  readonly half_year: Float64Array;
}

/** Turnover of an industry in a week, CNY, from outside the report. */
export type Turnover = (industry: string) => number;

interface Base {
  readonly report: string;
  readonly section: string;
}

/** S13: the two printings against each other, the prose against the table, and the flow's bound, turnover. */
export function checkMoneyFlow(
  table: MoneyFlowColumns,
  claims: Claims,
  turnover: Turnover,
  report: string
): Check[] {
  const base = {report, section: "S13"};
  const rows = lastPrinting(table);
  return [
    ...printedTwice(table, rows, base),
    ...proseChecks(table, rows, claims, base),
    ...boundChecks(table, rows, turnover, base)
  ];
}

/** Rows of the onshore table, each industry where it is printed last. */
function lastPrinting({industry, market}: MoneyFlowColumns): number[] {
  return industry.flatMap((name, i) => (market[i] === "a" && industry.lastIndexOf(name) === i ? [i] : []));
}

function printedTwice(table: MoneyFlowColumns, rows: readonly number[], base: Base): Check[] {
  return rows.flatMap((row) => {
    const industry = table.industry[row] ?? "";
    const other = table.industry.findIndex((name, i) => name === industry && i !== row);
    if (other < 0) return [];
    const same = [table.week, table.month, table.half_year].filter((c) => c[row] === c[other]).length;
    return compareCount({
      ...base,
      check: `cinda/S13/twice/${industry}`,
      unit: "windows",
      statement: {
        zh: `${industry}：速读与正文两处的三个窗口一致`,
        en: `${nameIn("en")(industry)}: the three windows agree where they are printed twice`
      },
      published: 3,
      recomputed: same
    });
  });
}

function proseChecks(table: MoneyFlowColumns, rows: readonly number[], claims: Claims, base: Base): Check[] {
  const columns = [table.week, table.month, table.half_year].map((c) =>
    Float64Array.from(rows, (row) => c[row] ?? Number.NaN)
  );
  const names = rows.map((row) => table.industry[row] ?? "");
  const named = claims.named("flow_lead");
  const leading = columns.filter((values) => {
    const order = orderOf(values, "descending");
    const first = order.slice(0, named.length).map((k) => names[k]);
    return named.every((name) => first.includes(name));
  }).length;
  const oneSign = names.filter((_, k) => {
    const signs = columns.map((values) => Math.sign(values[k] ?? Number.NaN));
    return signs.every((s) => s === signs[0]);
  }).length;
  const [week = new Float64Array()] = columns;
  const place = orderOf(week, "descending").findIndex((k) => names[k] === named[1]) + 1;
  return [
    compareCount({
      ...base,
      check: "cinda/S13/prose/lead",
      unit: "windows",
      statement: {
        zh: `${named.join("与")}在三个窗口都居净流入前二`,
        en: `${named.map(nameIn("en")).join(" and ")} lead net inflow in all three windows`
      },
      note: {
        zh: `${named[1] ?? ""}一周净流入在所印 ${names.length} 个行业中列第 ${place}。`,
        en: `${nameIn("en")(named[1] ?? "")} ranks ${place} of the ${names.length} printed industries over the week.`
      },
      published: 3,
      recomputed: leading
    }),
    compareCount({
      ...base,
      check: "cinda/S13/prose/trend",
      unit: "industries",
      statement: {
        zh: "短中长期趋势一致：各行业三个窗口同号",
        en: "Short, medium and long trends agree: each industry has one sign in all three windows"
      },
      published: names.length,
      recomputed: oneSign
    }),
    compareCount({
      ...base,
      check: "cinda/S13/prose/direction",
      unit: "directions",
      statement: {
        zh: "“港股通行业资金流”一节讲的是一个方向的资金",
        en: "The section on Hong Kong Connect flows speaks of one direction"
      },
      note: {
        zh: "港股通是南下通道，同一句却称“北上资金的不同偏好”。",
        en: "港股通 is the southbound channel, yet the same sentence speaks of 北上 (northbound) money."
      },
      published: 1,
      recomputed: 2
    })
  ];
}

const MILLION_FOR_YI = 100;

function boundChecks(
  table: MoneyFlowColumns,
  rows: readonly number[],
  turnover: Turnover,
  base: Base
): Check[] {
  const note = {
    zh: "成交额取自公开样本按三倍放大，见 published_outside。净流入不可能超过成交额。",
    en: "Turnover is a public sample scaled threefold (published_outside). Net inflow cannot exceed turnover."
  };
  const flows = rows.map((row) => Math.abs(table.week[row] ?? Number.NaN));
  const turnovers = rows.map((row) => turnover(table.industry[row] ?? ""));
  const unitShare = Math.max(...flows.map((flow, k) => flow / (turnovers[k] ?? Number.NaN))) / MILLION_FOR_YI;
  return [
    ...rows.map((row, k) => {
      const industry = table.industry[row] ?? "";
      return compareBound(
        {
          ...base,
          check: `cinda/S13/bound/${industry}`,
          unit: "CNY",
          statement: {
            zh: `${industry}：一周净额不超过该行业一周成交额`,
            en: `${nameIn("en")(industry)}: the week's net flow is within the industry's turnover`
          },
          note,
          published: flows[k] ?? Number.NaN,
          recomputed: turnovers[k] ?? Number.NaN
        },
        {bound: "at most", beyond: "implausible"}
      );
    }),
    compareBound(
      {
        ...base,
        check: "cinda/S13/bound/total",
        unit: "CNY",
        statement: {
          zh: "六个行业一周净额之和不超过其成交额之和",
          en: "The six industries' net flows together are within their turnover"
        },
        note,
        published: sumOf(flows),
        recomputed: sumOf(turnovers)
      },
      {bound: "at most", beyond: "implausible"}
    ),
    compareBound(
      {
        ...base,
        check: "cinda/S13/bound/as-million",
        unit: "ratio",
        statement: {
          zh: "若单位读作百万元，各行业净额不超过成交额的 10 %",
          en: "Read in millions of yuan, every net flow is within a tenth of turnover"
        },
        note: {
          zh: "重算值是六个行业中净额占成交额的最大比例。",
          en: "Recomputed is the largest share of turnover among the six."
        },
        published: 0.1,
        recomputed: unitShare
      },
      {bound: "at least", beyond: "implausible"}
    )
  ];
}
