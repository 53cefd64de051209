import type {Snowball, SnowballMarket} from "./snowball.js";
import {barrierDeltas, snowballGrids} from "./snowball-grid.js";

/** Notes of one index that are neither knocked in nor out, columns of equal length. */
export interface SnowballStock {
  /** Index points at which each is knocked in, and its start. */
  readonly barrier: ArrayLike<number>;
  readonly strike: ArrayLike<number>;
  readonly months: ArrayLike<number>;
  /** Trading days since the start. */
  readonly day: ArrayLike<number>;
  /** CNY. */
  readonly notional: ArrayLike<number>;
}

/** What is assumed, none of which is published. */
export interface SnowballScenario extends SnowballMarket {
  readonly knockOut: number;
  readonly coupon: number;
  readonly lock: number;
  /** Share of the notional that is hedged in futures. */
  readonly hedged: number;
  /** Share of the excess delta still held when the barrier breaks: hedgers sell some of it before. */
  readonly smoothing: number;
  /** Largest delta a desk holds, however near the barrier. */
  readonly cap: number;
}

export interface Futures {
  /** CNY a point of one contract. */
  readonly multiplier: number;
  /** Contracts traded a day, and open, all months together. */
  readonly volume: number;
  readonly openInterest: number;
}

/** Steps of the index down from its level; columns of equal length. */
export interface SnowballLadder {
  readonly level: Float64Array;
  /** Against the index now. */
  readonly change: Float64Array;
  /** Notional knocked in on the step, and up to it, CNY. */
  readonly knocked: Float64Array;
  readonly cumulative: Float64Array;
  /** Futures to sell on the step, CNY and contracts, in days of volume and against open interest. */
  readonly sale: Float64Array;
  readonly contracts: Float64Array;
  readonly volumeDays: Float64Array;
  readonly interestShare: Float64Array;
}

export interface LadderOptions {
  readonly step?: number;
  readonly steps?: number;
  readonly between?: number;
}

/**
 * The knock-in ladder (敲入阶梯): for each step of the index down, the notional newly knocked in and what its hedgers
 * then sell, Σ N·h·s·(Δ⁻ − Δ⁺)·S_b/S₀ over the notes of the step, Δ⁻ and Δ⁺ the deltas on both sides of the barrier at
 * the note's age, Δ⁻ cut at `cap`. A rise of delta at the barrier sells nothing. Notes at or below the index now are
 * part of the first step.
 */
export function snowballLadder(
  stock: SnowballStock,
  {
    spot,
    scenario,
    futures
  }: {readonly spot: number; readonly scenario: SnowballScenario; readonly futures: Futures},
  {step = 0.025, steps = 16, between = 40}: LadderOptions = {}
): SnowballLadder {
  if (!(spot > 0)) throw new RangeError(`spot must be positive, got ${spot}`);
  const {hedged, smoothing} = scenario;
  for (const [name, v] of Object.entries({hedged, smoothing}))
    if (!(v >= 0 && v <= 1)) throw new RangeError(`${name} must lie in 0 to 1, got ${v}`);
  const change = Float64Array.from({length: steps}, (_, k) => -(k + 1) * step);
  const level = change.map((c) => spot * (1 + c));
  const knocked = new Float64Array(steps);
  const sale = new Float64Array(steps);
  const contracts = new Float64Array(steps);
  const released = releasedDelta(stock, scenario, between);
  for (let i = 0; i < stock.notional.length; i++) {
    const barrier = stock.barrier[i] as number;
    const k = level.findIndex((l) => l < barrier);
    if (k < 0) continue;
    const notional = stock.notional[i] as number;
    knocked[k] = (knocked[k] as number) + notional;
    const value =
      (notional * hedged * smoothing * (released[i] as number) * barrier) / (stock.strike[i] as number);
    sale[k] = (sale[k] as number) + value;
    contracts[k] = (contracts[k] as number) + value / (barrier * futures.multiplier);
  }
  let total = 0;
  return {
    level,
    change,
    knocked,
    cumulative: knocked.map((v) => {
      total += v;
      return total;
    }),
    sale,
    contracts,
    volumeDays: contracts.map((c) => c / futures.volume),
    interestShare: contracts.map((c) => c / futures.openInterest)
  };
}

/** Δ⁻ − Δ⁺ of each note at its age, not below zero; notes of the same terms are priced together. */
function releasedDelta(stock: SnowballStock, scenario: SnowballScenario, between: number): Float64Array {
  const {knockOut, coupon, lock, cap} = scenario;
  const out = new Float64Array(stock.notional.length);
  const groups = new Map<string, number[]>();
  for (let i = 0; i < out.length; i++) {
    const knockIn = (stock.barrier[i] as number) / (stock.strike[i] as number);
    const key = `${knockIn.toFixed(6)} ${stock.months[i]}`;
    groups.set(key, [...(groups.get(key) ?? []), i]);
  }
  for (const [key, members] of groups) {
    const [knockIn = 0, months = 0] = key.split(" ").map(Number);
    const note: Snowball = {knockIn, knockOut, coupon, months, lock};
    const days = members.map((i) => stock.day[i] as number);
    snowballGrids(note, scenario, {days, between}).forEach((grid, k) => {
      const {before, after} = barrierDeltas(grid, knockIn);
      out[members[k] as number] = Math.max(Math.min(before, cap) - Math.min(after, cap), 0);
    });
  }
  return out;
}
