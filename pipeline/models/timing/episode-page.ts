import {isoDay} from "../../../lib/format/date.js";
import type {EpisodePage, FallSaid, Said} from "../../../lib/timing/episode-book.js";
import {episodeCalls} from "../../../lib/timing/episode-calls.js";
import {EPISODES, type Fall, fallWithin} from "../../../lib/timing/episodes.js";
import type {Warehouse} from "../../warehouse/warehouse.js";
import {type IndexBars, readIndexBars, readOpenDays} from "./index-bars.js";
import {indexNames} from "./page-tables.js";

/** Sources of calls in their order: price segments by bars, diffusion by window. */
const SOURCES = ["segment D", "segment W", "diffusion 20", "diffusion 60", "diffusion 120"] as const;

const quarterOf = (day: string): string => `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** Gathers what the timing models, money flow and the nowcast said in episodes that everybody remembers. */
export async function episodePage(warehouse: Warehouse): Promise<EpisodePage> {
  const has = (table: string): boolean => warehouse.holds(table);
  const missing = ["index_daily", "index_segment", "diffusion", "money_flow", "nowcast"].filter(
    (t) => !has(t)
  );
  if (!has("index_daily")) return {missing, indices: []};
  const open = await readOpenDays({has, query: (sql) => warehouse.query(sql)});
  const bars = await readIndexBars(warehouse, open);
  const calls = await readCalls(warehouse);
  const names = await indexNames(warehouse);
  const [flow, north, gdp] = [
    await readFlow(warehouse),
    await readNorth(warehouse),
    await readGdp(warehouse)
  ];
  const indices = bars
    .filter(({index}) => SOURCES.some((s) => calls.has(`${index} ${s}`)))
    .map((own) => ({
      index: own.index,
      ...(names.get(own.index) ?? {zh: own.index, en: own.index}),
      falls: EPISODES.map(({id, ...window}): FallSaid => {
        const fall = fallWithin(own.days, own.close, window);
        const bought = north.get(id) ?? null;
        const nothing = {peak: null, trough: null, depth: null, said: [], days: {}, flow: null};
        if (typeof fall === "string")
          return {id, status: fall, ...nothing, north: bought, gdp: gdp.get(quarterOf(window.to)) ?? null};
        return {id, status: "fell", ...whatWasSaid(own, fall, {calls, flow, gdp}), north: bought};
      })
    }));
  return {missing, indices};
}

interface Readings {
  readonly calls: ReadonlyMap<string, {readonly day: number[]; readonly side: number[]}>;
  readonly flow: (from: number, to: number) => FallSaid["flow"];
  readonly gdp: ReadonlyMap<string, NonNullable<FallSaid["gdp"]>>;
}

function whatWasSaid(
  {index, days, close}: IndexBars,
  fall: Fall,
  {calls, flow, gdp}: Readings
): Omit<FallSaid, "id" | "status" | "north"> {
  const bar = new Map(Array.from(days, (d, t) => [d, t]));
  const day = (t: number): number => days[t] as number;
  const said = SOURCES.flatMap((source): Said[] => {
    const own = calls.get(`${index} ${source}`);
    if (!own) return [];
    const kept = own.day.flatMap((d, k) => (bar.has(d) ? [k] : []));
    const list = {
      at: kept.map((k) => bar.get(own.day[k] as number) as number),
      side: kept.map((k) => own.side[k] as number)
    };
    return [{source, ...episodeCalls(list, close, fall)}];
  });
  const named = said.flatMap((s) => [s.since, s.top?.at ?? -1, s.bottom?.at ?? -1]).filter((t) => t >= 0);
  const trough = isoDay(day(fall.trough));
  return {
    peak: isoDay(day(fall.peak)),
    trough,
    depth: fall.depth,
    said,
    days: Object.fromEntries(named.map((t) => [t, isoDay(day(t))])),
    flow: flow(day(fall.peak), day(fall.trough)),
    gdp: gdp.get(quarterOf(trough)) ?? null
  };
}

/** Calls by index and source, in order of the day on which they were known. */
async function readCalls(warehouse: Warehouse): Promise<Readings["calls"]> {
  const parts = [
    warehouse.holds("index_segment")
      ? `SELECT "index", 'segment ' || freq AS source, confirmed_date AS day, CASE kind WHEN 'low' THEN 1 ELSE -1 END AS side FROM index_segment`
      : "",
    warehouse.holds("diffusion")
      ? `SELECT "index", 'diffusion ' || "window" AS source, date AS day, signal AS side FROM diffusion WHERE signal <> 0`
      : ""
  ].filter(Boolean);
  const calls = new Map<string, {day: number[]; side: number[]}>();
  if (parts.length === 0) return calls;
  const frame = await warehouse.query(`${parts.join(" UNION ALL ")} ORDER BY ALL`);
  const [index, source] = [frame.strings("index"), frame.strings("source")];
  const [day, side] = [frame.days("day"), frame.numbers("side")];
  for (let i = 0; i < frame.rows; i++) {
    const key = `${index[i]} ${source[i]}`;
    const own = calls.get(key) ?? {day: [], side: []};
    calls.set(key, own);
    own.day.push(day[i] as number);
    own.side.push(side[i] as number);
  }
  return calls;
}

/** Net flow over turnover of the whole market between days, by the first scheme there is. */
async function readFlow(warehouse: Warehouse): Promise<Readings["flow"]> {
  if (!warehouse.holds("money_flow")) return () => null;
  const frame = await warehouse.query(
    `SELECT date, sum(net) AS net, sum(turnover) AS turnover FROM money_flow
     WHERE scheme = (SELECT min(scheme) FROM money_flow) GROUP BY date ORDER BY date`
  );
  const [days, net, turnover] = [frame.days("date"), frame.numbers("net"), frame.numbers("turnover")];
  const sum = (x: Float64Array, rows: readonly number[]): number =>
    rows.reduce((s, t) => s + (x[t] as number), 0);
  const share = (rows: readonly number[]): number => sum(net, rows) / sum(turnover, rows);
  return (from, to) => {
    const rows = Array.from(days.keys());
    const before = rows.filter((t) => (days[t] as number) <= from).slice(-20);
    const during = rows.filter((t) => (days[t] as number) > from && (days[t] as number) <= to);
    if (before.length < 20 || during.length === 0) return null;
    const worst = during.reduce((low, t) => (share([t]) < share([low]) ? t : low));
    return {
      before: share(before),
      during: share(during),
      worst: share([worst]),
      worstDay: isoDay(days[worst] as number)
    };
  };
}

/** Published net northbound buying by episode, where every day of the window that has a row has buys and sells. */
async function readNorth(warehouse: Warehouse): Promise<ReadonlyMap<string, number>> {
  if (!warehouse.holds("connect_turnover")) return new Map();
  const found = new Map<string, number>();
  for (const {id, from, to} of EPISODES) {
    const frame = await warehouse.query(
      `SELECT sum(buy - sell) AS net, count(*) - count(buy - sell) AS gaps, min(date) <= DATE '${from}' + 7 AS whole
       FROM connect_turnover WHERE direction = 'north' AND date BETWEEN DATE '${from}' AND DATE '${to}'`
    );
    const net = frame.numbers("net")[0] ?? Number.NaN;
    if (frame.numbers("gaps")[0] === 0 && frame.flags("whole")[0] === 1 && !Number.isNaN(net))
      found.set(id, net);
  }
  return found;
}

async function readGdp(warehouse: Warehouse): Promise<Readings["gdp"]> {
  const gdp = new Map<string, NonNullable<FallSaid["gdp"]>>();
  if (!warehouse.holds("nowcast")) return gdp;
  const frame = await warehouse.query(
    `WITH target AS (
       SELECT series, unit FROM series_info WHERE frequency = 'Q' AND "group" = 'gdp' AND transform IN ('yoy', 'qoq') ORDER BY series LIMIT 1
     ), released AS (
       SELECT year(period_end) || 'Q' || quarter(period_end) AS quarter, min(greatest(known_date, period_end)) AS known,
         arg_min(value, known_date) * CASE WHEN any_value(unit) = '%' THEN 0.01 ELSE 1 END AS value
       FROM series_value JOIN target USING (series) WHERE value IS NOT NULL GROUP BY period_end
     )
     SELECT n.quarter, arg_min(n.value, vintage_date) AS first, arg_max(n.value, vintage_date) AS last, any_value(r.value) AS released
     FROM nowcast n LEFT JOIN released r USING (quarter)
     WHERE vintage_date < coalesce(r.known, DATE '9999-12-31') GROUP BY n.quarter`
  );
  const [first, last, released] = ["first", "last", "released"].map((c) => frame.numbers(c)) as [
    Float64Array,
    Float64Array,
    Float64Array
  ];
  frame.strings("quarter").forEach((quarter, i) => {
    const value = released[i] as number;
    gdp.set(quarter ?? "", {
      quarter: quarter ?? "",
      first: first[i] as number,
      last: last[i] as number,
      released: Number.isNaN(value) ? null : value
    });
  });
  return gdp;
}
