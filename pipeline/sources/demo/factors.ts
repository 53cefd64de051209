import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";
import {student} from "../../../lib/random/student.js";
import {fineIndustries, industriesOf, industryIndex} from "./industries.js";
import type {Plan} from "./plan.js";
import {type Regime, regimeOf, regimes} from "./regimes.js";

/** Styles of the S1 model that the demo plants, in the order of `truth_exposure`'s columns. */
export const styles = [
  "size",
  "beta",
  "momentum",
  "residual_volatility",
  "nonlinear_size",
  "book_to_price",
  "liquidity",
  "earnings_yield",
  "growth",
  "leverage",
  "dividend_yield",
  "earnings_variability",
  "long_term_reversal"
] as const;
export const STYLES = styles.length;

/** Annual volatility, annual mean and loading on the day's market shock of each style but size's mean. */
const STYLE_SHAPE: readonly (readonly [vol: number, mean: number, onMarket: number])[] = [
  [0.05, 0, -0.05],
  [0.04, 0.0, 0.13],
  [0.045, 0.0, 0.0],
  [0.035, -0.05, 0.03],
  [0.03, -0.015, -0.03],
  [0.03, 0.015, 0.0],
  [0.04, -0.07, 0.04],
  [0.025, 0.03, 0.0],
  [0.018, 0.015, 0.0],
  [0.016, 0.0, 0.0],
  [0.018, 0.015, 0.0],
  [0.014, -0.01, 0.0],
  [0.025, 0.02, 0.0]
];

/** Planted factor returns, one row a trading day. */
export interface FactorPaths {
  readonly days: number;
  readonly country: Float64Array;
  /** days × 30 CITIC industries, row-major, before they are centred by capitalisation. */
  readonly industry: Float64Array;
  /** days × fine industries: what a fine industry earns beyond its CITIC industry; part of specific risk to a model. */
  readonly fine: Float64Array;
  /** days × 13 styles, row-major. */
  readonly style: Float64Array;
  /** Scale of specific risk and log level of trading activity by day. */
  readonly specific: Float64Array;
  readonly activity: Float64Array;
  /** Slow drift of each industry's daily return (days × 30): what a timing fund may know. */
  readonly drift: Float64Array;
}

/** Draws the factor paths: regimes, GARCH(1,1) with Student-t shocks, and shocks centred to each regime's return. */
export function drawFactors(plan: Plan): FactorPaths {
  const {days} = plan.calendar;
  const n = days.length;
  const regime = regimeOf(days);
  const country = drawCountry(plan, regime);
  const {industry, drift} = drawIndustries(plan, regime);
  const fine = drawFine(plan);
  const style = drawStyles(plan, regime, country);
  const specific = new Float64Array(n);
  const activity = new Float64Array(n);
  const rng = createRng(plan.seed, "activity");
  let slow = 0;
  let mood = 0;
  let lnScale = Math.log((regimes[regime[0] as number] as Regime).specific);
  let lnActivity = Math.log((regimes[regime[0] as number] as Regime).activity);
  for (let t = 0; t < n; t++) {
    const {specific: s, activity: a} = regimes[regime[t] as number] as Regime;
    slow = 0.96 * slow + 0.022 * normal(rng);
    mood = 0.9 * mood + 0.06 * normal(rng);
    lnScale += 0.2 * (Math.log(s) - lnScale);
    lnActivity += 0.08 * (Math.log(a) - lnActivity);
    const shock = Math.abs(country[t] as number);
    specific[t] = Math.exp(lnScale + slow) * (0.9 + 8 * Math.min(shock, 0.04));
    activity[t] = lnActivity + mood + 4 * Math.min(shock, 0.04);
  }
  return {days: n, country, industry, fine, style, specific, activity, drift};
}

/** Conditional scale of a GARCH(1,1) process of unit mean variance. */
function garch(alpha: number, beta: number): {next(shock: number): number; scale(): number} {
  let variance = 1;
  return {
    scale: () => Math.sqrt(variance),
    next(shock) {
      variance = Math.min(8, 1 - alpha - beta + (alpha * shock * shock + beta) * variance);
      return variance;
    }
  };
}

