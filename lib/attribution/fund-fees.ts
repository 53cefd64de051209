/** Redemption fees from a day on: rates by how long the shares were held, shortest first. */
export interface FeeSchedule {
  /** First day of the schedule, counted from 1970-01-01. */
  readonly from: number;
  /** Holders of under `days` calendar days pay `rate`; none beyond the last. */
  readonly steps: readonly {readonly days: number; readonly rate: number}[];
}

const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;

/**
 * What an investor in class A of an equity fund usually pays to redeem (methods S18): 1.5 % under seven days, then
 * 0.75 % under thirty and 0.5 % under a year; from 2026-01-01 the rule of 公募基金销售费用管理规定, 1.5, 1 and 0.5 % under
 * 7, 30 and 180 days.
 */
export const REDEMPTION: readonly FeeSchedule[] = [
  {
    from: Number.NEGATIVE_INFINITY,
    steps: [
      {days: 7, rate: 0.015},
      {days: 30, rate: 0.0075},
      {days: 365, rate: 0.005}
    ]
  },
  {
    from: day("2026-01-01"),
    steps: [
      {days: 7, rate: 0.015},
      {days: 30, rate: 0.01},
      {days: 180, rate: 0.005}
    ]
  }
];

/** Subscription fee of class A at the usual discount. */
export const SUBSCRIPTION = 0.0015;

/** Rate paid on redeeming, on a day, shares held for `held` calendar days. Throws on a negative or missing holding. */
export function redemptionFee(
  on: number,
  held: number,
  schedules: readonly FeeSchedule[] = REDEMPTION
): number {
  if (!(held >= 0)) throw new RangeError(`held must not be negative, got ${held}`);
  const schedule = schedules.findLast((s) => s.from <= on);
  return schedule?.steps.find((s) => held < s.days)?.rate ?? 0;
}
