import {qpSolver} from "../../../lib/attribution/qp.js";
import {styleGram, styleMoment} from "../../../lib/attribution/returns-style.js";
import type {Context} from "../../run/model.js";
import {type FactorPanel, onDays, readFactors} from "../dashboard/factors.js";
import type {NavPanel} from "./nav.js";

/** Styles from returns: by fund the exposure to each style, NaN where it cannot be estimated. */
export interface ReturnStyles {
  /** A day's estimator, which reads the values known at its close. */
  at(nav: NavPanel, day: number): (fund: number) => Float64Array;
}

interface Params {
  readonly window: number;
  readonly halfLife: number;
  readonly minimum: number;
  /** Bound of every style's exposure, both ways. */
  readonly most: number;
  /** Standard deviation of styles' exposures across funds, about zero, that the estimate starts from. */
  readonly prior: number;
}

/** Daily volatility of what styles do not explain of a fund, by which the prior is weighed against the data. */
const NOISE = 0.005;

/** Brings squares of daily returns near one for the solver's tolerance. */
const SCALE = 1e4;

/**
 * Regression of a fund's returns on the market's and the styles' pure returns: the market's slope between 0 and 1.5,
 * styles within ±`most` and drawn to zero by a prior. Nothing where the dataset has no factor returns.
 */
export async function readReturnStyles(
  context: Context,
  styles: readonly string[],
  params: Params
): Promise<ReturnStyles> {
  const panels = context.has("factor_return") ? await readFactors(context) : [];
  const panel = panels.find((p) => p.scheme === "citic") ?? panels[0];
  const none = new Float64Array(styles.length).fill(Number.NaN);
  if (!panel) return {at: () => () => none};
  return {at: (nav, day) => estimator(aligned(panel, nav.days), {nav, day, styles, params, none})};
}

const cache = new WeakMap<FactorPanel, FactorPanel>();

/** The factors on the rows of other days, made once for the same days. */
function aligned(panel: FactorPanel, days: Int32Array): FactorPanel {
  const kept = cache.get(panel);
  if (kept?.days === days) return kept;
  const made = onDays(panel, days);
  cache.set(panel, made);
  return made;
}

function estimator(
  panel: FactorPanel,
  {
    nav,
    day,
    styles,
    params,
    none
  }: {
    readonly nav: NavPanel;
    readonly day: number;
    readonly styles: readonly string[];
    readonly params: Params;
    readonly none: Float64Array;
  }
): (fund: number) => Float64Array {
  const columns = panel.factors.length;
  const pick = [panel.kinds.indexOf("country"), ...styles.map((s) => panel.factors.indexOf(s))];
  const used = pick.filter((c) => c >= 0);
  const to = nav.known.findLastIndex((k) => k <= day);
  const from = to - params.window + 1;
  if (from < 0 || pick[0] === -1) return () => none;
  const window = {columns, pick: used, from, to, halfLife: params.halfLife};
  const whole = styleGram(panel.returns, window);
  const p = used.length;
  const effective = 1 / whole.weight.reduce((sum, w) => sum + w * w, 0);
  const pull = NOISE ** 2 / (effective * params.prior ** 2);
  const lower = new Float64Array(p).fill(-params.most);
  const upper = new Float64Array(p).fill(params.most);
  [lower[0], upper[0]] = [0, 1.5];
  const budget: [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const {solve} = qpSolver(p);
  const days = nav.days.length;
  return (fund) => {
    const own = nav.returns.subarray(fund * days, (fund + 1) * days);
    let missing = 0;
    for (let t = from; t <= to; t++) if (Number.isNaN(own[t] as number)) missing++;
    if (params.window - missing < params.minimum) return none;
    const {q, weight} =
      missing === 0 ? whole : styleGram(panel.returns, window, (t) => !Number.isNaN(own[t] as number));
    const c = styleMoment(own, panel.returns, {columns, pick: used, from, weight});
    const drawn = q.map((v, i) => SCALE * (i % (p + 1) === 0 && i > 0 ? v + pull : v));
    const solution = solve({q: drawn, c: c.map((v) => v * SCALE), lower, upper, budget});
    if (solution.status !== "optimal") return none;
    const found = new Map(used.map((col, i) => [col, solution.x[i] as number]));
    return Float64Array.from(styles, (_, s) => found.get(pick[s + 1] as number) ?? Number.NaN);
  };
}
