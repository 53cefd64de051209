import type {Context} from "../../run/model.js";

/** What fund returns are explained by: industry indices of one scheme, and a Hong Kong index where there is one. */
export interface Market {
  readonly scheme: string;
  readonly names: readonly string[];
  readonly days: Int32Array;
  /** Days × names: index levels, the last known one where a day has none. */
  readonly level: Float64Array;
  /** Days × names: returns; a day on which any index has none is NaN in all. */
  readonly returns: Float64Array;
  /** Days left out because an index has a hole there. */
  readonly holes: readonly number[];
}

export const HONG_KONG = "港股";
const SCHEMES = ["citic", "sw"] as const;

/** The indices by day: CITIC where the dataset has it, else Shenwan; undefined without either. */
export async function readMarket(context: Context): Promise<Market | undefined> {
  const found = new Set(
    (await context.query("SELECT DISTINCT scheme FROM industry_daily")).strings("scheme")
  );
  const scheme = SCHEMES.find((s) => found.has(s));
  if (scheme === undefined) return undefined;
  const frame = await context.query(
    `SELECT date, industry, close FROM industry_daily WHERE scheme = '${scheme}' AND close > 0 ORDER BY date, industry`
  );
  const {codes, values} = frame.text("industry");
  const dates = frame.days("date");
  const close = frame.numbers("close");
  const hongKong = await hongKongLevels(context);
  const names = hongKong.size > 0 ? [...values, HONG_KONG] : [...values];
  const days = Int32Array.from(new Set(dates));
  const row = new Map(Array.from(days, (d, t) => [d, t]));
  const level = new Float64Array(days.length * names.length).fill(Number.NaN);
  for (let k = 0; k < close.length; k++)
    level[(row.get(dates[k] as number) as number) * names.length + (codes[k] as number)] = close[k] as number;
  if (hongKong.size > 0) {
    let last = Number.NaN;
    const known = [...hongKong];
    let at = 0;
    days.forEach((day, t) => {
      while (at < known.length && (known[at]?.[0] as number) <= day) last = known[at++]?.[1] as number;
      level[t * names.length + values.length] = last;
    });
  }
  return {scheme, names, days, level, ...returnsOf(level, days, names.length)};
}

/** Hong Kong trades on other days: its level is the last one known on each mainland day, not a hole. */
async function hongKongLevels(context: Context): Promise<Map<number, number>> {
  if (!context.has("index_daily")) return new Map();
  const frame = await context.query(
    "SELECT date, close FROM index_daily WHERE index = 'HSI.HK' AND close > 0 ORDER BY date"
  );
  const close = frame.numbers("close");
  return new Map(Array.from(frame.days("date"), (d, k) => [d, close[k] as number]));
}

function returnsOf(level: Float64Array, days: Int32Array, n: number): Pick<Market, "returns" | "holes"> {
  const returns = new Float64Array(level.length).fill(Number.NaN);
  const holes: number[] = [];
  for (let t = 1; t < days.length; t++) {
    let complete = true;
    for (let i = t * n; i < (t + 1) * n; i++) {
      const r = (level[i] as number) / (level[i - n] as number) - 1;
      returns[i] = r;
      if (Number.isNaN(r)) complete = false;
    }
    if (complete) continue;
    returns.fill(Number.NaN, t * n, (t + 1) * n);
    holes.push(days[t] as number);
  }
  for (let i = n; i < level.length; i++) if (Number.isNaN(level[i])) level[i] = level[i - n] as number;
  return {returns, holes};
}
