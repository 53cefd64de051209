import {normal} from "../../../lib/random/normal.js";
import type {Rng} from "../../../lib/random/rng.js";
import {student} from "../../../lib/random/student.js";
import {dayOf} from "../../warehouse/columns.js";
import {type FactorPaths, STYLES} from "./factors.js";
import {fineIndustries, industriesOf} from "./industries.js";
import {KEPT, LAG, LONG_LAG, laggedReturn, type State} from "./state.js";
import {BSE, GEM, MAIN, STAR} from "./universe.js";

const GEM_20 = dayOf("2020-08-24");
const MAIN_FREE = dayOf("2023-04-10");
const IPO_44 = dayOf("2014-01-01");

const MOMENTUM = {lag: LAG, window: 504, decay: 0.5 ** (1 / 126)};
const REVERSAL = {lag: LONG_LAG, window: 750, decay: 0.5 ** (1 / 260)};
const VARIANCE_DECAY = 0.5 ** (1 / 42);
const TURNOVER_DECAY = 0.5 ** (1 / 42);

/** Shares that rest one day and are re-centred industry returns: filled by `stepPrices`. */
export interface DayReturns {
  readonly industry: Float64Array;
}

/** Daily limit in per cent by board, date and ST; 0 while a new share trades without limit. */
export function limitOf(board: number, day: number, st: number, age: number): number {
  if (board === BSE) return age === 0 ? 0 : 30;
  if (board === STAR) return age < 5 ? 0 : 20;
  if (board === GEM && day >= GEM_20) return age < 5 ? 0 : 20;
  if (board === MAIN && day >= MAIN_FREE && age < 5) return 0;
  if (age === 0) return day >= IPO_44 ? 44 : 0;
  return st === 1 && board === MAIN ? 5 : 10;
}

/** Limit price in cents: prev × (1 ± p %) rounded half up. */
export const limitCents = (prev: number, percent: number): number =>
  Math.floor((prev * (100 + percent) + 50) / 100);

/** Log premium of a new share over its issue price once it trades freely, by listing regime. */
function premium(state: State, i: number, day: number): number {
  const z = normal(state.rng);
  const board = state.universe.board[i] as number;
  if (day < IPO_44) return 0.2 + 0.22 * z;
  if (board === BSE) return 0.25 + 0.35 * z;
  if (board === STAR || (board === GEM && day >= GEM_20))
    return (day >= dayOf("2022-01-01") ? 0.3 : 0.8) + 0.4 * z;
  if (board === MAIN && day >= MAIN_FREE) return 0.45 + 0.4 * z;
  return Math.max(0.4, 1.05 + 0.4 * z);
}

