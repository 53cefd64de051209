import type {Context} from "../../run/model.js";

/** Cumulative ln excess return of industries: their scheme, and a level a day. */
export interface ExcessLevels {
  readonly days: Int32Array;
  /** By industry: of the first scheme, in order of name, that has it. */
  readonly level: ReadonlyMap<string, {readonly scheme: string; readonly values: Float64Array}>;
}

/**
 * Excess of each industry over the equal-weighted mean of its scheme, daily ln total returns summed. A day on which an
 * industry has no level adds nothing to it.
 */
export async function readExcess(context: Context): Promise<ExcessLevels | undefined> {
  if (!context.has("industry_daily")) return undefined;
  const frame = await context.query(
    "SELECT date, scheme, industry, close FROM industry_daily WHERE close > 0 ORDER BY scheme, date, industry"
  );
  const days = (await context.query("SELECT DISTINCT date FROM industry_daily ORDER BY date")).days("date");
  const row = new Map(Array.from(days, (d, t) => [d, t]));
  const [date, close] = [frame.days("date"), frame.numbers("close")];
  const [scheme, industry] = [frame.strings("scheme"), frame.strings("industry")];
  const logs = new Map<string, {scheme: string; industry: string; values: Float64Array}>();
  for (let i = 0; i < frame.rows; i++) {
    const key = `${scheme[i]} ${industry[i]}`;
    const own = logs.get(key) ?? {
      scheme: scheme[i] ?? "",
      industry: industry[i] ?? "",
      values: new Float64Array(days.length).fill(Number.NaN)
    };
    logs.set(key, own);
    own.values[row.get(date[i] as number) ?? 0] = Math.log(close[i] as number);
  }
  const level = new Map<string, {scheme: string; values: Float64Array}>();
  for (const name of [...new Set(Array.from(logs.values(), (l) => l.scheme))].sort()) {
    const own = [...logs.values()].filter((l) => l.scheme === name);
    const excess = excessOf(own.map((l) => l.values));
    own.forEach((l, k) => {
      if (!level.has(l.industry)) level.set(l.industry, {scheme: name, values: excess[k] as Float64Array});
    });
  }
  return {days, level};
}

/** Each series' running sum of its steps less the mean step of all that day. */
function excessOf(logs: readonly Float64Array[]): Float64Array[] {
  const n = logs[0]?.length ?? 0;
  const levels = logs.map(() => new Float64Array(n));
  for (let t = 1; t < n; t++) {
    const steps = logs.map((x) => (x[t] as number) - (x[t - 1] as number));
    const there = steps.filter((s) => !Number.isNaN(s));
    const mean = there.reduce((s, x) => s + x, 0) / there.length;
    levels.forEach((level, k) => {
      const step = steps[k] as number;
      level[t] = (level[t - 1] as number) + (Number.isNaN(step) ? 0 : step - mean);
    });
  }
  return levels;
}
