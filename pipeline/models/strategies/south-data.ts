import type {Market} from "../../../lib/backtest/market.js";
import type {ListedSource} from "../../warehouse/source.js";
import {readHongKong} from "../backtest/market.js";

/** Southbound holdings beside the Hong Kong market, rows and assets those of the market. */
export interface Southbound {
  readonly market: Market;
  /** Holding over free float, 1 at most; NaN before the first report. */
  readonly ratio: Float32Array;
  /** 1 where the raw ratio was above 1. */
  readonly capped: Uint8Array;
}

/** Undefined where the dataset has no southbound holdings or no Hong Kong prices. */
export async function readSouthbound(source: ListedSource): Promise<Southbound | undefined> {
  if (!source.has("connect_holding") || !source.has("hk_daily")) return undefined;
  const held = "FROM connect_holding WHERE direction = 'south' AND seat = '*'";
  const span = await source.query(`SELECT min(date) AS first ${held}`);
  const first = span.days("first")[0] ?? 0;
  if (!(first > 0)) return undefined;
  const market = await readHongKong(source, {
    from: new Date(first * 86_400_000).toISOString().slice(0, 10),
    codes: `SELECT DISTINCT code ${held}`
  });
  if (!market) return undefined;
  const {days, codes} = market;
  const assets = codes.length;
  const frame = await source.query(
    `SELECT h.date AS date, h.code AS code, h.shares / nullif(p.free_float_shares, 0) AS ratio
     FROM (SELECT date, code, shares ${held}) h JOIN hk_daily p ON p.date = h.date AND p.code = h.code`
  );
  const rowOf = new Map(Array.from(days, (day, t) => [day, t]));
  const order = new Map(codes.map((c, i) => [c, i]));
  const [date, code, value] = [frame.days("date"), frame.text("code"), frame.numbers("ratio")];
  const assetOf = code.values.map((c) => order.get(c) ?? -1);
  const ratio = new Float32Array(days.length * assets).fill(Number.NaN);
  const capped = new Uint8Array(ratio.length);
  for (let k = 0; k < value.length; k++) {
    const at = (rowOf.get(date[k] as number) ?? 0) * assets + (assetOf[code.codes[k] as number] as number);
    ratio[at] = Math.min(1, value[k] as number);
    capped[at] = (value[k] as number) > 1 ? 1 : 0;
  }
  for (let at = assets; at < ratio.length; at++) {
    if (Number.isNaN(ratio[at])) ratio[at] = ratio[at - assets] as number;
  }
  return {market, ratio, capped};
}
