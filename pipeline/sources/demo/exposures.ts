import {normal} from "../../../lib/random/normal.js";
import type {Rng} from "../../../lib/random/rng.js";
import {STYLES} from "./factors.js";
import type {Fundamentals} from "./fundamentals.js";
import type {State} from "./state.js";

const SIZE = 0;
const BETA = 1;
const RESIDUAL = 3;
const NONLINEAR = 4;
const LIQUIDITY = 6;

/** Once a week: style exposures from what can be seen, and the drift of the coming week. */
export function stepWeek(state: State, books: Fundamentals, rng: Rng): void {
  const {active, exposure, total, close, betaRaw, momentum, varianceEwma, turnoverEwma, reversal, age} =
    state;
  const caps = new Float64Array(active.length);
  const raw = Array.from({length: STYLES}, () => new Float64Array(active.length));
  const column = (s: number): Float64Array => raw[s] as Float64Array;
  const [size, beta, nonlinear] = [column(SIZE), column(BETA), column(NONLINEAR)];
  for (let k = 0; k < active.length; k++) {
    const i = active[k] as number;
    betaRaw[i] = 0.99 * (betaRaw[i] as number) + 0.141 * normal(rng);
    const price = (close[i] as number) / 100;
    const cap = price * (total[i] as number);
    caps[k] = cap;
    const descriptors = [
      Math.log(cap),
      betaRaw[i] as number,
      (age[i] as number) < 60 ? Number.NaN : (momentum[i] as number),
      Math.sqrt(varianceEwma[i] as number),
      0,
      (books.book[i] as number) / cap,
      Math.log((turnoverEwma[i] as number) + 1e-5),
      (books.profit[i] as number) / cap,
      books.growth[i] as number,
      (books.debt[i] as number) / (books.assets[i] as number),
      (books.dividendPs[i] as number) / price,
      books.instability[i] as number,
      -(reversal[i] as number)
    ];
    for (let s = 0; s < STYLES; s++) column(s)[k] = descriptors[s] as number;
  }
  for (let s = 0; s < STYLES; s++) if (s !== NONLINEAR) standardise(column(s), caps);
  for (let k = 0; k < active.length; k++) nonlinear[k] = (size[k] as number) ** 3;
  orthogonalise(nonlinear, [size], caps);
  orthogonalise(column(RESIDUAL), [beta, size], caps);
  orthogonalise(column(LIQUIDITY), [size], caps);
  for (let s = 0; s < STYLES; s++) {
    const column = raw[s] as Float64Array;
    for (let k = 0; k < active.length; k++)
      exposure[(active[k] as number) * STYLES + s] = column[k] as number;
  }
  stepDrift(state, books, rng, caps);
}

/** Trims to three deviations, then cap-weighted mean 0 and standard deviation 1; missing becomes 0. */
function standardise(x: Float64Array, caps: Float64Array): void {
  for (let pass = 0; pass < 2; pass++) {
    let n = 0;
    let sum = 0;
    let squares = 0;
    let weight = 0;
    let centre = 0;
    for (let k = 0; k < x.length; k++) {
      const v = x[k] as number;
      if (Number.isNaN(v)) continue;
      n++;
      sum += v;
      squares += v * v;
      weight += caps[k] as number;
      centre += (caps[k] as number) * v;
    }
    const mean = sum / n;
    const sd = Math.sqrt(Math.max(1e-12, squares / n - mean * mean));
    for (let k = 0; k < x.length; k++) {
      const v = x[k] as number;
      if (pass === 0) x[k] = Math.max(mean - 3 * sd, Math.min(mean + 3 * sd, v));
      else x[k] = Number.isNaN(v) ? 0 : (v - centre / weight) / sd;
    }
  }
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
