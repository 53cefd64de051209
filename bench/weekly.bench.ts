import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {longBars} from "./long-bars.js";
import {measure} from "./process.js";
import type {Bench, Row} from "./row.js";

/** The models of timing, industries, macro and small caps. */
const MODELS = [
  "index-segment",
  "timing-score",
  "diffusion",
  "informed-activity",
  "prosperity",
  "margin",
  "money-flow",
  "nowcast",
  "cross-asset",
  "indicators",
  "snowball",
  "size-buckets"
];

/** Days of five-minute bars that informed activity is given; the demo has 140. */
const BAR_DAYS = 250;

/**
 * All models of the weekly over the built full demo: one after another, then in two processes as the pipeline runs them,
 * the models of the one that takes longer, for which the bar is 90 s; last with start and end of the processes.
 */
const weekly: Bench = {
  name: "weekly",
  what: `all models of the weekly over the full demo market, informed activity over ${BAR_DAYS} days of bars; alone, then two at a time (bar 90 s)`,
  async run() {
    const root = mkdtempSync(join(tmpdir(), "yanbao-bench-"));
    try {
      await longBars(root, BAR_DAYS);
      const {seconds, cpu, megabytes} = await runModels(root, MODELS);
      const alone = totalOf(seconds);
      const started = performance.now();
      const beside = await Promise.all(halves(seconds).map((names) => runModels(root, names)));
      return [
        ...seconds.map(([name, value]): Row => ({name: `weekly/${name}`, value, unit: "s"})),
        {name: "weekly/alone-seconds", value: alone, unit: "s"},
        {name: "weekly/alone-cpu-seconds", value: cpu, unit: "s"},
        {name: "weekly/peak-memory", value: megabytes, unit: "MB"},
        {
          name: "weekly/two-at-a-time-seconds",
          value: Math.max(...beside.map((b) => totalOf(b.seconds))),
          unit: "s"
        },
        {name: "weekly/two-processes-seconds", value: (performance.now() - started) / 1000, unit: "s"}
      ];
    } finally {
      rmSync(root, {recursive: true, force: true});
    }
  }
};

interface Timed {
  readonly seconds: readonly (readonly [name: string, seconds: number])[];
  /** Of the process, its start included. */
  readonly cpu: number;
  readonly megabytes: number;
}

async function runModels(root: string, names: readonly string[]): Promise<Timed> {
  const {tail} = await measure("tsx", ["bench/run-models.ts", root, ...names], {YANBAO_DATASET: "demo"});
  const timed = JSON.parse(tail.slice(tail.lastIndexOf('{"seconds"'))) as Timed;
  const missing = names.filter((n) => !timed.seconds.some(([name]) => name === n));
  if (missing.length > 0) throw new Error(`not models: ${missing.join(", ")}`);
  return timed;
}

const totalOf = (seconds: Timed["seconds"]): number => seconds.reduce((s, [, value]) => s + value, 0);

/** Names in two lists of about equal time, the longest first. */
function halves(seconds: Timed["seconds"]): string[][] {
  const lists = [
    {sum: 0, names: [] as string[]},
    {sum: 0, names: [] as string[]}
  ];
  for (const [name, value] of [...seconds].sort((a, b) => b[1] - a[1])) {
    const least = lists.reduce((a, b) => (b.sum < a.sum ? b : a));
    least.sum += value;
    least.names.push(name);
  }
  return lists.map(({names}) => names);
}

export default weekly;
