import type {Pivot} from "./segment-machine.js";
import type {Segments} from "./segments.js";

/** A leg between two bars of a view; provisional from the running extreme on. */
export interface ViewLeg {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  readonly provisional: boolean;
}

/** What is known at bar `at`, in the last `bars` bars up to it; bars are numbered from the view's first. */
export interface SegmentView {
  /** The series' bar that is the view's first. */
  readonly first: number;
  readonly legs: readonly ViewLeg[];
  /** Pivots known, with their bar and that of their confirmation in the view; either may lie before it. */
  readonly pivots: readonly (Pivot & {readonly bar: number; readonly known: number})[];
}

/** The last `bars` bars up to `at` with the legs and pivots known at its close; a leg that began earlier is cut. */
export function segmentView(
  close: ArrayLike<number>,
  run: Segments,
  {at, bars}: {readonly at: number; readonly bars: number}
): SegmentView {
  if (!(Number.isInteger(at) && at >= 0 && at < close.length))
    throw new RangeError(`at must be a bar from 0 to ${close.length - 1}, got ${at}`);
  const first = Math.max(0, at - bars + 1);
  const known = run.pivots.filter((p) => p.confirmed <= at);
  const turns = [...known.map((p) => p.at), run.extreme[at] as number, at];
  const legs: ViewLeg[] = [];
  for (let k = 1; k < turns.length; k++) {
    const [from, to] = [turns[k - 1] as number, turns[k] as number];
    if (to <= Math.max(from, first)) continue;
    legs.push({...cut(close, {from, to, first}), provisional: k === turns.length - 1});
  }
  return {
    first,
    legs,
    pivots: known.map((p) => ({...p, bar: p.at - first, known: p.confirmed - first}))
  };
}

function cut(
  close: ArrayLike<number>,
  {from, to, first}: {readonly from: number; readonly to: number; readonly first: number}
): Omit<ViewLeg, "provisional"> {
  const [a, b] = [close[from] as number, close[to] as number];
  const begin = Math.max(from, first);
  return {from: begin - first, to: to - first, start: a + ((b - a) * (begin - from)) / (to - from), end: b};
}
