import {bucketWeights, spreadInflation} from "../../lib/flow/size-buckets.js";
import {monthOf} from "../../lib/macro/month.js";
import {defineModel} from "../run/model.js";
import {Rows} from "./northbound/rows.js";
import {bucketErrors} from "./size-buckets/disclosed.js";
import {type QuantFunds, readQuantFunds, reportAt} from "./size-buckets/funds.js";
import {type Legs, readLegs} from "./size-buckets/legs.js";

/** An equity position where none is known. */
const USUAL_EQUITY = 0.94;

/** Size buckets of enhanced and quant funds from their returns, at month ends, checked against disclosed holdings. */
export default defineModel({
  name: "size-buckets",
  inputs: ["index_daily", "fund", "fund_nav"],
  optional: ["stock_daily", "fund_report", "fund_holding", "index_member"],
  outputs: ["fund_size_bucket", "fund_size_spread", "fund_size_error"],
  params: {window: 60, dates: 37, draws: 100, block: 5, turnover: 0.3},
  async run(context) {
    const {window, dates, ...options} = context.params;
    const rows = new Rows(["date"], ["fund", "bucket"], ["weight", "lo", "hi"]);
    const spreads = new Rows(["date"], ["spread"], ["vif"]);
    const legs = await readLegs(context);
    const funds = await readQuantFunds(context, legs.days);
    if (legs.names.length < 3)
      context.log(`only ${legs.names.length} of the size legs are there: no buckets`);
    let before = new Float64Array(funds.names.length * legs.names.length).fill(Number.NaN);
    for (const at of legs.names.length < 3 ? [] : monthRows(legs.days).slice(-dates)) {
      const cut = windowOf(legs, funds, {at, window});
      if (!cut) continue;
      const date = legs.days[at] as number;
      const {weight, mean, lo, hi} = bucketWeights({...cut, days: window, before}, options);
      before = weight.map((w, i) => (Number.isNaN(w) ? (before[i] as number) : w));
      const k = legs.names.length;
      legs.names.forEach((bucket, i) => {
        funds.names.forEach((fund, f) => {
          const w = weight[f * k + i] as number;
          const own = {lo: lo[f * k + i] as number, hi: hi[f * k + i] as number};
          if (!Number.isNaN(w)) rows.add({date, fund, bucket, weight: w, ...own});
        });
        const last = funds.names.length * k + i;
        if (!Number.isNaN(mean[i]))
          rows.add({
            date,
            fund: "*",
            bucket,
            weight: mean[i] as number,
            lo: lo[last] as number,
            hi: hi[last] as number
          });
      });
      spreadInflation(cut.legs, window).forEach((vif, i) => {
        spreads.add({date, spread: `${legs.names[i + 1]}-${legs.names[i]}`, vif});
      });
    }
    const table = rows.columns();
    await context.write("fund_size_bucket", table);
    await context.write("fund_size_spread", spreads.columns());
    await context.write("fund_size_error", await bucketErrors(context, table));
  }
});

/** Legs and scaled fund returns of the window that ends in a row; undefined where a leg lacks a day. */
function windowOf(
  legs: Legs,
  {value, reports}: QuantFunds,
  {at, window}: {readonly at: number; readonly window: number}
) {
  const k = legs.names.length;
  const first = at - window + 1;
  const own = legs.value.slice(Math.max(first, 0) * k, (at + 1) * k);
  if (first < 0 || own.some(Number.isNaN)) return undefined;
  const {days} = legs;
  const assets = new Float64Array(reports.length);
  const scaled = new Float64Array(reports.length * window);
  reports.forEach((list, f) => {
    const report = reportAt(list, days[at] as number);
    assets[f] = report?.assets ?? 1;
    const equity = report && report.equity > 0.5 ? report.equity : USUAL_EQUITY;
    for (let t = 0; t < window; t++)
      scaled[f * window + t] = (value[f * days.length + first + t] as number) / equity;
  });
  return {legs: own, funds: scaled, assets};
}

/** Last rows of each month, and the last row of all. */
const monthRows = (days: Int32Array): number[] =>
  Array.from(days.keys()).filter(
    (t) => t + 1 >= days.length || monthOf(days[t + 1] as number) !== monthOf(days[t] as number)
  );
