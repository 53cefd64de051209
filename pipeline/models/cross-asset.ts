import {mondayOf} from "../../lib/calendar/week.js";
import {crossAssetSignal, type Push} from "../../lib/macro/cross-asset.js";
import {type OrderedReleases, orderReleases} from "../../lib/macro/indicator-series.js";
import {indicatorSignals} from "../../lib/macro/indicator-signal.js";
import {type IndicatorState, indicatorStates} from "../../lib/macro/indicator-states.js";
import {type Context, defineModel} from "../run/model.js";
import {columnsOf} from "../warehouse/source.js";
import {readDays} from "./indicators/read.js";
import {Rows} from "./northbound/rows.js";

/** Marginal changes by dimension and asset at each week's end. */
export default defineModel({
  name: "cross-asset",
  inputs: ["series_info", "series_value"],
  optional: ["calendar", "industry_daily"],
  outputs: ["cross_asset_signal", "cross_asset_indicator"],
  async run(context) {
    const signal = new Rows(["date"], ["dimension", "asset", "arrow"], ["signal", "indicators"]);
    const indicator = new Rows(
      ["date", "period_end", "known_date"],
      ["series", "dimension", "status"],
      ["previous", "value", "change", "z", "polarity"]
    );
    const series = await readAssetSeries(context);
    if (series.length === 0) context.log("series_info names no asset with a polarity: no signals");
    const days = series.length === 0 ? new Int32Array(0) : weekEnds(await readDays(context));
    const read = series.map((s) => readSeries(s, days));
    days.forEach((date, t) => {
      const cells = new Map<
        string,
        {readonly dimension: string; readonly asset: string; readonly pushes: Push[]}
      >();
      series.forEach(({name, dimension, assets, polarity}, i) => {
        const now = read[i]?.[t];
        if (!now) return;
        const {state, status} = now;
        const {period, known, previous, value, change, z} = state;
        indicator.add({
          date,
          period_end: period,
          known_date: known,
          series: name,
          dimension,
          status: status === "" ? "ok" : status,
          previous,
          value,
          change,
          z,
          polarity
        });
        // Without a scale of its own an indicator of the dataset waits: only a printed table speaks by signs.
        const there = status !== "stopped" && !Number.isNaN(z);
        for (const asset of assets) {
          const key = `${dimension} ${asset}`;
          const cell = cells.get(key) ?? {dimension, asset, pushes: []};
          cells.set(key, cell);
          if (there) cell.pushes.push({change, z, polarity});
        }
      });
      for (const {dimension, asset, pushes} of cells.values())
        signal.add({date, dimension, asset, ...crossAssetSignal(pushes)});
    });
    await context.write("cross_asset_signal", signal.columns());
    await context.write("cross_asset_indicator", indicator.columns());
  }
});

interface AssetSeries {
  readonly name: string;
  readonly dimension: string;
  readonly assets: readonly string[];
  readonly polarity: number;
  readonly frequency: string;
  readonly history: OrderedReleases;
}

async function readAssetSeries(context: Context): Promise<AssetSeries[]> {
  const columns = await columnsOf(context, "series_info");
  if (!columns.has("asset") || !columns.has("polarity")) return [];
  const info = await context.query(
    `SELECT series, "group", asset, frequency, sign(polarity)::DOUBLE AS polarity FROM series_info
     WHERE asset IS NOT NULL AND asset <> '' AND polarity <> 0 AND frequency IN ('D', 'W', 'M', 'Q') ORDER BY series`
  );
  const [names, groups, assets, frequency] = ["series", "group", "asset", "frequency"].map((c) =>
    info.strings(c).map(String)
  );
  const out: AssetSeries[] = [];
  for (const [i, name] of (names ?? []).entries()) {
    const rows = await context.query(
      `SELECT period_end, known_date, value FROM series_value WHERE series = '${name.replaceAll("'", "''")}' ORDER BY ALL`
    );
    if (rows.rows === 0) continue;
    const history = orderReleases({
      period: rows.days("period_end"),
      known: rows.days("known_date"),
      value: rows.numbers("value")
    });
    out.push({
      name,
      dimension: groups?.[i] ?? "",
      assets: (assets?.[i] ?? "").split(",").map((a) => a.trim()),
      polarity: info.numbers("polarity")[i] as number,
      frequency: frequency?.[i] ?? "D",
      history
    });
  }
  return out;
}

/** The state of a series on each day. Changes are in the series' own points: surprise indices cross zero. */
function readSeries({history, frequency, polarity}: AssetSeries, days: Int32Array) {
  const states = indicatorStates(history, {frequency, transform: "points", unit: ""});
  return indicatorSignals(states, days, {frequency, polarity}).map(
    (s) => s && {status: s.status, state: states[s.state] as IndicatorState}
  );
}

/** Last day of each ISO week. */
const weekEnds = (days: Int32Array): Int32Array =>
  days.filter((day, t) => t + 1 >= days.length || mondayOf(days[t + 1] as number) !== mondayOf(day));
