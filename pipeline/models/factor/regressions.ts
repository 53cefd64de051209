import {type CrossSectionFit, crossSection} from "../../../lib/factor/cross-section.js";
import type {Sample, Shape} from "../../../lib/factor/within.js";

/** One cross-section to regress; `spare` degrees of freedom must be left. */
export interface Regression {
  readonly sample: Sample;
  readonly shape: Shape;
  readonly spare: number;
}

const rooms = new Map<string, ReturnType<typeof crossSection>>();

/** The room of a shape, kept for the next day. */
export function roomOf({assets, industries, styles}: Shape): ReturnType<typeof crossSection> {
  const key = `${assets} ${industries} ${styles}`;
  const found = rooms.get(key);
  if (found) return found;
  const made = crossSection({assets, industries, styles});
  rooms.set(key, made);
  return made;
}

export const regress = ({sample, shape, spare}: Regression): CrossSectionFit =>
  roomOf(shape)(sample, {spare});
