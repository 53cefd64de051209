import type {Forecast} from "../../../lib/consensus/fttm.js";
import type {Context} from "../../run/model.js";
import {columnsOf} from "../../warehouse/source.js";

/** The consensus of one day, one row a stock. */
export interface Week {
  readonly day: number;
  /** Column of the stock. */
  readonly asset: readonly number[];
  readonly forecasts: readonly Forecast[];
  readonly analysts: readonly number[];
}

const YEARS = [0, 1, 2, 3] as const;

/** The consensus by day, in order, and the codes of all stocks: those forecast and those merely listed. */
export async function readConsensus(
  context: Context
): Promise<{readonly codes: readonly string[]; readonly weeks: readonly Week[]}> {
  const listed = context.has("stock_daily") ? " UNION SELECT code FROM stock_daily" : "";
  const codes = (
    await context.query(`SELECT DISTINCT code FROM (SELECT code FROM consensus${listed}) ORDER BY code`)
  )
    .strings("code")
    .map(String);
  const place = new Map(codes.map((c, i) => [c, i]));
  const frame = await context.query("SELECT * FROM consensus ORDER BY date, code");
  const code = frame.text("code");
  const column = code.values.map((c) => place.get(c) ?? 0);
  const date = frame.days("date");
  const [fy1, analysts] = [frame.numbers("fy1"), frame.numbers("analysts")];
  const profit = YEARS.map((y) => frame.numbers(`net_profit_fy${y}`));
  const book = YEARS.map((y) => frame.numbers(`book_equity_fy${y}`));
  const weeks: {day: number; asset: number[]; forecasts: Forecast[]; analysts: number[]}[] = [];
  for (let i = 0; i < frame.rows; i++) {
    const day = date[i] as number;
    if (weeks.at(-1)?.day !== day) weeks.push({day, asset: [], forecasts: [], analysts: []});
    const week = weeks.at(-1);
    week?.asset.push(column[code.codes[i] as number] as number);
    week?.analysts.push(analysts[i] as number);
    week?.forecasts.push({
      fy1: fy1[i] as number,
      profit: profit.map((c) => c[i] as number),
      book: book.map((c) => c[i] as number)
    });
  }
  return {codes, weeks};
}

/** Market value of each stock on some days, days × codes, CNY; undefined where the dataset has no share counts. */
export async function readCaps(
  context: Context,
  codes: readonly string[],
  days: Int32Array
): Promise<Float64Array | undefined> {
  if (!context.has("stock_daily") || !(await columnsOf(context, "stock_daily")).has("total_shares")) {
    return undefined;
  }
  const frame = await context.query(
    `SELECT date, code, close * total_shares AS cap FROM stock_daily
     WHERE date IN (SELECT DISTINCT date FROM consensus) AND close * total_shares > 0`
  );
  const place = new Map(codes.map((c, i) => [c, i]));
  const row = new Map(Array.from(days, (d, t) => [d, t]));
  const code = frame.text("code");
  const column = code.values.map((c) => place.get(c) ?? 0);
  const [date, cap] = [frame.days("date"), frame.numbers("cap")];
  const caps = new Float64Array(days.length * codes.length).fill(Number.NaN);
  for (let i = 0; i < frame.rows; i++) {
    const t = row.get(date[i] as number) ?? 0;
    caps[t * codes.length + (column[code.codes[i] as number] as number)] = cap[i] as number;
  }
  return caps;
}
