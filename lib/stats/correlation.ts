/** Throws where two columns differ in length. */
function checkPair(x: ArrayLike<number>, y: ArrayLike<number>): void {
  if (x.length !== y.length) throw new RangeError(`y must hold ${x.length} values, got ${y.length}`);
}

/**
 * Covariance over the pairs that hold no NaN, divisor n − `ddof`; NaN where there are not more than `ddof` pairs.
 * Throws when the columns differ in length.
 */
export function covariance(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  {ddof = 1}: {ddof?: number} = {}
): number {
  const {n, xy} = moments(x, y);
  return n <= ddof ? Number.NaN : xy / (n - ddof);
}

/**
 * Pearson correlation over the pairs that hold no NaN; with `weight` (not negative) a weighted one.
 * NaN for fewer than two pairs or a column that does not vary. Throws when columns differ in length.
 */
export function correlation(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  {weight}: {weight?: ArrayLike<number>} = {}
): number {
  const {n, xx, yy, xy} = moments(x, y, weight);
  if (n < 2 || !(xx > 0) || !(yy > 0)) return Number.NaN;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}

function moments(x: ArrayLike<number>, y: ArrayLike<number>, weight?: ArrayLike<number>) {
  checkPair(x, y);
  if (weight) checkPair(x, weight);
  let [n, w, mx, my] = [0, 0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const v = weightOf(x, y, weight, i);
    if (!(v > 0)) continue;
    n++;
    w += v;
    mx += v * (x[i] as number);
    my += v * (y[i] as number);
  }
  mx /= w;
  my /= w;
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const v = weightOf(x, y, weight, i);
    if (!(v > 0)) continue;
    const dx = (x[i] as number) - mx;
    const dy = (y[i] as number) - my;
    xx += v * dx * dx;
    yy += v * dy * dy;
    xy += v * dx * dy;
  }
  return {n, xx, yy, xy};
}

/** 0 where a value is missing. */
function weightOf(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  weight: ArrayLike<number> | undefined,
  i: number
): number {
  if (Number.isNaN((x[i] as number) + (y[i] as number))) return 0;
  return weight ? (weight[i] as number) : 1;
}
