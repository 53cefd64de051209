import {STYLES} from "../../../lib/factor/styles.js";
import {correlation} from "../../../lib/stats/correlation.js";
import {Rows} from "../northbound/rows.js";
import type {DailyFit, Scheme} from "./daily-fit.js";
import {type ExposureDay, presentStyles} from "./exposure-days.js";

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
  addStability(
    date: number,
    fit: DailyFit,
    now: ExposureDay,
    before: ExposureDay | undefined,
    assets: number
  ): void {
    const past = before && stylesByStock(before, assets);
    const members = Float64Array.from(now.weight, (w, k) => (now.member[k] === 1 ? w : 0));
    fit.styles.forEach((s, j) => {
      const then = past?.[s];
      const own = now.style[s] as Float64Array;
      const stability = then
        ? correlation(
            own,
            Float64Array.from(now.col, (i) => then[i] as number),
            {weight: members}
          )
        : Number.NaN;
      this.stability.add({date, factor: STYLES[s]?.name ?? "", stability, vif: fit.vif[j] as number});
    });
  }
}

function stylesByStock(day: ExposureDay, assets: number): (Float64Array | undefined)[] {
  const present = new Set(presentStyles(day));
  return day.style.map((x, s) => {
    if (!present.has(s)) return undefined;
    const wide = new Float64Array(assets).fill(Number.NaN);
    for (let k = 0; k < day.n; k++) if (day.member[k] === 1) wide[day.col[k] as number] = x[k] as number;
    return wide;
  });
}
