import {parseArgs} from "node:util";
import exposure from "../pipeline/models/factor-exposure.js";
import factorReturn from "../pipeline/models/factor-return.js";
import factorRisk from "../pipeline/models/factor-risk.js";
import type {Model} from "../pipeline/run/model.js";
import {runModel} from "../pipeline/run/run-model.js";
import {tableNamed} from "../pipeline/schema.js";
import {isoOf} from "../pipeline/warehouse/columns.js";
import {writeQuery} from "../pipeline/warehouse/from-query.js";
import {openWarehouse} from "../pipeline/warehouse/warehouse.js";

// tsx bench/factor-models.ts --root DIR --from DIR --before N: what the warehouse `from` of the demo market knew but for
// its last N days, copied to `root`, then the factor model there. The last line of output is the model's seconds.
const {values} = parseArgs({
  options: {root: {type: "string"}, from: {type: "string"}, before: {type: "string"}}
});
const models = [exposure, factorReturn, factorRisk] as Model[];
const source = await openWarehouse({dataset: "demo", ...(values.from ? {root: values.from} : {})});
const target = await openWarehouse({dataset: "demo", ...(values.root ? {root: values.root} : {})});
try {
  const {simulated, title} = source.manifest;
  if (!target.exists) target.describe({simulated, title});
  const dates = await source.query(
    `SELECT date FROM (SELECT DISTINCT date FROM stock_daily ORDER BY date DESC LIMIT ${Number(values.before) + 1}) ORDER BY date`
  );
  const day = isoOf(dates.days("date")[0] ?? 0);
  for (const name of new Set(models.flatMap((m) => [...m.inputs, ...(m.optional ?? [])]))) {
    if (models.some((m) => m.outputs.includes(name)) || !source.has(name)) continue;
    const known = name === "stock" ? "list_date" : tableNamed(name).known;
    const sql = `SELECT * FROM ${source.source(name)} ${known ? `WHERE "${known}" <= DATE '${day}'` : ""}`;
    await writeQuery(target, tableNamed(name), sql, "bench");
  }
  const started = performance.now();
  for (const model of models)
    await runModel(model, target, {
      log: (line) => process.stdout.write(`${model.name}: ${line}\n`),
      code: "bench",
      fresh: false
    });
  process.stdout.write(`${(performance.now() - started) / 1000}\n`);
} finally {
  source.close();
  target.close();
}
