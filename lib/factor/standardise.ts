/** Which of `n` stocks set the yardstick (1), and their capitalisation; both hold at least `n` values. */
export interface Yardstick {
  readonly n: number;
  /** Estimation universe. */
  readonly member: Uint8Array;
  readonly cap: Float64Array;
  /** Places of the members (`membersOf`), for whoever measures many columns by one yardstick. */
  readonly rows?: Int32Array;
}

/** Places of the members, ascending. Without a branch: whether the next stock is one cannot be foretold. */
export function membersOf({n, member}: Pick<Yardstick, "n" | "member">): Int32Array {
  const rows = new Int32Array(n + 1);
  let m = 0;
  for (let k = 0; k < n; k++) {
    rows[m] = k;
    m += member[k] as number;
  }
  return rows.subarray(0, m);
}

/**
 * Standardises a column in place: cap-weighted mean 0 and equal-weighted standard deviation 1 over the members
 * (Menchero, Orr and Wang 2011). NaN stays NaN. Returns the number of members with a value; the whole column becomes
 * NaN where that is below two or the members do not differ. 标准化
 */
export function standardise(x: Float64Array, yardstick: Yardstick): number {
  const {n, cap, rows = membersOf(yardstick)} = yardstick;
  const {count, mean, sd, middle} = yardsOf(x, rows, cap);
  if (count >= 2 && sd > 1e-12 * Math.abs(mean)) rescale(x, n, middle, sd);
  else x.fill(Number.NaN, 0, n);
  return count;
}

/** Loops stand in functions of their own: in one function the engine gives up its code for one whenever the other starts. */
function rescale(x: Float64Array, n: number, middle: number, sd: number): void {
  for (let k = 0; k < n; k++) x[k] = ((x[k] as number) - middle) / sd;
}

/** Number, mean, deviation and cap-weighted mean of the members with a value. */
function yardsOf(x: Float64Array, rows: Int32Array, cap: Float64Array) {
  const pivot = pivotOf(x, rows);
  let count = 0;
  let total = 0;
  let squares = 0;
  let weight = 0;
  let centre = 0;
  for (let m = 0; m < rows.length; m++) {
    const k = rows[m] as number;
    const v = (x[k] as number) - pivot;
    if (Number.isNaN(v)) continue;
    const c = cap[k] as number;
    count++;
    total += v;
    squares += v * v;
    weight += c;
    centre += c * v;
  }
  const middle = pivot + centre / weight;
  return {count, mean: pivot + total / count, sd: spread(total, squares, count), middle};
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
  yardstick: Pick<Yardstick, "n" | "member" | "rows">,
  {discard = 10, trim = 3}: {discard?: number; trim?: number} = {}
): Trimmed {
  if (!(trim > 0 && discard >= trim)) {
    throw new RangeError(`trim must be positive and discard not below it, got ${trim} and ${discard}`);
  }
  const {n, rows = membersOf(yardstick)} = yardstick;
  let discarded = 0;
  let trimmed = 0;
  let {mean, sd, least, most} = momentsOf(x, n, rows);
  if (most - mean > discard * sd || mean - least > discard * sd) {
    for (let k = 0; k < n; k++) {
      if (Math.abs((x[k] as number) - mean) > discard * sd) {
        x[k] = Number.NaN;
        discarded++;
      }
    }
    ({mean, sd, least, most} = momentsOf(x, n, rows));
  }
  const [low, high] = [mean - trim * sd, mean + trim * sd];
  if (least < low || most > high) trimmed = drawIn(x, n, low, high);
  return {discarded, trimmed};
}

/** Draws values in to low … high and returns how many. */
function drawIn(x: Float64Array, n: number, low: number, high: number): number {
  let trimmed = 0;
  for (let k = 0; k < n; k++) {
    const v = x[k] as number;
    if (!(v < low || v > high)) continue;
    x[k] = v < low ? low : high;
    trimmed++;
  }
  return trimmed;
}

/** A member's value, about which sums of squares lose no digits; 0 where none has one. */
function pivotOf(x: Float64Array, rows: Int32Array): number {
  for (const k of rows) if (!Number.isNaN(x[k] as number)) return x[k] as number;
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

function momentsOf(x: Float64Array, n: number, rows: Int32Array): Moments {
  const pivot = pivotOf(x, rows);
  let count = 0;
  let total = 0;
  let squares = 0;
  for (let m = 0; m < rows.length; m++) {
    const d = (x[rows[m] as number] as number) - pivot;
    if (Number.isNaN(d)) continue;
    count++;
    total += d;
    squares += d * d;
  }
  const mean = pivot + total / count;
  return {mean, sd: spread(total, squares, count), ...extremes(x, n)};
}

function extremes(x: Float64Array, n: number): Pick<Moments, "least" | "most"> {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < n; k++) {
    const v = x[k] as number;
    if (v < least) least = v;
    if (v > most) most = v;
  }
  return {least, most};
}
