import {stability} from "../../../lib/factor/stability.js";
import {STYLES} from "../../../lib/factor/styles.js";
import {Rows} from "../northbound/rows.js";
import type {DailyFit, Scheme} from "./daily-fit.js";
import type {ExposureDay} from "./exposure-days.js";

/** Rows of the tables that daily regressions fill. */
export class ReturnTables {
  readonly returns = new Rows(["date"], ["scheme", "factor", "kind"], ["return", "t_stat", "t_stat_hc3"]);
  readonly fit = new Rows(["date"], ["scheme"], ["r2", "r2_centred", "n", "condition_number"]);
  readonly stability = new Rows(["date"], ["factor"], ["stability", "vif"]);

  addFit(date: number, {scheme, industries}: Scheme, fit: DailyFit): void {
    const add = (factor: string, kind: string, value: number, at: number): void => {
      if (Number.isNaN(value)) return;
      const t = value / (fit.errors[at] as number);
      const robust = value / (fit.errorsHc3[at] as number);
      this.returns.add({date, scheme, factor, kind, return: value, t_stat: t, t_stat_hc3: robust});
    };
    add("country", "country", fit.country, 0);
    industries.forEach((name, g) => {
      const to = fit.group[g] as number;
      if (to >= 0) add(name, "industry", fit.industry[to] as number, 1 + to);
    });
    fit.styles.forEach((s, j) => {
      add(STYLES[s]?.name ?? "", "style", fit.style[j] as number, 1 + industries.length + j);
    });
    const {r2, r2Centred, n, condition} = fit;
    this.fit.add({date, scheme, r2, r2_centred: r2Centred, n, condition_number: condition});
  }

  /** Stability of each style against the exposures of a month before, and its variance inflation that day. */
  addStability(date: number, fit: DailyFit, now: ExposureDay, before: ExposureDay | undefined): void {
    const values = before && stabilityOf(now, before);
    fit.styles.forEach((s, j) => {
      const value = values?.[s] ?? Number.NaN;
      this.stability.add({date, factor: STYLES[s]?.name ?? "", stability: value, vif: fit.vif[j] as number});
    });
  }
}

/** Both days hold their stocks in the order of the grid, so one walk along both finds the pairs. */
function stabilityOf(now: ExposureDay, before: ExposureDay): Float64Array {
  const match = new Int32Array(now.n).fill(-1);
  for (let k = 0, m = 0; k < now.n; k++) {
    while (m < before.n && (before.col[m] as number) < (now.col[k] as number)) m++;
    if (m < before.n && before.col[m] === now.col[k] && before.member[m] === 1) match[k] = m;
  }
  const weight = Float64Array.from(now.weight, (w, k) => (now.member[k] === 1 ? w : 0));
  return stability(now.style, before.style, {match, weight});
}
