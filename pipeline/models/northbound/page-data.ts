import {groupSums} from "../../../lib/flow/group-sums.js";
import {type PackedFlows, packDays, packFlows} from "../../../lib/flow/packed.js";
import {isoOf} from "../../warehouse/columns.js";
import {columnsOf} from "../../warehouse/source.js";
import type {Warehouse} from "../../warehouse/warehouse.js";
import {dailyFlow, flowRows} from "./daily.js";
import {readSchemes, UNCLASSIFIED} from "./industries.js";
import {readPanel} from "./panel.js";

export interface IndustryName {
  readonly industry: string;
  readonly zh: string;
  readonly en: string;
  readonly sector: string;
}

/** What the northbound page draws; money in the units of `PackedFlows`, null for what the dataset lacks. */
export interface NorthboundPage {
  /** Tables without which there is no flow by industry. */
  readonly missing: readonly string[];
  /** The industry scheme of the flows: citic where the dataset has it. */
  readonly scheme: string;
  readonly industries: readonly IndustryName[];
  readonly flows: PackedFlows | null;
  /** The link's official totals: days as gaps, net buying in 1e4 CNY (null: not published), turnover in 1e6. */
  readonly official: {
    readonly days: readonly number[];
    readonly net: readonly (number | null)[];
    readonly turnover: readonly number[];
  } | null;
  /** Quarterly changes after the daily regime, in CNY. */
  readonly quarters: readonly QuarterRow[];
  readonly printed: PrintedTable;
}

export interface QuarterRow {
  readonly quarter_end: string;
  readonly known_date: string;
  readonly industry: string;
  readonly flow: number;
  readonly lo: number;
  readonly hi: number;
}

/** The table as a report prints it, in CNY. */
export interface PrintedTable {
  readonly asOf: string;
  readonly sector: readonly string[];
  readonly industry: readonly string[];
  readonly week: readonly number[];
  readonly month: readonly number[];
  readonly quarter: readonly number[];
}

const NEEDED = ["connect_holding", "stock_daily", "stock_industry"];

/** Gathers the page's data from a warehouse. */
export async function northboundPage(warehouse: Warehouse): Promise<NorthboundPage> {
  const has = (table: string): boolean => warehouse.holds(table);
  const raw = NEEDED.filter((table) => !has(table));
  const missing = raw.length > 0 ? raw : ["northbound_flow"].filter((table) => !has(table));
  const printed = await printedTable(warehouse);
  const official = has("connect_turnover") ? await officialTotals(warehouse) : null;
  if (missing.length > 0) {
    return {missing, scheme: "citic", industries: [], flows: null, official, quarters: [], printed};
  }
  const scheme = await schemeOf(warehouse);
  const names = has("industry") ? await industryNames(warehouse, scheme) : [];
  const {industries, flows} = await industryFlows(warehouse, scheme, names);
  return {
    missing,
    scheme,
    industries,
    flows,
    official,
    quarters: await quarterRows(warehouse, scheme),
    printed
  };
}

async function schemeOf(warehouse: Warehouse): Promise<string> {
  const frame = await warehouse.query("SELECT DISTINCT scheme FROM northbound_flow ORDER BY scheme");
  const schemes = frame.strings("scheme");
  return (schemes.includes("citic") ? "citic" : schemes[0]) ?? "citic";
}

/**
 * Flows of a scheme's industries as the model has them, and the half-widths that the day's price ranges leave,
 * which come from the stocks.
 */
