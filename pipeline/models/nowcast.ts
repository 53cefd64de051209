import {monthEnd, quarterName} from "../../lib/macro/month.js";
import {type NowcastPath, nowcastPath} from "../../lib/macro/nowcast-path.js";
import {MEMBERS} from "../../lib/macro/nowcast-run.js";
import {nowcastScore} from "../../lib/macro/nowcast-score.js";
import {type Context, defineModel} from "../run/model.js";
import {Rows} from "./northbound/rows.js";
import {type MacroSeries, readMacro} from "./nowcast/series.js";

/** Quarters that no model of calm months expects; scores are given with and without them. */
const SHOCK = /^202[01]/;

/** GDP nowcast by vintage: factor model, bridge equations and autoregression combined, with news, bands and scores. */
export default defineModel({
  name: "nowcast",
  inputs: ["series_info", "series_value"],
  optional: ["calendar"],
  outputs: ["nowcast", "nowcast_model", "nowcast_news", "nowcast_score", "nowcast_factor"],
  params: {since: "2015-01-01", factors: 3, order: 2, iterations: 40, again: 3},
  async run(context) {
    const {since, ...fit} = context.params;
    const macro = await readMacro(context, {since});
    if (!macro)
      context.log("series_info has no quarterly GDP growth with monthly series beside it: no nowcast");
    if (macro && macro.early > 0)
      context.log(`${macro.early} values claim to be known before their period ended: used from its end`);
    const path: NowcastPath = macro ? nowcastPath(macro, fit) : {rows: [], news: [], factors: undefined};
    await writeNowcasts(context, path, macro?.unit ?? 1);
    await writeNews(context, path, macro);
    await writeScores(context, path, macro);
    await writeFactors(context, path);
  }
});

async function writeNowcasts(context: Context, {rows}: NowcastPath, unit: number): Promise<void> {
  const nowcast = new Rows(
    ["vintage_date"],
    ["quarter", "model"],
    ["value", "lo70", "hi70", "lo90", "hi90", "days_to_release"]
  );
  const models = new Rows(["vintage_date"], ["quarter", "model"], ["value", "weight"]);
  for (const {day, month, daysToRelease, value, weight, half70, half90} of rows) {
    const quarter = quarterName(month);
    const v = value.combination * unit;
    nowcast.add({
      vintage_date: day,
      quarter,
      model: "combination",
      value: v,
      lo70: v - half70 * unit,
      hi70: v + half70 * unit,
      lo90: v - half90 * unit,
      hi90: v + half90 * unit,
      days_to_release: daysToRelease
    });
    for (const model of [...MEMBERS, "ar1", "last"] as const) {
      const own = MEMBERS.find((m) => m === model);
      models.add({
        vintage_date: day,
        quarter,
        model,
        value: value[model] * unit,
        weight: own ? weight[own] : Number.NaN
      });
    }
  }
  await context.write("nowcast", nowcast.columns());
  await context.write("nowcast_model", models.columns());
}

async function writeNews(
  context: Context,
  {news}: NowcastPath,
  macro: MacroSeries | undefined
): Promise<void> {
  const rows = new Rows(["vintage_date"], ["quarter", "series"], ["surprise", "weight", "contribution"]);
  const unit = macro?.unit ?? 1;
  for (const {day, month, source, surprise, contribution} of news) {
    const own = contribution * unit;
    const series = typeof source === "number" ? (macro?.names[source] ?? "") : `model:${source}`;
    const weight = surprise === 0 ? Number.NaN : own / surprise;
    rows.add({vintage_date: day, quarter: quarterName(month), series, surprise, weight, contribution: own});
  }
  await context.write("nowcast_news", rows.columns());
}

async function writeScores(
  context: Context,
  {rows}: NowcastPath,
  macro: MacroSeries | undefined
): Promise<void> {
  const out = new Rows([], ["sample", "model"], ["days_from", "quarters", "rmse", "mae"]);
  const unit = macro?.unit ?? 1;
  const released = macro ? firstReleases(macro) : new Map<number, number>();
  const samples = [
    ["all", () => true],
    ["without_2020_2021", (month: number) => !SHOCK.test(quarterName(month))]
  ] as const;
  for (const [sample, keep] of samples) {
    for (const {daysFrom, forecast, quarters, rmse, mae} of nowcastScore(rows, released, {keep}))
      out.add({sample, model: forecast, days_from: daysFrom, quarters, rmse: rmse * unit, mae: mae * unit});
  }
  await context.write("nowcast_score", out.columns());
}

/** The target's value as first released, by month. */
function firstReleases({releases, names}: MacroSeries): Map<number, number> {
  const {series, month, known, value} = releases;
  const first = new Map<number, {readonly known: number; readonly value: number}>();
  series.forEach((s, k) => {
    if (s !== names.length - 1) return;
    const m = month[k] as number;
    const row = {known: known[k] as number, value: value[k] as number};
    if (row.known < (first.get(m)?.known ?? Number.POSITIVE_INFINITY)) first.set(m, row);
  });
  return new Map(Array.from(first, ([m, row]) => [m, row.value]));
}

async function writeFactors(context: Context, {factors, rows}: NowcastPath): Promise<void> {
  const out = new Rows(["vintage_date", "date"], ["factor"], ["value"]);
  const vintage = rows.at(-1)?.day;
  if (factors && vintage !== undefined) {
    factors.value.forEach((value, at) => {
      const date = monthEnd(factors.from + Math.floor(at / factors.count));
      out.add({vintage_date: vintage, date, factor: `f${(at % factors.count) + 1}`, value});
    });
  }
  await context.write("nowcast_factor", out.columns());
}
