import {BOARD_STEPS, type BoardMeasure} from "../../../lib/flow/board-measures.js";
import {type IndustryBook, packIndustries} from "../../../lib/flow/industry-book.js";
import type {Warehouse} from "../../warehouse/warehouse.js";
import {emptyBook, labelsOf, quoted, schemeOf} from "./book.js";

interface Part {
  readonly table: string;
  /** Measures of the part as SQL over the rows of one week. */
  readonly columns: Partial<Record<BoardMeasure, string>>;
  readonly from: (scheme: string) => string;
}

const own = (table: string) => (scheme: string) => `${table} WHERE scheme = ${quoted(scheme)}`;
const last = (column: string): string => `arg_max(${column}, date)`;

/** Where each measure comes from; sums of the week, or its last value. */
const PARTS: readonly Part[] = [
  {
    table: "factor_return",
    columns: {factor: `exp(sum(ln(1 + "return"))) - 1`},
    from: (scheme) =>
      `(SELECT date, scheme, factor AS industry, "return" FROM factor_return WHERE kind = 'industry' AND scheme = ${quoted(scheme)})`
  },
  {
    table: "factor_crowding",
    columns: {crowding: last("score")},
    from: (scheme) =>
      `(SELECT date, factor AS industry, score FROM factor_crowding WHERE scheme = ${quoted(scheme)})`
  },
  {
    table: "prosperity",
    columns: {
      roe: last("roe_fttm"),
      growth: last("growth_fttm"),
      d_roe: last("revision + roll_down"),
      d_growth: last("growth_revision + growth_roll_down")
    },
    from: own("prosperity")
  },
  {table: "northbound_flow", columns: {north: "sum(flow)"}, from: own("northbound_flow")},
  {table: "margin_flow", columns: {margin: "sum(net)"}, from: own("margin_flow")},
  {
    table: "money_flow",
    columns: {money: "sum(net_daily)", money_ratio: "sum(net_daily) / nullif(sum(turnover), 0)"},
    from: own("money_flow")
  },
  {
    table: "fund_position",
    columns: {
      position: last("weight"),
      over_under: last("over_under_normalised"),
      active_change: last("active_change")
    },
    from: () => "fund_position"
  },
  {
    table: "industry_indicator_signal",
    columns: {indicators: last("score")},
    from: () =>
      `(SELECT date, industry, avg(CASE arrow WHEN '↑' THEN 1 WHEN '↓' THEN -1 ELSE 0 END) AS score
        FROM industry_indicator_signal GROUP BY date, industry)`
  }
];

/** Every industry by week with every signal, for the overview and the page of one industry, as bytes. */
export async function industryBoard(warehouse: Warehouse): Promise<Uint8Array> {
  const measures = Object.keys(BOARD_STEPS) as BoardMeasure[];
  const missing = PARTS.map((p) => p.table).filter((t) => !warehouse.holds(t));
  const scheme = await boardScheme(warehouse, missing);
  const axis = await axisOf(warehouse, scheme, missing);
  if (!axis) return packIndustries(emptyBook(measures, missing), BOARD_STEPS);
  const {days, industries} = axis;
  const row = new Map(Array.from(days, (d, t) => [mondayIndex(d), t]));
  const place = new Map(industries.map((d, c) => [d.industry, c]));
  const panels = Object.fromEntries(
    measures.map((m) => [m, new Float64Array(days.length * industries.length).fill(Number.NaN)])
  ) as Record<BoardMeasure, Float64Array>;
  for (const {table, columns, from} of PARTS.filter((p) => !missing.includes(p.table))) {
    const names = Object.keys(columns) as BoardMeasure[];
    const frame = await warehouse.query(
      `SELECT max(date) AS day, industry, ${names.map((n) => `${columns[n]} AS ${n}`).join(", ")}
       FROM ${from(scheme)} GROUP BY date_trunc('week', date), industry ORDER BY day, industry`
    );
    const industry = frame.text("industry");
    const column = industry.values.map((v) => place.get(v) ?? -1);
    const values = names.map((n) => frame.numbers(n));
    frame.days("day").forEach((d, i) => {
      const t = row.get(mondayIndex(d));
      const c = column[industry.codes[i] as number] ?? -1;
      if (t === undefined || c < 0) return;
      names.forEach((n, k) => {
        panels[n][t * industries.length + c] = values[k]?.[i] as number;
      });
    });
    if (names.length === 0) throw new Error(`${table} has no measure`);
  }
  const book: IndustryBook<BoardMeasure, null> = {scheme, missing, industries, days, panels, extra: null};
  return packIndustries(book, BOARD_STEPS);
}

/** Number of the ISO week of a day. */
const mondayIndex = (day: number): number => Math.floor((day + 3) / 7);

/** Tables that may give the board its weeks and industries, the widest first. */
const WIDEST = ["money_flow", "prosperity", "northbound_flow", "margin_flow", "factor_return"] as const;

/** CITIC industries where a table has them, else the first scheme of the widest table. */
async function boardScheme(warehouse: Warehouse, missing: readonly string[]): Promise<string> {
  for (const table of WIDEST) {
    if (!missing.includes(table)) return schemeOf(warehouse, table, "citic");
  }
  return "citic";
}

/** Week-end days and industries: those of the widest table that the dataset has. */
async function axisOf(warehouse: Warehouse, scheme: string, missing: readonly string[]) {
  for (const table of WIDEST) {
    if (missing.includes(table)) continue;
    const column = table === "factor_return" ? "factor" : "industry";
    const kind = table === "factor_return" ? " AND kind = 'industry'" : "";
    const frame = await warehouse.query(
      `SELECT DISTINCT ${column} AS industry FROM ${table} WHERE scheme = ${quoted(scheme)}${kind} AND ${column} <> '未分类' ORDER BY 1`
    );
    if (frame.rows === 0) continue;
    const days = await warehouse.query(
      `SELECT max(date) AS date FROM ${table} WHERE scheme = ${quoted(scheme)} GROUP BY date_trunc('week', date) ORDER BY date`
    );
    return {
      days: days.days("date"),
      industries: await labelsOf(warehouse, scheme, frame.strings("industry").map(String))
    };
  }
  return undefined;
}
