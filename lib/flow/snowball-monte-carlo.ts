import {normal} from "../random/normal.js";
import type {Rng} from "../random/rng.js";
import {
  checkSnowball,
  isObservation,
  knockedPayoff,
  MONTH_DAYS,
  redemptionAt,
  type Snowball,
  type SnowballMarket,
  YEAR_DAYS
} from "./snowball.js";

/**
 * A snowball's value per unit of principal at its start by simulation, day by day, each path with its mirror: a check
 * of the grid that shares nothing with it but the terms. The standard error is over pairs.
 */
export function simulateSnowball(
  note: Snowball,
  market: SnowballMarket,
  {level = 1, pairs, rng}: {readonly level?: number; readonly pairs: number; readonly rng: Rng}
): {readonly value: number; readonly standardError: number} {
  checkSnowball(note, market);
  const {rate, dividend, volatility} = market;
  const end = note.months * MONTH_DAYS;
  const drift = (rate - dividend - 0.5 * volatility ** 2) / YEAR_DAYS;
  const sd = volatility / Math.sqrt(YEAR_DAYS);
  const [low, out, start] = [Math.log(note.knockIn), Math.log(note.knockOut), Math.log(level)];
  let [sum, squares] = [0, 0];
  for (let path = 0; path < pairs; path++) {
    const x = [start, start];
    const knocked = [false, false];
    const worth = [Number.NaN, Number.NaN];
    for (let day = 1; day <= end; day++) {
      const shock = sd * normal(rng);
      const paid = isObservation(note, day);
      for (const side of [0, 1] as const) {
        if (!Number.isNaN(worth[side])) continue;
        const at = (x[side] as number) + drift + (side === 0 ? shock : -shock);
        x[side] = at;
        if (at < low) knocked[side] = true;
        const discount = Math.exp((-rate * day) / YEAR_DAYS);
        if (paid && at >= out) worth[side] = redemptionAt(note, day) * discount;
        else if (day === end)
          worth[side] = (knocked[side] ? knockedPayoff(Math.exp(at)) : redemptionAt(note, end)) * discount;
      }
    }
    const mean = ((worth[0] as number) + (worth[1] as number)) / 2;
    sum += mean;
    squares += mean * mean;
  }
  const value = sum / pairs;
  return {value, standardError: Math.sqrt(Math.max(squares / pairs - value * value, 0) / pairs)};
}
