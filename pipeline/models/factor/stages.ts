import {recombine, USE4S} from "../../../lib/factor/covariance.js";
import {type EigenOptions, eigenAdjust} from "../../../lib/factor/eigenfactor.js";
import {NeweyWestWindow} from "../../../lib/factor/newey-west-window.js";
import {SpecificVolatility} from "../../../lib/factor/specific-volatility.js";
import {VolatilityRegime} from "../../../lib/factor/volatility-regime.js";
import {ewmaWeights} from "../../../lib/stats/ewma.js";
import {type FactorHistory, usableFactors} from "./factor-history.js";

/** Covariances as the adjustments are added one after another; `vra` is the model's. */
export const STAGES = ["ewma", "nw", "eigen", "vra"] as const;
export type Stage = (typeof STAGES)[number];

export interface StagedCovariance {
  /** Places in the history of the factors it holds. */
  readonly factors: readonly number[];
  /** Monthly covariances (daily × 21), factors × factors. */
  readonly stages: Readonly<Record<Stage, Float64Array>>;
}

const MONTH = 21;

/** λ of the volatility regime after each row of the history, from forecasts of the row before. */
export function regimes({values, dates, factors}: FactorHistory): Float64Array {
  const {halfLife, lags} = USE4S.volatility;
  const own = new SpecificVolatility(factors, {halfLife, lags, lagHalfLife: halfLife});
  const regime = new VolatilityRegime({halfLife: 42});
  const forecast = new Float64Array(factors).fill(Number.NaN);
  return Float64Array.from({length: dates}, (_, t) => {
    const row = values.subarray(t * factors, (t + 1) * factors);
    const ready = forecast.map((f, k) => ((own.count[k] as number) >= 63 ? f : Number.NaN));
    regime.push(row, ready);
    own.push(row);
    own.volatility(forecast);
    return regime.lambda;
  });
}

/** Covariances of the history as it goes on: of each row end only what the rows since the last one add is computed. */
export class RollingCovariance {
  private readonly volatility: NeweyWestWindow;
  private readonly correlation: NeweyWestWindow;
  private end = 0;

  constructor(private readonly history: FactorHistory) {
    this.volatility = new NeweyWestWindow(history.factors, USE4S.volatility);
    this.correlation = new NeweyWestWindow(history.factors, USE4S.correlation);
  }

  /** Moves on to row `end` (exclusive), which never goes back; undefined where fewer than two factors have history. */
  next(end: number): Pick<StageInput, "factors" | "plain" | "nw" | "rows"> | undefined {
    const {history, volatility, correlation} = this;
    for (; this.end < end; this.end++) {
      const row = history.values.subarray(this.end * history.factors, (this.end + 1) * history.factors);
      volatility.push(row);
      correlation.push(row);
    }
    const factors = usableFactors(history, end);
    if (factors.length < 2) return undefined;
    const daily = (lags?: number): Float64Array =>
      recombine(volatility.covariance(factors, lags), correlation.covariance(factors, lags), {
        n: factors.length
      });
    return {factors, plain: daily(0), nw: daily(), rows: end};
  }
}

export interface StageInput {
  /** Places in the history of the factors. */
  readonly factors: readonly number[];
  /** Daily covariance without and with the Newey–West lags, factors × factors. */
  readonly plain: Float64Array;
  readonly nw: Float64Array;
  /** Rows of the history that it rests on. */
  readonly rows: number;
  /** Of the volatility regime. */
  readonly lambda: number;
  readonly eigen: EigenOptions;
}

/** The covariance of each stage. */
export function stagedCovariance({factors, plain, nw, rows, lambda, eigen}: StageInput): StagedCovariance {
  const monthly = (daily: Float64Array, scale = 1): Float64Array => daily.map((v) => v * MONTH * scale);
  const days = Math.max(factors.length, Math.min(eigen.days, effectiveDays(rows)));
  const adjusted = eigenAdjust(nw, factors.length, {...eigen, days});
  return {
    factors,
    stages: {
      ewma: monthly(plain),
      nw: monthly(nw),
      eigen: monthly(adjusted.covariance),
      vra: monthly(adjusted.covariance, lambda * lambda)
    }
  };
}

/** Equal observations that the weights of the correlations are worth: (Σw)² / Σw². */
function effectiveDays(end: number): number {
  const weights = ewmaWeights(end, USE4S.correlation.halfLife);
  return Math.floor(1 / weights.reduce((s, w) => s + w * w, 0));
}