/** One trading day of every listed stock: returns, limits, ticks, bars, volume. Position `t`, day number `day`. */
export function stepPrices(
  state: State,
  paths: FactorPaths,
  t: number,
  day: number,
  today: DayReturns
): void {
  const {active, rng, exposure, citic, sigma, garch, heat, drift, carry, suspended, st, age, close, prev} =
    state;
  const {universe, ret, specific, upper, lower} = state;
  const fines = fineIndustries.length;
  const country = paths.country[t] as number;
  const scale = paths.specific[t] as number;
  const style = paths.style.subarray(t * STYLES, t * STYLES + STYLES);
  centre(state, paths, t, today);
  for (let k = 0; k < active.length; k++) {
    const i = active[k] as number;
    let systematic =
      country +
      (today.industry[citic[i] as number] as number) +
      (paths.fine[t * fines + (universe.fine[i] as number)] as number);
    for (let s = 0, x = i * STYLES; s < STYLES; s++)
      systematic += (exposure[x + s] as number) * (style[s] as number);
    const before = prev[i] as number;
    const percent = limitOf(universe.board[i] as number, day, st[i] as number, age[i] as number);
    const up = percent === 0 ? 0 : limitCents(before, percent);
    const down = percent === 0 ? 0 : limitCents(before, percent === 44 ? -36 : -percent);
    upper[i] = up;
    lower[i] = down;
    if (suspended[i] === 1) {
      carry[i] = (carry[i] as number) + 0.8 * systematic;
      rest(state, i);
      remember(state, t, i, Number.NaN);
      continue;
    }
    if (age[i] === 0) carry[i] = Math.expm1(premium(state, i, day));
    const z = student(rng, 4);
    const h = garch[i] as number;
    const young = (age[i] as number) < 60 ? 1.5 : 1;
    const spread = (sigma[i] as number) * scale * young * Math.sqrt(h) * Math.exp((heat[i] as number) - 0.2);
    const u = spread * z + 0.0006 * z * z - 0.0006 + (drift[i] as number);
    garch[i] = Math.min(10, 0.03 + (0.11 * Math.min(z * z, 12) + 0.875) * h);
    specific[i] = u;
    const latent = Math.max(-0.6, (1 + systematic + u) * (1 + (carry[i] as number)) - 1);
    let cents = Math.max(1, Math.round(before * (1 + latent)));
    if (up > 0) cents = attract(rng, cents, before, up, down);
    carry[i] = 0.05 * latent;
    if (up > 0 && cents >= up) {
      carry[i] = keep(Math.max(0, (before * (1 + latent)) / up - 1), age[i] as number);
      cents = up;
    } else if (up > 0 && cents <= down) {
      carry[i] = 0.6 * Math.min(0, (before * (1 + latent)) / down - 1);
      cents = down;
    }
    close[i] = cents;
    ret[i] = cents / before - 1;
    drawBar(state, i, spread);
    drawVolume(state, paths, t, i, z);
    remember(state, t, i, age[i] === 0 ? Number.NaN : Math.log(cents / before));
  }
}

/** The magnet of a limit: a price that comes near it is often pulled all the way. */
function attract(rng: Rng, cents: number, before: number, up: number, down: number): number {
  const reach = cents > before ? (cents - before) / (up - before) : (before - cents) / (before - down);
  if (!(reach > 0.7 && reach < 1)) return cents;
  const pulled = rng.uniform() < (cents > before ? 0.38 : 0.2);
  return pulled ? (cents > before ? up : down) : cents;
}

/** New shares keep their whole premium for the next days' limits; others lose part of what a limit held back. */
const keep = (left: number, age: number): number => (age < 30 ? left : 0.6 * left);

/** Centres the industries' returns by capitalisation, so that the country factor is the market. */
function centre(state: State, paths: FactorPaths, t: number, today: DayReturns): void {
  const {active, citic, total, close, prev} = state;
  const count = industriesOf.citic.length;
  const caps = new Float64Array(count);
  for (let k = 0; k < active.length; k++) {
    const i = active[k] as number;
    const c = citic[i] as number;
    caps[c] = (caps[c] as number) + (total[i] as number) * (prev[i] || (close[i] as number));
  }
  let sum = 0;
  let mean = 0;
  for (let c = 0; c < count; c++) {
    sum += caps[c] as number;
    mean += (caps[c] as number) * (paths.industry[t * count + c] as number);
  }
  mean /= sum;
  for (let c = 0; c < count; c++) today.industry[c] = (paths.industry[t * count + c] as number) - mean;
}

/** A suspended day: the reference price stands, nothing trades. */
function rest(state: State, i: number): void {
  const p = state.prev[i] as number;
  state.open[i] = p;
  state.high[i] = p;
  state.low[i] = p;
  state.close[i] = p;
  state.volume[i] = 0;
  state.amount[i] = 0;
  state.ret[i] = 0;
  state.specific[i] = 0;
}

