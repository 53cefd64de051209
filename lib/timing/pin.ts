import {bfgs} from "../stats/bfgs.js";
import {pinLikelihood, type TradeProcess} from "./pin-likelihood.js";

export interface PinEstimate extends TradeProcess {
  /** αμ / (αμ + ε_b + ε_s): the share of orders that are informed. */
  readonly pin: number;
  /** Log-likelihood without the terms that no parameter enters. */
  readonly logLikelihood: number;
  readonly converged: boolean;
}

/** Probability of informed trading of a process. */
export const pinOf = ({alpha, mu, epsilonBuy, epsilonSell}: TradeProcess): number =>
  (alpha * mu) / (alpha * mu + epsilonBuy + epsilonSell);

const STEPS = [0.1, 0.3, 0.5, 0.7, 0.9];

/**
 * The 125 starting points of Yan and Zhang (2012): α, δ and the share of buys that is uninformed on a grid, the other
 * parameters from the mean counts; points that would need a rate below zero are left out.
 */
export function pinStarts(meanBuys: number, meanSells: number): TradeProcess[] {
  const starts: TradeProcess[] = [];
  for (const alpha of STEPS) {
    for (const delta of STEPS) {
      for (const share of STEPS) {
        const epsilonBuy = share * meanBuys;
        const mu = (meanBuys - epsilonBuy) / (alpha * (1 - delta));
        const epsilonSell = meanSells - alpha * delta * mu;
        if (epsilonBuy > 0 && epsilonSell > 0 && mu > 0)
          starts.push({alpha, delta, mu, epsilonBuy, epsilonSell});
      }
    }
  }
  return starts;
}

/**
 * Maximum-likelihood PIN from daily counts: the likelihood at all of Yan and Zhang's starting points, the best `polish`
 * of them taken to their optimum by BFGS (gradient below 1e-5 of the day count), the best optimum kept. NaN throughout
 * below `least` days or without both buys and sells. Throws where the two differ in length.
 */
export function estimatePin(
  buys: ArrayLike<number>,
  sells: ArrayLike<number>,
  {polish = 3, least = 20}: {readonly polish?: number; readonly least?: number} = {}
): PinEstimate {
  const n = buys.length;
  if (sells.length !== n) throw new RangeError(`sells must hold ${n} days, got ${sells.length}`);
  let [b, s] = [0, 0];
  for (let d = 0; d < n; d++) {
    b += buys[d] as number;
    s += sells[d] as number;
  }
  if (n < least || !(b > 0 && s > 0)) return UNKNOWN;
  const likelihood = pinLikelihood(buys, sells);
  const starts = pinStarts(b / n, s / n)
    .map((start) => ({start, value: likelihood(start)}))
    .sort((p, q) => q.value - p.value)
    .slice(0, polish);
  let best: PinEstimate = UNKNOWN;
  for (const {start} of starts) {
    const found = bfgs(
      (x, gradient) => {
        const value = -likelihood(processOf(x), gradient);
        for (let i = 0; i < 5; i++) gradient[i] = -(gradient[i] as number);
        return value;
      },
      coordinates(start),
      {tolerance: 1e-5 * n, curvature: curvatureOf(start, n)}
    );
    if (best === UNKNOWN || -found.value > best.logLikelihood) {
      const process = processOf(found.x);
      best = {...process, pin: pinOf(process), logLikelihood: -found.value, converged: found.converged};
    }
  }
  return best;
}

/** What each coordinate of a process is worth over `n` days, were each day's news seen. */
const curvatureOf = ({alpha, delta, mu, epsilonBuy, epsilonSell}: TradeProcess, n: number): number[] =>
  [alpha * (1 - alpha), alpha * delta * (1 - delta), alpha * mu, epsilonBuy, epsilonSell].map((x) => n * x);

const UNKNOWN: PinEstimate = {
  alpha: Number.NaN,
  delta: Number.NaN,
  mu: Number.NaN,
  epsilonBuy: Number.NaN,
  epsilonSell: Number.NaN,
  pin: Number.NaN,
  logLikelihood: Number.NaN,
  converged: false
};

/** Coordinates are kept where probabilities and rates stay apart from 0, 1 and infinity in double precision. */
const FAR = 30;

const within = (x: number): number => (x > FAR ? FAR : x < -FAR ? -FAR : x);
const chance = (x: number): number => 1 / (1 + Math.exp(-within(x)));
const rate = (x: number): number => Math.exp(within(x));

const processOf = (x: Float64Array): TradeProcess => ({
  alpha: chance(x[0] as number),
  delta: chance(x[1] as number),
  mu: rate(x[2] as number),
  epsilonBuy: rate(x[3] as number),
  epsilonSell: rate(x[4] as number)
});

const coordinates = ({alpha, delta, mu, epsilonBuy, epsilonSell}: TradeProcess): number[] => [
  Math.log(alpha / (1 - alpha)),
  Math.log(delta / (1 - delta)),
  Math.log(mu),
  Math.log(epsilonBuy),
  Math.log(epsilonSell)
];
