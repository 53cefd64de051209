import type {IndustryBook} from "../flow/industry-book.js";
import {panelColumn, panelRow} from "../flow/industry-book.js";

/** Panels of the prosperity page, weeks × industries. */
export type ProsperityMeasure =
  | "roe_fttm"
  | "growth_fttm"
  | "revision"
  | "roll_down"
  | "composition"
  | "growth_revision"
  | "growth_roll_down"
  | "growth_composition"
  | "coverage"
  | "stocks";

/** Weekly points of a quarter (近一季). */
export const QUARTER_WEEKS = 13;

/** One week of every industry. */
export interface ProsperityView {
  readonly row: Readonly<Record<ProsperityMeasure, Float64Array>>;
  /** Change of ROE and of growth on the companies covered in both weeks: revision + roll-down. */
  readonly dRoe: Float64Array;
  readonly dGrowth: Float64Array;
  /** The quarter's weekly levels of each industry, up to the week. */
  readonly roePath: readonly Float64Array[];
  readonly growthPath: readonly Float64Array[];
}

/** Reads week `at` of the book and the quarter before it; nothing later. */
export function prosperityView(
  {panels, industries}: Pick<IndustryBook<ProsperityMeasure>, "panels" | "industries">,
  at: number
): ProsperityView {
  const n = industries.length;
  const row = Object.fromEntries(
    Object.entries(panels).map(([name, panel]) => [name, panelRow(panel, at, n)])
  ) as Record<ProsperityMeasure, Float64Array>;
  const path = (panel: Float64Array): Float64Array[] =>
    industries.map((_, c) => panelColumn(panel, c, {industries: n, from: at - QUARTER_WEEKS + 1, to: at}));
  const plus = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, c) => x + (b[c] as number));
  return {
    row,
    dRoe: plus(row.revision, row.roll_down),
    dGrowth: plus(row.growth_revision, row.growth_roll_down),
    roePath: path(panels.roe_fttm),
    growthPath: path(panels.growth_fttm)
  };
}
