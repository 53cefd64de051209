import {crossSection} from "../../../lib/factor/cross-section.js";
import {shrinkBySize} from "../../../lib/factor/shrinkage.js";
import {columns, type Slot} from "../../../lib/factor/slots.js";
import {SpecificVolatility} from "../../../lib/factor/specific-volatility.js";
import {VolatilityRegime} from "../../../lib/factor/volatility-regime.js";
import {type ExposureDay, presentStyles} from "./exposure-days.js";

const MONTH = 21;

/** Specific risk as it rolls (USE4S): own history, structural blend, shrinkage, volatility regime. */
export class SpecificRisk {
  private readonly own: SpecificVolatility;
  private readonly regime = new VolatilityRegime({halfLife: 42});
  private readonly sigma: Float64Array;
  private readonly cap: Float64Array;

  constructor(
    assets: number,
    private readonly industries: number
  ) {
    this.own = new SpecificVolatility(assets);
    this.sigma = new Float64Array(assets).fill(Number.NaN);
    this.cap = new Float64Array(assets);
  }

  /** Takes in a day's specific returns, with the exposures of the day before for the weights of the universe. */
  push(returns: Float64Array, exposures: ExposureDay): void {
    this.cap.fill(0);
    for (let k = 0; k < exposures.n; k++) {
      if (exposures.member[k] === 1)
        this.cap[exposures.col[k] as number] = (exposures.weight[k] as number) ** 2;
    }
    this.regime.push(returns, this.sigma, this.cap);
    this.own.push(returns);
    this.own.volatility(this.sigma);
  }

  /** Daily specific volatility by stock from its own history, as of the day pushed last; NaN without one. */
  get daily(): Float64Array {
    return this.sigma;
  }

  slots(): Slot[] {
    return [...this.own.slots(), ...this.regime.slots(), ...columns(this.sigma)];
  }

  /** Monthly specific volatility of the stocks of a day, in its order; NaN for all before there is history. */
  forecast(day: ExposureDay): Float64Array {
    const {n, col, weight} = day;
    const sigma = Float64Array.from({length: n}, (_, k) => this.sigma[col[k] as number] as number);
    const trust = Float64Array.from({length: n}, (_, k) => this.own.trust(col[k] as number));
    const structural = this.structure(day, sigma, trust);
    const blended = sigma.map((s, k) => {
      const g = trust[k] as number;
      const other = structural?.[k] ?? Number.NaN;
      if (Number.isNaN(other)) return g > 0 ? s : Number.NaN;
      return g > 0 ? g * s + (1 - g) * other : other;
    });
    const cap = weight.map((w) => w * w);
    const scale = this.regime.lambda * Math.sqrt(MONTH);
    return shrinkBySize(blended, cap).map((s) => s * scale);
  }

  /** exp of the regression of ln σ on the factors over trusted members, scaled to their cap-weighted mean (E₀). */
  private structure(day: ExposureDay, sigma: Float64Array, trust: Float64Array): Float64Array | undefined {
    const {n, weight, member} = day;
    const styles = presentStyles(day);
    const industry = day.industry[0] as Int32Array;
    const rows: number[] = [];
    for (let k = 0; k < n; k++) {
      const usable =
        member[k] === 1 && trust[k] === 1 && (sigma[k] as number) > 0 && (industry[k] as number) >= 0;
      if (usable) rows.push(k);
    }
    const pick = (x: ArrayLike<number>): Float64Array => Float64Array.from(rows, (k) => x[k] as number);
    const style = styles.map((s) => pick(day.style[s] as Float64Array));
    if (rows.length < 3 * (styles.length + this.industries)) return undefined;
    const cap = pick(weight).map((w) => w * w);
    const sample = {
      n: rows.length,
      style,
      industry: Int32Array.from(rows, (k) => industry[k] as number),
      weight: pick(weight),
      cap,
      y: pick(sigma).map(Math.log)
    };
    const fit = crossSection({assets: rows.length, industries: this.industries, styles: styles.length})(
      sample,
      {robust: false}
    );
    const fitted = Float64Array.from({length: n}, (_, k) => {
      const g = industry[k] as number;
      const level = g < 0 ? 0 : (fit.industry[g] as number);
      let ln = fit.country + (Number.isNaN(level) ? 0 : level);
      styles.forEach((s, j) => {
        const f = fit.style[j] as number;
        if (!Number.isNaN(f)) ln += f * ((day.style[s] as Float64Array)[k] as number);
      });
      return Math.exp(ln);
    });
    let [actual, guess] = [0, 0];
    rows.forEach((k, m) => {
      actual += (cap[m] as number) * (sigma[k] as number);
      guess += (cap[m] as number) * (fitted[k] as number);
    });
    return fitted.map((f) => (f * actual) / guess);
  }
}
