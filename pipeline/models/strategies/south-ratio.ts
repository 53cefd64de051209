import {dictionaryOf} from "../../warehouse/columns.js";
import {begins} from "../micro-cap/keeper.js";
import type {Southbound} from "./south-data.js";

/** Southbound share of the free float of every stock held, at the last day of each month and the last day of all. */
export function southRatioColumns(south: Southbound | undefined) {
  const date: number[] = [];
  const code: string[] = [];
  const value: number[] = [];
  const cut: number[] = [];
  const days = south?.market.days ?? new Int32Array();
  for (let t = 0; south && t < days.length; t++) {
    const {ratio, capped} = south;
    const {codes} = south.market;
    if (t + 1 < days.length && !begins(days, t + 1, "month")) continue;
    codes.forEach((c, i) => {
      const at = t * codes.length + i;
      if (!((ratio[at] as number) > 0)) return;
      date.push(days[t] as number);
      code.push(c);
      value.push(ratio[at] as number);
      cut.push(capped[at] as number);
    });
  }
  return {
    date: Int32Array.from(date),
    code: dictionaryOf(code),
    ratio: Float64Array.from(value),
    capped: Uint8Array.from(cut)
  };
}
