import type {ColumnType} from "../../schema.js";
import {literal} from "./sql.js";

/** Words that mean a missing number or date, in lower case. */
export const missingWords = ["", "nan", "null", "none", "-", "--", "n/a", "#n/a", "na", "nat", "<na>"];
/** For text only these: a "-" or "NA" may be a name. */
const missingText = ["", "nan", "null", "none", "<na>"];

const oneOf = (sql: string, list: readonly string[]): string =>
  `lower(${sql}) IN (${list.map(literal).join(", ")})`;

/** SQL that is true where text `sql` stands for a missing value of that type. */
export const isMissing = (sql: string, type: ColumnType, further: readonly string[] = []): string =>
  oneOf(sql, [...(type === "VARCHAR" ? missingText : missingWords), ...further.map((w) => w.toLowerCase())]);

/**
 * The exchange's suffix by the prefix of a bare code: 60, 68, 69 and 90 Shanghai; 00, 20, 30 Shenzhen; 4, 8, 92
 * Beijing; five digits Hong Kong. Anything else, a code that lost its zeros included, is null.
 */
const bare = (t: string): string => `CASE
  WHEN regexp_full_match(${t}, '[0-9]{5}') THEN ${t} || '.HK'
  WHEN NOT regexp_full_match(${t}, '[0-9]{6}') THEN NULL
  WHEN left(${t}, 2) IN ('60', '68', '69', '90') THEN ${t} || '.SH'
  WHEN left(${t}, 2) IN ('00', '20', '30') THEN ${t} || '.SZ'
  WHEN left(${t}, 1) IN ('4', '8') OR left(${t}, 2) = '92' THEN ${t} || '.BJ' END`;

const suffixed = (t: string): string => `CASE
  WHEN regexp_full_match(${t}, '[0-9A-Z]{2,12}\\.(XSHG|SS|SHA)') THEN regexp_replace(${t}, '\\..*', '.SH')
  WHEN regexp_full_match(${t}, '[0-9A-Z]{2,12}\\.(XSHE|SHE)') THEN regexp_replace(${t}, '\\..*', '.SZ')
  WHEN regexp_full_match(${t}, '[0-9A-Z]{2,12}\\.[A-Z]{2,4}') THEN ${t}
  WHEN regexp_full_match(${t}, '(SH|SZ|BJ)\\.?[0-9]{6}|HK\\.?[0-9]{5}')
    THEN regexp_extract(${t}, '[0-9]+') || '.' || left(${t}, 2) END`;

/** SQL of a code in canonical form, null where it cannot be read. */
export function codeSql(sql: string, format: "auto" | "bare" | "fund"): string {
  const t = `upper(${sql})`;
  if (format === "bare") return `coalesce(${bare(t)}, ${suffixed(t)})`;
  if (format === "fund") {
    return `CASE WHEN regexp_full_match(${t}, '[0-9]{6}') THEN ${t} || '.OF' WHEN regexp_full_match(${t}, '[0-9A-Z]{2,12}\\.[A-Z]{2,4}') THEN ${t} END`;
  }
  return suffixed(t);
}

const day = (t: string): string => `CASE
  WHEN regexp_matches(${t}, '^[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}($|[ T])')
    THEN TRY_CAST(replace(split_part(replace(${t}, 'T', ' '), ' ', 1), '/', '-') AS DATE)
  WHEN regexp_full_match(${t}, '[0-9]{8}(\\.0)?')
    THEN TRY_CAST(${t}[1:4] || '-' || ${t}[5:6] || '-' || ${t}[7:8] AS DATE) END`;

const month = (t: string): string => `coalesce(last_day(${day(t)}), CASE
  WHEN regexp_full_match(${t}, '[0-9]{4}[-/]?[0-9]{2}')
    THEN last_day(TRY_CAST(left(${t}, 4) || '-' || right(${t}, 2) || '-01' AS DATE)) END)`;

const quarterEnd = (year: string, quarter: string): string =>
  `last_day(make_date(CAST(${year} AS INTEGER), 3 * CAST(${quarter} AS INTEGER), 1))`;

const quarter = (t: string): string => `coalesce(${day(t)}, CASE
  WHEN regexp_full_match(${t}, '[0-9]{4}[- ]?Q[1-4]') THEN ${quarterEnd(`left(${t}, 4)`, `right(${t}, 1)`)}
  WHEN regexp_full_match(${t}, '[1-4]Q[- ]?[0-9]{4}') THEN ${quarterEnd(`right(${t}, 4)`, `left(${t}, 1)`)} END)`;

/** SQL of a date: 2024-02-23, 2024/2/23, 20240223, with a time or not; or a month's or quarter's last day. */
export const dateSql = (t: string, format: "day" | "month" | "quarter"): string =>
  ({day, month, quarter})[format](t);

const truth = (t: string): string => `CASE
  WHEN lower(${t}) IN ('1', '1.0', 'true', 't', 'y', 'yes', '是') THEN true
  WHEN lower(${t}) IN ('0', '0.0', 'false', 'f', 'n', 'no', '否') THEN false END`;

/** SQL that reads text as a type; null where it cannot. Whole numbers pass through DOUBLE, to allow "100.0". */
export function castText(t: string, type: ColumnType, date: "day" | "month" | "quarter"): string {
  if (type === "VARCHAR") return t;
  if (type === "DATE") return dateSql(t, date);
  if (type === "TIME") return `TRY_CAST(${t} AS TIME)`;
  if (type === "BOOLEAN") return truth(t);
  return finite(`TRY_CAST(${t} AS DOUBLE)`);
}

/** SQL of a DOUBLE without infinities and NaN. */
export const finite = (sql: string): string => `CASE WHEN isfinite(${sql}) THEN ${sql} END`;

/** What a value that cannot be read is told to be. */
export const complaint: Readonly<Record<ColumnType, string>> = {
  VARCHAR: "not a code",
  DATE: "not a date",
  TIME: "not a time of day",
  DOUBLE: "not a number",
  BIGINT: "not a number",
  INTEGER: "not a number",
  BOOLEAN: "neither yes nor no"
};
