import {decayOf} from "../stats/ewma.js";
import {Ring} from "./ring.js";
import {columns, type Slot, whole} from "./slots.js";

/**
 * BETA and HSIGMA of CNE5, a day at a time: weighted regression of excess returns on the market over `window` days
 * with the given half-life, and the weighted standard deviation of its residuals. 贝塔与残差波动
 *
 * Six decayed sums an asset take the new day in and the day that leaves the window out, so a day costs the same
 * however long the window. A missing return (NaN) has no weight. NaN below `least` returns. Known at the close of
 * the day pushed last.
 */
export class BetaWindow {
  readonly beta: Float64Array;
  readonly hsigma: Float64Array;
  /** Returns in the window. */
  readonly count: Int32Array;
  private readonly returns: Ring;
  private readonly market: Ring;
  private readonly sums: readonly Float64Array[];
  private readonly decay: number;
  private readonly least: number;

  constructor(assets: number, {window = 252, halfLife = 63, least = 63} = {}) {
    this.decay = decayOf(halfLife);
    this.least = least;
    this.returns = new Ring(window, assets);
    this.market = new Ring(window, 1);
    this.beta = new Float64Array(assets).fill(Number.NaN);
    this.hsigma = new Float64Array(assets).fill(Number.NaN);
    this.count = new Int32Array(assets);
    this.sums = Array.from({length: 6}, () => new Float64Array(assets));
  }

  /** Takes in a day's excess returns, one an asset, and the market's. */
  push(returns: Float64Array, market: number): void {
    const decay = this.decay;
    const beta = this.beta;
    const hsigma = this.hsigma;
    const count = this.count;
    const least = this.least;
    const {days, assets} = this.returns;
    const [w, m, mm, r, rm, rr] = this.sums as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array
    ];
    const gone = this.returns.row(days - 1);
    const goneMarket = this.market.row(days - 1)[0] as number;
    const left = decay ** days;
    for (let i = 0; i < assets; i++) {
      let sw = decay * (w[i] as number);
      let sm = decay * (m[i] as number);
      let smm = decay * (mm[i] as number);
      let sr = decay * (r[i] as number);
      let srm = decay * (rm[i] as number);
      let srr = decay * (rr[i] as number);
      let n = count[i] as number;
      const old = gone[i] as number;
      if (!Number.isNaN(old + goneMarket)) {
        n--;
        sw -= left;
        sm -= left * goneMarket;
        smm -= left * goneMarket * goneMarket;
        sr -= left * old;
        srm -= left * old * goneMarket;
        srr -= left * old * old;
      }
      const x = returns[i] as number;
      if (!Number.isNaN(x + market)) {
        n++;
        sw += 1;
        sm += market;
        smm += market * market;
        sr += x;
        srm += x * market;
        srr += x * x;
      }
      if (n === 0) sw = sm = smm = sr = srm = srr = 0;
      count[i] = n;
      w[i] = sw;
      m[i] = sm;
      mm[i] = smm;
      r[i] = sr;
      rm[i] = srm;
      rr[i] = srr;
      if (n < least) {
        beta[i] = hsigma[i] = Number.NaN;
        continue;
      }
      const vm = smm / sw - (sm / sw) ** 2;
      const b = vm > 0 ? (srm / sw - (sr / sw) * (sm / sw)) / vm : Number.NaN;
      beta[i] = b;
      hsigma[i] = Math.sqrt(Math.max(0, srr / sw - (sr / sw) ** 2 - b * b * vm));
    }
    this.returns.push(returns);
    this.market.push(Float64Array.of(market));
  }

  slots(): Slot[] {
    const own = columns(this.beta, this.hsigma, this.count, ...this.sums);
    return [...this.returns.slots(), ...whole(this.market.slots()), ...own];
  }
}
