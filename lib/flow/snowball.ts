/** Terms of a snowball note (雪球), levels relative to its start. */
export interface Snowball {
  /** Watched at every close. */
  readonly knockIn: number;
  /** Watched once a month, from the end of month `lock` on. */
  readonly knockOut: number;
  /** A year, simple, paid with the principal. */
  readonly coupon: number;
  readonly months: number;
  readonly lock: number;
}

export interface SnowballMarket {
  readonly rate: number;
  /** Carry of the index in the hedge: the rate less the annual basis of its futures. */
  readonly dividend: number;
  readonly volatility: number;
}

/** Trading days of a month and a year, as the notes count them here. */
export const MONTH_DAYS = 21;
export const YEAR_DAYS = 252;

/** Throws where terms or market make no sense. */
export function checkSnowball(
  {knockIn, knockOut, coupon, months, lock}: Snowball,
  {rate, dividend, volatility}: SnowballMarket
): void {
  if (!(knockIn > 0 && knockIn < knockOut))
    throw new RangeError(`knockIn must lie between 0 and knockOut ${knockOut}, got ${knockIn}`);
  if (!(Number.isInteger(months) && months >= 1))
    throw new RangeError(`months must be at least 1, got ${months}`);
  if (!(Number.isInteger(lock) && lock >= 1 && lock <= months))
    throw new RangeError(`lock must lie in 1 to ${months}, got ${lock}`);
  if (!(volatility >= 0)) throw new RangeError(`volatility must not be negative, got ${volatility}`);
  if (!Number.isFinite(coupon + rate + dividend))
    throw new RangeError(`coupon, rate and dividend must be numbers, got ${coupon}, ${rate}, ${dividend}`);
}

/** Whether the knock-out is watched at the close of a day of the note's life. */
export const isObservation = ({months, lock}: Snowball, day: number): boolean =>
  day % MONTH_DAYS === 0 && day >= lock * MONTH_DAYS && day <= months * MONTH_DAYS;

/** What the note pays when it is knocked out on a day, or lives to its end without a knock-in. */
export const redemptionAt = ({coupon}: Snowball, day: number): number => 1 + (coupon * day) / YEAR_DAYS;

/** What it pays at its end after a knock-in: the principal less the fall. */
export const knockedPayoff = (level: number): number => Math.min(level, 1);
