import type {PackColumn} from "../../../lib/factor/pack.js";
import {isoOf} from "../../warehouse/columns.js";
import type {Warehouse} from "../../warehouse/warehouse.js";
import {type ControlMarks, controlMarks} from "./page-controls.js";
import {lacks} from "./page-list.js";

export interface AttributionMeta {
  readonly missing: readonly string[];
  readonly funds: readonly string[];
  readonly names: readonly string[];
  /** Funds whose planted skill is plain; null where there are none. */
  readonly controls: ControlMarks | null;
}

/** Steps to which 60-day sums are kept. */
const STEP = 1e-3;

/**
 * D and R of every fund at month ends (of the last three years; quarter ends before), and the market's means and
 * quadrant shares by week, as packed columns: `d` and `r` are funds × `dates`.
 */
export async function attributionPage(
  warehouse: Warehouse
): Promise<{meta: AttributionMeta; columns: PackColumn[]}> {
  const missing = lacks(warehouse, ["fund_attribution"]);
  if (missing.length > 0) return {meta: {missing, funds: [], names: [], controls: null}, columns: []};
  const ends = await warehouse.query(
    `SELECT max(date) AS date FROM fund_attribution GROUP BY year(date), month(date)
     HAVING max(date) > (SELECT max(date) - 1100 FROM fund_attribution) OR month(max(date)) % 3 = 0 ORDER BY 1`
  );
  const dates = ends.days("date");
  const at = new Map(Array.from(dates, (d, t) => [d, t]));
  const only = Array.from(dates, (d) => `DATE '${isoOf(d)}'`).join(", ");
  const rows = await warehouse.query(
    `SELECT date, fund, name, d, r, d_timing FROM fund_attribution JOIN fund USING (fund) WHERE date IN (${only}) ORDER BY fund, date`
  );
  const {codes, values: funds} = rows.text("fund");
  const name = rows.text("name");
  const names = new Array<string>(funds.length).fill("");
  const panel = (column: string): Float64Array => {
    const out = new Float64Array(funds.length * dates.length).fill(Number.NaN);
    const value = rows.numbers(column);
    rows.days("date").forEach((d, i) => {
      out[(codes[i] as number) * dates.length + (at.get(d) as number)] = value[i] as number;
    });
    return out;
  };
  codes.forEach((c, i) => {
    names[c] = name.values[name.codes[i] as number] ?? "";
  });
  const weekly = await warehouse.query(
    `SELECT date, avg(d) AS d, avg(r) AS r, avg(d_timing) AS timing, avg(d_position) AS position, avg(d_style) AS d_style, avg(r_style) AS r_style, count(*) AS n,
       avg((quadrant = 'D+R+')::INT) AS q0, avg((quadrant = 'D+R−')::INT) AS q1,
       avg((quadrant = 'D−R−')::INT) AS q2, avg((quadrant = 'D−R+')::INT) AS q3
     FROM fund_attribution WHERE date IN (SELECT max(date) FROM fund_attribution GROUP BY date_trunc('week', date))
     GROUP BY date HAVING count(*) >= 10 ORDER BY date`
  );
  return {
    meta: {missing, funds, names, controls: await controlMarks(warehouse)},
    columns: [
      {name: "dates", step: 1, values: dates},
      {name: "d", step: STEP, values: panel("d")},
      {name: "r", step: STEP, values: panel("r")},
      {name: "weeks", step: 1, values: weekly.days("date")},
      ...["d", "r", "timing", "position", "d_style", "r_style"].map((n) => ({
        name: `mean_${n}`,
        step: 1e-4,
        values: weekly.numbers(n)
      })),
      {name: "n", step: 1, values: weekly.numbers("n")},
      ...[0, 1, 2, 3].map((q) => ({name: `q${q}`, step: 1e-3, values: weekly.numbers(`q${q}`)}))
    ]
  };
}
