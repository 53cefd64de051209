import {columnsOf, type Source} from "../../warehouse/source.js";
import {type Grid, withColumn, yearsOf} from "../factor/bars.js";
import {listedFrom} from "../strategies/listed-from.js";

/** The stocks of one day; columns are by stock of the grid, NaN or 0 where it has no row. */
export interface StockDay {
  /** Place among the market's days. */
  readonly t: number;
  /** Simple return, dividends in; 0 without trading, NaN without a row. */
  readonly ret: Float64Array;
  readonly price: Float64Array;
  readonly cap: Float64Array;
  /** Mean amount a day with trading, newest weighing 1/20, CNY. */
  readonly amount: Float64Array;
  /** Stocks that may be chosen at this close: not ST, trading, listed long enough. */
  readonly candidates: Int32Array;
}

/** Trading days since listing before a stock is chosen. */
const LEAST_AGE = 60;
const WINDOW = 20;

/** Day after day; the columns are overwritten by the next day. */
export async function* stockDays(source: Source, grid: Grid): AsyncGenerator<StockDay> {
  const {codes, days} = grid;
  const present = await columnsOf(source, "stock_daily");
  const st = present.has("is_st") ? "coalesce(is_st, false)" : "false";
  const amount = present.has("amount") ? "amount" : "volume * (high + low + close) / 3";
  const n = codes.length;
  const [ret, price, cap] = [0, 0, 0].map(() => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array
  ];
  const mean = new Float64Array(n).fill(Number.NaN);
  const old = await listedFrom(source, grid);
  const candidates = new Int32Array(n);
  for (const {year, first, end} of yearsOf(grid)) {
    const own = withColumn("stock_daily", `date BETWEEN DATE '${year}-01-01' AND DATE '${year}-12-31'`);
    const frame = await source.query(
      `SELECT date, col, close, close * total_shares AS cap, CASE WHEN volume > 0 THEN close / nullif(prev_close, 0) - 1 ELSE 0 END AS ret, CASE WHEN volume > 0 THEN ${amount} END AS amount, NOT ${st} AND volume > 0 AS fit FROM ${own} ORDER BY date, col`
    );
    const date = frame.days("date");
    const [col, close, capOf, retOf, amountOf] = ["col", "close", "cap", "ret", "amount"].map((c) =>
      frame.numbers(c)
    ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
    const fitOf = frame.flags("fit");
    let k = 0;
    for (let t = first; t < end; t++) {
      ret.fill(Number.NaN);
      price.fill(Number.NaN);
      cap.fill(Number.NaN);
      let count = 0;
      for (; k < date.length && date[k] === days[t]; k++) {
        const i = col[k] as number;
        ret[i] = retOf[k] as number;
        price[i] = close[k] as number;
        cap[i] = capOf[k] as number;
        const traded = amountOf[k] as number;
        const before = mean[i] as number;
        if (!Number.isNaN(traded))
          mean[i] = Number.isNaN(before) ? traded : before + (traded - before) / WINDOW;
        if (fitOf[k] === 1 && (capOf[k] as number) > 0 && t - (old[i] as number) >= LEAST_AGE) {
          candidates[count++] = i;
        }
      }
      yield {t, ret, price, cap, amount: mean, candidates: candidates.slice(0, count)};
    }
  }
}
