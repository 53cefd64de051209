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

/** Log-likelihood of a process; `gradient` takes its derivatives by (logit α, logit δ, ln μ, ln ε_b, ln ε_s). */
export type PinLikelihood = (process: TradeProcess, gradient?: Float64Array) => number;

/**
 * Log-likelihood of daily counts of buys and sells, the terms ln B! and ln S! left out. A day's likelihood is a sum of
 * three terms, of which one depends on no count, one on the buys and one on the sells alone: the exponentials are taken
 * once a distinct count. Terms that would overflow are factorised as Lin and Ke (2011).
 */
export function pinLikelihood(buys: ArrayLike<number>, sells: ArrayLike<number>): PinLikelihood {
  const n = buys.length;
  const bought = termsOf(buys);
  const sold = termsOf(sells);
  const {place: buyPlace, count: buyCount, weight: buyWeight, factor: buyFactor} = bought;
  const {place: sellPlace, count: sellCount, weight: sellWeight, factor: sellFactor} = sold;
  return ({alpha, delta, mu, epsilonBuy, epsilonSell}, gradient) => {
    const quiet = 1 - alpha;
    weigh(bought, Math.log(alpha * (1 - delta)) - mu, Math.log1p(mu / epsilonBuy));
    weigh(sold, Math.log(alpha * delta) - mu, Math.log1p(mu / epsilonSell));
    const large = (buyFactor[0] as number) + (sellFactor[0] as number) > 0;
    let [total, product] = [0, 1];
    let [sumGood, sumBad, buysGood, sellsBad] = [0, 0, 0, 0];
    for (let d = 0; d < n; d++) {
      const b = buyPlace[d] as number;
      const s = sellPlace[d] as number;
      let none = quiet;
      let good = buyWeight[b] as number;
      let bad = sellWeight[s] as number;
      if (large) {
        const most = Math.max(buyFactor[b] as number, sellFactor[s] as number);
        none *= Math.exp(-most);
        good *= Math.exp((buyFactor[b] as number) - most);
        bad *= Math.exp((sellFactor[s] as number) - most);
        total += most;
      }
      const sum = none + good + bad;
      product *= sum;
      if (product > 1e200 || product < 1e-200) {
        total += Math.log(product);
        product = 1;
      }
      if (!gradient) continue;
      good /= sum;
      bad /= sum;
      sumGood += good;
      sumBad += bad;
      buysGood += good * (buyCount[b] as number);
      sellsBad += bad * (sellCount[s] as number);
    }
    total += Math.log(product);
    if (gradient) {
      const shareBuy = mu / (epsilonBuy + mu);
      const shareSell = mu / (epsilonSell + mu);
      gradient[0] = sumGood + sumBad - n * alpha;
      gradient[1] = sumBad * (1 - delta) - sumGood * delta;
      gradient[2] = shareBuy * buysGood + shareSell * sellsBad - mu * (sumGood + sumBad);
      gradient[3] = bought.total - n * epsilonBuy - shareBuy * buysGood;
      gradient[4] = sold.total - n * epsilonSell - shareSell * sellsBad;
    }
    return (
      total +
      bought.total * Math.log(epsilonBuy) +
      sold.total * Math.log(epsilonSell) -
      n * (epsilonBuy + epsilonSell)
    );
  };
}

/** The days' counts of one side, and the likelihood's term of each distinct one: `weight` · exp(`factor`). */
interface Terms {
  readonly total: number;
  /** Distinct counts, descending, and which of them each day has. */
  readonly count: Float64Array;
  readonly place: Int32Array;
  readonly weight: Float64Array;
  /** 0 but where the term would be too large. */
  readonly factor: Float64Array;
}

function termsOf(counts: ArrayLike<number>): Terms {
  const n = counts.length;
  const sorted = Float64Array.from(counts).sort().reverse();
  let distinct = 0;
  let total = 0;
  for (let d = 0; d < n; d++) {
    const c = sorted[d] as number;
    total += c;
    if (d === 0 || c !== sorted[distinct - 1]) sorted[distinct++] = c;
  }
  const count = sorted.subarray(0, distinct);
  const place = new Int32Array(n);
  for (let d = 0; d < n; d++) place[d] = count.indexOf(counts[d] as number);
  return {total, count, place, weight: new Float64Array(distinct), factor: new Float64Array(distinct)};
}

/** Exponents above this are kept apart. */
const LARGE = 200;

/** Terms exp(level + count · slope): from one count to the next below it by a product, downwards so that none is lost. */
function weigh({count, weight, factor}: Terms, level: number, slope: number): void {
  const step = Math.exp(-slope);
  let above = Number.NaN;
  let term = Number.NaN;
  for (let k = 0; k < count.length; k++) {
    const c = count[k] as number;
    const exponent = level + c * slope;
    const large = exponent > LARGE;
    term = above - c === 1 ? term * step : Math.exp(large ? 0 : exponent);
    weight[k] = term;
    factor[k] = large ? exponent : 0;
    above = large ? Number.NaN : c;
  }
}
