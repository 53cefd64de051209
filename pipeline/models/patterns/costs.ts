import {dayOf} from "../../warehouse/columns.js";
import type {Costs} from "./study.js";
export function tradingCosts(days: Int32Array): Costs {
  const stamp = dayOf("2023-08-28");
  const transfer = dayOf("2022-04-29");
  const both = Float64Array.from(days, (d) => 0.00025 + (d < transfer ? 0.00002 : 0.00001) + 0.0005);
  return {buy: both, sell: both.map((c, t) => c + ((days[t] as number) < stamp ? 0.001 : 0.0005))};
}
