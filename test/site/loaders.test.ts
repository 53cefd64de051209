import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {forgetStale, type LoaderOptions} from "../../site/loaders.js";

let project: string;
let options: LoaderOptions;
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(project, path)), {recursive: true});
  writeFileSync(join(project, path), text);
};
const cached = (path: string): string => join(project, "src/.observablehq/cache", path);
const cache = (path: string): void => write(join("src/.observablehq/cache", path), "old");
const manifest = (digests: Record<string, string>): void =>
  write(
    "warehouse/demo/manifest.json",
    JSON.stringify({tables: Object.fromEntries(Object.entries(digests).map(([t, digest]) => [t, {digest}]))})
  );

beforeEach(async () => {
  project = mkdtempSync(join(tmpdir(), "yanbao-loaders-"));
  options = {project, root: join(project, "src"), warehouse: join(project, "warehouse/demo")};
  write("package-lock.json", "{}");
  write("lib/one.ts", "export const one = 1;\n");
  write("src/data/a.json.ts", 'import {one} from "../../lib/one.js";\n// reads: stock\nconsole.log(one);\n');
  write("src/data/b.json.ts", "// watches: notes\nconsole.log(2);\n");
  write("src/data/[day].json.ts", "console.log(3);\n");
  write("src/data/_source/shared.ts", "export const x = 1;\n");
  write("notes/n.txt", "1");
  manifest({stock: "1", fund: "1"});
  await forgetStale(options);
  for (const file of ["data/a.json", "data/b.json", "data/2024.json", "data/keep.csv"]) cache(file);
});
afterEach(() => rmSync(project, {recursive: true, force: true}));

const stale = async (): Promise<string[]> => (await forgetStale(options)).sort();

describe("forgetStale", () => {
  it("keeps what nothing changed, by content and not by time", async () => {
    write("lib/one.ts", "export const one = 1;\n");
    expect(await stale()).toEqual([]);
    expect(existsSync(cached("data/a.json"))).toBe(true);
  });
  it("drops a loader's output when a file that it imports changes", async () => {
    write("lib/one.ts", "export const one = 2;\n");
    expect(await stale()).toEqual(["data/a.json.ts"]);
    expect(existsSync(cached("data/a.json"))).toBe(false);
    expect(existsSync(cached("data/b.json"))).toBe(true);
    expect(await stale()).toEqual([]);
  });
  it("drops it when a table that it reads changes, and not for another table", async () => {
    manifest({stock: "1", fund: "2"});
    expect(await stale()).toEqual(["data/[day].json.ts", "data/b.json.ts"]);
    manifest({stock: "2", fund: "2"});
    expect(await stale()).toContain("data/a.json.ts");
  });
  it("drops it when a folder that it watches changes", async () => {
    write("notes/n.txt", "2");
    expect(await stale()).toEqual(["data/b.json.ts"]);
  });
  it("drops all outputs of a loader with parameters", async () => {
    write("src/data/[day].json.ts", "console.log(4);\n");
    expect(await stale()).toEqual(["data/[day].json.ts"]);
    expect(existsSync(cached("data/2024.json"))).toBe(false);
    expect(existsSync(cached("data/keep.csv"))).toBe(true);
  });
  it("drops everything for another dataset or other packages", async () => {
    write("package-lock.json", '{"x": 1}');
    expect(await stale()).toHaveLength(3);
    options = {...options, warehouse: join(project, "warehouse/mine")};
    expect(await stale()).toHaveLength(3);
  });
  it("drops the output of a loader that no longer compiles, so that the build fails on it", async () => {
    write("lib/one.ts", "export const one = ;\n");
    expect(await stale()).toEqual(["data/a.json.ts"]);
  });
});
