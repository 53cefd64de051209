/** Which of `n` stocks set the yardstick (1), and their capitalisation; both hold at least `n` values. */
export interface Yardstick {
  readonly n: number;
  /** Estimation universe. */
  readonly member: Uint8Array;
  readonly cap: Float64Array;
}

/**
 * Standardises a column in place: cap-weighted mean 0 and equal-weighted standard deviation 1 over the members
 * (Menchero, Orr and Wang 2011). NaN stays NaN. Returns the number of members with a value; the whole column becomes
 * NaN where that is below two or the members do not differ. 标准化
 */
export function standardise(x: Float64Array, {n, member, cap}: Yardstick): number {
  let [count, total, squares, weight, centre] = [0, 0, 0, 0, 0];
  const pivot = pivotOf(x, n, member);
  for (let k = 0; k < n; k++) {
    const v = (x[k] as number) - pivot;
    if (member[k] !== 1 || Number.isNaN(v)) continue;
    const c = cap[k] as number;
    count++;
    total += v;
    squares += v * v;
    weight += c;
    centre += c * v;
  }
  const mean = pivot + total / count;
  const sd = spread(total, squares, count);
  const middle = pivot + centre / weight;
  const usable = count >= 2 && sd > 1e-12 * Math.abs(mean);
  for (let k = 0; k < n; k++) x[k] = usable ? ((x[k] as number) - middle) / sd : Number.NaN;
  return count;
}

/** How many values of a column were thrown out as errors, and how many drawn in. */
export interface Trimmed {
  readonly discarded: number;
  readonly trimmed: number;
}

/**
 * Treats outliers of a column in place, in three groups (Menchero, Orr and Wang 2011): beyond `discard` standard
 * deviations of the members' mean a value is taken for an error and becomes NaN; of the rest, beyond `trim` it is
 * drawn in to that distance, mean and deviation taken anew; others stay. Counts are over all `n`. 去极值
 */
export function winsorise(
  x: Float64Array,
  {n, member}: Pick<Yardstick, "n" | "member">,
  {discard = 10, trim = 3}: {discard?: number; trim?: number} = {}
): Trimmed {
  if (!(trim > 0 && discard >= trim)) {
    throw new RangeError(`trim must be positive and discard not below it, got ${trim} and ${discard}`);
  }
  let [discarded, trimmed] = [0, 0];
  let {mean, sd, least, most} = momentsOf(x, n, member);
  if (most - mean > discard * sd || mean - least > discard * sd) {
    for (let k = 0; k < n; k++) {
      if (Math.abs((x[k] as number) - mean) > discard * sd) {
        x[k] = Number.NaN;
        discarded++;
      }
    }
    ({mean, sd, least, most} = momentsOf(x, n, member));
  }
  const [low, high] = [mean - trim * sd, mean + trim * sd];
  if (!(least < low || most > high)) return {discarded, trimmed};
  for (let k = 0; k < n; k++) {
    const v = x[k] as number;
    if (!(v < low || v > high)) continue;
    x[k] = v < low ? low : high;
    trimmed++;
  }
  return {discarded, trimmed};
}

/** A member's value, about which sums of squares lose no digits; 0 where none has one. */
function pivotOf(x: Float64Array, n: number, member: Uint8Array): number {
  for (let k = 0; k < n; k++) if (member[k] === 1 && !Number.isNaN(x[k] as number)) return x[k] as number;
  return 0;
}

/** Standard deviation from a sum and a sum of squares about a pivot. */
const spread = (sum: number, squares: number, count: number): number =>
  Math.sqrt(Math.max(0, squares - (sum * sum) / count) / (count - 1));

interface Moments {
  readonly mean: number;
  readonly sd: number;
  /** Of all `n`, members or not. */
  readonly least: number;
  readonly most: number;
}

function momentsOf(x: Float64Array, n: number, member: Uint8Array): Moments {
  const pivot = pivotOf(x, n, member);
  let [count, total, squares] = [0, 0, 0];
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let k = 0; k < n; k++) {
    const v = x[k] as number;
    if (v < least) least = v;
    if (v > most) most = v;
    if (member[k] !== 1 || Number.isNaN(v)) continue;
    const d = v - pivot;
    count++;
    total += d;
    squares += d * d;
  }
  return {mean: pivot + total / count, sd: spread(total, squares, count), least, most};
}
