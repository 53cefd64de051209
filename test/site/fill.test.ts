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

  it("gives each loader of a process its own output and arguments", async () => {
    write("package.json", '{"type": "module"}');
    write("shared.ts", "export const seen: string[] = [];");
    for (const name of ["a", "b", "c"])
      write(
        `data/${name}-[x].txt.ts`,
        `import {seen} from "../shared.js"; seen.push("${name}"); console.log(process.argv.slice(2).join()); process.stdout.write("${name}");`
      );
    write("page.md", '"./data/a-1.txt" "./data/a-2.txt" "./data/b-3.txt" "./data/c-4.txt"');
    expect(await fillCache(root)).toHaveLength(4);
    const texts = ["a-1", "a-2", "b-3", "c-4"].map((f) => readFileSync(cached(`data/${f}.txt`), "utf8"));
    expect(texts).toEqual(["--x=1\na", "--x=2\na", "--x=3\nb", "--x=4\nc"]);
  });

  it("names a loader that throws or ends its process", async () => {
    write("data/a.txt.js", 'throw new Error("no");');
    await expect(fillCache(root)).rejects.toThrow("loader src/data/a.txt.js failed (code 1)");
    write("data/a.txt.js", "process.exit(4);");
    await expect(fillCache(root)).rejects.toThrow("loader src/data/a.txt.js failed (code 4)");
  });

  it("names a loader that fails and keeps nothing of what it wrote", async () => {
    write("data/a.txt.js", 'process.stdout.write("half"); process.exitCode = 3;');
    await expect(fillCache(root)).rejects.toThrow("loader src/data/a.txt.js failed (code 3)");
    expect(existsSync(cached("data/a.txt"))).toBe(false);
  });
});
