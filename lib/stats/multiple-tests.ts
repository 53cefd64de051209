/** p-values of a family of tests, in any order; NaN ones count for nothing and stay NaN. */
type Family = ArrayLike<number>;

/** Bonferroni's adjusted p-values: p × m, at most 1. */
export const bonferroni = (p: Family): Float64Array => adjusted(p, (x, _, m) => x * m, "up");

/** Holm's (1979) adjusted p-values, step down: the chance of any false finding is held under any dependence. */
export const holm = (p: Family): Float64Array => adjusted(p, (x, k, m) => x * (m - k), "up");

/** Benjamini and Hochberg's (1995) adjusted p-values: the share of false findings is held under independence. */
export const benjaminiHochberg = (p: Family): Float64Array =>
  adjusted(p, (x, k, m) => (x * m) / (k + 1), "down");

/**
 * Benjamini and Yekutieli's (2001) adjusted p-values (BHY): the share of false findings is held under any dependence,
 * at the price of the factor Σ 1/i.
 */
export function benjaminiYekutieli(p: Family): Float64Array {
  return adjusted(
    p,
    (x, k, m) => {
      let harmonic = 0;
      for (let i = 1; i <= m; i++) harmonic += 1 / i;
      return (x * m * harmonic) / (k + 1);
    },
    "down"
  );
}

/** Scales sorted p-values and makes them monotone: running maximum from the smallest up, or minimum from the largest. */
function adjusted(
  p: Family,
  scale: (x: number, k: number, m: number) => number,
  step: "up" | "down"
): Float64Array {
  const order: number[] = [];
  for (let i = 0; i < p.length; i++) {
    const x = p[i] as number;
    if (x < 0 || x > 1) throw new RangeError(`p[${i}] must lie in [0, 1], got ${x}`);
    if (!Number.isNaN(x)) order.push(i);
  }
  order.sort((a, b) => (p[a] as number) - (p[b] as number));
  const m = order.length;
  const scaled = order.map((i, k) => Math.min(1, scale(p[i] as number, k, m)));
  const out = new Float64Array(p.length).fill(Number.NaN);
  let run = step === "up" ? 0 : 1;
  for (let j = 0; j < m; j++) {
    const k = step === "up" ? j : m - 1 - j;
    run = step === "up" ? Math.max(run, scaled[k] as number) : Math.min(run, scaled[k] as number);
    out[order[k] as number] = run;
  }
  return out;
}
