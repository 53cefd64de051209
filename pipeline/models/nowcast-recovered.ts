import {recoveredShare} from "../../lib/macro/recovered.js";
import {defineModel} from "../run/model.js";
import {Rows} from "./northbound/rows.js";

/** Scores the nowcast's factors against the planted macro factors. */
export default defineModel({
  name: "nowcast-recovered",
  inputs: ["nowcast_factor", "truth_macro_factor"],
  outputs: ["nowcast_recovered"],
  score: true,
  async run(context) {
    const out = new Rows([], ["factor"], ["r2", "months"]);
    const names = (await context.query("SELECT DISTINCT factor FROM nowcast_factor ORDER BY factor")).strings(
      "factor"
    );
    const planted = (
      await context.query("SELECT DISTINCT factor FROM truth_macro_factor ORDER BY factor")
    ).strings("factor");
    const columns = names.map((f, k) => `max(n.value) FILTER (n.factor = '${f}') AS f${k}`);
    for (const factor of columns.length > 0 ? planted.map(String) : []) {
      const rows = await context.query(
        `SELECT t.date, any_value(t.value) AS planted, ${columns.join(", ")}
         FROM truth_macro_factor t JOIN nowcast_factor n USING (date) WHERE t.factor = '${factor}' GROUP BY t.date ORDER BY t.date`
      );
      const estimated = new Float64Array(rows.rows * names.length);
      names.forEach((_, k) => {
        rows.numbers(`f${k}`).forEach((v, t) => {
          estimated[t * names.length + k] = v;
        });
      });
      out.add({
        factor,
        r2: recoveredShare(rows.numbers("planted"), estimated, names.length),
        months: rows.rows
      });
    }
    await context.write("nowcast_recovered", out.columns());
  }
});
