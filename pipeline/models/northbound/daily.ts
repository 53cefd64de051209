import {type NorthboundFlow, northboundFlow} from "../../../lib/flow/northbound.js";
import type {NorthboundPanel} from "./panel.js";

/** Flow of each stock over the daily regime's rows. */
export function dailyFlow(panel: NorthboundPanel): NorthboundFlow {
  const {dailyRows: dates, assets, base} = panel;
  const part = (x: Float64Array): Float64Array => x.subarray(0, dates * assets);
  const {shares, factor, price, low, high} = panel;
  return northboundFlow(
    {shares: part(shares), factor: part(factor), price: part(price), low: part(low), high: part(high)},
    {dates, assets, base}
  );
}

/** Rows that get a flow: days with a report, from the second on. */
export function flowRows({reported, dailyRows}: NorthboundPanel): number[] {
  const rows = [];
  for (let t = 0; t < dailyRows; t++) if (reported[t] === 1) rows.push(t);
  return rows.slice(1);
}