function drawCountry(plan: Plan, regime: Uint8Array): Float64Array {
  const rng = createRng(plan.seed, "country");
  const n = regime.length;
  const path = new Float64Array(n);
  const process = garch(0.08, 0.88);
  for (let t = 0; t < n; t++) {
    const z = student(rng, 6) - 0.03;
    path[t] = (process.scale() * z * (regimes[regime[t] as number] as Regime).marketVol) / Math.sqrt(244);
    process.next(z);
  }
  settle(path, regime, plan, (r) => r.market);
  for (let t = 0; t < n; t++) path[t] = Math.max(-0.085, Math.min(0.08, Math.expm1(path[t] as number)));
  return path;
}

/** Shifts the shocks of every regime so that they sum to the planted return (in proportion, where the plan starts late). */
function settle(path: Float64Array, regime: Uint8Array, plan: Plan, total: (r: Regime) => number): void {
  const {days} = plan.calendar;
  for (let first = 0; first < path.length; ) {
    const r = regimes[regime[first] as number] as Regime;
    let end = first;
    let sum = 0;
    while (end < path.length && regime[end] === regime[first]) sum += path[end++] as number;
    const next = regimes[(regime[first] as number) + 1];
    const whole = next ? Math.round(((next.from - r.from) * 244) / 365.25) : end - first;
    const share = (days[first] as number) <= r.from + 7 ? 1 : Math.min(1, (end - first) / whole);
    const shift = (total(r) * share - sum) / (end - first);
    for (let t = first; t < end; t++) path[t] = (path[t] as number) + shift;
    first = end;
  }
}

function drawIndustries(plan: Plan, regime: Uint8Array): {industry: Float64Array; drift: Float64Array} {
  const rng = createRng(plan.seed, "industry");
  const count = industriesOf.citic.length;
  const citic = industryIndex("citic");
  const n = regime.length;
  const industry = new Float64Array(n * count);
  const drift = new Float64Array(n * count);
  for (let i = 0; i < count; i++) {
    const vol =
      Math.max(...fineIndustries.filter((_, f) => citic[f] === i).map((f) => f.vol)) / Math.sqrt(244);
    const process = garch(0.07, 0.9);
    let slow = normal(rng);
    for (let t = 0; t < n; t++) {
      slow = 0.985 * slow + 0.1726 * normal(rng);
      const z = student(rng, 6);
      const d = 0.1 * vol * slow;
      const heat = 0.55 + 0.45 * (regimes[regime[t] as number] as Regime).specific;
      drift[t * count + i] = d;
      industry[t * count + i] = d + vol * heat * process.scale() * z;
      process.next(z);
    }
  }
  return {industry, drift};
}

function drawFine(plan: Plan): Float64Array {
  const rng = createRng(plan.seed, "fine");
  const count = fineIndustries.length;
  const path = new Float64Array(plan.calendar.days.length * count);
  for (let k = 0; k < path.length; k++) path[k] = 0.0056 * student(rng, 6);
  return path;
}

function drawStyles(plan: Plan, regime: Uint8Array, country: Float64Array): Float64Array {
  const n = regime.length;
  const path = new Float64Array(n * STYLES);
  const one = new Float64Array(n);
  STYLE_SHAPE.forEach(([vol, mean, onMarket], s) => {
    const rng = createRng(plan.seed, `style ${styles[s]}`);
    const process = garch(0.08, 0.88);
    for (let t = 0; t < n; t++) {
      const z = student(rng, 6);
      const heat = 0.4 + 0.6 * (regimes[regime[t] as number] as Regime).specific;
      one[t] =
        (vol * heat * process.scale() * z + mean / Math.sqrt(244)) / Math.sqrt(244) +
        onMarket * (country[t] as number);
      process.next(z);
    }
    if (styles[s] === "size") settle(one, regime, plan, (r) => r.size);
    for (let t = 0; t < n; t++) path[t * STYLES + s] = one[t] as number;
  });
  return path;
}
