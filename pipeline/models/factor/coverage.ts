import type {StyleCoverage} from "../../../lib/factor/style-exposures.js";
import {STYLES} from "../../../lib/factor/styles.js";

/** Counts what happened to exposures over a year, for the log. */
export class Coverage {
  private days = 0;
  private skipped = 0;
  private stocks = 0;
  private members = 0;
  private capless = 0;
  private readonly sums = STYLES.map(() => ({covered: 0, imputed: 0, discarded: 0, trimmed: 0, absent: 0}));

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

  /** Lines for people: universe, then styles below full coverage, then those that were missing. */
  report(label: string): string[] {
    const mean = (x: number): string => (this.days === 0 ? "0" : (x / this.days).toFixed(0));
    const lines = [
      `${label}: ${mean(this.stocks)} stocks, ${mean(this.members)} in estimation, ${mean(this.capless)} without capitalisation a day; ${this.skipped} days with too few stocks`
    ];
    const thin = STYLES.flatMap(({name}, i) => {
      const {covered, absent, imputed} = this.sums[i] ?? {covered: 0, absent: 0, imputed: 0};
      const share = covered / Math.max(1, this.members);
      return absent < this.days && (share < 0.995 || imputed > 0)
        ? [`${name} ${(100 * share).toFixed(0)} % (${mean(imputed)} fitted)`]
        : [];
    });
    if (thin.length > 0) lines.push(`${label}: own values: ${thin.join(", ")}`);
    const absent = STYLES.flatMap(({name}, i) => {
      const days = this.sums[i]?.absent ?? 0;
      return days > 0 ? [`${name} on ${days} of ${this.days} days`] : [];
    });
    if (absent.length > 0) lines.push(`${label}: missing: ${absent.join(", ")}`);
    const total = (of: "discarded" | "trimmed"): number => this.sums.reduce((s, x) => s + x[of], 0);
    lines.push(
      `${label}: ${total("discarded")} descriptor values discarded as errors, ${total("trimmed")} trimmed`
    );
    return lines;
  }
}
