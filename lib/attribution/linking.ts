export const LINKINGS = ["carino", "menchero", "frongello"] as const;
export type Linking = (typeof LINKINGS)[number];

export interface LinkInput {
  /** Portfolio and benchmark returns by period. */
  readonly portfolio: ArrayLike<number>;
  readonly benchmark: ArrayLike<number>;
  /** Effects by period, periods × effects, each period summing to portfolio − benchmark. */
  readonly effects: ArrayLike<number>;
}

export interface Linked {
  /** Each effect over the whole span; they sum to `active`. */
  readonly effects: Float64Array;
  /** Π(1 + portfolio) − Π(1 + benchmark). */
  readonly active: number;
  /** Compounding gap (复利缺口): `active` − Σ of the unlinked effects, what plain addition would miss. */
  readonly gap: number;
}

/**
 * Links effects of single periods so that they sum to the active return over all of them:
 * - `carino` (1999): scaled by log-return coefficients k_t / k;
 * - `menchero` (2000): the scaling that departs least from one factor for all periods;
 * - `frongello` (2002): a period's effects grow with the portfolio's past, and past effects with the benchmark;
 *   depends on the order of the periods.
 * Missing values give NaN. Throws on wrong sizes, and where a return is −1 or below.
 */
export function link({portfolio, benchmark, effects}: LinkInput, method: Linking): Linked {
  const periods = portfolio.length;
  if (benchmark.length !== periods)
    throw new RangeError(`benchmark must hold ${periods} values, got ${benchmark.length}`);
  if (periods === 0 || effects.length % periods !== 0)
    throw new RangeError(`effects must hold ${periods} × effects values, got ${effects.length}`);
  for (const [name, x] of [
    ["portfolio", portfolio],
    ["benchmark", benchmark]
  ] as const)
    for (let t = 0; t < periods; t++)
      if ((x[t] as number) <= -1) throw new RangeError(`${name} must be above -1, got ${x[t]}`);
  const columns = effects.length / periods;
  const [total, base] = [compound(portfolio), compound(benchmark)];
  const linked =
    method === "frongello"
      ? frongello({portfolio, benchmark, effects}, columns)
      : scaled(effects, columns, coefficients({portfolio, benchmark}, {method, total, base}));
  let plain = 0;
  for (let i = 0; i < effects.length; i++) plain += effects[i] as number;
  return {effects: linked, active: total - base, gap: total - base - plain};
}

const compound = (x: ArrayLike<number>): number => {
  let growth = 1;
  for (let t = 0; t < x.length; t++) growth *= 1 + (x[t] as number);
  return growth - 1;
};

/** (ln(1 + p) − ln(1 + b)) / (p − b), by its limit where the two are near. */
function logSlope(p: number, b: number): number {
  const x = (p - b) / (1 + b);
  return Math.abs(x) < 1e-8 ? (1 - x / 2) / (1 + b) : Math.log1p(x) / (p - b);
}

function coefficients(
  {portfolio, benchmark}: Pick<LinkInput, "portfolio" | "benchmark">,
  {method, total, base}: {readonly method: Linking; readonly total: number; readonly base: number}
): Float64Array {
  const periods = portfolio.length;
  const at = (t: number): [number, number] => [portfolio[t] as number, benchmark[t] as number];
  if (method === "carino") {
    const whole = logSlope(total, base);
    return Float64Array.from({length: periods}, (_, t) => logSlope(...at(t)) / whole);
  }
  const scale = natural(total, base, periods);
  let [squares, sum] = [0, 0];
  for (let t = 0; t < periods; t++) {
    const [p, b] = at(t);
    squares += (p - b) ** 2;
    sum += p - b;
  }
  const left = total - base - scale * sum;
  return Float64Array.from({length: periods}, (_, t) => {
    const [p, b] = at(t);
    return scale + (squares > 0 ? (left * (p - b)) / squares : 0);
  });
}

/** Menchero's natural scale: (R − B)/T over (1 + R)^{1/T} − (1 + B)^{1/T}, by its limit where R is near B. */
function natural(total: number, base: number, periods: number): number {
  const x = (total - base) / (1 + base);
  const power = (1 + base) ** (1 - 1 / periods);
  if (Math.abs(x) < 1e-8) return power * (1 + ((1 - 1 / periods) * x) / 2);
  return (power * x) / periods / Math.expm1(Math.log1p(x) / periods);
}

function scaled(effects: ArrayLike<number>, columns: number, coefficient: Float64Array): Float64Array {
  const out = new Float64Array(columns);
  coefficient.forEach((k, t) => {
    for (let c = 0; c < columns; c++) out[c] = (out[c] as number) + k * (effects[t * columns + c] as number);
  });
  return out;
}

function frongello({portfolio, benchmark, effects}: LinkInput, columns: number): Float64Array {
  const out = new Float64Array(columns);
  let growth = 1;
  for (let t = 0; t < portfolio.length; t++) {
    const b = benchmark[t] as number;
    for (let c = 0; c < columns; c++) {
      const before = out[c] as number;
      out[c] = before * (1 + b) + growth * (effects[t * columns + c] as number);
    }
    growth *= 1 + (portfolio[t] as number);
  }
  return out;
}
