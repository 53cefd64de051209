/** Bars of one stock that count: price moves, volumes and amounts, in order of time. */
export interface TradeBars {
  /** Return of the bar, close over open − 1. */
  readonly move: ArrayLike<number>;
  /** In shares, above zero. */
  readonly volume: ArrayLike<number>;
  /** In CNY. */
  readonly amount: ArrayLike<number>;
}

export interface SmartRule {
  /** Exponent of the volume in S = |R| / V^β. */
  readonly beta: number;
  /** Share of the volume that counts as smart. */
  readonly share: number;
}

export const SMART: SmartRule = {beta: 0.5, share: 0.2};

/** Days of bars that are pooled. */
export const SMART_DAYS = 10;

/**
 * Smart-money premium (聪明钱): bars are taken by S = |R| / V^β from the highest, earlier bars first where equal, as long
 * as their volume together is at most `share` of all (one bar at least); the premium is their average price over that
 * of all bars, less 1. Prices and volumes must be on one basis across splits. NaN where no bar moves or there are none.
 */
export function smartPremium(bars: TradeBars, rule: SmartRule = SMART): number {
  const pool = smartPool(1, rule);
  pool.next(bars);
  return pool.premium().pooled;
}

export interface SmartPool {
  /** Takes a day's bars; the oldest day leaves when the pool is full. */
  next(bars: TradeBars): void;
  /** Premium over the pooled days; NaN until the pool is full. */
  premium(): SmartPremium;
}

export interface SmartPremium {
  /** Average price of the smart bars over that of all pooled bars, less 1. */
  readonly pooled: number;
  /** The same bars, each at its price over its own day's average: what is left without the price's drift over days. */
  readonly within: number;
}

interface Day {
  readonly s: Float64Array;
  readonly volume: Float64Array;
  readonly amount: Float64Array;
  /** Average price of the day. */
  readonly average: number;
  readonly totalVolume: number;
  readonly totalAmount: number;
}

/**
 * The same over the last `days` days, one day at a time: each day is sorted once and the pool is read by merging its
 * days from the top until the share is reached.
 */
export function smartPool(days: number, {beta, share}: SmartRule = SMART): SmartPool {
  if (!(Number.isInteger(days) && days >= 1))
    throw new RangeError(`days must be a whole number from 1, got ${days}`);
  if (!(share > 0 && share <= 1)) throw new RangeError(`share must lie in (0, 1], got ${share}`);
  const held: Day[] = [];
  const head = new Int32Array(days);
  const top = new Float64Array(days);
  return {
    next(bars) {
      held.push(sortedDay(bars, beta));
      if (held.length > days) held.shift();
    },
    premium() {
      if (held.length < days) return {pooled: Number.NaN, within: Number.NaN};
      let [volume, amount] = [0, 0];
      for (const day of held) {
        volume += day.totalVolume;
        amount += day.totalAmount;
      }
      head.fill(0);
      for (let d = 0; d < days; d++) top[d] = (held[d] as Day).s[0] ?? 0;
      let [taken, paid, relative] = [0, 0, 0];
      for (;;) {
        let best = -1;
        let most = 0;
        for (let d = 0; d < days; d++) {
          if ((top[d] as number) > most) {
            most = top[d] as number;
            best = d;
          }
        }
        if (best < 0) break;
        const day = held[best] as Day;
        const at = head[best] as number;
        const v = day.volume[at] as number;
        if (taken > 0 && taken + v > share * volume) break;
        taken += v;
        paid += day.amount[at] as number;
        relative += (day.amount[at] as number) / day.average;
        head[best] = at + 1;
        top[best] = day.s[at + 1] ?? 0;
      }
      return {
        pooled: taken > 0 ? paid / taken / (amount / volume) - 1 : Number.NaN,
        within: taken > 0 ? relative / taken - 1 : Number.NaN
      };
    }
  };
}

/** A day's bars by S, highest first; insertion keeps equal ones in order of time. */
function sortedDay({move, volume, amount}: TradeBars, beta: number): Day {
  const n = move.length;
  const day = {s: new Float64Array(n), volume: new Float64Array(n), amount: new Float64Array(n)};
  let [totalVolume, totalAmount] = [0, 0];
  for (let k = 0; k < n; k++) {
    const v = volume[k] as number;
    const a = amount[k] as number;
    if (!(v > 0)) throw new RangeError(`volume must be positive, got ${v} at bar ${k}`);
    totalVolume += v;
    totalAmount += a;
    const s = Math.abs(move[k] as number) / (beta === 0.5 ? Math.sqrt(v) : v ** beta);
    let at = k;
    while (at > 0 && (day.s[at - 1] as number) < s) {
      day.s[at] = day.s[at - 1] as number;
      day.volume[at] = day.volume[at - 1] as number;
      day.amount[at] = day.amount[at - 1] as number;
      at--;
    }
    day.s[at] = s;
    day.volume[at] = v;
    day.amount[at] = a;
  }
  return {...day, average: totalAmount / totalVolume, totalVolume, totalAmount};
}
