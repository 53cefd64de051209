/** What is redeemed from a bucket of stocks, and what the bucket trades. */
export interface Redemption {
  /** Assets of the products, CNY. */
  readonly assets: number;
  /** Share of them redeemed. */
  readonly rate: number;
  /** Share of their holdings in the bucket. */
  readonly share: number;
  /** Mean daily amount of the bucket, CNY. */
  readonly volume: number;
  /** Daily volatility of the bucket. */
  readonly volatility: number;
}

export interface RedemptionOptions {
  /** Share of the day's volume that sellers take. */
  readonly participation?: number;
  /** κ of the square-root law, 0.5 to 1.5 in the literature. */
  readonly impact?: number;
}

export interface RedemptionImpact {
  /** To be sold, CNY: assets × rate × share. */
  readonly sale: number;
  /** Days at the participation. */
  readonly days: number;
  /** Fall of the price by the square-root law κ·σ·√(sale ÷ volume) (Almgren and others 2005). */
  readonly fall: number;
}

/** Liquidity that a redemption takes from a bucket (赎回冲击, methods S20). Throws on shares outside 0 to 1. */
export function redemptionImpact(
  {assets, rate, share, volume, volatility}: Redemption,
  {participation = 0.1, impact = 1}: RedemptionOptions = {}
): RedemptionImpact {
  for (const [name, v] of Object.entries({rate, share, participation}))
    if (!(v >= 0 && v <= 1)) throw new RangeError(`${name} must lie in 0 to 1, got ${v}`);
  const sale = assets * rate * share;
  return {sale, days: sale / (participation * volume), fall: impact * volatility * Math.sqrt(sale / volume)};
}

/** Share of holdings in the bucket that a printed impact implies: impact ÷ (assets × rate). */
export const impliedShare = (impact: number, assets: number, rate: number): number =>
  impact / (assets * rate);
