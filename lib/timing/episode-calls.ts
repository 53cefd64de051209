import type {Fall} from "./episodes.js";

/** Calls of one model on one index, ascending: the bar at whose close each was known, and its side. */
export interface Calls {
  readonly at: ArrayLike<number>;
  readonly side: ArrayLike<number>;
}

/** A call inside an episode. */
export interface Heard {
  readonly at: number;
  /** Bars after the peak (of a top) or the trough (of a bottom); negative where it came before. */
  readonly lag: number;
  /** Return from the peak or trough to the call's close: what was lost, or missed, before it was known. */
  readonly passed: number;
}

/** What a model said of a fall. */
export interface EpisodeCalls {
  /** Side of the call that stood at the peak's close, and the bar since; 0 and −1 where none had been made. */
  readonly stance: number;
  readonly since: number;
  /** The first call down after the peak, up to the trough; null where it stood already or never came. */
  readonly top: Heard | null;
  /** Calls up between peak and trough: bottoms that were none. */
  readonly falseBottoms: number;
  /** The first call up after the trough within `patience` bars; null where none came. */
  readonly bottom: Heard | null;
  /** Return from the trough to the end of the patience, or of the data. */
  readonly rebound: number;
}

/** Bars after the trough within which a call up counts: half a year of trading days. */
export const PATIENCE = 120;

/** Reads a model's calls around a fall (bars of the index). Calls after the patience are not read. */
export function episodeCalls(
  {at, side}: Calls,
  close: ArrayLike<number>,
  {peak, trough}: Fall,
  {patience = PATIENCE}: {readonly patience?: number} = {}
): EpisodeCalls {
  const end = Math.min(close.length - 1, trough + patience);
  const move = (from: number, to: number): number => (close[to] as number) / (close[from] as number) - 1;
  const heard = (from: number, bar: number): Heard => ({at: bar, lag: bar - from, passed: move(from, bar)});
  let [stance, since, falseBottoms] = [0, -1, 0];
  let top: Heard | null = null;
  let bottom: Heard | null = null;
  for (let k = 0; k < at.length; k++) {
    const bar = at[k] as number;
    const s = side[k] as number;
    if (bar <= peak) {
      if (s !== stance) [stance, since] = [s, bar];
    } else if (bar <= trough) {
      if (s > 0) falseBottoms++;
      else if (!top && stance >= 0) top = heard(peak, bar);
    } else if (bar <= end && s > 0 && !bottom) bottom = heard(trough, bar);
  }
  return {stance, since, top, falseBottoms, bottom, rebound: move(trough, end)};
}
