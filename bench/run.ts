import {readdirSync, writeFileSync} from "node:fs";
import {parseArgs} from "node:util";
import {say} from "../pipeline/run/progress.js";
import type {Bench, Row} from "./row.js";

// npm run bench [-- --json FILE --only NAME]: every file of this folder that ends in .bench.ts, or those named.
const {values} = parseArgs({
  options: {json: {type: "string"}, only: {type: "string"}, list: {type: "boolean"}}
});

const files = readdirSync(new URL(".", import.meta.url)).filter((f) => f.endsWith(".bench.ts"));
const benches = await Promise.all(
  files.sort().map(async (file) => {
    const module: {default: Bench} = await import(new URL(file, import.meta.url).href);
    return module.default;
  })
);
const chosen = benches.filter((b) => !values.only || b.name.includes(values.only));
if (values.list || chosen.length === 0) {
  say(`benchmarks: ${benches.map((b) => b.name).join(", ")}`);
  process.exit(chosen.length === 0 ? 1 : 0);
}

const rows: Row[] = [];
for (const bench of chosen) {
  say(`${bench.name}: ${bench.what} …`);
  try {
    for (const row of await bench.run()) {
      rows.push(row);
      const peer =
        row.peer === undefined ? "" : ` · ${row.peer} ${round(row.peer_value)} · ratio ${round(row.ratio)}`;
      process.stdout.write(`${row.name.padEnd(40)} ${round(row.value).padStart(10)} ${row.unit}${peer}\n`);
    }
  } catch (error) {
    say(`${bench.name} failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 1)}\n`);

function round(x: number | undefined): string {
  return x === undefined ? "" : x >= 100 ? x.toFixed(0) : x.toPrecision(3);
}
