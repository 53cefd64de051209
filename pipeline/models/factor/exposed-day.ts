import {type StyleCoverage, styleExposures} from "../../../lib/factor/style-exposures.js";
import type {CrossSectionDay} from "./cross-section-day.js";

/** A day's descriptors with each stock's industry, −1 where unknown, of `industries` ones. */
export interface DescribedDay {
  readonly section: CrossSectionDay;
  readonly industry: Int16Array;
  readonly industries: number;
  /** Share of members that a style needs. */
  readonly least: number;
}

/** Writes the exposures of a day from its descriptors, which are used up. */
export const exposeDay = ({section, industry, industries, least}: DescribedDay): StyleCoverage[] =>
  styleExposures(section.raw, section.exposures, {...section, industry, industries}, {least});
