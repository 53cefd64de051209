/** What a flow held against its turnover says of the flow's unit. */
export interface UnitAlarm {
  /** |flow| ÷ turnover; NaN where either is missing. */
  readonly share: number;
  /** More than all that was traded: the unit, or the number, is wrong. */
  readonly impossible: boolean;
  /** The power of ten by which the flow is divided to come within `usual`; 0 where it is already. */
  readonly digits: number;
}

/**
 * Holds a net flow against the turnover it is part of, both as printed in CNY. Net flow cannot exceed turnover, and
 * over days it seldom passes a tenth: where it does, `digits` is how many zeros too many the unit has. A report that
 * prints 3,912 亿元 for one industry's week where 700 were traded has read 百万元 as 亿元 (methods S13).
 */
export function unitAlarm(
  flow: number,
  turnover: number,
  {usual = 0.1}: {readonly usual?: number} = {}
): UnitAlarm {
  if (!(usual > 0)) throw new RangeError(`usual must be positive, got ${usual}`);
  const share = turnover > 0 ? Math.abs(flow) / turnover : Number.NaN;
  const impossible = share > 1;
  return {share, impossible, digits: impossible ? Math.ceil(Math.log10(share / usual)) : 0};
}
