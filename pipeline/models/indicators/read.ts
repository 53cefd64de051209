import {type OrderedReleases, orderReleases} from "../../../lib/macro/indicator-series.js";
import type {Context} from "../../run/model.js";
import {columnsOf} from "../../warehouse/source.js";

/** A series that speaks of an industry. */
export interface Indicator {
  readonly series: string;
  readonly industry: string;
  readonly polarity: -1 | 0 | 1;
  readonly frequency: string;
  readonly transform: string;
  readonly unit: string;
  readonly history: OrderedReleases;
}

/** The series that name an industry, in order of name, each with its releases; none where the dataset maps none. */
export async function readIndicators(context: Context): Promise<Indicator[]> {
  const columns = await columnsOf(context, "series_info");
  if (!columns.has("industry")) return [];
  const polarity = columns.has("polarity") ? "coalesce(sign(polarity), 0)" : "0";
  const info = await context.query(
    `SELECT series, industry, frequency, transform, unit, (${polarity})::INTEGER AS polarity
     FROM series_info WHERE industry IS NOT NULL AND industry <> '' ORDER BY series`
  );
  const values = await context.query(
    `SELECT series, period_end, known_date, value FROM series_value
     WHERE series IN (SELECT series FROM series_info WHERE industry IS NOT NULL AND industry <> '')
     ORDER BY series, known_date, period_end`
  );
  const series = values.text("series");
  const [period, known, value] = [
    values.days("period_end"),
    values.days("known_date"),
    values.numbers("value")
  ];
  const rows = new Map<string, [first: number, end: number]>();
  for (let i = 0; i < values.rows; i++) {
    const name = series.values[series.codes[i] as number] ?? "";
    rows.set(name, [rows.get(name)?.[0] ?? i, i + 1]);
  }
  const text = (name: string): string[] => info.strings(name).map((s) => s ?? "");
  const [industry, frequency, transform, unit] = ["industry", "frequency", "transform", "unit"].map(text);
  const signs = info.numbers("polarity");
  return text("series").flatMap((name, i): Indicator[] => {
    const [first, end] = rows.get(name) ?? [0, 0];
    if (first === end) return [];
    const part = <T extends Int32Array | Float64Array>(x: T) => x.subarray(first, end);
    return [
      {
        series: name,
        industry: industry?.[i] ?? "",
        polarity: Math.sign(signs[i] as number) as -1 | 0 | 1,
        frequency: frequency?.[i] ?? "",
        transform: transform?.[i] ?? "",
        unit: unit?.[i] ?? "",
        history: orderReleases({period: part(period), known: part(known), value: part(value)})
      }
    ];
  });
}

/** Trading days on which signals are given: those of the market's tables, else the days of the releases themselves. */
export async function readDays(context: Context): Promise<Int32Array> {
  const table = ["industry_daily", "calendar"].find((t) => context.has(t));
  const sql =
    table === "industry_daily"
      ? "SELECT DISTINCT date FROM industry_daily"
      : table === "calendar"
        ? "SELECT DISTINCT date FROM calendar WHERE is_open AND date <= (SELECT max(known_date) FROM series_value)"
        : "SELECT DISTINCT known_date AS date FROM series_value";
  return (await context.query(`SELECT date FROM (${sql}) ORDER BY date`)).days("date");
}
