/** Vintages of a series as columns; days are counted from 1970-01-01. */
export interface Vintages {
  /** Last day of the period. */
  readonly period: ArrayLike<number>;
  /** Day from which the value is known. */
  readonly known: ArrayLike<number>;
  readonly value: ArrayLike<number>;
}

/** A value that becomes known: a new period, or a revision of one. */
export interface Release {
  readonly known: number;
  readonly period: number;
  readonly value: number;
}

export interface OrderedReleases {
  /** By the day they become known, then by period. */
  readonly releases: readonly Release[];
  /** Values said to be known before their period ended: they count from its end. */
  readonly early: number;
  /** Periods first published after a later one: they fill the past and are no news. */
  readonly late: number;
  /** Missing values, left out. */
  readonly missing: number;
}

/**
 * Puts vintages in the order in which they became known, and counts those out of order. The order of the rows does
 * not matter. Of two values of one period known on one day the later row counts. Throws when columns differ in length.
 */
export function orderReleases({period, known, value}: Vintages): OrderedReleases {
  const n = value.length;
  for (const [name, column] of Object.entries({period, known})) {
    if (column.length !== n) throw new RangeError(`${name} must hold ${n} values, got ${column.length}`);
  }
  let [early, late, missing] = [0, 0, 0];
  const releases: Release[] = [];
  for (let i = 0; i < n; i++) {
    const [p, k, v] = [period[i] as number, known[i] as number, value[i] as number];
    if (Number.isNaN(v)) {
      missing++;
      continue;
    }
    if (k < p) early++;
    releases.push({period: p, known: Math.max(k, p), value: v});
  }
  releases.sort((a, b) => a.known - b.known || a.period - b.period);
  const seen = new Set<number>();
  let latest = Number.NEGATIVE_INFINITY;
  for (const {period: p} of releases) {
    if (!seen.has(p) && p < latest) late++;
    seen.add(p);
    latest = Math.max(latest, p);
  }
  return {releases, early, late, missing};
}

/** The periods known so far, ascending, each with its newest value. */
export class KnownSeries {
  readonly period: number[] = [];
  readonly value: number[] = [];

  /** Takes a release; true where it is of a period later than all before. */
  add({period, value}: Release): boolean {
    let at = this.period.length;
    while (at > 0 && (this.period[at - 1] as number) > period) at--;
    if (this.period[at - 1] === period) {
      this.value[at - 1] = value;
      return false;
    }
    this.period.splice(at, 0, period);
    this.value.splice(at, 0, value);
    return at === this.period.length - 1;
  }
}
