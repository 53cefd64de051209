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
  let [count, total, weight, centre] = [0, 0, 0, 0];
  for (let k = 0; k < n; k++) {
    const v = x[k] as number;
    if (member[k] !== 1 || Number.isNaN(v)) continue;
    count++;
    total += v;
    weight += cap[k] as number;
    centre += (cap[k] as number) * v;
  }
  const mean = total / count;
  let squares = 0;
  for (let k = 0; k < n; k++) {
    const v = x[k] as number;
    if (member[k] === 1 && !Number.isNaN(v)) squares += (v - mean) ** 2;
  }
  const sd = Math.sqrt(squares / (count - 1));
  const usable = count >= 2 && sd > 1e-12 * Math.abs(mean);
  const middle = centre / weight;
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
  let {mean, sd} = momentsOf(x, n, member);
  for (let k = 0; k < n; k++) {
    if (Math.abs((x[k] as number) - mean) > discard * sd) {
      x[k] = Number.NaN;
      discarded++;
    }
  }
  if (discarded > 0) ({mean, sd} = momentsOf(x, n, member));
  const [low, high] = [mean - trim * sd, mean + trim * sd];
  for (let k = 0; k < n; k++) {
    const v = x[k] as number;
    if (!(v < low || v > high)) continue;
    x[k] = v < low ? low : high;
    trimmed++;
  }
  return {discarded, trimmed};
}

function momentsOf(x: Float64Array, n: number, member: Uint8Array): {mean: number; sd: number} {
  let [count, total] = [0, 0];
  for (let k = 0; k < n; k++) {
    const v = x[k] as number;
    if (member[k] !== 1 || Number.isNaN(v)) continue;
    count++;
    total += v;
  }
  const mean = total / count;
  let squares = 0;
  for (let k = 0; k < n; k++) {
    const v = x[k] as number;
    if (member[k] === 1 && !Number.isNaN(v)) squares += (v - mean) ** 2;
  }
  return {mean, sd: Math.sqrt(squares / (count - 1))};
}