async function industryFlows(
  warehouse: Warehouse,
  name: string,
  names: readonly IndustryName[]
): Promise<Pick<NorthboundPage, "industries" | "flows">> {
  const panel = await readPanel(warehouse);
  if (!panel) return {industries: [], flows: null};
  const {dailyRows: dates, assets} = panel;
  const schemes = await readSchemes(warehouse, panel.codes, panel.days);
  const scheme = schemes.find((s) => s.scheme === name);
  if (!scheme) throw new Error(`stock_industry has no scheme "${name}", which northbound_flow has`);
  const {flow, band} = dailyFlow(panel);
  const group = scheme.group.subarray(0, dates * assets);
  const size = {dates, assets, groups: scheme.industries.length};
  const [sums, bands] = [groupSums(flow, group, size), groupSums(band, group, size)];
  const used = scheme.industries.filter(
    (name, g) => name !== UNCLASSIFIED || columnSome(sums, g, size.groups)
  );
  const order = new Map(names.map((n, i) => [n.industry, i]));
  const place = (name: string): number => order.get(name) ?? names.length;
  const shown = [...used].sort((a, b) => place(a) - place(b));
  const rows = flowRows(panel);
  const pick = (values: Float64Array): Float64Array =>
    Float64Array.from(
      rows.flatMap((t) =>
        shown.map((name) => values[t * size.groups + scheme.industries.indexOf(name)] as number)
      )
    );
  const days = Int32Array.from(rows, (t) => panel.days[t] as number);
  const net = await netByDay(warehouse);
  return {
    industries: shown.map(
      (industry) => names[order.get(industry) ?? -1] ?? {industry, zh: industry, en: industry, sector: "其他"}
    ),
    flows: packFlows({
      days,
      columns: shown.length,
      flow: pick(sums),
      band: pick(bands),
      official: Float64Array.from(days, (day) => net.get(day) ?? Number.NaN)
    })
  };
}

const columnSome = (values: Float64Array, column: number, columns: number): boolean =>
  values.some((x, i) => i % columns === column && x !== 0);

async function netByDay(warehouse: Warehouse): Promise<Map<number, number>> {
  const frame = await warehouse.query("SELECT date, official FROM northbound_check");
  const net = frame.numbers("official");
  return new Map(Array.from(frame.days("date"), (day, i) => [day, net[i] as number]));
}

async function industryNames(warehouse: Warehouse, scheme: string): Promise<IndustryName[]> {
  const frame = await warehouse.query(
    `SELECT industry, name_zh, name_en, sector FROM industry WHERE scheme = '${scheme}' ORDER BY "order"`
  );
  const [industry, zh, en, sector] = ["industry", "name_zh", "name_en", "sector"].map((c) =>
    frame.strings(c)
  );
  return Array.from({length: frame.rows}, (_, i) => ({
    industry: industry?.[i] ?? "",
    zh: zh?.[i] ?? "",
    en: en?.[i] ?? "",
    sector: sector?.[i] ?? ""
  }));
}

async function officialTotals(warehouse: Warehouse): Promise<NorthboundPage["official"]> {
  const columns = await columnsOf(warehouse, "connect_turnover");
  const net = columns.has("buy") && columns.has("sell") ? "sum(buy - sell)" : "NULL::DOUBLE";
  const frame = await warehouse.query(
    `SELECT date, ${net} AS net, sum(turnover) AS turnover FROM connect_turnover
     WHERE direction = 'north' GROUP BY date ORDER BY date`
  );
  if (frame.rows === 0) return null;
  return {
    days: packDays(frame.days("date")),
    net: Array.from(frame.numbers("net"), (x) => (Number.isNaN(x) ? null : Math.round(x / 1e4))),
    turnover: Array.from(frame.numbers("turnover"), (x) => Math.round(x / 1e6))
  };
}

async function quarterRows(warehouse: Warehouse, scheme: string): Promise<QuarterRow[]> {
  if (!warehouse.has("northbound_quarter")) return [];
  const frame = await warehouse.query(
    `SELECT * FROM northbound_quarter WHERE scheme = '${scheme}' ORDER BY quarter_end, industry`
  );
  const [end, known] = [frame.days("quarter_end"), frame.days("known_date")];
  const industry = frame.strings("industry");
  const [flow, lo, hi] = ["flow", "lo", "hi"].map((c) => frame.numbers(c));
  return Array.from({length: frame.rows}, (_, i) => ({
    quarter_end: isoOf(end[i] as number),
    known_date: isoOf(known[i] as number),
    industry: industry[i] ?? "",
    flow: flow?.[i] as number,
    lo: lo?.[i] as number,
    hi: hi?.[i] as number
  }));
}

async function printedTable(warehouse: Warehouse): Promise<PrintedTable> {
  const frame = await warehouse.query(
    `SELECT as_of, sector, industry, week, month, quarter FROM published_northbound ORDER BY "row"`
  );
  const numbers = (name: string): number[] => Array.from(frame.numbers(name));
  const text = (name: string): string[] => frame.strings(name).map((s) => s ?? "");
  return {
    asOf: isoOf(frame.days("as_of")[0] as number),
    sector: text("sector"),
    industry: text("industry"),
    week: numbers("week"),
    month: numbers("month"),
    quarter: numbers("quarter")
  };
}
