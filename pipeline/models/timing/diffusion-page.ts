import {type PackColumn, pack} from "../../../lib/factor/pack.js";
import type {Warehouse} from "../../warehouse/warehouse.js";
import {columnsFrom, indexNames} from "./page-tables.js";

/** What `lib/timing/diffusion-book.ts` reads: daily counts by index and window, closes, and the printed table. */
export async function diffusionPage(warehouse: Warehouse): Promise<Uint8Array> {
  const printed = await columnsFrom(
    warehouse,
    `SELECT as_of, name_printed, up, down, valid, ratio FROM published_diffusion ORDER BY "row"`,
    {days: ["as_of"], texts: ["name_printed"], numbers: ["up", "down", "valid", "ratio"]}
  );
  if (!warehouse.holds("diffusion")) {
    const raw = ["stock_daily", "index_member"].filter((t) => !warehouse.holds(t));
    return pack({missing: ["diffusion"], raw, printed, indices: [], windows: []}, []);
  }
  const close = warehouse.holds("index_daily")
    ? `(SELECT date, "index", "close" FROM index_daily)`
    : `(SELECT NULL::DATE AS date, NULL::VARCHAR AS "index", NULL::DOUBLE AS "close")`;
  const frame = await warehouse.query(
    `SELECT d."index", "window", d.date, up, valid, members, p."close"
     FROM diffusion d LEFT JOIN ${close} p ON p.date = d.date AND p."index" = d."index" ORDER BY d."index", "window", d.date`
  );
  const {codes, values} = frame.text("index");
  const [window, day] = [frame.numbers("window"), frame.days("date")];
  const columns: PackColumn[] = [];
  const kept = new Map<string, number[]>();
  for (let first = 0; first < frame.rows; ) {
    let end = first + 1;
    while (end < frame.rows && codes[end] === codes[first] && window[end] === window[first]) end++;
    const index = values[codes[first] as number] as string;
    const own = kept.get(index) ?? [];
    const part = (name: string): Float64Array => frame.numbers(name).subarray(first, end);
    const key = `${index} ${window[first]}`;
    columns.push(
      {name: `days ${key}`, step: 1, values: day.subarray(first, end)},
      {name: `up ${key}`, step: 1, values: part("up")},
      {name: `valid ${key}`, step: 1, values: part("valid")}
    );
    if (own.length === 0) {
      columns.push(
        {name: `members ${index}`, step: 1, values: part("members")},
        {name: `close ${index}`, step: 0.01, values: part("close")}
      );
    }
    kept.set(index, [...own, window[first] as number]);
    first = end;
  }
  const names = await indexNames(warehouse);
  const indices = Array.from(kept.keys(), (index) => ({
    index,
    ...(names.get(index) ?? {zh: index, en: index})
  }));
  const windows = [...new Set(Array.from(kept.values()).flat())].sort((a, b) => a - b);
  return pack({missing: [], raw: [], printed, indices, windows}, columns);
}
