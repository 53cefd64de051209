import type {Warehouse} from "../../warehouse/warehouse.js";

/** Names of indices by code; empty where the dataset has none. */
export async function indexNames(warehouse: Warehouse): Promise<Map<string, {zh: string; en: string}>> {
  if (!warehouse.holds("index_info")) return new Map();
  const frame = await warehouse.query(`SELECT "index", name_zh, name_en FROM index_info`);
  const [index, zh, en] = [frame.strings("index"), frame.strings("name_zh"), frame.strings("name_en")];
  return new Map(index.map((code, i) => [code ?? "", {zh: zh[i] ?? code ?? "", en: en[i] ?? code ?? ""}]));
}

/** Rows of a query as plain columns: days as numbers, texts as strings. */
export async function columnsFrom(
  warehouse: Warehouse,
  sql: string,
  {
    days = [],
    texts = [],
    numbers = []
  }: {
    readonly days?: readonly string[];
    readonly texts?: readonly string[];
    readonly numbers?: readonly string[];
  }
): Promise<Record<string, (number | string | null)[]>> {
  const frame = await warehouse.query(sql);
  const plain = (x: number): number | null => (Number.isNaN(x) ? null : x);
  return Object.fromEntries([
    ...days.map((n) => [n, Array.from(frame.days(n))] as const),
    ...texts.map((n) => [n, frame.strings(n)] as const),
    ...numbers.map((n) => [n, Array.from(frame.numbers(n), plain)] as const)
  ]);
}
