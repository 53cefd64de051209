import {columnOf} from "../../../lib/factor/book.js";
import {levelsAt, type RecoveredBook, type Recovery, recovery} from "../../../lib/factor/recovered.js";
import {STYLES} from "../../../lib/factor/styles.js";
import {weeklySums} from "../../../lib/flow/windows.js";
import {mean} from "../../../lib/stats/moments.js";
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
      efficient: [],
      exposure: [],
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
  const errors = await errorsOf(warehouse, panel.scheme, {value: "return", t: "t_stat_hc3"});
  const better = await readEfficient(warehouse, panel.scheme, days);
  const efficientErrors =
    better.size === 0
      ? new Map<string, number>()
      : await errorsOf(warehouse, panel.scheme, {value: "efficient", t: "efficient_t"});
  const exposure = await exposureCorrelations(warehouse);
  const named = await factorNames(warehouse, panel);
  const factors = named.filter((f) => planted.has(f.kind === "country" ? "country" : f.factor));
  const weekRows = weeklySums(days, new Float64Array(days.length)).last;
  const pairs = factors.map((f) => {
    const whole = (own: Float64Array): Float64Array =>
      f.kind === "country" ? own.map((v, t) => v + riskFree.daily(days[t] as number)) : own;
    const found = whole(columnOf(panel.returns, panel.factors.indexOf(f.factor), panel.factors.length));
    const efficient = whole(better.get(f.factor) ?? new Float64Array(days.length).fill(Number.NaN));
    const real = planted.get(f.kind === "country" ? "country" : f.factor) as Float64Array;
    const known = real.map((v, t) => (Number.isNaN(found[t] as number) ? Number.NaN : v));
    const score = (own: Float64Array, of: ReadonlyMap<string, number>): Recovery =>
      recovery(own, real, {error: of.get(f.factor) ?? Number.NaN});
    return {
      found,
      known,
      score: score(found, errors),
      efficient: score(efficient, efficientErrors)
    };
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
    scores: pairs.map((p) => p.score),
    efficient: pairs.map((p) => p.efficient),
    exposure: factors.map((f) => exposure.get(f.factor) ?? Number.NaN),
    real: factors.map((f) => realStyles[f.factor] ?? Number.NaN),
    weeks: Int32Array.from(weekRows, (t) => days[t] as number),
    recovered: panelOf("found"),
    planted: panelOf("known")
  };
}

/** Root mean square standard error of each factor's daily return. */
async function errorsOf(
  warehouse: Warehouse,
  scheme: string,
  {value, t}: {readonly value: string; readonly t: string}
): Promise<Map<string, number>> {
  const frame = await warehouse.query(
    `SELECT factor, sqrt(avg(("${value}" / ${t}) ** 2)) AS error FROM factor_return WHERE scheme = '${scheme}' GROUP BY factor`
  );
  const error = frame.numbers("error");
  return new Map(frame.strings("factor").map((f, i) => [f ?? "", error[i] as number]));
}

/** The efficient estimates by factor, a value a day; none where the table was made without them. */
async function readEfficient(
  warehouse: Warehouse,
  scheme: string,
  days: Int32Array
): Promise<Map<string, Float64Array>> {
  const series = new Map<string, Float64Array>();
  if (!warehouse.record("factor_return").columns.includes("efficient")) return series;
  const frame = await warehouse.query(
    `SELECT date, factor, efficient FROM factor_return WHERE scheme = '${scheme}' AND efficient IS NOT NULL`
  );
  const row = new Map(Array.from(days, (d, t) => [d, t]));
  const [date, value] = [frame.days("date"), frame.numbers("efficient")];
  frame.strings("factor").forEach((factor, i) => {
    const own = series.get(factor ?? "") ?? new Float64Array(days.length).fill(Number.NaN);
    series.set(factor ?? "", own);
    const t = row.get(date[i] as number);
    if (t !== undefined) own[t] = value[i] as number;
  });
  return series;
}

/** By style, the mean over month ends of the correlation of exposures with the planted ones across the members. */
async function exposureCorrelations(warehouse: Warehouse): Promise<Map<string, number>> {
  if (!warehouse.has("exposure") || !warehouse.has("truth_exposure")) return new Map();
  const styles = STYLES.map((s) => s.name).filter((name) =>
    warehouse.record("exposure").columns.includes(name)
  );
  const each = styles.map((name) => `corr(e.${name}, t.${name}) AS ${name}`).join(", ");
  const frame = await warehouse.query(
    `SELECT ${each} FROM exposure e JOIN truth_exposure t USING (date, code) WHERE in_estimation GROUP BY date`
  );
  return new Map(
    styles.map((name) => {
      const known = frame.numbers(name).filter((v) => !Number.isNaN(v));
      return [name, known.length > 0 ? mean(known) : Number.NaN];
    })
  );
}
