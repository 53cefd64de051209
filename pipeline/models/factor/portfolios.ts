import {
  type ExposureRows,
  portfolioExposure,
  riskSolver,
  weightedGram
} from "../../../lib/factor/portfolio-risk.js";
import {STYLES} from "../../../lib/factor/styles.js";
import {cholesky, choleskySolve} from "../../../lib/linalg/cholesky.js";
import {product, quadratic} from "../../../lib/linalg/product.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng, type Rng} from "../../../lib/random/rng.js";
import {STAGES, type Stage, type StagedCovariance} from "./stages.js";

/** A cross-section ready for risk: members with a specific volatility. */
export interface RiskSection {
  readonly rows: ExposureRows;
  /** Share of each stock in the members' capitalisation. */
  readonly market: Float64Array;
  /** Monthly specific volatility. */
  readonly sigma: Float64Array;
  /** Exposures to the styles present, with their places in `STYLES`. */
  readonly styles: readonly {readonly style: number; readonly x: Float64Array}[];
}

/** A portfolio with the risk that one stage forecast for it: stock weights, or weights on factors alone. */
export interface Forecast {
  readonly portfolio: string;
  readonly stage: Stage;
  readonly volatility: number;
  readonly stocks?: Float64Array;
  readonly factors?: Float64Array;
}

export interface PortfolioCounts {
  readonly random: number;
  readonly optimised: number;
  /** Stocks in a random portfolio. */
  readonly names: number;
}

/**
 * Portfolios that test a risk model: the market; random ones and the highest fifth of each style, both against the
 * market; those of least risk for random alphas, over stocks and over pure factors, each optimised with the very
 * covariance that forecasts it.
 */
export function testPortfolios(
  section: RiskSection,
  covariance: StagedCovariance,
  {seed, counts}: {seed: number; counts: PortfolioCounts}
): Forecast[] {
  const factors = covariance.factors.length;
  const forecasts: Forecast[] = [];
  const variance = section.sigma.map((s) => s * s);
  const held = (portfolio: string, stocks: Float64Array, only: readonly Stage[] = STAGES): void => {
    const x = portfolioExposure(section.rows, stocks, factors);
    let specific = 0;
    for (let k = 0; k < stocks.length; k++)
      specific += (stocks[k] as number) * (stocks[k] as number) * (variance[k] as number);
    for (const stage of only) {
      const volatility = Math.sqrt(quadratic(covariance.stages[stage], x) + specific);
      forecasts.push({portfolio, stage, volatility, stocks});
    }
  };
  held("market", section.market);
  const rng = createRng(seed, "random portfolios");
  for (let p = 0; p < counts.random; p++) held(label("random", p), randomActive(section, rng, counts.names));
  for (const {style, x} of section.styles) held(`style-${STYLES[style]?.name}`, tilted(section.market, x));
  const alphas = createRng(seed, "alphas");
  const gram = weightedGram(
    section.rows,
    variance.map((v) => 1 / v),
    factors
  );
  const drawn = Array.from({length: counts.optimised}, () =>
    Float64Array.from({length: factors}, () => normal(alphas))
  );
  const basis = mixingBasis(section, covariance.stages.ewma);
  for (const stage of STAGES) {
    const f = covariance.stages[stage];
    const mix = leastRiskMix(f, basis);
    const solver = riskSolver(section.rows, f, section.sigma, gram);
    drawn.forEach((a, p) => {
      held(label("optimised", p), solver.minimumRisk(a), [stage]);
      const weights = mix(a);
      const volatility = Math.sqrt(quadratic(f, weights));
      forecasts.push({portfolio: label("factors", p), stage, volatility, factors: weights});
    });
  }
  return forecasts;
}

const label = (family: string, p: number): string => `${family}-${String(p + 1).padStart(2, "0")}`;

function randomActive({market}: RiskSection, rng: Rng, names: number): Float64Array {
  const h = market.map((w) => -w);
  const chosen = new Set<number>();
  while (chosen.size < Math.min(names, market.length)) chosen.add(Math.floor(rng.uniform() * market.length));
  for (const k of chosen) h[k] = (h[k] as number) + 1 / chosen.size;
  return h;
}

/** The fifth of the members with the highest exposure, by capitalisation, less the market. */
function tilted(market: Float64Array, x: Float64Array): Float64Array {
  const order = Array.from(x.keys()).sort((a, b) => (x[b] as number) - (x[a] as number));
  const top = order.slice(0, Math.ceil(order.length / 5));
  const total = top.reduce((s, k) => s + (market[k] as number), 0);
  const h = market.map((w) => -w);
  for (const k of top) h[k] = (h[k] as number) + (market[k] as number) / total;
  return h;
}

/**
 * Industry portfolios (country plus industry) and styles: a basis of what factors can earn. The industries alone
 * would not do, because their cap-weighted sum is zero by construction; nor would one merged into another.
 */
function mixingBasis({rows}: RiskSection, f: Float64Array): Float64Array[] {
  const n = Math.sqrt(f.length);
  const at = (i: number, j: number): number => f[i * n + j] as number;
  const own: number[] = [];
  for (const g of [...new Set(Array.from(rows.industry))].filter((i) => i >= 0).sort((i, j) => i - j)) {
    if (own.every((h) => at(g, g) + at(h, h) - 2 * at(g, h) > 1e-6 * at(g, g))) own.push(g);
  }
  const unit = (...places: number[]): Float64Array => {
    const v = new Float64Array(n);
    for (const place of places) v[place] = 1;
    return v;
  };
  const used = rows.styles.map((s) => s.factor).filter((s) => s >= 0);
  return [
    ...own.map((g) => (rows.country >= 0 ? unit(rows.country, g) : unit(g))),
    ...used.map((s) => unit(s))
  ];
}

/** Mixes of least factor risk for one unit of alpha `a` over a basis: F⁻¹a / (aᵀF⁻¹a), as weights on factors. */
function leastRiskMix(f: Float64Array, basis: readonly Float64Array[]): (a: Float64Array) => Float64Array {
  const [n, m] = [Math.sqrt(f.length), basis.length];
  const flat = Float64Array.from(
    {length: m * n},
    (_, k) => (basis[Math.floor(k / n)] as Float64Array)[k % n] as number
  );
  const turned = Float64Array.from(
    {length: n * m},
    (_, k) => (basis[k % m] as Float64Array)[Math.floor(k / m)] as number
  );
  const inner = product(product(flat, f, {n: m, k: n, m: n}), turned, {n: m, k: n, m});
  const lower = cholesky(inner, m);
  if (!lower) throw new RangeError("covariance must be positive definite over the basis");
  return (a) => {
    const w = choleskySolve(lower, m, a.subarray(0, m));
    const scale = w.reduce((s, v, i) => s + v * (a[i] as number), 0);
    return product(w, flat, {n: 1, k: m, m: n}).map((v) => v / scale);
  };
}
