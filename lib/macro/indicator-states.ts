import {type FrequencyRules, isRelative, mergesJanuary, rulesOf} from "./indicator-rules.js";
import {KnownSeries, type OrderedReleases} from "./indicator-series.js";

/** What is said of a reading beside its numbers. */
export type Note = "" | "january" | "merged" | "short" | "gap";

/** A series as it stood after a release. */
export interface IndicatorState {
  /** Day from which it stands. */
  readonly known: number;
  /** End of the period of `value`. */
  readonly period: number;
  readonly value: number;
  /** A week, month or quarter before; NaN where there is none. */
  readonly previous: number;
  /** Relative for levels, in the series' own points for rates; NaN where the two are not comparable. */
  readonly change: number;
  /** Change ÷ standard deviation of the changes of the three years before, cut at ±3. */
  readonly z: number;
  /** Whether this release was of a new period; else it revised one. */
  readonly fresh: boolean;
  /**
   * `january`: a January growth rate alone, not comparable until February is known; `merged`: the mean of January
   * and February; `short`: too little history for a scale; `gap`: the series had stopped before this value.
   */
  readonly note: Note;
}

export interface IndicatorOptions {
  /** D, W, M or Q. */
  readonly frequency: string;
  /** `level`, or a rate of growth. */
  readonly transform: string;
  readonly unit: string;
  readonly clip?: number;
}

/**
 * Follows a series release by release (行业高频指标): at each, the latest value known, the one before, their change,
 * and the change against the spread of earlier changes. Those are kept as they were first seen and end before the
 * present one, so later vintages change no past reading, and a jump does not damp itself. The mean of past changes is
 * not taken off: an arrow never points against the printed move. Daily series are compared over five observations.
 * Monthly growth rates of January wait for February and are then read as their mean (Lunar New Year). Methods S23.
 * Throws on an unknown frequency.
 */
export function indicatorStates(
  {releases}: Pick<OrderedReleases, "releases">,
  {frequency, transform, unit, clip = 3}: IndicatorOptions
): IndicatorState[] {
  const rules = rulesOf(frequency);
  const reading = {
    rules,
    relative: isRelative({transform, unit}),
    merges: mergesJanuary({frequency, transform})
  };
  const series = new KnownSeries();
  const changes: number[] = [];
  let scale = Number.NaN;
  let pending = Number.NaN;
  return releases.map((release): IndicatorState => {
    const fresh = series.add(release);
    if (fresh) {
      if (!Number.isNaN(pending)) changes.push(pending);
      scale = spreadOf(changes, rules);
    }
    const {note, ...read} = readingOf(series, reading);
    if (fresh) pending = read.change;
    const z = Math.max(-clip, Math.min(clip, read.change / scale));
    const short = Number.isNaN(scale) && !Number.isNaN(read.change);
    return {known: release.known, ...read, z, fresh, note: short ? "short" : note};
  });
}

interface Reading {
  readonly rules: FrequencyRules;
  readonly relative: boolean;
  readonly merges: boolean;
}

/** The latest value against the one a step before. */
function readingOf(
  {period, value}: KnownSeries,
  {rules, relative, merges}: Reading
): Pick<IndicatorState, "period" | "value" | "previous" | "change" | "note"> {
  const last = period.length - 1;
  const end = period[last] as number;
  const month = merges ? monthOf(end) : 0;
  const at = (k: number): number => (k < 0 ? Number.NaN : (value[k] as number));
  const merged = (k: number): number => {
    if (!merges || k < 1 || monthOf(period[k] as number) !== 2) return at(k);
    return isJanuaryOf(period[k - 1] as number, period[k] as number) ? (at(k) + at(k - 1)) / 2 : at(k);
  };
  const hasJanuary = month === 2 && last > 0 && isJanuaryOf(period[last - 1] as number, end);
  const back = last - rules.step - (hasJanuary ? 1 : 0);
  const now = merged(last);
  const previous = merged(back);
  const apart = back < 0 ? Number.NaN : end - (period[back] as number);
  if (month === 1) return {period: end, value: now, previous, change: Number.NaN, note: "january"};
  if (apart > rules.gap) return {period: end, value: now, previous, change: Number.NaN, note: "gap"};
  return {
    period: end,
    value: now,
    previous,
    change: relative ? (now > 0 && previous > 0 ? now / previous - 1 : Number.NaN) : now - previous,
    note: hasJanuary ? "merged" : ""
  };
}

const monthOf = (day: number): number => new Date(day * 86_400_000).getUTCMonth() + 1;
const isJanuaryOf = (day: number, february: number): boolean => monthOf(day) === 1 && february - day < 32;

/** Standard deviation (n − 1) of the last changes; NaN where there are too few or they do not vary. */
function spreadOf(changes: readonly number[], {window, minimum}: FrequencyRules): number {
  const from = Math.max(0, changes.length - window);
  const n = changes.length - from;
  if (n < minimum) return Number.NaN;
  let sum = 0;
  for (let i = from; i < changes.length; i++) sum += changes[i] as number;
  const mean = sum / n;
  let squares = 0;
  for (let i = from; i < changes.length; i++) squares += ((changes[i] as number) - mean) ** 2;
  const sd = Math.sqrt(squares / (n - 1));
  return sd > 0 ? sd : Number.NaN;
}
