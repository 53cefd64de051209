import type {Cover} from "../../lib/weekly/cover.js";
import {type Edition, NO_MODULES} from "../../lib/weekly/issue.js";
import type {Warehouse} from "../warehouse/warehouse.js";
import {editionAt} from "./edition.js";

const NOTHING: Edition = {day: null, since: null, modules: NO_MODULES};

/** The front page: the last session, the one a week before, and the verdicts on the reports' arithmetic. */
export async function coverOf(warehouse: Warehouse): Promise<Cover> {
  const has = (table: string): boolean => warehouse.holds(table);
  const day = has("stock_daily") ? warehouse.record("stock_daily").to : null;
  const now = day === null ? NOTHING : await editionAt(warehouse, day);
  const before = now.since === null ? NOTHING : await editionAt(warehouse, now.since);
  return {now, before, verdicts: has("reconciliation") ? await verdictsOf(warehouse) : null};
}

async function verdictsOf(warehouse: Warehouse): Promise<Record<string, number>> {
  const frame = await warehouse.query(
    "SELECT verdict, count(*) AS n FROM reconciliation GROUP BY verdict ORDER BY verdict"
  );
  return Object.fromEntries(frame.strings("verdict").map((v, i) => [v ?? "", frame.numbers("n")[i] ?? 0]));
}
