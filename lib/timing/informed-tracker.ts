import {SMART, SMART_DAYS, type SmartPremium, type SmartRule, smartPool} from "./smart-money.js";
import {BUCKETS, buyShare, vpinStream} from "./vpin.js";

/** One stock's bars of one day, those of continuous trading with volume, in order of time, on one basis across splits. */
export interface StockDay {
  readonly open: ArrayLike<number>;
  readonly high: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly close: ArrayLike<number>;
  readonly volume: ArrayLike<number>;
  readonly amount: ArrayLike<number>;
}

export interface TrackerOptions {
  /** Days pooled for the smart-money premium. */
  readonly smartDays: number;
  readonly smart: SmartRule;
  /** Days of the average volume and of the dispersion of bar returns. */
  readonly volumeDays: number;
  /** Buckets an average day fills, and over which VPIN is averaged. */
  readonly buckets: number;
  /** Days of counts that PIN is fitted to. */
  readonly pinDays: number;
}

export const TRACKER: TrackerOptions = {
  smartDays: SMART_DAYS,
  smart: SMART,
  volumeDays: 20,
  buckets: BUCKETS,
  pinDays: 60
};

export interface InformedTracker {
  /** Takes the next day; false where it says nothing: no bars, or one price all day (locked at a limit). */
  next(day: StockDay): boolean;
  /** Smart-money premium of the last ten days that count; NaN before. */
  premium(): SmartPremium;
  /** VPIN of the last fifty buckets; NaN before. */
  readonly vpin: number;
  /** Daily counts of rising and falling bars of the last sixty days that count; shorter before. */
  readonly buys: readonly number[];
  readonly sells: readonly number[];
}

/**
 * Measures of informed trading of one stock, fed a day at a time and known at that day's close. Bars are signed within
 * themselves (close over open), so that a night's news is no trade. Buckets hold the mean volume of the last twenty
 * days ÷ 50, and sigma is the standard deviation of their bar returns, today's among them.
 */
export function informedTracker(options: TrackerOptions = TRACKER): InformedTracker {
  const {smartDays, smart, volumeDays, buckets, pinDays} = options;
  const pool = smartPool(smartDays, smart);
  const vpin = vpinStream({buckets});
  const past: {volume: number; n: number; sum: number; squares: number}[] = [];
  const buys: number[] = [];
  const sells: number[] = [];
  return {
    buys,
    sells,
    premium: () => pool.premium(),
    get vpin() {
      return vpin.value;
    },
    next({open, high, low, close, volume, amount}) {
      const n = close.length;
      let [top, bottom] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
      for (let k = 0; k < n; k++) {
        top = Math.max(top, high[k] as number);
        bottom = Math.min(bottom, low[k] as number);
      }
      if (!(top > bottom)) return false;
      const move = new Float64Array(n);
      const today = {volume: 0, n, sum: 0, squares: 0};
      let [rose, fell] = [0, 0];
      for (let k = 0; k < n; k++) {
        const r = (close[k] as number) / (open[k] as number) - 1;
        move[k] = r;
        today.volume += volume[k] as number;
        today.sum += r;
        today.squares += r * r;
        if (r > 0) rose++;
        else if (r < 0) fell++;
      }
      pool.next({move, volume, amount});
      keep(past, today, volumeDays);
      keep(buys, rose, pinDays);
      keep(sells, fell, pinDays);
      const {size, sigma} = scaleOf(past, buckets);
      for (let k = 0; k < n; k++) vpin.next(volume[k] as number, buyShare(move[k] as number, sigma), size);
      return true;
    }
  };
}

function keep<T>(list: T[], value: T, most: number): void {
  list.push(value);
  if (list.length > most) list.shift();
}

function scaleOf(
  past: readonly {
    readonly volume: number;
    readonly n: number;
    readonly sum: number;
    readonly squares: number;
  }[],
  buckets: number
): {size: number; sigma: number} {
  let [volume, n, sum, squares] = [0, 0, 0, 0];
  for (const day of past) {
    volume += day.volume;
    n += day.n;
    sum += day.sum;
    squares += day.squares;
  }
  const variance = n > 1 ? (squares - (sum * sum) / n) / (n - 1) : 0;
  return {size: volume / past.length / buckets, sigma: variance > 1e-18 ? Math.sqrt(variance) : 0};
}
