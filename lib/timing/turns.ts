import type {Pivot} from "./segment-machine.js";
import type {Segments} from "./segments.js";

/** A turn and the leg that began at it. */
export interface Turn extends Pivot {
  /** Bars from the turn to the day on which it was known. */
  readonly lag: number;
  /** Return from the turn to its leg's end, and of that what had passed when it was known and what was left. */
  readonly move: number;
  readonly passed: number;
  readonly left: number;
}

/** Turns known at bar `at`, the largest moves first, at most `most`; the last leg runs to its extreme so far. */
export function largestTurns(
  close: ArrayLike<number>,
  {pivots, extreme}: Segments,
  {at, most}: {readonly at: number; readonly most: number}
): Turn[] {
  const known = pivots.filter((p) => p.confirmed <= at);
  const change = (from: number, to: number): number => (close[to] as number) / (close[from] as number) - 1;
  return known
    .map((p, k) => {
      const end = known[k + 1]?.at ?? (extreme[at] as number);
      return {
        ...p,
        lag: p.confirmed - p.at,
        move: change(p.at, end),
        passed: change(p.at, p.confirmed),
        left: change(p.confirmed, end)
      };
    })
    .sort((a, b) => Math.abs(Math.log1p(b.move)) - Math.abs(Math.log1p(a.move)))
    .slice(0, most);
}
