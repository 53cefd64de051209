import {normal} from "../../../lib/random/normal.js";
import type {Rng} from "../../../lib/random/rng.js";
import type {Betas} from "./beta.js";
import {STYLES, styles} from "./factors.js";
import {type Fundamentals, longDebtOf} from "./fundamentals.js";
import {LONG_LAG, type State} from "./state.js";

type Style = (typeof styles)[number];

/**
 * What each style is made of, all of it seen by whoever has the tables: the published definitions that the risk model
 * follows, less what needs forecasts, ranges or residuals.
 */
const PARTS: Readonly<Record<Style, readonly (readonly [Descriptor, number])[]>> = {
  size: [["lnCap", 1]],
  beta: [["beta", 1]],
  momentum: [["momentum", 1]],
  residual_volatility: [["volatility", 1]],
  nonlinear_size: [],
  book_to_price: [["bookToPrice", 1]],
  liquidity: [["turnover", 1]],
  earnings_yield: [["earningsToPrice", 1]],
  growth: [
    ["profitGrowth", 0.24],
    ["salesGrowth", 0.47]
  ],
  leverage: [
    ["marketLeverage", 0.38],
    ["debtToAssets", 0.35],
    ["bookLeverage", 0.27]
  ],
  dividend_yield: [["dividendToPrice", 1]],
  earnings_variability: [
    ["salesVariability", 1],
    ["profitVariability", 1],
    ["cashVariability", 1]
  ],
  long_term_reversal: [["reversal", 1]]
};

/** Trading days after listing before which past returns and lasting ones say nothing. */
const YOUNG = 60;
const YOUNG_LONG = LONG_LAG + 63;

type Descriptors = ReturnType<typeof describe>;
type Descriptor = keyof Descriptors;

/** What can be seen of stock `i`; NaN where nothing is known. */
function describe(state: State, books: Fundamentals, betas: Betas, i: number) {
  const {close, total, momentum, reversal, varianceEwma, turnoverEwma, age} = state;
  const cap = ((close[i] as number) / 100) * (total[i] as number);
  const [book, assets, debt] = [books.book[i] as number, books.assets[i] as number, books.debt[i] as number];
  const long = longDebtOf(books.gearing[i] as number, debt);
  const days = age[i] as number;
  const {years} = books;
  return {
    lnCap: Math.log(cap),
    beta: betas.of(i),
    momentum: days < YOUNG ? Number.NaN : (momentum[i] as number),
    volatility: Math.sqrt(varianceEwma[i] as number),
    bookToPrice: book / cap,
    turnover: Math.log((turnoverEwma[i] as number) + 1e-5),
    earningsToPrice: (books.profit[i] as number) / cap,
    profitGrowth: years.growth(i, 1),
    salesGrowth: years.growth(i, 0),
    marketLeverage: (cap + long) / cap,
    debtToAssets: debt / assets,
    bookLeverage: (book + long) / book,
    dividendToPrice: (books.dividend[i] as number) / cap,
    salesVariability: years.variability(i, 0),
    profitVariability: years.variability(i, 1),
    cashVariability: years.variability(i, 2),
    reversal: days < YOUNG_LONG ? Number.NaN : -(reversal[i] as number)
  };
}

/** Once a week: style exposures from what can be seen, and the drift of the coming week. */
export function stepWeek(state: State, books: Fundamentals, betas: Betas, rng: Rng): void {
  const {active, exposure, total, close} = state;
  const caps = Float64Array.from(active, (i) => ((close[i] as number) / 100) * (total[i] as number));
  const seen = Array.from(active, (i) => describe(state, books, betas, i));
  const column = Object.fromEntries(styles.map((s) => [s, compose(PARTS[s], seen, caps)])) as Record<
    Style,
    Float64Array
  >;
  const {size, beta, nonlinear_size: nonlinear} = column;
  for (let k = 0; k < active.length; k++) nonlinear[k] = (size[k] as number) ** 3;
  orthogonalise(nonlinear, [size], caps);
  orthogonalise(column.residual_volatility, [beta, size], caps);
  orthogonalise(column.liquidity, [size], caps);
  styles.forEach((style, s) => {
    for (let k = 0; k < active.length; k++)
      exposure[(active[k] as number) * STYLES + s] = column[style][k] as number;
  });
  stepDrift(state, books, rng, caps);
}

