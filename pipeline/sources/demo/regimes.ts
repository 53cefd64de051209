import {dayOf} from "../../warehouse/columns.js";

/** A stretch of the market's history that the demo plants: annual volatility and total log return of each path. */
export interface Regime {
  readonly from: number;
  /** Country factor: log return over the whole stretch, and annual volatility. */
  readonly market: number;
  readonly marketVol: number;
  /** Size factor: log return over the stretch (negative: small stocks win). */
  readonly size: number;
  /** Scale of specific risk, 1 = the calm of 2014. */
  readonly specific: number;
  /** Level of trading activity, 1 = 2018's turnover. */
  readonly activity: number;
}

/**
 * Shape of the last twelve years, invented to the pattern that is public knowledge: the boom and crash of 2015, the
 * large-cap years 2017 and 2020, the micro-cap crash of early 2024. Volatilities by year are those measured on the
 * CSI 300 and on a third of the market (calibration.ts); no path follows any index day by day.
 */
const TABLE = `
2012-01-04|-0.02|0.19|-0.080|0.92|0.95
2013-01-04|0.02|0.21|-0.120|0.98|1.15
2014-01-02|0.06|0.16|-0.065|0.98|1.15
2014-07-21|0.28|0.20|-0.075|1.00|2.00
2014-11-24|0.14|0.27|0.055|1.02|2.60
2015-01-05|0.62|0.33|-0.180|1.22|3.60
2015-06-15|-0.52|0.60|0.050|1.75|3.20
2015-08-27|0.28|0.38|-0.130|1.45|2.90
2016-01-04|-0.27|0.55|0.020|1.35|2.30
2016-01-29|0.10|0.19|-0.110|1.05|1.80
2017-01-03|0.07|0.105|0.095|0.95|1.15
2018-01-02|-0.31|0.20|-0.035|1.02|1.00
2019-01-02|0.25|0.24|-0.050|1.02|1.60
2019-04-22|0.00|0.16|0.010|0.98|1.15
2020-01-02|-0.04|0.25|0.000|1.18|1.70
2020-04-01|0.25|0.17|0.050|1.18|1.60
2021-01-04|0.03|0.155|-0.075|1.28|1.55
2021-11-01|0.02|0.13|-0.045|1.18|1.50
2022-01-04|-0.23|0.22|-0.070|1.18|1.40
2022-11-01|0.06|0.16|-0.035|1.02|1.25
2023-01-03|-0.03|0.13|-0.130|0.98|1.25
2024-01-02|-0.13|0.26|0.040|1.15|1.25
2024-01-29|-0.09|0.42|0.090|1.85|1.50
2024-02-06|0.12|0.30|-0.050|1.45|1.70`;

export const regimes: readonly Regime[] = TABLE.trim()
  .split("\n")
  .map((line) => {
    const [from = "", ...numbers] = line.split("|");
    const [market = 0, marketVol = 0, size = 0, specific = 1, activity = 1] = numbers.map(Number);
    return {from: dayOf(from), market, marketVol, size, specific, activity};
  });

/** Position of the regime of each trading day. */
export function regimeOf(days: Int32Array): Uint8Array {
  let at = 0;
  return Uint8Array.from(days, (day) => {
    while (at + 1 < regimes.length && (regimes[at + 1] as Regime).from <= day) at++;
    return at;
  });
}
