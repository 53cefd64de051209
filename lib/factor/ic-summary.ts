import {blockLength} from "../stats/block-length.js";
import {mean, sd} from "../stats/moments.js";
import {neweyWestMean} from "../stats/newey-west.js";
import {type BootstrapOptions, bootstrapMean} from "../stats/stationary-bootstrap.js";
import {overlapLags} from "./overlap.js";

export interface IcSummary {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
  /** Mean over standard deviation, a period (ICIR); not annual. */
  readonly ratio: number;
  /** Share of dates with a positive IC. */
  readonly positive: number;
  readonly standardError: number;
  readonly t: number;
  readonly lags: number;
  /** The t that ignores overlap and memory, to set beside `t`. */
  readonly naiveT: number;
  /** Bootstrap interval of the mean, and its expected block length. */
  readonly lo: number;
  readonly hi: number;
  readonly block: number;
}

/**
 * Summary of a series of ICs whose forward returns span `horizon` periods. Newey–West with lags that cover the
 * overlap; interval by the stationary bootstrap with blocks no shorter than the horizon. Missing dates are left out.
 */
export function icSummary(
  ic: ArrayLike<number>,
  {horizon = 1, ...bootstrap}: BootstrapOptions & {readonly horizon?: number} = {}
): IcSummary {
  const v = Float64Array.from(Array.from(ic).filter((x) => !Number.isNaN(x)));
  const lags = overlapLags(v, horizon);
  const {n, standardError, t} = neweyWestMean(v, {lags});
  const [centre, spread] = [mean(v), sd(v)];
  const ratio = spread > 0 ? centre / spread : Number.NaN;
  const {lo, hi, block} = bootstrapMean(v, {
    ...bootstrap,
    block: Math.max(bootstrap.block ?? blockLength(v), horizon)
  });
  return {
    n,
    mean: centre,
    sd: spread,
    ratio,
    positive: n === 0 ? Number.NaN : v.filter((x) => x > 0).length / n,
    standardError: n < 2 ? Number.NaN : standardError,
    t: n < 2 ? Number.NaN : t,
    lags,
    naiveT: ratio * Math.sqrt(n),
    lo,
    hi,
    block
  };
}
