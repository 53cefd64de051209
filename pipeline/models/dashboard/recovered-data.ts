import {columnOf} from "../../../lib/factor/book.js";
import {levelsAt, type RecoveredBook, recovery} from "../../../lib/factor/recovered.js";
import {weeklySums} from "../../../lib/flow/windows.js";
import {realStyles} from "../../sources/demo/calibration.js";
import type {Warehouse} from "../../warehouse/warehouse.js";
import {RISK_FREE, RiskFree} from "../factor/risk-free.js";
import {readFactors} from "./factors.js";
import {factorNames} from "./page-data.js";

/** The scheme in which the demo market plants its industries. */
const PLANTED_SCHEME = "citic";

/** Recovered factor returns beside the planted ones, by factor; only a simulated market has both. */
export async function recoveredPage(warehouse: Warehouse): Promise<RecoveredBook> {
  const missing = ["factor_return", "truth_factor_return"].filter(
    (t) => !warehouse.has(t) || warehouse.record(t).rows === 0
  );
  const panels = missing.length > 0 ? [] : await readFactors(warehouse);
  const panel = panels.find((p) => p.scheme === PLANTED_SCHEME);
  if (!panel) {
    const none = new Float64Array();
    return {
      scheme: "",
      missing,
      factors: [],
      scores: [],
      real: [],
      weeks: new Int32Array(),
      recovered: none,
      planted: none
    };
  }
  const truth = await warehouse.query(
    `SELECT date, factor, kind, "return" AS value FROM truth_factor_return`
  );
  // The regression is on returns above the risk-free rate; the planted market return is whole.
  const riskFree = await RiskFree.read(warehouse, RISK_FREE, warehouse.has("series_value"));
  const {days} = panel;
  const row = new Map(Array.from(days, (d, t) => [d, t]));
  const [factor, kind] = [truth.strings("factor"), truth.strings("kind")];
  const [date, value] = [truth.days("date"), truth.numbers("value")];
  const planted = new Map<string, Float64Array>();
  factor.forEach((f, i) => {
    const name = kind[i] === "country" ? "country" : (f ?? "");
    const t = row.get(date[i] as number);
    const own = planted.get(name) ?? new Float64Array(days.length).fill(Number.NaN);
    planted.set(name, own);
    if (t !== undefined) own[t] = value[i] as number;
  });
  const sampling = await warehouse.query(
    `SELECT factor, sqrt(avg(("return" / t_stat_hc3) ** 2)) AS error FROM factor_return
      WHERE scheme = '${panel.scheme}' GROUP BY factor`
  );
  const errors = new Map(sampling.strings("factor").map((f, i) => [f, sampling.numbers("error")[i]]));
  const named = await factorNames(warehouse, panel);
  const factors = named.filter((f) => planted.has(f.kind === "country" ? "country" : f.factor));
  const weekRows = weeklySums(days, new Float64Array(days.length)).last;
  const pairs = factors.map((f) => {
    const found = columnOf(panel.returns, panel.factors.indexOf(f.factor), panel.factors.length);
    if (f.kind === "country")
      found.forEach((v, t) => {
        found[t] = v + riskFree.daily(days[t] as number);
      });
    const real = planted.get(f.kind === "country" ? "country" : f.factor) as Float64Array;
    const known = real.map((v, t) => (Number.isNaN(found[t] as number) ? Number.NaN : v));
    return {found, known, error: errors.get(f.factor) ?? Number.NaN};
  });
  const paths = pairs.map(({found, known}) => ({
    found: levelsAt(found, weekRows),
    known: levelsAt(known, weekRows)
  }));
  const panelOf = (side: "found" | "known"): Float64Array =>
    Float64Array.from(
      {length: weekRows.length * factors.length},
      (_, k) => paths[k % factors.length]?.[side][Math.floor(k / factors.length)] ?? Number.NaN
    );
  return {
    scheme: panel.scheme,
    missing,
    factors,
    scores: pairs.map(({found, known, error}) => recovery(found, known, {error})),
    real: factors.map((f) => realStyles[f.factor] ?? Number.NaN),
    weeks: Int32Array.from(weekRows, (t) => days[t] as number),
    recovered: panelOf("found"),
    planted: panelOf("known")
  };
}
