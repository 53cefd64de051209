import {bfgs} from "../stats/bfgs.js";

/** Parameters of the trade process of Easley, Kiefer, O'Hara and Paperman (1996), two rates of uninformed orders. */
export interface TradeProcess {
  /** Probability that a day has news. */
  readonly alpha: number;
  /** Probability that news is bad. */
  readonly delta: number;
  /** Informed orders on a day with news. */
  readonly mu: number;
  /** Uninformed buys and sells a day. */
  readonly epsilonBuy: number;
  readonly epsilonSell: number;
}

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

/**
 * Log-likelihood of daily counts of buys and sells, factorised as Lin and Ke (2011) so that it neither over- nor
 * underflows; the terms ln B! and ln S! are left out. With `gradient`, its derivatives with respect to
 * (logit α, logit δ, ln μ, ln ε_b, ln ε_s) are written there.
 */
export function pinLogLikelihood(
  buys: ArrayLike<number>,
  sells: ArrayLike<number>,
  {alpha, delta, mu, epsilonBuy, epsilonSell}: TradeProcess,
  gradient?: Float64Array
): number {
  const [kb, ks] = [Math.log1p(mu / epsilonBuy), Math.log1p(mu / epsilonSell)];
  const [lb, ls] = [Math.log(epsilonBuy), Math.log(epsilonSell)];
  const [quiet, good, bad] = [
    Math.log(1 - alpha),
    Math.log(alpha) + Math.log(1 - delta),
    Math.log(alpha) + Math.log(delta)
  ];
  let [total, product] = [0, 1];
  let [sumGood, sumBad, buysGood, sellsBad, allBuys, allSells] = [0, 0, 0, 0, 0, 0];
  for (let d = 0; d < buys.length; d++) {
    const b = buys[d] as number;
    const s = sells[d] as number;
    const up = good - mu + b * kb;
    const down = bad - mu + s * ks;
    const most = Math.max(quiet, up, down);
    const e0 = weight(quiet - most);
    const e1 = weight(up - most);
    const e2 = weight(down - most);
    const sum = e0 + e1 + e2;
    total += most;
    product *= sum;
    if (product > 1e200) {
      total += Math.log(product);
      product = 1;
    }
    allBuys += b;
    allSells += s;
    if (!gradient) continue;
    sumGood += e1 / sum;
    sumBad += e2 / sum;
    buysGood += (e1 / sum) * b;
    sellsBad += (e2 / sum) * s;
  }
  total += Math.log(product);
  const n = buys.length;
  if (gradient) {
    gradient[0] = sumGood + sumBad - n * alpha;
    gradient[1] = sumBad * (1 - delta) - sumGood * delta;
    const [shareBuy, shareSell] = [mu / (epsilonBuy + mu), mu / (epsilonSell + mu)];
    gradient[2] = shareBuy * buysGood + shareSell * sellsBad - mu * (sumGood + sumBad);
    gradient[3] = allBuys - n * epsilonBuy - shareBuy * buysGood;
    gradient[4] = allSells - n * epsilonSell - shareSell * sellsBad;
  }
  return total + allBuys * lb + allSells * ls - n * (epsilonBuy + epsilonSell);
}

/** exp(x) of x ≤ 0; what lies below the precision of a sum with 1 is 0. */
const weight = (x: number): number => (x === 0 ? 1 : x < -40 ? 0 : Math.exp(x));

const STEPS = [0.1, 0.3, 0.5, 0.7, 0.9];

/**
 * The 125 starting points of Yan and Zhang (2012): α, δ and the share of buys that is uninformed on a grid, the other
 * parameters from the mean counts; points that would need a rate below zero are left out.
 */
export function pinStarts(meanBuys: number, meanSells: number): TradeProcess[] {
  return STEPS.flatMap((alpha) =>
    STEPS.flatMap((delta) =>
      STEPS.flatMap((share) => {
        const epsilonBuy = share * meanBuys;
        const mu = (meanBuys - epsilonBuy) / (alpha * (1 - delta));
        const epsilonSell = meanSells - alpha * delta * mu;
        return epsilonBuy > 0 && epsilonSell > 0 && mu > 0
          ? [{alpha, delta, mu, epsilonBuy, epsilonSell}]
          : [];
      })
    )
  );
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
  const starts = pinStarts(b / n, s / n)
    .map((start) => ({start, value: pinLogLikelihood(buys, sells, start)}))
    .sort((p, q) => q.value - p.value)
    .slice(0, polish);
  let best: PinEstimate = UNKNOWN;
  for (const {start} of starts) {
    const found = bfgs(
      (x, gradient) => {
        const value = -pinLogLikelihood(buys, sells, processOf(x), gradient);
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

function processOf(x: Float64Array): TradeProcess {
  const at = (i: number): number => Math.min(FAR, Math.max(-FAR, x[i] as number));
  const chance = (i: number): number => 1 / (1 + Math.exp(-at(i)));
  return {
    alpha: chance(0),
    delta: chance(1),
    mu: Math.exp(at(2)),
    epsilonBuy: Math.exp(at(3)),
    epsilonSell: Math.exp(at(4))
  };
}

const coordinates = ({alpha, delta, mu, epsilonBuy, epsilonSell}: TradeProcess): number[] => [
  Math.log(alpha / (1 - alpha)),
  Math.log(delta / (1 - delta)),
  Math.log(mu),
  Math.log(epsilonBuy),
  Math.log(epsilonSell)
];
