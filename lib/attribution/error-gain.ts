import {below} from "../random/pick.js";
import {createRng} from "../random/rng.js";
import {quantile} from "../stats/quantile.js";

/** By how much one estimator errs less than another, 1 − Σ errors ÷ Σ others, with a 90 % interval. */
export interface ErrorGain {
  readonly gain: number;
  readonly lo: number;
  readonly hi: number;
  readonly groups: number;
}

const DRAWS = 2000;

/**
 * The gain of absolute `errors` over `others` (误差的改进), item by item, with an interval from drawing whole groups of
 * items again: errors of one fund at several reports are not independent. `group` holds whole numbers from 0; the seed
 * is fixed, so that the same errors give the same interval. Throws where the columns differ in length.
 */
export function errorGain(
  errors: ArrayLike<number>,
  {others, group}: {readonly others: ArrayLike<number>; readonly group: ArrayLike<number>}
): ErrorGain {
  const n = errors.length;
  if (others.length !== n || group.length !== n)
    throw new RangeError(
      `errors, others and group differ in length: ${n}, ${others.length} and ${group.length}`
    );
  const groups = Array.from(group).reduce((most, g) => Math.max(most, g + 1), 0);
  const [own, other] = [new Float64Array(groups), new Float64Array(groups)];
  for (let k = 0; k < n; k++) {
    const g = group[k] as number;
    own[g] = (own[g] as number) + (errors[k] as number);
    other[g] = (other[g] as number) + (others[k] as number);
  }
  const total = (x: Float64Array): number => x.reduce((s, v) => s + v, 0);
  const rng = createRng(1, "error gain");
  const drawn = new Float64Array(DRAWS);
  for (let d = 0; d < DRAWS; d++) {
    let [a, b] = [0, 0];
    for (let k = 0; k < groups; k++) {
      const g = below(rng, groups);
      a += own[g] as number;
      b += other[g] as number;
    }
    drawn[d] = 1 - a / b;
  }
  return {
    gain: 1 - total(own) / total(other),
    lo: quantile(drawn, 0.05),
    hi: quantile(drawn, 0.95),
    groups
  };
}
