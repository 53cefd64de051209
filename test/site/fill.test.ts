import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {fillCache, outputsOf} from "../../site/fill.js";

let root: string;
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), {recursive: true});
  writeFileSync(join(root, path), text);
};
const cached = (path: string): string => join(root, ".observablehq/cache", path);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "yanbao-fill-"));
});
afterEach(() => rmSync(root, {recursive: true, force: true}));

describe("outputsOf", () => {
  it("takes of a parameterised loader the files that pages name in full, each once", () => {
    const pages =
      'FileAttachment("../data/day-1.json") FileAttachment("../data/day-2.json") "../data/day-1.json"';
    expect(outputsOf(["data/day-[day].json.ts", "data/a.csv.js"], pages)).toEqual([
      {file: "data/day-1.json", loader: "data/day-[day].json.ts", parameters: ["--day=1"]},
      {file: "data/day-2.json", loader: "data/day-[day].json.ts", parameters: ["--day=2"]},
      {file: "data/a.csv", loader: "data/a.csv.js", parameters: []}
    ]);
  });
});

describe("fillCache", () => {
  it("runs the loaders whose output is not there, with their parameters", async () => {
    write("data/a.txt.js", 'process.stdout.write("a");');
    write("data/b.txt.js", 'process.stdout.write("new");');
    write("data/[x].txt.js", "process.stdout.write(process.argv[2]);");
    write("page.md", 'FileAttachment("./data/seven.txt")');
    write(".observablehq/cache/data/b.txt", "old");
    expect([...(await fillCache(root))].sort()).toEqual(["data/a.txt", "data/seven.txt"]);
    expect(readFileSync(cached("data/a.txt"), "utf8")).toBe("a");
    expect(readFileSync(cached("data/b.txt"), "utf8")).toBe("old");
    expect(readFileSync(cached("data/seven.txt"), "utf8")).toBe("--x=seven");
  });

  it("names a loader that fails and keeps nothing of what it wrote", async () => {
    write("data/a.txt.js", 'process.stdout.write("half"); process.exitCode = 3;');
    await expect(fillCache(root)).rejects.toThrow("loader src/data/a.txt.js failed (code 3)");
    expect(existsSync(cached("data/a.txt"))).toBe(false);
  });
});
