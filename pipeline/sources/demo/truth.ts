import {type FactorPaths, STYLES, styles} from "./factors.js";
import {isMonthEnd} from "./indices.js";
import {industriesOf} from "./industries.js";
import type {Output} from "./output.js";
import type {Plan} from "./plan.js";
import {Rows} from "./rows.js";
import type {State} from "./state.js";

const names = ["country", ...industriesOf.citic.map((r) => r.industry), ...styles];
const kinds = ["country", "industry", "style"] as const;
const sorted = names.map((_, k) => k).sort((a, b) => ((names[a] ?? "") < (names[b] ?? "") ? -1 : 1));

/** Writes what was planted: factor returns by day, style exposures at month ends. */
export class TruthWriter {
  private readonly returns = new Rows(
    {date: "day", factor: "code", kind: "code", return: "number"},
    {factor: names, kind: kinds}
  );
  private readonly exposures: Rows;

  constructor(
    private readonly plan: Plan,
    private readonly state: State,
    private readonly output: Output
  ) {
    const cells = Object.fromEntries(styles.map((s) => [s, "number" as const]));
    this.exposures = new Rows({date: "day", code: "code", ...cells}, {code: state.universe.codes});
  }

  /** After the close of day `t`; `industry` holds the centred industry returns. */
  day(t: number, paths: FactorPaths, industry: Float64Array): void {
    const day = this.plan.calendar.days[t] as number;
    const count = industry.length;
    for (const k of sorted) {
      const kind = k === 0 ? 0 : k <= count ? 1 : 2;
      const value =
        kind === 0
          ? paths.country[t]
          : kind === 1
            ? industry[k - 1]
            : paths.style[t * STYLES + k - 1 - count];
      this.returns.push(day, k, kind, value as number);
    }
    if (!isMonthEnd(this.plan, t)) return;
    const {active, exposure} = this.state;
    for (const i of active)
      this.exposures.push(day, i, ...exposure.subarray(i * STYLES, i * STYLES + STYLES));
  }

  endYear(): void {
    this.output.append("truth_factor_return", this.returns.take());
    this.output.append("truth_exposure", this.exposures.take());
  }
}
