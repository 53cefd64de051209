import {WINDOWS, windowStats} from "../../lib/factor/window.js";
import {defineModel} from "../run/model.js";
import {readFactors} from "./dashboard/factors.js";
import {monthEnds} from "./dashboard/groups.js";
import {Rows} from "./northbound/rows.js";

/** Return, volatility and return over risk of every factor by window (methods.md S2), at month ends and of late daily. */
export default defineModel({
  name: "factor-window",
  inputs: ["factor_return"],
  outputs: ["factor_window"],
  params: {latest: 21},
  async run(context) {
    const rows = new Rows(
      ["date"],
      ["scheme", "factor", "window", "kind"],
      ["cumulative_return", "volatility", "return_risk"]
    );
    for (const {scheme, factors, kinds, days, returns} of await readFactors(context)) {
      const ends = new Set(monthEnds(days));
      for (let t = Math.max(0, days.length - context.params.latest); t < days.length; t++) ends.add(t);
      for (const t of [...ends].sort((a, b) => a - b)) {
        for (const window of WINDOWS) {
          const stats = windowStats({days, columns: factors.length, values: returns}, t, window);
          factors.forEach((factor, c) => {
            const cumulative = stats.cumulative[c] as number;
            if (Number.isNaN(cumulative)) return;
            rows.add({
              date: days[t] as number,
              scheme,
              factor,
              window,
              kind: kinds[c] as string,
              cumulative_return: cumulative,
              volatility: stats.volatility[c] as number,
              return_risk: stats.returnRisk[c] as number
            });
          });
        }
      }
    }
    await context.write("factor_window", rows.columns());
  }
});
