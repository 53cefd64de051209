import {type StyleCoverage, styleExposures} from "../../../lib/factor/style-exposures.js";
import {STYLES} from "../../../lib/factor/styles.js";
import type {CrossSectionDay} from "./market-state.js";

/** A day's descriptors with each stock's industry, −1 where unknown, of `industries` ones. */
export interface DescribedDay {
  readonly section: CrossSectionDay;
  readonly industry: Int16Array;
  readonly industries: number;
  /** Share of members that a style needs. */
  readonly least: number;
}

/** The same cross-section with a column a style. */
export interface ExposedDay {
  readonly section: CrossSectionDay;
  readonly exposures: readonly Float64Array[];
  readonly coverage: readonly StyleCoverage[];
}

/** Exposures of a day from its descriptors, which are used up. */
export function exposedDay({section, industry, industries, least}: DescribedDay): ExposedDay {
  const exposures = STYLES.map(() => new Float64Array(section.col.length));
  const coverage = styleExposures(section.raw, exposures, {...section, industry, industries}, {least});
  return {section: {...section, raw: []}, exposures, coverage};
}
