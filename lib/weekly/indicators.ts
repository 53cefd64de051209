import type {Text} from "../format/text.js";
import {enList, zhList} from "./words.js";

/** The latest value of each industry's high-frequency indicators, most changed first. */
export interface Indicators {
  readonly to: string;
  readonly series: readonly string[];
  readonly zh: readonly string[];
  readonly en: readonly string[];
  readonly unit: readonly string[];
  readonly industry: readonly string[];
  readonly previous: readonly number[];
  readonly value: readonly number[];
  /** Standardised change, in the industry's favour where positive. */
  readonly z: readonly number[];
  readonly arrow: readonly string[];
}

/** How many indicators changed by more than noise, and for which industries they speak. */
export function indicatorsSentences({series, industry, arrow}: Indicators): Text[] {
  if (series.length === 0) return [];
  const of = (wanted: string): string[] => [...new Set(industry.filter((_, i) => arrow[i] === wanted))];
  const [up, down] = [of("↑"), of("↓")];
  const moved = arrow.filter((a) => a === "↑" || a === "↓").length;
  return [
    {
      zh: `${series.length} 项行业高频指标中 ${moved} 项的变化超出噪声${up.length ? `，利好${zhList(up.slice(0, 4))}${up.length > 4 ? "等" : ""}` : ""}${down.length ? `，利空${zhList(down.slice(0, 4))}${down.length > 4 ? "等" : ""}` : ""}。`,
      en: `Of ${series.length} high-frequency indicators ${moved} changed by more than noise${up.length ? `, in favour of ${enList(up.slice(0, 4))}` : ""}${down.length ? `, against ${enList(down.slice(0, 4))}` : ""}.`
    }
  ];
}
