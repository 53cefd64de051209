import {normal} from "../../../lib/random/normal.js";
import {createRng, type Rng} from "../../../lib/random/rng.js";
import {STYLES} from "./factors.js";
import {type FineIndustry, fineIndustries, industryIndex} from "./industries.js";
import type {Plan} from "./plan.js";
import type {Universe} from "./universe.js";

export const LAG = 21;
export const LONG_LAG = 273;
/** Days of log returns that are kept: those that long-term reversal reads. */
export const KEPT = 1024;

/** The market on one day, by stock in code order. Prices are whole cents, so that limits and ticks are exact. */
export interface State {
  readonly n: number;
  readonly universe: Universe;
  /** Random streams that advance in step with the days. */
  readonly rng: Rng;
  /** Positions of the stocks that are listed today, ascending. */
  active: Int32Array;
  readonly listed: Uint8Array;
  readonly suspended: Uint8Array;
  readonly st: Uint8Array;
  readonly open: Int32Array;
  readonly high: Int32Array;
  readonly low: Int32Array;
  readonly close: Int32Array;
  /** Ex-adjusted reference price and the day's limits; a limit of 0 is none. */
  readonly prev: Int32Array;
  readonly upper: Int32Array;
  readonly lower: Int32Array;
  readonly volume: Float64Array;
  readonly amount: Float64Array;
  readonly adj: Float64Array;
  readonly total: Float64Array;
  readonly float: Float64Array;
  /** Today's return close / prev − 1, and its specific part. */
  readonly ret: Float64Array;
  readonly specific: Float64Array;
  /** Return that a limit kept back, or that gathered during a suspension. */
  readonly carry: Float64Array;
  /** Daily specific volatility at scale 1, its GARCH state, and the drift of the week. */
  readonly sigma: Float64Array;
  readonly garch: Float64Array;
  /** Slow deviation of log volatility: themes come and go. */
  readonly heat: Float64Array;
  readonly drift: Float64Array;
  readonly alphaSlow: Float64Array;
  readonly alphaFast: Float64Array;
  /** ln of usual turnover of the float, and its fast deviation. */
  readonly lnTurnover: Float64Array;
  readonly turnoverNoise: Float64Array;
  readonly suspendedLeft: Int32Array;
  /** Trading days since listing; large for old stocks. */
  readonly age: Int32Array;
  readonly exposure: Float64Array;
  readonly varianceEwma: Float64Array;
  readonly momentum: Float64Array;
  readonly reversal: Float64Array;
  readonly turnoverEwma: Float64Array;
  /** Ring of the last `KEPT` log returns, by day then stock. */
  readonly ring: Float32Array;
  /** Bonus shares a share that go ex today, for the holders of shares. */
  readonly bonus: Float64Array;
  readonly dividend: Float64Array;
  readonly lastTrade: Int32Array;
  /** Trading day position on which trading ends for good; a large number while none is set. */
  readonly delistAt: Int32Array;
  readonly citic: Uint8Array;
}

export const NEVER = 1_000_000;

/** The market before its first day: old stocks priced, the others waiting for their listing. */
export function createState(plan: Plan, universe: Universe): State {
  const {n} = universe;
  const rng = createRng(plan.seed, "state");
  const citicOf = industryIndex("citic");
  const f64 = (fill: (i: number) => number): Float64Array =>
    Float64Array.from({length: n}, (_, i) => fill(i));
  const zeros = (): Float64Array => new Float64Array(n);
  const old = (i: number): boolean => (universe.listAt[i] as number) < 0;
  const state: State = {
    n,
    universe,
    rng: createRng(plan.seed, "prices"),
    active: Int32Array.from(Array.from({length: n}, (_, i) => i).filter(old)),
    listed: Uint8Array.from({length: n}, (_, i) => (old(i) ? 1 : 0)),
    suspended: new Uint8Array(n),
    st: new Uint8Array(n),
    open: new Int32Array(n),
    high: new Int32Array(n),
    low: new Int32Array(n),
    close: new Int32Array(n),
    prev: new Int32Array(n),
    upper: new Int32Array(n),
    lower: new Int32Array(n),
    volume: zeros(),
    amount: zeros(),
    adj: new Float64Array(n).fill(1),
    total: zeros(),
    float: zeros(),
    ret: zeros(),
    specific: zeros(),
    carry: zeros(),
    sigma: f64((i) => 0.0215 * Math.exp(0.17 * normal(rng) - 0.035 * ((universe.lnCap[i] as number) - 22))),
    garch: f64(() => Math.exp(0.3 * normal(rng))),
    heat: f64(() => 0.45 * normal(rng)),
    drift: zeros(),
    alphaSlow: f64(() => 0.1 * normal(rng)),
    alphaFast: zeros(),
    lnTurnover: f64(
      (i) => Math.log(0.0145) + 0.45 * normal(rng) - 0.3 * ((universe.lnCap[i] as number) - 22)
    ),
    turnoverNoise: zeros(),
    suspendedLeft: new Int32Array(n),
    age: new Int32Array(n).fill(NEVER),
    exposure: new Float64Array(n * STYLES),
    varianceEwma: zeros(),
    momentum: zeros(),
    reversal: zeros(),
    turnoverEwma: zeros(),
    ring: new Float32Array(n * KEPT),
    bonus: zeros(),
    dividend: zeros(),
    lastTrade: new Int32Array(n),
    delistAt: new Int32Array(n).fill(NEVER),
    citic: Uint8Array.from(universe.fine, (f) => citicOf[f] as number)
  };
  for (let i = 0; i < n; i++) issue(state, i, rng, old(i));
  return state;
}

/** Sets price and share count from the capitalisation that the universe gives. */
function issue(state: State, i: number, rng: Rng, old: boolean): void {
  const {universe, close, total, float, sigma, varianceEwma, turnoverEwma, lnTurnover} = state;
  const cap = Math.exp(universe.lnCap[i] as number);
  const {pb} = fineIndustries[universe.fine[i] as number] as FineIndustry;
  const price = Math.min(
    260,
    Math.max(1.9, Math.exp(2.25 + 0.5 * normal(rng) + 0.1 * (pb - 2) + (old ? 0 : 0.35)))
  );
  close[i] = Math.round(price * 100);
  total[i] = Math.round(cap / price / 1e4) * 1e4;
  const share = old
    ? Math.min(1, 0.5 + 0.5 * rng.uniform() + 0.2 * (rng.uniform() < 0.4 ? 1 : 0))
    : cap > 3e10
      ? 0.1
      : 0.25;
  float[i] = Math.round(((total[i] as number) * share) / 100) * 100;
  varianceEwma[i] = (sigma[i] as number) ** 2;
  turnoverEwma[i] = Math.exp(lnTurnover[i] as number);
}

/** Log return of stock `i` `lag` trading days before position `t`; 0 before the first day. */
export const laggedReturn = (state: State, t: number, lag: number, i: number): number =>
  t >= lag ? (state.ring[((t - lag) % KEPT) * state.n + i] as number) : 0;
