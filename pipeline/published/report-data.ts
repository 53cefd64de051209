import {type Table, tableNamed} from "../schema.js";
import {isoOf, NULL_DAY} from "../warehouse/columns.js";
import type {Frame} from "../warehouse/frame.js";
import {openWarehouse} from "../warehouse/warehouse.js";

export type JsonColumns = Record<string, (string | number | null)[]>;

export interface ReportData {
  /** File name of the report. */
  readonly report: string;
  /** Its as-of date, ISO. */
  readonly asOf: string;
  /** Printed tables by name without `published_`. */
  readonly tables: Record<string, JsonColumns>;
  /** Rows of `reconciliation` on this report. */
  readonly checks: JsonColumns;
}

/** What one report prints and how it was checked, as JSON-ready columns; missing is null. */
export async function reportData(report: string, names: readonly string[]): Promise<ReportData> {
  const warehouse = await openWarehouse({memory: "512MB"});
  try {
    const rows = async (name: string, order: string): Promise<JsonColumns> =>
      jsonColumns(
        tableNamed(name),
        await warehouse.query(`SELECT * FROM ${name} WHERE report = '${report}' ORDER BY "${order}"`)
      );
    const tables: Record<string, JsonColumns> = {};
    for (const name of names) tables[name] = await rows(`published_${name}`, "row");
    tables.claim = await rows("published_claim", "row");
    tables.outside = await rows("published_outside", "id");
    const asOf = String(tables.claim.as_of?.[0] ?? "");
    if (asOf === "") throw new Error(`no rows of published_claim for report "${report}"`);
    return {report, asOf, tables, checks: await rows("reconciliation", "check")};
  } finally {
    warehouse.close();
  }
}

/** Verdicts in the order in which a reader looks for them. */
const order = "['contradicts', 'implausible', 'not checkable', 'rounds', 'agrees']";

/** All checks of all reports, those that fail first. */
export async function allChecks(): Promise<JsonColumns> {
  const warehouse = await openWarehouse({memory: "512MB"});
  try {
    const frame = await warehouse.query(
      `SELECT * FROM reconciliation ORDER BY report, list_position(${order}, verdict), "check"`
    );
    return jsonColumns(tableNamed("reconciliation"), frame);
  } finally {
    warehouse.close();
  }
}

function jsonColumns({columns}: Table, frame: Frame): JsonColumns {
  return Object.fromEntries(columns.map(({name, type}) => [name, jsonColumn(frame, name, type)]));
}

function jsonColumn(frame: Frame, name: string, type: string): (string | number | null)[] {
  if (type === "VARCHAR") return frame.strings(name);
  if (type === "DATE") return Array.from(frame.days(name), (day) => (day === NULL_DAY ? null : isoOf(day)));
  return Array.from(frame.numbers(name), (x) => (Number.isNaN(x) ? null : x));
}
