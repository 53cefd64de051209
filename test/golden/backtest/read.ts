import {readFileSync} from "node:fs";

/** What `make.py` wrote. */
interface Golden {
  readonly returns: number[];
  readonly benchmark: number[];
  readonly days: number[];
  readonly empyrical: Readonly<Record<string, number>>;
  readonly moments: {readonly skewness: number; readonly kurtosis: number};
  readonly hac: {alpha: number; alpha_error: number; beta: number; beta_error: number};
  readonly sharpe_error: number;
  readonly sharpe_term: number;
  readonly drawdown: number[];
  readonly months: number[];
  readonly quarters: number[];
  readonly years: number[];
  readonly p: number[];
  readonly holm: number[];
  readonly bonferroni: number[];
  readonly fdr_bh: number[];
  readonly fdr_by: number[];
  readonly variants: number[];
  readonly cscv: {readonly pbo: number; readonly logits: number[]};
}

export const golden = JSON.parse(readFileSync(new URL("performance.json", import.meta.url), "utf8")) as Golden;
