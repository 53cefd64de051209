import {parentPort, workerData} from "node:worker_threads";
import {register} from "tsx/esm/api";

// The other end of thread.ts. A new thread does not know TypeScript before tsx is registered in it.
register();
const {module, name} = workerData;
const answer = (await import(module))[name];
parentPort.on("message", (question) => {
  try {
    parentPort.postMessage({answer: answer(question)});
  } catch (error) {
    parentPort.postMessage({error: error instanceof Error ? error.message : String(error)});
  }
});
