/** Stocks of one day. */
export interface StyledStocks {
  /** A column a style; NaN where a stock has none. */
  readonly exposure: readonly ArrayLike<number>[];
  /** Industry of each stock, 0 … industries − 1; negative for none. */
  readonly industry: ArrayLike<number>;
  /** Capitalisation, or what weighs stocks in their industry's index. */
  readonly cap: ArrayLike<number>;
}

export interface IndustryStyles {
  /** Mean exposure of each industry weighted by capitalisation, industries × styles; zero for one without stocks. */
  readonly mean: Float64Array;
  /** Stocks' departures from their industry's mean, stocks × styles; zero where a stock has no exposure or industry. */
  readonly departure: Float64Array;
}

/** Splits exposures into those of industries and those of stocks within them: x = mean of the industry + departure. */
export function industryStyles(
  {exposure, industry, cap}: StyledStocks,
  {industries}: {readonly industries: number}
): IndustryStyles {
  const [stocks, styles] = [industry.length, exposure.length];
  const mean = new Float64Array(industries * styles);
  const departure = new Float64Array(stocks * styles);
  const total = new Float64Array(industries);
  exposure.forEach((x, s) => {
    total.fill(0);
    for (let i = 0; i < stocks; i++) {
      const [g, v] = [industry[i] as number, x[i] as number];
      if (g < 0 || Number.isNaN(v)) continue;
      total[g] = (total[g] as number) + (cap[i] as number);
      mean[g * styles + s] = (mean[g * styles + s] as number) + (cap[i] as number) * v;
    }
    for (let g = 0; g < industries; g++)
      if ((total[g] as number) > 0)
        mean[g * styles + s] = (mean[g * styles + s] as number) / (total[g] as number);
    for (let i = 0; i < stocks; i++) {
      const [g, v] = [industry[i] as number, x[i] as number];
      if (g >= 0 && !Number.isNaN(v)) departure[i * styles + s] = v - (mean[g * styles + s] as number);
    }
  });
  return {mean, departure};
}
