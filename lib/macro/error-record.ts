import {quantile} from "../stats/quantile.js";

export interface ErrorRecordOptions {
  /** Days of a class of distance to the release. */
  readonly width?: number;
  readonly classes?: number;
  /** Fewer past quarters than this say nothing. */
  readonly minimum?: number;
}

/** What past forecasts of a target missed by, by model and by days to its release. */
export interface ErrorRecord {
  readonly classes: number;
  /** Class of a number of days to the release; negative days count as none left. */
  classOf(days: number): number;
  /** Notes a forecast of a target; of several in one class the last stands. */
  forecast(target: number, model: number, days: number, value: number): void;
  /** Settles a target: its forecasts become errors from now on. */
  settle(target: number, value: number): void;
  /** Errors (forecast less outcome) of the settled targets in a class. */
  errors(model: number, days: number): number[];
  /** Root mean square of the errors; NaN with fewer than `minimum`. */
  rmse(model: number, days: number): number;
  /** Size that a share of past errors did not pass; NaN with fewer than `minimum`. */
  band(model: number, days: number, share: number): number;
}

/** An empty record; it knows nothing of a target before that is settled, so that bands and weights are of their day. */
export function errorRecord({width = 30, classes = 7, minimum = 8}: ErrorRecordOptions = {}): ErrorRecord {
  const open = new Map<number, Map<string, number>>();
  const settled = new Map<string, number[]>();
  const classOf = (days: number): number => Math.min(Math.max(Math.floor(days / width), 0), classes - 1);
  const key = (model: number, days: number): string => `${model} ${classOf(days)}`;
  const errors = (model: number, days: number): number[] => settled.get(key(model, days)) ?? [];
  return {
    classes,
    classOf,
    errors,
    forecast(target, model, days, value) {
      if (Number.isNaN(value)) return;
      const own = open.get(target) ?? new Map<string, number>();
      open.set(target, own.set(key(model, days), value));
    },
    settle(target, value) {
      for (const [k, forecast] of open.get(target) ?? []) {
        const list = settled.get(k) ?? [];
        settled.set(k, list);
        list.push(forecast - value);
      }
      open.delete(target);
    },
    rmse(model, days) {
      const e = errors(model, days);
      return e.length < minimum ? Number.NaN : Math.sqrt(e.reduce((s, x) => s + x * x, 0) / e.length);
    },
    band(model, days, share) {
      const e = errors(model, days);
      return e.length < minimum ? Number.NaN : quantile(e.map(Math.abs), share);
    }
  };
}

/**
 * Weights of forecasts by the inverse of their mean square errors, summing to one; of two this is Higgins' rule
 * 1 − RMSE₁²/(RMSE₁² + RMSE₂²) (Higgins 2014). A forecast that is NaN has weight 0; where an error is not yet known
 * the forecasts weigh the same.
 */
export function inverseErrorWeights(values: ArrayLike<number>, rmse: ArrayLike<number>): Float64Array {
  const there = Array.from(values, (v) => !Number.isNaN(v));
  const known = there.every((t, k) => !t || (rmse[k] as number) > 0);
  const raw = Float64Array.from(there, (t, k) => (t ? (known ? 1 / (rmse[k] as number) ** 2 : 1) : 0));
  const total = raw.reduce((s, w) => s + w, 0);
  return raw.map((w) => (total > 0 ? w / total : Number.NaN));
}
