import {pack} from "../../../lib/factor/pack.js";
import {isoOf} from "../../warehouse/columns.js";
import type {Warehouse} from "../../warehouse/warehouse.js";

export interface IndicatorInfo {
  readonly series: string;
  readonly zh: string;
  readonly en: string;
  readonly unit: string;
  readonly frequency: string;
  readonly industry: string;
  readonly polarity: number;
}

/** A test of a mapping as the page lists it. */
export interface IndicatorTestRow {
  readonly date: string;
  /** Index of the series. */
  readonly s: number;
  readonly lag: number;
  readonly n: number;
  readonly beta: number;
  readonly t: number;
  readonly p: number;
}

export interface IndicatorMeta {
  readonly missing: readonly string[];
  readonly series: readonly IndicatorInfo[];
  readonly tests: readonly IndicatorTestRow[];
  readonly printed: readonly {
    readonly industry: string;
    readonly arrow: string;
    readonly zh: string;
    readonly en: string;
    readonly previous: number;
    readonly value: number;
    readonly unit: string;
    readonly wording: string;
  }[];
  readonly printedAsOf: string | null;
}

/** Words of `status` by their number in the packed column. */
export const STATUS = ["", "january", "merged", "short", "gap", "stopped"] as const;

/** What the indicators page draws, as bytes: readings at the last trading day of each week, and all tests. */
export async function indicatorPage(warehouse: Warehouse): Promise<Uint8Array> {
  const missing = missingTables(warehouse);
  const print = await printedRows(warehouse);
  if (missing.length > 0) {
    const meta: IndicatorMeta = {missing, series: [], tests: [], ...print};
    return pack(meta, [{name: "days", step: 1, values: []}]);
  }
  const series = await seriesInfo(warehouse);
  const meta: IndicatorMeta = {missing, series, tests: await testRows(warehouse, series), ...print};
  return pack(meta, await readings(warehouse, series));
}

/**
 * The same for one industry after another, for a page that shows one: the industries that have series, and a part of
 * bytes for each.
 */
export async function indicatorParts(
  warehouse: Warehouse
): Promise<{readonly industries: readonly string[]; readonly parts: readonly Uint8Array[]}> {
  if (missingTables(warehouse).length > 0) return {industries: [], parts: []};
  const series = await seriesInfo(warehouse);
  const tests = await testRows(warehouse, series);
  const columns = await readings(warehouse, series);
  const weeks = columns[0]?.values.length ?? 0;
  const industries = [...new Set(series.map((s) => s.industry))];
  const parts = industries.map((industry) => {
    const own = series.flatMap((s, i) => (s.industry === industry ? [i] : []));
    const meta: IndicatorMeta = {
      missing: [],
      series: own.map((i) => series[i] as IndicatorInfo),
      tests: tests.filter((t) => own.includes(t.s)).map((t) => ({...t, s: own.indexOf(t.s)})),
      printed: [],
      printedAsOf: null
    };
    const pick = (values: ArrayLike<number>): Float64Array =>
      Float64Array.from(
        {length: own.length * weeks},
        (_, k) => values[(own[Math.floor(k / weeks)] as number) * weeks + (k % weeks)] as number
      );
    return pack(
      meta,
      columns.map((c) => (c.name === "days" ? c : {...c, values: pick(c.values)}))
    );
  });
  return {industries, parts};
}

const missingTables = (warehouse: Warehouse): string[] =>
  ["series_info", "series_value", "industry_indicator_signal"].filter((t) => !warehouse.holds(t));

async function seriesInfo(warehouse: Warehouse): Promise<IndicatorInfo[]> {
  const frame = await warehouse.query(
    `SELECT series, name_zh, name_en, unit, frequency, industry, coalesce(sign(polarity), 0)::INTEGER AS polarity FROM series_info
     WHERE series IN (SELECT series FROM industry_indicator_signal) ORDER BY industry, series`
  );
  const [series, zh, en, unit, frequency, industry] = [
    "series",
    "name_zh",
    "name_en",
    "unit",
    "frequency",
    "industry"
  ].map((c) => frame.strings(c).map((s) => s ?? "")) as [
    string[],
    string[],
    string[],
    string[],
    string[],
    string[]
  ];
  const polarity = frame.numbers("polarity");
  return series.map((name, i) => ({
    series: name,
    zh: zh[i] ?? name,
    en: en[i] ?? name,
    unit: unit[i] ?? "",
    frequency: frequency[i] ?? "",
    industry: industry[i] ?? "",
    polarity: polarity[i] ?? 0
  }));
}

