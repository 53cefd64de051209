import type {StyleCoverage} from "../../../lib/factor/style-exposures.js";
import {STYLES} from "../../../lib/factor/styles.js";

/** Counts what happened to exposures over a year, for the log. */
export class Coverage {
  private days = 0;
  private skipped = 0;
  private stocks = 0;
  private members = 0;
  private capless = 0;
  private readonly sums: readonly Sums[] = STYLES.map(() => ({
    covered: 0,
    imputed: 0,
    discarded: 0,
    trimmed: 0,
    absent: 0
  }));

  skip(): void {
    this.skipped++;
  }

  add(
    {n, members, capless}: {n: number; members: number; capless: number},
    styles: readonly StyleCoverage[]
  ): void {
    this.days++;
    this.stocks += n;
    this.members += members;
    this.capless += capless;
    styles.forEach((s, i) => {
      const sum = this.sums[i];
      if (!sum) return;
      sum.covered += s.covered;
      sum.imputed += s.imputed;
      sum.discarded += s.discarded;
      sum.trimmed += s.trimmed;
      if (!s.present) sum.absent++;
    });
  }

  /** One line for people: the universe, what was thrown out, styles that were fitted in part, styles that were missing. */
  report(label: string): string {
    const mean = (x: number): string => (this.days === 0 ? "0" : (x / this.days).toFixed(0));
    const total = (of: "discarded" | "trimmed"): number => this.sums.reduce((s, x) => s + x[of], 0);
    const named = STYLES.map(({name}, i) => ({name, ...(this.sums[i] as Sums)}));
    const fitted = named
      .filter(({absent, covered}) => absent < this.days && covered < 0.95 * this.members)
      .map(
        ({name, covered, imputed}) =>
          `${name} ${((100 * covered) / this.members).toFixed(0)} % (${mean(imputed)} a day)`
      );
    const missing = named
      .filter(({absent}) => absent > 0)
      .map(({name, absent}) => `${name} on ${absent} of ${this.days} days`);
    return [
      `${label}: ${mean(this.stocks)} stocks, ${mean(this.members)} in estimation, ${mean(this.capless)} without capitalisation a day`,
      `${this.skipped} days with too few stocks`,
      `descriptors: ${total("discarded")} discarded, ${total("trimmed")} trimmed`,
      ...(fitted.length > 0 ? [`own values, others fitted: ${fitted.join(", ")}`] : []),
      ...(missing.length > 0 ? [`missing: ${missing.join(", ")}`] : [])
    ].join("; ");
  }
}

interface Sums {
  covered: number;
  imputed: number;
  discarded: number;
  trimmed: number;
  absent: number;
}
