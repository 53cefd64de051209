import {afterEach, describe, expect, it} from "vitest";
import {Thread} from "../../pipeline/run/thread.js";
import {slowSum} from "../support/threaded.js";

const threads: Thread<Float64Array, number>[] = [];
const start = (): Thread<Float64Array, number> => {
  const thread = new Thread(slowSum, new URL("../support/threaded.ts", import.meta.url));
  threads.push(thread);
  return thread;
};
afterEach(async () => {
  for (const thread of threads.splice(0)) await thread.close();
});

describe("a thread", () => {
  it("answers questions in their order, as they were when asked", async () => {
    const thread = start();
    const question = Float64Array.of(30, 1);
    const first = thread.ask(question);
    question.fill(0);
    const second = thread.ask(question);
    const order: number[] = [];
    await Promise.all([first, second].map((answer) => answer.then((sum) => order.push(sum))));
    expect(order).toEqual([31, 0]);
  });

  it("rejects what its function throws, with its words, and goes on", async () => {
    const thread = start();
    await expect(thread.ask(Float64Array.of(0, -2))).rejects.toThrow("sum must not be negative, got -2");
    expect(await thread.ask(Float64Array.of(0, 2))).toBe(2);
  });

  it("rejects what is open when it is closed", async () => {
    const thread = start();
    const asked = thread.ask(Float64Array.of(500));
    await thread.close();
    await expect(asked).rejects.toThrow("the thread of slowSum has ended");
  });

  it("rejects what it is asked when its module cannot be read", async () => {
    const thread = new Thread(slowSum, new URL("../support/absent.ts", import.meta.url));
    threads.push(thread);
    await expect(thread.ask(Float64Array.of(1))).rejects.toThrow("absent.ts");
  });
});
