import type {LabReport} from "../../lib/backtest/lab-report.js";
import {COSTS, type Cost} from "../../lib/backtest/result.js";
import type {Shown} from "./lab-figures.js";

type Figures = Pick<
  LabReport,
  "annualReturn" | "sharpe" | "sharpeError" | "maxDrawdown" | "turnover" | "capacity" | "moments"
>;

/** The default variant as the page's data hold it: numbers rounded, missing ones null. */
interface Plain {
  readonly parameters: Shown["parameters"];
  readonly days: readonly number[];
  readonly nav: readonly number[];
  readonly gross: readonly number[];
  readonly benchmark: readonly number[] | null;
  readonly figures: Readonly<
    Record<"annualReturn" | "sharpe" | "sharpeError" | "maxDrawdown" | "turnover" | "capacity", number | null>
  >;
  readonly moments: LabReport["moments"];
  readonly years: readonly Readonly<Record<keyof Shown["years"][number], number | null>>[];
  readonly months: {readonly key: readonly number[]; readonly value: readonly number[]};
  readonly costs: Readonly<Partial<Record<string, number>>>;
  readonly meanNav: number;
  readonly obstacles: Shown["obstacles"];
}

/** What is drawn before anything is run, and what costs took a year; undefined where the dataset is too short. */
export function startOf({
  report
}: {
  readonly report: Plain | null;
}): (Shown & Figures & {readonly costYear: number}) | undefined {
  if (!report) return undefined;
  const {
    parameters,
    days,
    nav,
    gross,
    benchmark,
    figures,
    moments,
    years,
    months,
    costs,
    meanNav,
    obstacles
  } = report;
  const n = days.length;
  const daily = (total: number): Float64Array => new Float64Array(n).fill(total / n);
  const total = COSTS.reduce((s, kind) => s + (costs[kind] ?? 0), 0);
  const number = (x: number | null): number => x ?? Number.NaN;
  return {
    parameters,
    days,
    nav,
    gross,
    benchmark: benchmark ?? undefined,
    annualReturn: number(figures.annualReturn),
    sharpe: number(figures.sharpe),
    sharpeError: number(figures.sharpeError),
    maxDrawdown: number(figures.maxDrawdown),
    turnover: number(figures.turnover),
    capacity: number(figures.capacity),
    moments,
    years: years.map(
      (row) =>
        Object.fromEntries(
          Object.entries(row).map(([k, v]) => [k, number(v)])
        ) as unknown as Shown["years"][number]
    ),
    months: {key: Int32Array.from(months.key), value: Float64Array.from(months.value)},
    costs: Object.fromEntries(COSTS.map((kind) => [kind, daily(costs[kind] ?? 0)])) as Record<
      Cost,
      Float64Array
    >,
    navFen: new Float64Array(n).fill(meanNav),
    obstacles,
    costYear: (total / meanNav / n) * 252
  };
}
