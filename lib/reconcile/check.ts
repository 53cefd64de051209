import type {Text} from "../format/text.js";

/**
 * What a check found. `agrees`: the recomputed value prints as the published one. `rounds`: it does not, but
 * rounding of the printed inputs explains the gap. `contradicts`: it does not explain it. `implausible`:
 * nothing in the report contradicts the number, yet it breaks a bound. `not checkable`: the report does not
 * print what a check would need.
 */
export type Verdict = "agrees" | "rounds" | "contradicts" | "implausible" | "not checkable";

/** A statement of a report with the value that its own numbers, or a named outside fact, give. */
export interface Finding {
  /** Key, `report/section/what`. */
  readonly check: string;
  /** File name of the report. */
  readonly report: string;
  /** System of the methods pages (S1 … S24). */
  readonly section: string;
  /** CNY, ratio, years, or what is counted. */
  readonly unit: string;
  readonly statement: Text;
  readonly note?: Text;
  readonly published: number;
  readonly recomputed: number;
}

export interface Check extends Finding {
  /** Published minus recomputed. */
  readonly gap: number;
  /** Largest gap that rounding of the printed numbers explains. */
  readonly tolerance: number;
  readonly verdict: Verdict;
}

export interface CompareOptions {
  /** Unit of the last printed digit of the published value. */
  readonly step: number;
  /** Largest gap explained by rounding; default half a step, the published value's own. */
  readonly tolerance?: number;
  /** Verdict of a larger gap. */
  readonly beyond?: "contradicts" | "implausible";
}

/** Judges a finding by the printed precision; throws unless both values are finite and the step is positive. */
export function compare(
  finding: Finding,
  {step, tolerance = step / 2, beyond = "contradicts"}: CompareOptions
): Check {
  const {check, published, recomputed} = finding;
  if (!(step > 0)) throw new RangeError(`check ${check}: step must be positive, got ${step}`);
  if (!Number.isFinite(published)) throw new RangeError(`check ${check}: published is ${published}`);
  if (!Number.isFinite(recomputed)) throw new RangeError(`check ${check}: recomputed is ${recomputed}`);
  const gap = published - recomputed;
  const slack = 1e-9 * Math.max(step, Math.abs(published));
  const verdict =
    Math.abs(gap) <= step / 2 + slack ? "agrees" : Math.abs(gap) <= tolerance + slack ? "rounds" : beyond;
  return {...finding, gap, tolerance, verdict};
}

/** Judges a finding in which only equality of counts will do. */
export const compareCount = (
  finding: Finding,
  {beyond = "contradicts"}: Pick<CompareOptions, "beyond"> = {}
): Check => compare(finding, {step: 1, tolerance: 0, beyond});

/** Judges a bound: the published value must be `at most` or `at least` the recomputed one. */
export function compareBound(
  finding: Finding,
  {bound, beyond = "contradicts"}: {bound: "at least" | "at most"; beyond?: "contradicts" | "implausible"}
): Check {
  const gap = finding.published - finding.recomputed;
  const holds = bound === "at most" ? gap <= 0 : gap >= 0;
  if (Number.isNaN(gap)) throw new RangeError(`check ${finding.check}: a bound needs two numbers`);
  return {...finding, gap, tolerance: 0, verdict: holds ? "agrees" : beyond};
}

/** Records a statement that the report's own numbers cannot confirm; either value may be NaN. */
export function notCheckable(finding: Finding): Check {
  return {
    ...finding,
    gap: finding.published - finding.recomputed,
    tolerance: Number.NaN,
    verdict: "not checkable"
  };
}

/**
 * Largest difference between a printed value and the same value computed from `terms` printed ones, each
 * rounded to `step` (sums and differences): half a step a term and half a step for the printed result.
 */
export function roundingOf(terms: number, step: number): number {
  if (!Number.isInteger(terms) || terms < 1) throw new RangeError(`terms must be a count, got ${terms}`);
  return ((terms + 1) * step) / 2;
}
