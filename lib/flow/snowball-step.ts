import {type SnowballMarket, YEAR_DAYS} from "./snowball.js";

/** The second stage of TR-BDF2 shares its matrix with the first at this split of the step. */
const GAMMA = 2 - Math.SQRT2;

/**
 * A day of the pricing equation back, in place, by TR-BDF2 on levels evenly spaced in logarithms, with the values at both
 * ends given.
 */
export function stepper(
  level: Float64Array,
  {rate, dividend, volatility}: SnowballMarket
): (v: Float64Array, low: number, high: number) => void {
  const n = level.length;
  const dx = Math.log((level[1] as number) / (level[0] as number));
  const dt = 1 / YEAR_DAYS;
  const diffusion = (0.5 * volatility * volatility) / (dx * dx);
  const drift = (rate - dividend - 0.5 * volatility * volatility) / (2 * dx);
  const [down, middle, up] = [diffusion - drift, -2 * diffusion - rate, diffusion + drift];
  const c = (GAMMA / 2) * dt;
  const pivot = new Float64Array(n);
  const factor = new Float64Array(n);
  pivot[0] = 1;
  for (let i = 1; i < n - 1; i++) {
    factor[i] = (-c * down) / (pivot[i - 1] as number);
    pivot[i] = 1 - c * middle - (factor[i] as number) * (i === 1 ? 0 : -c * up);
  }
  const rhs = new Float64Array(n);
  const solve = (out: Float64Array, low: number, high: number): void => {
    rhs[0] = low;
    for (let i = 1; i < n - 1; i++)
      rhs[i] = (rhs[i] as number) - (factor[i] as number) * (rhs[i - 1] as number);
    out[n - 1] = high;
    for (let i = n - 2; i > 0; i--)
      out[i] = ((rhs[i] as number) + c * up * (out[i + 1] as number)) / (pivot[i] as number);
    out[0] = low;
  };
  const stage = new Float64Array(n);
  const [a, b] = [1 / (GAMMA * (2 - GAMMA)), (1 - GAMMA) ** 2 / (GAMMA * (2 - GAMMA))];
  return (v, low, high) => {
    const [lowNow, highNow] = [v[0] as number, v[n - 1] as number];
    for (let i = 1; i < n - 1; i++) {
      const x = v[i] as number;
      rhs[i] = x + c * (down * (v[i - 1] as number) + middle * x + up * (v[i + 1] as number));
    }
    solve(stage, lowNow + GAMMA * (low - lowNow), highNow + GAMMA * (high - highNow));
    for (let i = 1; i < n - 1; i++) rhs[i] = a * (stage[i] as number) - b * (v[i] as number);
    solve(v, low, high);
  };
}