/** Standardised descriptors by their weights, standardised again. */
function compose(
  parts: (typeof PARTS)[Style],
  seen: readonly Descriptors[],
  caps: Float64Array
): Float64Array {
  const sum = new Float64Array(seen.length);
  for (const [name, weight] of parts) {
    const x = Float64Array.from(seen, (d) => d[name]);
    standardise(x, caps);
    for (let k = 0; k < x.length; k++) sum[k] = (sum[k] as number) + weight * (x[k] as number);
  }
  if (parts.length > 1) standardise(sum, caps);
  return sum;
}

/**
 * Takes what lies beyond ten deviations for an error, trims to three, then cap-weighted mean 0 and standard deviation 1;
 * missing becomes 0.
 */
function standardise(x: Float64Array, caps: Float64Array): void {
  const {mean: first, sd: wide} = momentsOf(x);
  for (let k = 0; k < x.length; k++) if (Math.abs((x[k] as number) - first) > 10 * wide) x[k] = Number.NaN;
  const {mean, sd: spread} = momentsOf(x);
  for (let k = 0; k < x.length; k++)
    x[k] = Math.max(mean - 3 * spread, Math.min(mean + 3 * spread, x[k] as number));
  const {sd} = momentsOf(x);
  let [weight, centre] = [0, 0];
  for (let k = 0; k < x.length; k++) {
    if (Number.isNaN(x[k] as number)) continue;
    weight += caps[k] as number;
    centre += (caps[k] as number) * (x[k] as number);
  }
  for (let k = 0; k < x.length; k++)
    x[k] = Number.isNaN(x[k] as number) ? 0 : ((x[k] as number) - centre / weight) / sd;
}

/** Mean and standard deviation of what is not missing. */
function momentsOf(x: Float64Array): {readonly mean: number; readonly sd: number} {
  let [n, sum, squares] = [0, 0, 0];
  for (let k = 0; k < x.length; k++) {
    const v = x[k] as number;
    if (Number.isNaN(v)) continue;
    n++;
    sum += v;
    squares += v * v;
  }
  const mean = sum / n;
  return {mean, sd: Math.sqrt(Math.max(1e-12, squares / n - mean * mean))};
}

/** Takes the part explained by `on` out of `y`, one regressor after another, and standardises again. */
function orthogonalise(y: Float64Array, on: readonly Float64Array[], caps: Float64Array): void {
  for (const x of on) {
    let xy = 0;
    let xx = 0;
    let mx = 0;
    let my = 0;
    let w = 0;
    for (let k = 0; k < y.length; k++) {
      const v = Math.sqrt(caps[k] as number);
      w += v;
      mx += v * (x[k] as number);
      my += v * (y[k] as number);
    }
    mx /= w;
    my /= w;
    for (let k = 0; k < y.length; k++) {
      const v = Math.sqrt(caps[k] as number);
      xy += v * ((x[k] as number) - mx) * ((y[k] as number) - my);
      xx += v * ((x[k] as number) - mx) ** 2;
    }
    const slope = xy / xx;
    for (let k = 0; k < y.length; k++) y[k] = (y[k] as number) - my - slope * ((x[k] as number) - mx);
  }
  standardise(y, caps);
}

/** Drift of specific return: slow and fast private signals, and a weak pull of price to book towards its usual level. */
function stepDrift(state: State, books: Fundamentals, rng: Rng, caps: Float64Array): void {
  const {active, alphaSlow, alphaFast, drift, heat} = state;
  for (let k = 0; k < active.length; k++) {
    const i = active[k] as number;
    heat[i] = 0.94 * (heat[i] as number) + 0.16 * normal(rng);
    alphaSlow[i] = 0.95 * (alphaSlow[i] as number) + 0.034 * normal(rng);
    alphaFast[i] = 0.5 * (alphaFast[i] as number) + 0.2 * normal(rng);
    const gap =
      Math.log((caps[k] as number) / Math.max(1, books.book[i] as number)) - (books.lnPb[i] as number);
    const pull = -0.1 * Math.max(-1.5, Math.min(1.5, gap));
    drift[i] = ((alphaSlow[i] as number) + (alphaFast[i] as number) + pull) / 244;
  }
}
