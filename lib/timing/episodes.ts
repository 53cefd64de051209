import {epochDay} from "../format/date.js";
import type {Text} from "../format/text.js";

/** A stretch of market history in which a fall is looked for; days are ISO. */
export interface Episode {
  readonly id: string;
  readonly name: Text;
  readonly from: string;
  readonly to: string;
}

/** Falls that everybody remembers. The windows hold them whole for every broad index; peak and trough are found in data. */
export const EPISODES: readonly Episode[] = [
  {
    id: "2015",
    name: {zh: "2015 年去杠杆", en: "2015: deleveraging"},
    from: "2015-05-04",
    to: "2015-09-30"
  },
  {
    id: "2016",
    name: {zh: "2016 年初熔断", en: "Early 2016: circuit breaker"},
    from: "2015-11-02",
    to: "2016-03-31"
  },
  {
    id: "2018",
    name: {zh: "2018 年熊市", en: "2018: bear market"},
    from: "2018-01-02",
    to: "2019-01-31"
  },
  {
    id: "2020",
    name: {zh: "2020 年初疫情", en: "Early 2020: pandemic"},
    from: "2020-01-02",
    to: "2020-04-30"
  },
  {
    id: "2024",
    name: {zh: "2024 年初小盘与雪球", en: "Early 2024: small caps and snowballs"},
    from: "2023-11-01",
    to: "2024-02-29"
  }
];

/** Bars of the highest close and of the lowest after it, between which the index lost most; depth is negative. */
export interface Fall {
  readonly peak: number;
  readonly trough: number;
  readonly depth: number;
}

/**
 * The deepest fall of closes within an episode, or why there is none: the data begin after its first day (it lies
 * `before` them), end before it (`after`), or closes never fall. Data that end inside the window are read to their end.
 * Days ascend, counted from 1970-01-01.
 */
export function fallWithin(
  days: ArrayLike<number>,
  close: ArrayLike<number>,
  {from, to}: Pick<Episode, "from" | "to">
): Fall | "before" | "after" | "none" {
  const [first, last] = [epochDay(from), epochDay(to)];
  const n = days.length;
  if (n === 0 || (days[n - 1] as number) < first) return "after";
  if ((days[0] as number) > first) return "before";
  let best: Fall | undefined;
  let peak = -1;
  for (let t = 0; t < n && (days[t] as number) <= last; t++) {
    if ((days[t] as number) < first) continue;
    if (peak < 0 || (close[t] as number) > (close[peak] as number)) peak = t;
    const depth = (close[t] as number) / (close[peak] as number) - 1;
    if (depth < (best?.depth ?? 0)) best = {peak, trough: t, depth};
  }
  return best ?? "none";
}
