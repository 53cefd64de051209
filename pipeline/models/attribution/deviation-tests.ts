import {famaMacBeth} from "../../../lib/factor/fama-macbeth.js";
import {regression} from "../../../lib/stats/regression.js";

export interface DeviationTest {
  readonly test: string;
  readonly coefficient: number;
  readonly standard_error: number;
  readonly t_stat: number;
  readonly n: number;
  readonly sound: boolean;
}

/** A panel of month ends × funds. */
export interface MonthPanel {
  readonly months: number;
  readonly funds: number;
  readonly estimated: Float64Array;
  readonly disclosed: Float64Array;
  /** Excess over peers in the 20 days up to the month end, and in the 20 that begin after all is known. */
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/** Across funds by month (Fama and MacBeth 1973): does deviation go with later excess over peers? */
export function panelTests({
  months,
  funds,
  estimated,
  disclosed,
  before,
  after
}: MonthPanel): DeviationTest[] {
  const size = {dates: months, assets: funds, horizon: 1};
  const test = (name: string, y: Float64Array, x: Float64Array, sound: boolean): DeviationTest => {
    const {premium} = famaMacBeth(y, [x], size);
    const {mean = Number.NaN, standardError = Number.NaN, t = Number.NaN, n = 0} = premium[0] ?? {};
    return {test: name, coefficient: mean, standard_error: standardError, t_stat: t, n, sound};
  };
  return [
    test("panel-disclosed-after", after, disclosed, true),
    test("panel-estimated-after", after, estimated, true),
    test("panel-disclosed-before", before, disclosed, false),
    test("panel-estimated-before", before, estimated, false)
  ];
}

/** A market's path by week. */
export interface MarketPath {
  readonly median: Float64Array;
  /** Excess of the mean peer over the benchmark in the 20 days before each row, and after. */
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/** Over time: the median deviation against the excess of the mean peer, with Newey–West errors over 20 trading days. */
export function marketTests({median, before, after}: MarketPath): DeviationTest[] {
  const change = median.map((d, t) => (t < WEEKS ? Number.NaN : d - (median[t - WEEKS] as number)));
  const earlier = before.map((_, t) => (t < WEEKS ? Number.NaN : (before[t - WEEKS] as number)));
  return [
    overTime("market-level-after", after, median, true),
    overTime("market-change-on-earlier-excess", change, earlier, true),
    overTime("market-level-before", before, median, false)
  ];
}

/** Twenty trading days in weeks. */
const WEEKS = 4;

function overTime(test: string, y: Float64Array, x: Float64Array, sound: boolean): DeviationTest {
  const both = y.map((v, t) => v + (x[t] as number));
  const n = both.filter((v) => !Number.isNaN(v)).length;
  if (n < 30)
    return {test, coefficient: Number.NaN, standard_error: Number.NaN, t_stat: Number.NaN, n, sound};
  const columns = new Float64Array(2 * x.length);
  x.forEach((v, t) => {
    columns[2 * t] = 1;
    columns[2 * t + 1] = v;
  });
  const fit = regression(y, columns, 2, {errors: "newey-west", lags: WEEKS});
  return {
    test,
    coefficient: fit.coefficients[1] as number,
    standard_error: fit.standardErrors[1] as number,
    t_stat: fit.t[1] as number,
    n: fit.n,
    sound
  };
}
