import type {Context} from "../../run/model.js";
import {NULL_DAY} from "../../warehouse/columns.js";
import {columnsOf} from "../../warehouse/source.js";

/** Industries of a scheme in order, and each stock's place among them on a day, −1 for none. */
export interface IndustriesOn {
  readonly industries: readonly string[];
  /** By stock id: the latest spell that had begun by the day and not ended. */
  readonly on: (day: number) => Int16Array;
}

/** Reads the spells of the given stocks (by id) in a scheme. */
export async function readIndustriesOn(
  context: Context,
  scheme: string,
  codes: readonly string[]
): Promise<IndustriesOn> {
  const present = await columnsOf(context, "stock_industry");
  const to = present.has("to_date") ? "to_date" : "NULL::DATE AS to_date";
  const frame = await context.query(
    `SELECT code, from_date, ${to}, industry FROM stock_industry WHERE scheme = '${scheme}' ORDER BY from_date`
  );
  const place = new Map(codes.map((c, i) => [c, i]));
  const code = frame.text("code");
  const id = Int32Array.from(code.values, (c) => place.get(c) ?? -1);
  const {codes: industry, values: industries} = frame.text("industry");
  const [from, end] = [frame.days("from_date"), frame.days("to_date")];
  return {
    industries,
    on(day) {
      const out = new Int16Array(codes.length).fill(-1);
      for (let i = 0; i < frame.rows && (from[i] as number) <= day; i++) {
        const stock = id[code.codes[i] as number] as number;
        if (stock < 0) continue;
        const over = end[i] !== NULL_DAY && (end[i] as number) <= day;
        out[stock] = over ? -1 : (industry[i] as number);
      }
      return out;
    }
  };
}
