import type {Warehouse} from "../../warehouse/warehouse.js";
import {columnsFrom, indexNames} from "./page-tables.js";

/** One index's measures by day; null where missing. Truth is there on the simulated market alone. */
export interface InformedIndex {
  readonly index: string;
  readonly zh: string;
  readonly en: string;
  readonly days: readonly number[];
  readonly ia1: readonly (number | null)[];
  readonly ia1_within: readonly (number | null)[];
  readonly vpin: readonly (number | null)[];
  readonly pin: readonly (number | null)[];
  readonly stocks: readonly (number | null)[];
  readonly coverage: readonly (number | null)[];
  readonly close: readonly (number | null)[];
  readonly intensity: readonly (number | null)[] | null;
  readonly planted_pin: readonly (number | null)[] | null;
}

export interface InformedPage {
  readonly missing: readonly string[];
  readonly indices: readonly InformedIndex[];
}

const MEASURES = ["ia1", "ia1_within", "vpin", "pin", "stocks", "coverage"] as const;

/** Six significant digits: more than any figure shows. */
const short = (x: number | null): number | null => (x === null ? null : Number(x.toPrecision(6)));

/** Gathers the informed-activity page's data. */
export async function informedPage(warehouse: Warehouse): Promise<InformedPage> {
  if (!warehouse.holds("informed_activity")) return {missing: ["informed_activity"], indices: []};
  const truth = warehouse.holds("truth_informed");
  const closes = warehouse.holds("index_daily");
  const join = (there: boolean, table: string, name: string): string =>
    there ? `LEFT JOIN ${table} ${name} ON ${name}.date = a.date AND ${name}."index" = a."index"` : "";
  const rows = await columnsFrom(
    warehouse,
    `SELECT a."index", a.date, ${MEASURES.map((m) => `a.${m}::DOUBLE AS ${m}`).join(", ")},
       ${closes ? `p."close"` : "NULL::DOUBLE"} AS "close",
       ${truth ? "t.intensity" : "NULL::DOUBLE"} AS intensity, ${truth ? "t.pin" : "NULL::DOUBLE"} AS planted_pin
     FROM informed_activity a ${join(closes, "index_daily", "p")} ${join(truth, "truth_informed", "t")}
     ORDER BY a."index", a.date`,
    {days: ["date"], texts: ["index"], numbers: [...MEASURES, "close", "intensity", "planted_pin"]}
  );
  const names = await indexNames(warehouse);
  const all = {zh: "全部有分钟线的股票（等权）", en: "All stocks with bars, equally weighted"};
  const codes = (rows.index ?? []).map(String);
  const numbers = (name: string, at: readonly number[]): (number | null)[] =>
    at.map((i) => short((rows[name]?.[i] ?? null) as number | null));
  const indices = [...new Set(codes)].map((index) => {
    const at = codes.flatMap((c, i) => (c === index ? [i] : []));
    const planted = (name: string): (number | null)[] | null => {
      const values = numbers(name, at);
      return values.some((v) => v !== null) ? values : null;
    };
    return {
      index,
      ...(index === "*" ? all : (names.get(index) ?? {zh: index, en: index})),
      days: at.map((i) => rows.date?.[i] as number),
      ia1: numbers("ia1", at),
      ia1_within: numbers("ia1_within", at),
      vpin: numbers("vpin", at),
      pin: numbers("pin", at),
      stocks: numbers("stocks", at),
      coverage: numbers("coverage", at),
      close: numbers("close", at),
      intensity: planted("intensity"),
      planted_pin: planted("planted_pin")
    };
  });
  return {missing: [], indices: indices.sort((a, b) => place(a.index) - place(b.index))};
}

/** Broad indices first, all stocks last. */
function place(index: string): number {
  const order = ["000300.SH", "000905.SH", "000852.SH", "000001.SH"];
  if (index === "*") return 1000;
  return order.includes(index) ? order.indexOf(index) : 100;
}
