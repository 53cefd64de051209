import {isoOf} from "../../warehouse/columns.js";
import type {Warehouse} from "../../warehouse/warehouse.js";

/** What the cross-asset page draws: the last weeks of each signal and indicator, and the report's table. */
export interface CrossAssetPage {
  readonly missing: readonly string[];
  readonly days: readonly string[];
  readonly indicators: readonly IndicatorHistory[];
  readonly signals: readonly SignalHistory[];
  readonly printed: Readonly<Record<string, readonly (string | number | null)[]>>;
}

export interface IndicatorHistory {
  readonly series: string;
  readonly zh: string;
  readonly en: string;
  readonly unit: string;
  readonly dimension: string;
  readonly polarity: number;
  readonly assets: readonly string[];
  /** One a day of `days`; null where there is none. */
  readonly value: readonly (number | null)[];
  readonly previous: readonly (number | null)[];
  readonly z: readonly (number | null)[];
  readonly known: readonly (string | null)[];
  readonly status: readonly (string | null)[];
}

export interface SignalHistory {
  readonly dimension: string;
  readonly asset: string;
  readonly signal: readonly (number | null)[];
}

const WEEKS = 261;
const PRINTED = ["previous", "value", "expected", "change"];
const NAMES = ["dimension", "item", "item_en", "unit", "direction", "printed"];

export async function crossAssetPage(warehouse: Warehouse): Promise<CrossAssetPage> {
  const has = (table: string): boolean => warehouse.holds(table);
  const printed = await readPrinted(warehouse);
  if (!has("cross_asset_signal")) {
    const raw = ["series_info", "series_value"].filter((t) => !has(t));
    return {
      missing: raw.length > 0 ? raw : ["cross_asset_signal"],
      days: [],
      indicators: [],
      signals: [],
      printed
    };
  }
  const dates = await warehouse.query(
    `SELECT date FROM (SELECT DISTINCT date FROM cross_asset_signal ORDER BY date DESC LIMIT ${WEEKS}) ORDER BY date`
  );
  const days = dates.days("date");
  const place = new Map(Array.from(days, (d, t) => [d, t]));
  const since = `date >= DATE '${isoOf(days[0] as number)}'`;
  return {
    missing: [],
    days: Array.from(days, isoOf),
    indicators: await readIndicators(warehouse, place, since),
    signals: await readSignals(warehouse, place, since),
    printed
  };
}

async function readPrinted(warehouse: Warehouse): Promise<CrossAssetPage["printed"]> {
  const frame = await warehouse.query(`SELECT * FROM published_cross_asset ORDER BY "row"`);
  const numbers = PRINTED.map((c) => [c, Array.from(frame.numbers(c), (v) => (Number.isNaN(v) ? null : v))]);
  return Object.fromEntries([...NAMES.map((c) => [c, frame.strings(c)]), ...numbers]);
}

async function readSignals(
  warehouse: Warehouse,
  place: ReadonlyMap<number, number>,
  since: string
): Promise<SignalHistory[]> {
  const frame = await warehouse.query(
    `SELECT date, dimension, asset, signal FROM cross_asset_signal WHERE ${since} ORDER BY dimension, asset, date`
  );
  const [dimension, asset] = [frame.strings("dimension"), frame.strings("asset")];
  const [date, signal] = [frame.days("date"), frame.numbers("signal")];
  const found = new Map<string, {dimension: string; asset: string; signal: (number | null)[]}>();
  for (let i = 0; i < frame.rows; i++) {
    const key = `${dimension[i]} ${asset[i]}`;
    const own = found.get(key) ?? {
      dimension: dimension[i] ?? "",
      asset: asset[i] ?? "",
      signal: Array.from(place, () => null)
    };
    found.set(key, own);
    own.signal[place.get(date[i] as number) ?? 0] = rounded(signal[i] as number, 3);
  }
  return [...found.values()];
}

async function readIndicators(
  warehouse: Warehouse,
  place: ReadonlyMap<number, number>,
  since: string
): Promise<IndicatorHistory[]> {
  const frame = await warehouse.query(
    `SELECT c.date, c.series, c.dimension, c.known_date, c.previous, c.value, c.z, c.polarity::DOUBLE AS polarity, c.status,
       i.name_zh, i.name_en, i.unit, i.asset
     FROM cross_asset_indicator c JOIN series_info i USING (series) WHERE ${since} ORDER BY c.dimension, c.series, c.date`
  );
  const [series, dimension, status, zh, en, unit, asset] = [
    "series",
    "dimension",
    "status",
    "name_zh",
    "name_en",
    "unit",
    "asset"
  ].map((c) => frame.strings(c).map(String)) as [
    string[],
    string[],
    string[],
    string[],
    string[],
    string[],
    string[]
  ];
  const [date, known] = [frame.days("date"), frame.days("known_date")];
  const [previous, value, z, polarity] = ["previous", "value", "z", "polarity"].map((c) =>
    frame.numbers(c)
  ) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const empty = (): null[] => Array.from(place, () => null);
  const found = new Map<string, Mutable>();
  const plain = (text: string): string => text.replace(/（模拟）$| \(simulated\)$/, "");
  for (let i = 0; i < frame.rows; i++) {
    const name = series[i] ?? "";
    const own = found.get(name) ?? {
      series: name,
      zh: plain(zh[i] ?? ""),
      en: plain(en[i] ?? ""),
      unit: unit[i] ?? "",
      dimension: dimension[i] ?? "",
      polarity: polarity[i] as number,
      assets: (asset[i] ?? "").split(",").map((a) => a.trim()),
      value: empty(),
      previous: empty(),
      z: empty(),
      known: empty(),
      status: empty()
    };
    found.set(name, own);
    const t = place.get(date[i] as number) ?? 0;
    own.value[t] = rounded(value[i] as number, 4);
    own.previous[t] = rounded(previous[i] as number, 4);
    own.z[t] = rounded(z[i] as number, 2);
    own.known[t] = isoOf(known[i] as number);
    own.status[t] = status[i] ?? "";
  }
  return [...found.values()];
}

interface Mutable extends Omit<IndicatorHistory, "value" | "previous" | "z" | "known" | "status"> {
  readonly value: (number | null)[];
  readonly previous: (number | null)[];
  readonly z: (number | null)[];
  readonly known: (string | null)[];
  readonly status: (string | null)[];
}

const rounded = (v: number, digits: number): number | null =>
  Number.isNaN(v) ? null : Math.round(v * 10 ** digits) / 10 ** digits;
