import type {Context} from "../../run/model.js";
import type {Market} from "./market.js";

/** Paths of the stocks that funds hold, stock after stock. */
export interface Stocks {
  readonly codes: ReadonlyMap<string, number>;
  /** Stocks × days: adjusted close, the last known one on days without; NaN before the first. */
  readonly price: Float32Array;
  /** Stocks × days: their returns, 0 where there is none. */
  readonly returns: Float32Array;
}

/** Adjusted closes of every stock that a fund ever disclosed; a stock without bars keeps a path of NaN. */
export async function readStocks(context: Context, {days}: Market): Promise<Stocks> {
  if (!context.has("fund_holding"))
    return {codes: new Map(), price: new Float32Array(0), returns: new Float32Array(0)};
  const list = await context.query("SELECT DISTINCT code FROM fund_holding ORDER BY code");
  const codes = new Map(list.strings("code").map((c, k) => [String(c), k]));
  const price = new Float32Array(codes.size * days.length).fill(Number.NaN);
  const row = new Map(Array.from(days, (d, t) => [d, t]));
  if (!context.has("stock_daily")) return {codes, price, returns: new Float32Array(price.length)};
  const years = (await context.query("SELECT DISTINCT year(date) AS y FROM stock_daily ORDER BY y")).numbers(
    "y"
  );
  for (const year of years) {
    const frame = await context.query(
      `SELECT date, code, (close * adj_factor)::DOUBLE AS price FROM stock_daily
       WHERE date BETWEEN DATE '${year}-01-01' AND DATE '${year}-12-31'
         AND code IN (SELECT DISTINCT code FROM fund_holding)`
    );
    const {codes: code, values} = frame.text("code");
    const place = values.map((c) => codes.get(c) ?? -1);
    const [date, level] = [frame.days("date"), frame.numbers("price")];
    for (let k = 0; k < level.length; k++) {
      const t = row.get(date[k] as number);
      if (t !== undefined) price[(place[code[k] as number] as number) * days.length + t] = level[k] as number;
    }
  }
  for (let at = 0; at < price.length; at += days.length) {
    for (let k = at + 1; k < at + days.length; k++)
      if (!((price[k] as number) > 0)) price[k] = price[k - 1] as number;
  }
  return {codes, price, returns: returnsOf(price, days.length)};
}

function returnsOf(price: Float32Array, span: number): Float32Array {
  const returns = new Float32Array(price.length);
  for (let k = 1; k < price.length; k++) {
    const r = (price[k] as number) / (price[k - 1] as number) - 1;
    if (k % span !== 0 && Number.isFinite(r)) returns[k] = r;
  }
  return returns;
}
