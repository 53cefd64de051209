import {Worker} from "node:worker_threads";

type Reply<A> = {readonly answer: A} | {readonly error: string};

interface Asked<A> {
  readonly resolve: (answer: A) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A function in a thread of its own, which answers questions in their order. Questions and answers are copied when they
 * are sent, so that both sides may write their arrays again at once; a whole buffer is copied also of a subarray. Arrays
 * in shared memory (`share`) are not copied.
 */
export class Thread<Q, A> {
  private readonly worker: Worker;
  private readonly open: Asked<A>[] = [];

  /** `answer` is exported under its own name by `module`. */
  constructor(answer: (question: Q) => A, module: URL) {
    const workerData = {module: module.href, name: answer.name};
    this.worker = new Worker(new URL("./thread-start.mjs", import.meta.url), {workerData});
    this.worker.on("message", (reply: Reply<A>) => {
      const asked = this.open.shift();
      if ("error" in reply) asked?.reject(new Error(reply.error));
      else asked?.resolve(reply.answer);
    });
    this.worker.on("error", (error) => this.fail(error));
    this.worker.on("exit", () => this.fail(new Error(`the thread of ${answer.name} has ended`)));
  }

  ask(question: Q): Promise<A> {
    const answer = new Promise<A>((resolve, reject) => this.open.push({resolve, reject}));
    // Whoever asked may look at the answer much later than it fails.
    answer.catch(() => {});
    this.worker.postMessage(question);
    return answer;
  }

  /** Ends the thread; what it was asked and has not answered is rejected. */
  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private fail(error: Error): void {
    for (const {reject} of this.open.splice(0)) reject(error);
  }
}

/** A copy of an array in memory that threads share: asking about it copies nothing. */
export function share<T extends Float64Array | Int32Array | Uint8Array>(array: T): T {
  const Kind = array.constructor as new (buffer: SharedArrayBuffer) => T;
  const shared = new Kind(new SharedArrayBuffer(array.byteLength));
  shared.set(array);
  return shared;
}
