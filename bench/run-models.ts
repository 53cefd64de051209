import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {contextOf} from "../pipeline/run/context.js";
import {loadModels} from "../pipeline/run/steps.js";
import {openWarehouse} from "../pipeline/warehouse/warehouse.js";

// The process of weekly.bench.ts: runs models one after another on the warehouse named by the environment, writes to a
// scratch one, and prints what each took.
const wanted = process.argv.slice(2);
const models = (await loadModels()).map(({model}) => model).filter(({name}) => wanted.includes(name));
const source = await openWarehouse();
const root = mkdtempSync(join(tmpdir(), "yanbao-bench-"));
const target = await openWarehouse({root, dataset: source.dataset});
target.describe({simulated: true, title: {zh: "模拟市场", en: "Simulated market"}});
try {
  const seconds: [name: string, seconds: number][] = [];
  for (const model of models) {
    const started = performance.now();
    await model.run(await contextOf(model, source, {target}));
    seconds.push([model.name, (performance.now() - started) / 1000]);
  }
  process.stdout.write(JSON.stringify({seconds, megabytes: process.resourceUsage().maxRSS / 1024}));
} finally {
  source.close();
  target.close();
  rmSync(root, {recursive: true, force: true});
}
