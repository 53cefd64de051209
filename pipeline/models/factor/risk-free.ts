import type {Source} from "../../warehouse/source.js";

const YEAR = 252;

/**
 * Risk-free return of a day (无风险利率): the last value known before it, per cent a year over 252 days, of the first of
 * some series that has one by then; 0 before there is any.
 */
export class RiskFree {
  private readonly known: readonly {readonly days: Int32Array; readonly values: Float64Array}[];

  /** `names` in order of preference; the series are of `series_value`, which a dataset may lack (`present`). */
  static async read(source: Source, names: readonly string[], present: boolean): Promise<RiskFree> {
    if (!present || names.length === 0) return new RiskFree([]);
    const list = names.map((n) => `'${n.replaceAll("'", "''")}'`).join(", ");
    const frame = await source.query(
      `SELECT series, known_date, value FROM series_value WHERE series IN (${list}) ORDER BY known_date, period_end`
    );
    const [series, day, value] = [frame.strings("series"), frame.days("known_date"), frame.numbers("value")];
    return new RiskFree(
      names.map((name) => {
        const rows = Array.from(series.keys()).filter((k) => series[k] === name);
        return {
          days: Int32Array.from(rows, (k) => day[k] as number),
          values: Float64Array.from(rows, (k) => value[k] as number)
        };
      })
    );
  }

  private constructor(known: readonly {readonly days: Int32Array; readonly values: Float64Array}[]) {
    this.known = known;
  }

  /** Whether any series has values. */
  get some(): boolean {
    return this.known.some((s) => s.days.length > 0);
  }

  /** Return of a day (days since 1970-01-01). */
  daily(day: number): number {
    for (const {days, values} of this.known) {
      let [lo, hi] = [0, days.length];
      while (lo < hi) {
        const mid = (lo + hi) >> 1;
        if ((days[mid] as number) < day) lo = mid + 1;
        else hi = mid;
      }
      if (lo > 0) return (values[lo - 1] as number) / 100 / YEAR;
    }
    return 0;
  }
}

/** Series that may stand for the risk-free rate: a year's certificate of deposit, or a year's swap on FR007. */
export const RISK_FREE = ["ncd_1y", "利率互换:FR007:1年: 月(最后一条)"] as const;
