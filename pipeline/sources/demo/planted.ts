import type {MarketSource} from "./measure.js";

/** Planted returns of the market and of size by year, and the volatility of each style. */
export interface Planted {
  readonly years: {readonly year: number[]; readonly country: number[]; readonly size: number[]};
  readonly styles: {readonly factor: string[]; readonly volatility: number[]; readonly annual: number[]};
}

/** Reads the planted truth for the page that shows it; models never do. */
export async function plantedYears(source: MarketSource): Promise<Planted> {
  const years = await source.query(`SELECT year(date) AS year,
    exp(sum(ln(1 + "return")) FILTER (factor = 'country')) - 1 AS country,
    exp(sum(ln(1 + "return")) FILTER (factor = 'size')) - 1 AS size
    FROM truth_factor_return GROUP BY 1 ORDER BY 1`);
  const styles = await source.query(`SELECT factor, stddev("return") * sqrt(244) AS volatility,
    avg("return") * 244 AS annual FROM truth_factor_return WHERE kind = 'style' GROUP BY 1 ORDER BY 2 DESC, 1`);
  return {
    years: {
      year: Array.from(years.numbers("year")),
      country: Array.from(years.numbers("country")),
      size: Array.from(years.numbers("size"))
    },
    styles: {
      factor: styles.strings("factor").map(String),
      volatility: Array.from(styles.numbers("volatility")),
      annual: Array.from(styles.numbers("annual"))
    }
  };
}
