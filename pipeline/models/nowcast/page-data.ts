import {isoOf} from "../../warehouse/columns.js";
import type {Frame} from "../../warehouse/frame.js";
import type {Warehouse} from "../../warehouse/warehouse.js";

/** What the nowcast page draws. Growth in units of 1e-6; −1e9 stands for missing. */
export interface NowcastPage {
  readonly missing: readonly string[];
  readonly quarters: readonly string[];
  /** One row a vintage and quarter, by vintage. */
  readonly path: PackedPath;
  readonly series: readonly SeriesName[];
  readonly news: PackedNews;
  readonly score: readonly ScoreRow[];
  /** First release of each quarter. */
  readonly released: readonly {readonly quarter: string; readonly date: string; readonly value: number}[];
  readonly recovered: readonly {readonly factor: string; readonly r2: number}[];
  readonly printed: {readonly nowcast: number; readonly outcome: number};
}

export interface SeriesName {
  readonly series: string;
  readonly zh: string;
  readonly en: string;
  readonly unit: string;
}

export interface PackedPath {
  readonly vintage: readonly string[];
  /** Position in `quarters`. */
  readonly quarter: readonly number[];
  readonly days: readonly number[];
  readonly value: readonly number[];
  readonly half70: readonly number[];
  readonly half90: readonly number[];
  readonly factor: readonly number[];
  readonly bridge: readonly number[];
  readonly bvar: readonly number[];
  readonly ar1: readonly number[];
  readonly last: readonly number[];
  /** Weights of the members in percent. */
  readonly weightFactor: readonly number[];
  readonly weightBridge: readonly number[];
  readonly weightBvar: readonly number[];
}

export interface PackedNews {
  /** Row of `path`. */
  readonly row: readonly number[];
  /** Position in `series`. */
  readonly series: readonly number[];
  /** In hundredths of the series' unit. */
  readonly surprise: readonly number[];
  readonly contribution: readonly number[];
}

export interface ScoreRow {
  readonly sample: string;
  readonly model: string;
  readonly days: number;
  readonly quarters: number;
  readonly rmse: number;
}

const MISSING = -1e9;
const packed = (x: Float64Array, scale = 1e6): number[] =>
  Array.from(x, (v) => (Number.isNaN(v) ? MISSING : Math.round(v * scale)));

/** Gathers the page's data from a warehouse; empty lists where it has no nowcast. */
export async function nowcastPage(warehouse: Warehouse): Promise<NowcastPage> {
  const has = (table: string): boolean => warehouse.holds(table);
  const there = has("nowcast") && has("nowcast_model");
  const missing = there ? [] : ["series_info", "series_value"].filter((t) => !has(t));
  const path = there ? await readPath(warehouse) : undefined;
  const quarters = path ? [...new Set(path.strings("quarter").map(String))].sort() : [];
  const news = there && has("nowcast_news") ? await readNews(warehouse) : undefined;
  return {
    missing: there || missing.length > 0 ? missing : ["nowcast"],
    quarters,
    path: packPath(path, quarters),
    series: news ? await seriesNames(warehouse) : [],
    news: news ? packNews(news) : {row: [], series: [], surprise: [], contribution: []},
    score: has("nowcast_score") ? await readScore(warehouse) : [],
    released: there ? await readReleases(warehouse) : [],
    recovered: has("nowcast_recovered") ? await readRecovered(warehouse) : [],
    printed: {
      nowcast: await single(warehouse, "SELECT value FROM published_claim WHERE id = 'gdp_nowcast'"),
      outcome: await single(warehouse, "SELECT value FROM published_outside WHERE id = 'gdp_2024q1'")
    }
  };
}

async function single(warehouse: Warehouse, sql: string): Promise<number> {
  const frame = await warehouse.query(sql);
  return frame.rows > 0 ? (frame.numbers(frame.names[0] ?? "")[0] as number) : MISSING;
}

const ROWS = "row_number() OVER (ORDER BY vintage_date, quarter) - 1";

const readPath = (warehouse: Warehouse): Promise<Frame> => {
  const models = ["factor", "bridge", "bvar", "ar1", "last"];
  const value = models.map(
    (m) => `max(m.value) FILTER (m.model = '${m}') AS ${m === "last" ? "last_quarter" : m}`
  );
  const weight = models.slice(0, 3).map((m) => `max(m.weight) FILTER (m.model = '${m}') AS weight_${m}`);
  return warehouse.query(
    `SELECT n.vintage_date, n.quarter, any_value(n.value) AS value, any_value(n.hi70 - n.value) AS half70,
       any_value(n.hi90 - n.value) AS half90, any_value(n.days_to_release)::DOUBLE AS days, ${[...value, ...weight].join(", ")}
     FROM nowcast n JOIN nowcast_model m USING (vintage_date, quarter) GROUP BY ALL ORDER BY n.vintage_date, n.quarter`
  );
};

