import {Ring} from "./ring.js";
import {columns, type Slot} from "./slots.js";

const MONTH = 21;

/**
 * STOM, STOQ and STOA of CNE5, a day at a time: ln of the mean monthly turnover (volume over float shares) of the
 * last 1, 3 and 12 months of 21 days, which is the ln of the mean of exp(STOM) over those months. 换手率
 * A suspended day counts as no turnover. NaN before a stock has so many days, and where nothing was traded.
 */
export class TurnoverWindow {
  readonly stom: Float64Array;
  readonly stoq: Float64Array;
  readonly stoa: Float64Array;
  private readonly total: Float64Array;
  private readonly age: Int32Array;
  private readonly totals: Ring;

  constructor(assets: number) {
    this.total = new Float64Array(assets);
    this.age = new Int32Array(assets);
    this.totals = new Ring(12 * MONTH + 1, assets);
    this.stom = new Float64Array(assets).fill(Number.NaN);
    this.stoq = new Float64Array(assets).fill(Number.NaN);
    this.stoa = new Float64Array(assets).fill(Number.NaN);
  }

  /** Takes in a day's turnover, one an asset; NaN where a stock was not listed or its float is unknown. */
  push(turnover: Float64Array): void {
    const total = this.total;
    const age = this.age;
    const totals = this.totals;
    for (let i = 0; i < total.length; i++) {
      const x = turnover[i] as number;
      if (Number.isNaN(x)) continue;
      age[i] = (age[i] as number) + 1;
      total[i] = (total[i] as number) + x;
    }
    totals.push(total);
    this.measure(this.stom, 1);
    this.measure(this.stoq, 3);
    this.measure(this.stoa, 12);
  }

  private measure(out: Float64Array, months: number): void {
    const total = this.total;
    const age = this.age;
    const totals = this.totals;
    const before = totals.row(months * MONTH);
    for (let i = 0; i < out.length; i++) {
      const old = before[i] as number;
      const traded = (total[i] as number) - (Number.isNaN(old) ? 0 : old);
      out[i] =
        (age[i] as number) >= months * MONTH && traded > 1e-12 ? Math.log(traded / months) : Number.NaN;
    }
  }

  slots(): Slot[] {
    return [...this.totals.slots(), ...columns(this.total, this.age, this.stom, this.stoq, this.stoa)];
  }
}

/**
 * CMRA: the range of cumulative excess log return over the last 1 … 12 months of 21 days. The published form
 * ln(1 + Zmax) − ln(1 + Zmin) is undefined once a stock has lost 63 % (Z ≤ −1), so the range Zmax − Zmin stands in
 * for all. A missing return counts as none; NaN below `least` months of history.
 */
export class RangeWindow {
  readonly value: Float64Array;
  /** Assets whose published form was undefined on the last day. */
  undefinedForm = 0;
  private readonly total: Float64Array;
  private readonly age: Int32Array;
  private readonly totals: Ring;
  private readonly least: number;

  constructor(assets: number, {least = 6} = {}) {
    this.least = least;
    this.total = new Float64Array(assets);
    this.age = new Int32Array(assets);
    this.totals = new Ring(12 * MONTH + 1, assets);
    this.value = new Float64Array(assets).fill(Number.NaN);
  }

  /** Takes in a day's excess log returns; `listed` is 1 where the stock exists that day. */
  push(logs: Float64Array, listed: Uint8Array): void {
    const total = this.total;
    const age = this.age;
    const totals = this.totals;
    const value = this.value;
    const least = this.least;
    for (let i = 0; i < total.length; i++) {
      if (listed[i] === 0) continue;
      age[i] = (age[i] as number) + 1;
      const x = logs[i] as number;
      if (!Number.isNaN(x)) total[i] = (total[i] as number) + x;
    }
    totals.push(total);
    const rows = Array.from({length: 12}, (_, k) => totals.row((k + 1) * MONTH));
    this.undefinedForm = 0;
    for (let i = 0; i < total.length; i++) {
      const months = Math.min(12, Math.floor((age[i] as number) / MONTH));
      let [high, low] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
      for (let k = 0; k < months; k++) {
        const old = (rows[k] as Float64Array)[i] as number;
        const z = (total[i] as number) - (Number.isNaN(old) ? 0 : old);
        if (z > high) high = z;
        if (z < low) low = z;
      }
      if (low <= -1) this.undefinedForm++;
      value[i] = months < least ? Number.NaN : high - low;
    }
  }

  slots(): Slot[] {
    return [...this.totals.slots(), ...columns(this.total, this.age, this.value)];
  }
}
