import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {contextOf} from "../pipeline/run/context.js";
import {loadModels} from "../pipeline/run/steps.js";
import {openWarehouse} from "../pipeline/warehouse/warehouse.js";

// The process of weekly.bench.ts: runs models one after another on the warehouse named by the environment, informed
// activity on the one with long five-minute bars in the folder that comes first; writes to a scratch one, and prints
// what each took.
const [long, ...wanted] = process.argv.slice(2);
const models = (await loadModels()).map(({model}) => model).filter(({name}) => wanted.includes(name));
const source = await openWarehouse();
const bars = await openWarehouse({...(long === undefined ? {} : {root: long}), dataset: source.dataset});
const root = mkdtempSync(join(tmpdir(), "yanbao-bench-"));
const target = await openWarehouse({root, dataset: source.dataset});
target.describe({simulated: true, title: {zh: "模拟市场", en: "Simulated market"}});
try {
  const seconds: [name: string, seconds: number][] = [];
  for (const model of models) {
    const started = performance.now();
    await model.run(await contextOf(model, model.name === "informed-activity" ? bars : source, {target}));
    seconds.push([model.name, (performance.now() - started) / 1000]);
  }
  const {maxRSS, userCPUTime, systemCPUTime} = process.resourceUsage();
  const cpu = (userCPUTime + systemCPUTime) / 1e6;
  process.stdout.write(JSON.stringify({seconds, cpu, megabytes: maxRSS / 1024}));
} finally {
  for (const warehouse of [source, bars, target]) warehouse.close();
  rmSync(root, {recursive: true, force: true});
}
