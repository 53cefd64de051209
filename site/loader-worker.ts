import {Console} from "node:console";
import {createWriteStream} from "node:fs";
import {finished} from "node:stream/promises";
import {pathToFileURL} from "node:url";
import type {LoaderJob} from "./fill.js";

// A process that runs the loaders it is sent, one after another, each as if it had been started alone: its arguments
// and its standard output are its own. What loaders import is loaded and compiled once.
let count = 0;
process.on("message", async ({file, parameters, output}: LoaderJob) => {
  const stdout = createWriteStream(output);
  Object.defineProperty(process, "stdout", {value: stdout, configurable: true});
  globalThis.console = new Console(stdout, process.stderr);
  process.argv = [process.execPath, file, ...parameters];
  process.exitCode = undefined;
  try {
    await import(`${pathToFileURL(file).href}?run=${count++}`);
    if (!stdout.writableEnded) stdout.end();
    await finished(stdout);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
    stdout.destroy();
  }
  const code = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  process.send?.(code);
});
process.on("disconnect", () => process.exit(0));
