import {exponential} from "../../../lib/random/gamma.js";
import {below} from "../../../lib/random/pick.js";
import {createRng} from "../../../lib/random/rng.js";
import {NULL_DAY} from "../../warehouse/columns.js";
import type {Fund} from "./fund-universe.js";
import type {Output} from "./output.js";
import type {Plan} from "./plan.js";

/** Mean days of a manager in office, the present one apart: some four years. */
const TENURE = 1500;

/** Writes `fund_manager`: who ran each main share class and when; the last is the manager that `fund` names. */
export function writeManagers(plan: Plan, funds: readonly Fund[], output: Output): void {
  const rng = createRng(plan.seed, "fund managers");
  const {days} = plan.calendar;
  const last = days[days.length - 1] as number;
  const rows = {fund: [] as string[], manager: [] as string[], from: [] as number[], to: [] as number[]};
  for (const fund of funds) {
    const breaks: number[] = [];
    const until = fund.end === NULL_DAY ? last : fund.end;
    for (let day = fund.inception; ; ) {
      day += 200 + Math.floor(TENURE * exponential(rng));
      if (day >= until - 60) break;
      breaks.push(day);
    }
    if (fund.parent !== null) continue;
    const starts = [fund.inception, ...breaks];
    starts.forEach((from, k) => {
      const present = k === starts.length - 1;
      rows.fund.push(fund.code);
      rows.manager.push(present ? fund.manager : `仿真经理${String(500 + below(rng, 400))}`);
      rows.from.push(from);
      rows.to.push(starts[k + 1] ?? NULL_DAY);
    });
  }
  output.write("fund_manager", {
    fund: rows.fund,
    from_date: Int32Array.from(rows.from),
    manager: rows.manager,
    to_date: Int32Array.from(rows.to)
  });
}
