import {spawnSync} from "node:child_process";
import type {Bench, Row} from "./row.js";

/** Models that are timed together, each group in a process of its own. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  factors: ["factor-exposure", "factor-return", "factor-risk"],
  weekly: [
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
  ]
};
const env = {...process.env, YANBAO_WAREHOUSE: ".cache/bench/warehouse", YANBAO_DATASET: "demo"};

/** Whole groups of models over the full demo market, nothing beside them. */
const models: Bench = {
  name: "models",
  what: "the factor model, then all models of the weekly, over the full demo market, each group alone",
  async run() {
    tsx(["pipeline/run.ts", "--size", "full"]);
    return Object.entries(GROUPS).flatMap(([group, names]): Row[] => {
      const {seconds, megabytes} = JSON.parse(tsx(["bench/run-models.ts", ...names])) as {
        readonly seconds: readonly (readonly [name: string, seconds: number, cpu: number])[];
        readonly megabytes: number;
      };
      if (seconds.length !== names.length)
        throw new Error(`of ${names.join(", ")} only ${seconds.map(([name]) => name).join(", ")} are models`);
      const sum = (of: (row: (typeof seconds)[number]) => number): number =>
        seconds.reduce((s, row) => s + of(row), 0);
      return [
        ...seconds.map(([name, value]) => ({name: `models/${group}/${name}`, value, unit: "s"})),
        {name: `models/${group}-seconds`, value: sum((row) => row[1]), unit: "s"},
        {name: `models/${group}-processor-seconds`, value: sum((row) => row[2]), unit: "s"},
        {name: `models/${group}-peak-memory`, value: megabytes, unit: "MB"}
      ];
    });
  }
};

function tsx(args: readonly string[]): string {
  const {status, stdout, stderr} = spawnSync("tsx", args, {env, encoding: "utf8", maxBuffer: 1 << 26});
  if (status !== 0) throw new Error(`tsx ${args.join(" ")} ended with ${status}:\n${stderr.slice(-2000)}`);
  return stdout;
}

export default models;
