import {readFileSync} from "node:fs";

interface Mean {
  readonly mean: number;
  readonly error: number;
  readonly t: number;
  readonly lags: number;
}

/** What `generate.py` wrote. */
export interface Golden {
  readonly spearman: readonly {readonly x: number[]; readonly y: number[]; readonly r: number}[];
  readonly means: readonly (Mean & {readonly x: number[]})[];
  readonly blocks: readonly {readonly x: number[]; readonly stationary: number}[];
  readonly fama: {
    readonly dates: number;
    readonly assets: number;
    readonly signals: readonly (number | null)[][];
    readonly forward: readonly (number | null)[];
    readonly slope: number[];
    readonly r2: number[];
    readonly premium: readonly Mean[];
    readonly horizon: number;
  };
  readonly panels: readonly {
    readonly dates: number;
    readonly assets: number;
    readonly lags: number;
    readonly score: number[];
    readonly outcome: number[];
    readonly intercept: number;
    readonly slope: number;
    readonly error: number;
    readonly t: number;
  }[];
}

export const golden = JSON.parse(readFileSync(new URL("values.json", import.meta.url), "utf8")) as Golden;

/** A JSON column, null as NaN. */
export const column = (values: readonly (number | null)[]): Float64Array =>
  Float64Array.from(values, (v) => v ?? Number.NaN);