function packPath(path: Frame | undefined, quarters: readonly string[]): PackedPath {
  const of = (name: string, scale?: number): number[] => (path ? packed(path.numbers(name), scale) : []);
  return {
    vintage: path ? Array.from(path.days("vintage_date"), isoOf) : [],
    quarter: path ? path.strings("quarter").map((q) => quarters.indexOf(q ?? "")) : [],
    days: of("days", 1),
    value: of("value"),
    half70: of("half70"),
    half90: of("half90"),
    factor: of("factor"),
    bridge: of("bridge"),
    bvar: of("bvar"),
    ar1: of("ar1"),
    last: of("last_quarter"),
    weightFactor: of("weight_factor", 100),
    weightBridge: of("weight_bridge", 100),
    weightBvar: of("weight_bvar", 100)
  };
}

const NAMES = `SELECT series, (row_number() OVER (ORDER BY series) - 1) AS place FROM (SELECT DISTINCT series FROM nowcast_news)`;

const readNews = (warehouse: Warehouse): Promise<Frame> =>
  warehouse.query(
    `WITH r AS (SELECT vintage_date, quarter, ${ROWS} AS row FROM nowcast), s AS (${NAMES})
     SELECT r.row::DOUBLE AS row, s.place::DOUBLE AS series, n.surprise, n.contribution FROM nowcast_news n
     JOIN r USING (vintage_date, quarter) JOIN s USING (series) ORDER BY row, abs(contribution) DESC, series`
  );

const packNews = (news: Frame): PackedNews => ({
  row: packed(news.numbers("row"), 1),
  series: packed(news.numbers("series"), 1),
  surprise: packed(news.numbers("surprise"), 100),
  contribution: packed(news.numbers("contribution"), 1e7)
});

async function seriesNames(warehouse: Warehouse): Promise<SeriesName[]> {
  const frame = await warehouse.query(
    `SELECT s.series, coalesce(i.name_zh, s.series) AS zh, coalesce(i.name_en, s.series) AS en, coalesce(i.unit, '') AS unit
     FROM (${NAMES}) s LEFT JOIN series_info i USING (series) ORDER BY place`
  );
  const [series, zh, en, unit] = ["series", "zh", "en", "unit"].map((c) => frame.strings(c).map(String));
  const plain = (text: string): string => text.replace(/（模拟）$| \(simulated\)$/, "");
  return (series ?? []).map((name, i) => ({
    series: name,
    zh: plain(zh?.[i] ?? name),
    en: plain(en?.[i] ?? name),
    unit: unit?.[i] ?? ""
  }));
}

async function readScore(warehouse: Warehouse): Promise<ScoreRow[]> {
  const frame = await warehouse.query(
    "SELECT sample, model, days_from, quarters, rmse FROM nowcast_score WHERE quarters > 0 ORDER BY sample, model, days_from"
  );
  const [sample, model] = [frame.strings("sample"), frame.strings("model")];
  const [days, quarters, rmse] = ["days_from", "quarters", "rmse"].map((c) => frame.numbers(c));
  return sample.map((s, i) => ({
    sample: s ?? "",
    model: model[i] ?? "",
    days: days?.[i] ?? 0,
    quarters: quarters?.[i] ?? 0,
    rmse: Math.round((rmse?.[i] ?? 0) * 1e6) / 1e6
  }));
}

async function readReleases(warehouse: Warehouse): Promise<NowcastPage["released"]> {
  const frame = await warehouse.query(
    `SELECT year(period_end) || 'Q' || quarter(period_end) AS quarter, min(greatest(known_date, period_end)) AS known,
       arg_min(value, known_date) * CASE WHEN any_value(unit) = '%' THEN 0.01 ELSE 1 END AS value
     FROM series_value JOIN (
       SELECT series, unit FROM series_info WHERE frequency = 'Q' AND "group" = 'gdp' AND transform IN ('yoy', 'qoq') ORDER BY series LIMIT 1
     ) USING (series)
     WHERE value IS NOT NULL GROUP BY period_end ORDER BY period_end`
  );
  const [quarter, known, value] = [frame.strings("quarter"), frame.days("known"), frame.numbers("value")];
  return quarter.map((q, i) => ({
    quarter: q ?? "",
    date: isoOf(known[i] as number),
    value: Math.round((value[i] as number) * 1e6) / 1e6
  }));
}

async function readRecovered(warehouse: Warehouse): Promise<NowcastPage["recovered"]> {
  const frame = await warehouse.query("SELECT factor, r2 FROM nowcast_recovered ORDER BY factor");
  const r2 = frame.numbers("r2");
  return frame.strings("factor").map((factor, i) => ({factor: factor ?? "", r2: r2[i] as number}));
}
