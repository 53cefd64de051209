import type {EfficientFit} from "../../../lib/factor/efficient-fit.js";
import {STYLES} from "../../../lib/factor/styles.js";
import {Rows} from "../northbound/rows.js";
import type {DailyFit, Scheme} from "./daily-fit.js";

/** Rows of the tables that daily regressions fill. */
export class ReturnTables {
  readonly returns = new Rows(
    ["date"],
    ["scheme", "factor", "kind"],
    ["return", "t_stat", "t_stat_hc3", "efficient", "efficient_t"]
  );
  readonly fit = new Rows(["date"], ["scheme"], ["r2", "r2_centred", "n", "condition_number"]);
  readonly stability = new Rows(["date"], ["factor"], ["stability", "vif"]);

  /** Adds a day's fit; the efficient estimate, where there is one, stands beside it. */
  addFit(
    date: number,
    {scheme, industries}: Scheme,
    fit: Omit<DailyFit, "residual">,
    efficient?: EfficientFit
  ): void {
    const own = factorValues(fit);
    const other = efficient && factorValues(efficient);
    const add = (factor: string, kind: string, at: number): void => {
      const value = own[at] as number;
      if (Number.isNaN(value)) return;
      const better = other?.[at] ?? Number.NaN;
      this.returns.add({
        date,
        scheme,
        factor,
        kind,
        return: value,
        t_stat: value / (fit.errors[at] as number),
        t_stat_hc3: value / (fit.errorsHc3[at] as number),
        efficient: better,
        efficient_t: better / (efficient?.errors[at] ?? Number.NaN)
      });
    };
    add("country", "country", 0);
    industries.forEach((name, g) => {
      const to = fit.group[g] as number;
      if (to >= 0) add(name, "industry", 1 + to);
    });
    fit.styles.forEach((s, j) => {
      add(STYLES[s]?.name ?? "", "style", 1 + industries.length + j);
    });
    const {r2, r2Centred, n, condition} = fit;
    this.fit.add({date, scheme, r2, r2_centred: r2Centred, n, condition_number: condition});
  }

  /** Adds the stability of each style (by style, NaN without a month before) and its variance inflation that day. */
  addStability(date: number, {styles, vif}: Pick<DailyFit, "styles" | "vif">, values?: Float64Array): void {
    styles.forEach((s, j) => {
      const stability = values?.[s] ?? Number.NaN;
      this.stability.add({date, factor: STYLES[s]?.name ?? "", stability, vif: vif[j] as number});
    });
  }
}

/** Returns in the order of their errors: country, industries, styles. */
const factorValues = ({
  country,
  industry,
  style
}: Pick<DailyFit, "country" | "industry" | "style">): number[] => [country, ...industry, ...style];
