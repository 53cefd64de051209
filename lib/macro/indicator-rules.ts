/** How often a series is observed. */
export type Frequency = "D" | "W" | "M" | "Q";

/** What is usual for a frequency; days are calendar days, the rest counts observations. */
export interface FrequencyRules {
  /** Observations back with which a value is compared: a week, or the period before. */
  readonly step: number;
  /** Past changes that give the scale (three years), and how many are needed. */
  readonly window: number;
  readonly minimum: number;
  /** Days between the two compared periods beyond which they are not comparable: the series had stopped. */
  readonly gap: number;
  /** Days from the end of the last known period beyond which the series has stopped. */
  readonly stale: number;
}

/** Bounds leave room for the longest holidays, and for the months in which January is not published. */
export const RULES: Readonly<Record<Frequency, FrequencyRules>> = {
  D: {step: 5, window: 750, minimum: 250, gap: 24, stale: 16},
  W: {step: 1, window: 156, minimum: 52, gap: 24, stale: 26},
  M: {step: 1, window: 36, minimum: 24, gap: 62, stale: 100},
  Q: {step: 1, window: 12, minimum: 8, gap: 93, stale: 210}
};

/** The rules of a frequency; throws on another. */
export function rulesOf(frequency: string): FrequencyRules {
  const rules = (RULES as Readonly<Record<string, FrequencyRules | undefined>>)[frequency];
  if (!rules) throw new RangeError(`frequency must be D, W, M or Q, got "${frequency}"`);
  return rules;
}

/** Whether changes are relative: levels that are no percentages; rates and growth move in points. */
export const isRelative = ({transform, unit}: {readonly transform: string; readonly unit: string}): boolean =>
  transform === "level" && !unit.includes("%");

/** Whether January and February are read together: monthly growth rates, which the Lunar New Year distorts. */
export const mergesJanuary = ({
  frequency,
  transform
}: {
  readonly frequency: string;
  readonly transform: string;
}): boolean => frequency === "M" && (transform === "yoy" || transform === "ytd_yoy");
