import {createHash} from "node:crypto";
import {type Edition, type Issue, NO_MODULES} from "../../lib/weekly/issue.js";
import {faultsOf} from "../../lib/weekly/plausible.js";
import type {Warehouse} from "../warehouse/warehouse.js";
import {openAsOf} from "./as-of.js";
import {assetsOf} from "./assets.js";
import {flowsOf, MARGIN, NORTHBOUND} from "./flows.js";
import {hotFundOf} from "./hot-fund.js";
import {indicatorsOf} from "./indicators.js";
import {informedOf} from "./informed.js";
import {marketOf} from "./market.js";
import {nowcastOf} from "./nowcast.js";
import {positionsOf} from "./positions.js";
import {prosperityOf} from "./prosperity.js";
import {segmentsOf} from "./segments.js";
import {stylesOf} from "./styles.js";

/** The tables that editions read; a loader repeats them in its `reads:` line. */
export const EDITION_TABLES = [
  "cross_asset_signal",
  "factor_return",
  "fund",
  "fund_nav",
  "fund_position",
  "fund_style",
  "index_daily",
  "index_info",
  "index_segment",
  "index_segment_state",
  "industry",
  "industry_indicator_signal",
  "informed_activity",
  "margin_flow",
  "northbound_flow",
  "nowcast",
  "nowcast_news",
  "prosperity",
  "series_info",
  "stock_daily"
] as const;

/** All modules at the close of a day (ISO), from rows that were known then. */
export async function editionAt(warehouse: Warehouse, day: string): Promise<Edition> {
  const at = await openAsOf(warehouse, day);
  if (!at) return {day: null, since: null, modules: NO_MODULES};
  return {
    day: at.day,
    since: at.since,
    modules: {
      market: await marketOf(at),
      assets: await assetsOf(at),
      indicators: await indicatorsOf(at),
      hotFund: await hotFundOf(at),
      segments: await segmentsOf(at),
      nowcast: await nowcastOf(at),
      informed: await informedOf(at),
      prosperity: await prosperityOf(at),
      northbound: await flowsOf(at, NORTHBOUND),
      margin: await flowsOf(at, MARGIN),
      positions: await positionsOf(at),
      styles: await stylesOf(at)
    }
  };
}

/**
 * The issue of a day beside the one before it. Throws where a module is staler than its release calendar allows or
 * holds an impossible number, because an issue that is wrong must not be published.
 */
export async function issueOf(
  warehouse: Warehouse,
  {day, previous}: {readonly day: string; readonly previous?: string}
): Promise<Issue> {
  const edition = await editionAt(warehouse, day);
  const faults = faultsOf(edition);
  if (faults.length > 0) throw new Error(`issue ${day} cannot be published: ${faults.join("; ")}`);
  return {
    ...edition,
    previous: previous === undefined ? null : await editionAt(warehouse, previous),
    snapshot: snapshotOf(warehouse)
  };
}

function snapshotOf(warehouse: Warehouse): string {
  const hash = createHash("sha256");
  for (const table of EDITION_TABLES)
    hash.update(`${table}:${warehouse.has(table) ? warehouse.record(table).digest : ""}\n`);
  return hash.digest("hex").slice(0, 16);
}