/** Columns of readings, series by series over the weeks' last days. */
async function readings(warehouse: Warehouse, series: readonly IndicatorInfo[]) {
  const frame = await warehouse.query(
    `SELECT date, series, previous, value, change, z, period_end, status,
       CASE arrow WHEN '↑' THEN 1 WHEN '↓' THEN -1 ELSE 0 END AS arrow
     FROM industry_indicator_signal
     WHERE date IN (SELECT max(date) FROM industry_indicator_signal GROUP BY date_trunc('week', date))
     ORDER BY date, series`
  );
  const date = frame.days("date");
  const days = Int32Array.from(new Set(date));
  const row = new Map(Array.from(days, (d, t) => [d, t]));
  const place = new Map(series.map((s, i) => [s.series, i]));
  const name = frame.text("series");
  const at = Int32Array.from(
    date,
    (d, i) => (place.get(name.values[name.codes[i] as number] ?? "") ?? 0) * days.length + (row.get(d) ?? 0)
  );
  const spread = (values: ArrayLike<number>): Float64Array => {
    const out = new Float64Array(series.length * days.length).fill(Number.NaN);
    at.forEach((k, i) => {
      out[k] = values[i] as number;
    });
    return out;
  };
  const status = frame.strings("status").map((s) => STATUS.findIndex((x) => x === (s ?? "")));
  const age = Float64Array.from(frame.days("period_end"), (end, i) => (date[i] as number) - end);
  return [
    {name: "days", step: 1, values: days},
    {name: "previous", step: 1e-4, values: spread(frame.numbers("previous"))},
    {name: "value", step: 1e-4, values: spread(frame.numbers("value"))},
    {name: "change", step: 1e-4, values: spread(frame.numbers("change"))},
    {name: "z", step: 0.01, values: spread(frame.numbers("z"))},
    {name: "arrow", step: 1, values: spread(frame.numbers("arrow"))},
    {name: "age", step: 1, values: spread(age)},
    {name: "status", step: 1, values: spread(status)}
  ];
}

async function testRows(warehouse: Warehouse, series: readonly IndicatorInfo[]): Promise<IndicatorTestRow[]> {
  if (!warehouse.holds("industry_indicator_test")) return [];
  const place = new Map(series.map((s, i) => [s.series, i]));
  const frame = await warehouse.query(
    `SELECT date, series, lag, n, beta, t_stat, p_adjusted FROM industry_indicator_test
     WHERE date IN (SELECT max(date) FROM industry_indicator_test GROUP BY year(date)) ORDER BY date, series, lag`
  );
  const [lag, n, beta, t, p] = ["lag", "n", "beta", "t_stat", "p_adjusted"].map((c) => frame.numbers(c));
  const name = frame.strings("series");
  const digits = (x: number | undefined, d: number): number => Number((x ?? Number.NaN).toFixed(d));
  return Array.from(frame.days("date"), (d, i) => ({
    date: isoOf(d),
    s: place.get(name[i] ?? "") ?? 0,
    lag: lag?.[i] ?? 0,
    n: n?.[i] ?? 0,
    beta: digits(beta?.[i], 6),
    t: digits(t?.[i], 3),
    p: digits(p?.[i], 4)
  }));
}

async function printedRows(warehouse: Warehouse): Promise<Pick<IndicatorMeta, "printed" | "printedAsOf">> {
  if (!warehouse.holds("published_industry_indicator")) return {printed: [], printedAsOf: null};
  const frame = await warehouse.query(`SELECT * FROM published_industry_indicator ORDER BY "row"`);
  const text = (c: string): string[] => frame.strings(c).map((s) => s ?? "");
  const [industry, arrow, zh, en, unit, wording] = [
    "industry",
    "arrow",
    "item",
    "item_en",
    "unit",
    "wording"
  ].map(text);
  const [previous, value] = [frame.numbers("previous"), frame.numbers("value")];
  return {
    printedAsOf: isoOf(frame.days("as_of")[0] as number),
    printed: Array.from({length: frame.rows}, (_, i) => ({
      industry: industry?.[i] ?? "",
      arrow: arrow?.[i] ?? "",
      zh: zh?.[i] ?? "",
      en: en?.[i] ?? "",
      previous: previous[i] ?? Number.NaN,
      value: value[i] ?? Number.NaN,
      unit: unit?.[i] ?? "",
      wording: wording?.[i] ?? ""
    }))
  };
}
