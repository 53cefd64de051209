import {oversoldReversal} from "../../../lib/pattern/oversold-reversal.js";
import {strongBreakout} from "../../../lib/pattern/strong-breakout.js";
import {strongPullback} from "../../../lib/pattern/strong-pullback.js";
import {thinEvents} from "../../../lib/pattern/thin-events.js";
import {createRng} from "../../../lib/random/rng.js";
import {quantileSorted} from "../../../lib/stats/quantile.js";
import {type Histories, historyOf} from "./histories.js";

export const PATTERNS = ["oversold", "breakout", "pullback"] as const;
/** Random days of the same universe: what any purchase would have brought. */
export const PLACEBO = "random";
export type Pattern = (typeof PATTERNS)[number] | typeof PLACEBO;

export interface DetectOptions {
  /** Days between two events of a stock, at least. */
  readonly gap: number;
  /** Share of the strongest stocks by `momentum` bars of return. */
  readonly strongest: number;
  readonly momentum: number;
  /** Chance of a stock-day to be a random event. */
  readonly chance: number;
  readonly seed: number;
}

/** Events of each pattern: rows of the histories, in order. */
export type Events = Readonly<Record<Pattern, Int32Array>>;

/** Finds the events of every stock; nothing at a row reads anything after it. */
export function detect(histories: Histories, options: DetectOptions): Events {
  const {codes, start, eligible} = histories;
  const strong = strongest(histories, options);
  const found: Record<Pattern, number[]> = {oversold: [], breakout: [], pullback: [], random: []};
  codes.forEach((code, i) => {
    const [from, to] = [start[i] as number, start[i + 1] as number];
    const own = eligible.subarray(from, to);
    if (!own.includes(1)) return;
    const bars = historyOf(histories, i);
    const keep = (pattern: Pattern, flag: Uint8Array): void => {
      const events = thinEvents(
        flag.map((f, t) => f & (own[t] as number)),
        bars.day,
        options.gap
      );
      for (const t of events) found[pattern].push(from + t);
    };
    keep("oversold", oversoldReversal(bars));
    keep("breakout", strongBreakout(bars));
    keep("pullback", strongPullback(bars, strong.subarray(from, to)));
    const rng = createRng(options.seed, `pattern ${code}`);
    keep(
      PLACEBO,
      own.map(() => (rng.uniform() < options.chance ? 1 : 0))
    );
  });
  return {
    oversold: Int32Array.from(found.oversold),
    breakout: Int32Array.from(found.breakout),
    pullback: Int32Array.from(found.pullback),
    random: Int32Array.from(found.random)
  };
}

/** 1 where a stock of the universe is among the strongest by the return of its last bars, of all that day. */
function strongest(
  {start, codes, all, eligible, days}: Histories,
  {strongest, momentum}: DetectOptions
): Uint8Array {
  const {close, day} = all;
  const rows = close.length;
  const gain = new Float64Array(rows).fill(Number.NaN);
  const place = new Int32Array(days.length + 1);
  for (let i = 0; i < codes.length; i++) {
    for (let r = (start[i] as number) + momentum; r < (start[i + 1] as number); r++) {
      if (eligible[r] !== 1) continue;
      gain[r] = (close[r] as number) / (close[r - momentum] as number) - 1;
      const t = (day[r] as number) + 1;
      place[t] = (place[t] as number) + 1;
    }
  }
  for (let t = 0; t < days.length; t++) place[t + 1] = (place[t + 1] as number) + (place[t] as number);
  const values = new Float64Array(place[days.length] as number);
  const next = place.slice();
  for (let r = 0; r < rows; r++) {
    if (Number.isNaN(gain[r])) continue;
    const t = day[r] as number;
    values[next[t] as number] = gain[r] as number;
    next[t] = (next[t] as number) + 1;
  }
  const line = Float64Array.from(days, (_, t) =>
    quantileSorted(values.subarray(place[t], place[t + 1]).sort(), 1 - strongest)
  );
  return Uint8Array.from(gain, (g, r) => (g >= (line[day[r] as number] as number) ? 1 : 0));
}
