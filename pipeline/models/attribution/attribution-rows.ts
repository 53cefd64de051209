import {marketTiming, type TimingModel} from "../../../lib/attribution/market-timing.js";
import {QUADRANTS, quadrantIndex, quadrantShares} from "../../../lib/attribution/quadrant.js";
import {Rows} from "../../sources/demo/rows.js";

const MODELS: readonly TimingModel[] = ["henriksson-merton", "treynor-mazuy"];

/** Empty `fund_attribution`, `fund_quadrant` and `fund_timing`. */
export function tables(codes: readonly string[]) {
  return {
    days: new Rows(
      {
        date: "day",
        fund: "code",
        d: "number",
        r: "number",
        d_static: "number",
        d_timing: "number",
        quadrant: "code",
        d_position: "number",
        d_style: "number",
        r_style: "number",
        known_date: "day"
      },
      {fund: codes, quadrant: QUADRANTS}
    ),
    quadrants: new Rows(
      {fund: "code", quadrant: "code", share: "number"},
      {fund: codes, quadrant: QUADRANTS}
    ),
    timing: new Rows(
      {
        fund: "code",
        model: "code",
        alpha: "number",
        alpha_t: "number",
        beta: "number",
        gamma: "number",
        gamma_t: "number",
        r2: "number",
        n: "number"
      },
      {fund: codes, model: MODELS}
    )
  };
}

/** Trailing sums of one fund by row: D, R, of D the static tilt, the total position and styles, and of R styles. */
export type Sums = Readonly<Record<"d" | "r" | "fixed" | "position" | "dStyle" | "rStyle", Float64Array>>;

/** Rows of `fund_attribution`: one a day, with the day from which it is `known`. */
export function addDays(
  rows: Rows,
  f: number,
  {
    days,
    known,
    sums: {d, r, fixed, position, dStyle, rStyle}
  }: {readonly days: Int32Array; readonly known: Int32Array; readonly sums: Sums}
): void {
  for (let t = 0; t < d.length; t++) {
    const [a, b, c] = [d[t] as number, r[t] as number, fixed[t] as number];
    const q = quadrantIndex(a, b);
    if (q < 0) continue;
    const of = [position, dStyle, rStyle].map((x) => x[t] as number);
    rows.push(days[t] as number, f, a, b, c, a - c, q, ...of, known[t] as number);
  }
}

/** Rows of `fund_quadrant`. */
export function addShares(rows: Rows, f: number, {d, r}: Sums): void {
  const shares = quadrantShares(d, r);
  for (const q of QUADRANT_ORDER) {
    const share = shares[q] as number;
    if (!Number.isNaN(share)) rows.push(f, q, share);
  }
}

const QUADRANT_ORDER = QUADRANTS.map((_, q) => q).sort((a, b) =>
  (QUADRANTS[a] ?? "") < (QUADRANTS[b] ?? "") ? -1 : 1
);

/** Rows of `fund_timing`: regressions on the days that have an attribution. */
export function addTiming(
  rows: Rows,
  f: number,
  {
    fund,
    market,
    weight
  }: {readonly fund: Float64Array; readonly market: Float64Array; readonly weight: Float64Array}
): void {
  const own = fund.map((x, t) => (Number.isNaN(weight[t] as number) ? Number.NaN : x));
  MODELS.forEach((model, m) => {
    const fit = marketTiming(own, market, {model, minimum: 250});
    if (Number.isNaN(fit.gamma)) return;
    rows.push(f, m, fit.alpha * 252, fit.alphaT, fit.beta, fit.gamma, fit.gammaT, fit.r2, fit.n);
  });
}
