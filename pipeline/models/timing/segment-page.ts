import {type PackColumn, pack} from "../../../lib/factor/pack.js";
import type {Warehouse} from "../../warehouse/warehouse.js";
import {type IndexBars, readIndexBars, readOpenDays} from "./index-bars.js";
import {indexNames} from "./page-tables.js";

/** Indices that a page carries; SQL has the rest. */
const MOST = 12;
/** Shown first, in this order; others follow by code. */
const FIRST = [
  "000001.SH",
  "000300.SH",
  "000905.SH",
  "000852.SH",
  "399006.SZ",
  "000016.SH",
  "932000.CSI",
  "000688.SH",
  "000985.CSI",
  "399001.SZ"
];

/** What `lib/timing/segment-book.ts` reads: bars of every index, as bytes. */
export async function segmentPage(warehouse: Warehouse): Promise<Uint8Array> {
  if (!warehouse.holds("index_daily")) return pack({missing: ["index_daily"], indices: []}, []);
  const has = (table: string): boolean => warehouse.holds(table);
  const open = await readOpenDays({has, query: (sql) => warehouse.query(sql)});
  const all = await readIndexBars(warehouse, open);
  const place = (index: string): number => (FIRST.includes(index) ? FIRST.indexOf(index) : FIRST.length);
  const bars = all
    .sort((a, b) => place(a.index) - place(b.index) || (a.index < b.index ? -1 : 1))
    .slice(0, MOST);
  const names = await indexNames(warehouse);
  const indices = bars.map(({index, nextOpen}) => ({
    index,
    ...(names.get(index) ?? {zh: index, en: index}),
    nextOpen: Number.isNaN(nextOpen) ? null : nextOpen
  }));
  const missing = ["index_segment"].filter((t) => !has(t));
  return pack({missing, indices, left: all.length - bars.length}, bars.flatMap(columnsOf));
}

/** Closes to 0.01; the other levels as distances from the body, to 1/1000 of the close. */
function columnsOf({days, open, high, low, close, holes}: IndexBars, k: number): PackColumn[] {
  const at = (x: Float64Array, t: number): number => x[t] as number;
  const of = (f: (t: number) => number): Float64Array => Float64Array.from(days, (_, t) => f(t));
  const body = (t: number, pick: (a: number, b: number) => number): number => pick(at(open, t), at(close, t));
  const step = 1e-3;
  return [
    {name: `days${k}`, step: 1, values: days},
    {name: `close${k}`, step: 0.01, values: close},
    {name: `holes${k}`, step: 1, values: holes},
    {name: `open${k}`, step, values: of((t) => at(open, t) / at(close, t) - 1)},
    {name: `high${k}`, step, values: of((t) => (at(high, t) - body(t, Math.max)) / at(close, t))},
    {name: `low${k}`, step, values: of((t) => (body(t, Math.min) - at(low, t)) / at(close, t))}
  ];
}