/** Open, high and low around the close; a share locked at its limit by more than half a limit does not move at all. */
function drawBar(state: State, i: number, spread: number): void {
  const {rng, open, high, low, close, prev, upper, lower, carry} = state;
  const before = prev[i] as number;
  const c = close[i] as number;
  const up = upper[i] as number;
  const down = lower[i] as number;
  const held = carry[i] as number;
  const gap = 0.25 * (c / before - 1) + 0.45 * spread * normal(rng);
  let o = Math.max(1, Math.round(before * (1 + gap)));
  if (held > 0.045 || held < -0.045) o = c;
  if (up > 0) o = Math.min(up, Math.max(down, o));
  const top = Math.max(o, c);
  const bottom = Math.min(o, c);
  let h = Math.round(top * (1 + 0.42 * spread * Math.abs(normal(rng))));
  let l = Math.round(bottom * (1 - 0.42 * spread * Math.abs(normal(rng))));
  if (o === c && (c === up || c === down) && (held > 0.045 || held < -0.045)) {
    h = c;
    l = c;
  }
  if (up > 0) {
    h = Math.min(h, up);
    l = Math.max(l, down);
  }
  open[i] = o;
  high[i] = Math.max(h, top);
  low[i] = Math.max(1, Math.min(l, bottom));
}

/** Volume in lots by usual turnover, the day's activity, the size of the move, and locks at the limit; amount in CNY. */
function drawVolume(state: State, paths: FactorPaths, t: number, i: number, z: number): void {
  const {
    rng,
    lnTurnover,
    turnoverNoise,
    float,
    volume,
    amount,
    open,
    high,
    low,
    close,
    age,
    carry,
    universe
  } = state;
  const noise = 0.72 * (turnoverNoise[i] as number) + 0.3 * normal(rng);
  turnoverNoise[i] = noise;
  const days = age[i] as number;
  const fresh = days < 240 ? 1.6 * Math.exp(-days / 60) : 0;
  const held = Math.abs(carry[i] as number);
  const lock = held > 0.045 ? -2.6 : held > 0 ? -0.3 : 0;
  const move = 0.33 * (Math.min(Math.abs(z), 4) - 0.75);
  const ln =
    (lnTurnover[i] as number) +
    (paths.activity[t] as number) +
    noise +
    move +
    fresh +
    lock +
    0.7 * (state.heat[i] as number);
  const turnover = Math.min(0.75, Math.exp(ln));
  const lot = universe.board[i] === STAR ? 1 : 100;
  const shares = Math.max(lot, Math.round((turnover * (float[i] as number)) / lot) * lot);
  const h = high[i] as number;
  const l = low[i] as number;
  const typical = ((open[i] as number) + h + l + 2 * (close[i] as number)) / 5;
  const vwap = Math.min(h, Math.max(l, typical + 0.06 * (h - l) * normal(rng)));
  volume[i] = shares;
  amount[i] = Math.round(shares * vwap) / 100;
}

/** Keeps what the next week's exposures read: lagged log returns, variance, turnover; NaN where nothing traded before. */
function remember(state: State, t: number, i: number, log: number): void {
  const {momentum, reversal, varianceEwma, turnoverEwma, ring, n, volume, float} = state;
  momentum[i] = strength(state, t, i, momentum[i] as number, MOMENTUM);
  reversal[i] = strength(state, t, i, reversal[i] as number, REVERSAL);
  const turnover = (volume[i] as number) / (float[i] as number);
  turnoverEwma[i] = TURNOVER_DECAY * (turnoverEwma[i] as number) + (1 - TURNOVER_DECAY) * turnover;
  const known = !Number.isNaN(log);
  if (known)
    varianceEwma[i] = VARIANCE_DECAY * (varianceEwma[i] as number) + (1 - VARIANCE_DECAY) * log * log;
  ring[(t % KEPT) * n + i] = known ? log : 0;
}

/** Decayed sum of the log returns of `window` days that end `lag` days ago, a day on. */
function strength(
  state: State,
  t: number,
  i: number,
  before: number,
  {lag, window, decay}: typeof MOMENTUM
): number {
  const gone = decay ** window * laggedReturn(state, t, lag + window, i);
  return decay * before + (1 - decay) * (laggedReturn(state, t, lag, i) - gone);
}
