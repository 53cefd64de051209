import {spawnSync} from "node:child_process";
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {pageOf} from "../../site/pages.js";

const script = resolve(import.meta.dirname, "../../scripts/new.mjs");
let project: string;
const run = (...args: string[]) =>
  spawnSync(process.execPath, [script, ...args], {
    env: {...process.env, YANBAO_PROJECT: project},
    encoding: "utf8"
  });

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "yanbao-new-"));
});
afterEach(() => rmSync(project, {recursive: true, force: true}));

describe("npm run new", () => {
  it("makes a bilingual page with an exhibit, and the loader of its figure", () => {
    const {status, stdout} = run("analysis", "低波动：还有效吗？", "--en", 'Is "low vol" alive?');
    expect(status).toBe(0);
    expect(stdout).toContain("src/analyses/低波动-还有效吗.md");
    const page = readFileSync(join(project, "src/analyses/低波动-还有效吗.md"), "utf8");
    expect(pageOf("analyses/a.md", page)).toMatchObject({
      zh: "低波动：还有效吗？",
      en: 'Is "low vol" alive?'
    });
    expect(page).toContain('FileAttachment("../data/analyses/低波动-还有效吗.json")');
    expect(page).toMatch(/::: zh[\s\S]*::: en/);
    expect(page).toContain("exhibit(");
    expect(existsSync(join(project, "src/data/analyses/低波动-还有效吗.json.ts"))).toBe(true);
  });
  it("takes a name for the file", () => {
    expect(run("analysis", "低波动", "--slug", "Low Vol").status).toBe(0);
    expect(existsSync(join(project, "src/analyses/low-vol.md"))).toBe(true);
  });
  it("drafts an issue of the weekly after the one before it", () => {
    expect(run("weekly", "2022-03-04").status).toBe(0);
    expect(run("weekly", "2024-02-23", "--dataset", "mine").status).toBe(0);
    const page = readFileSync(join(project, "src/weekly/2024-02-23.md"), "utf8");
    expect(page).toContain("asOf: 2024-02-23\ndataset: mine\nprevious: 2022-03-04\n");
    expect(page).toContain('FileAttachment("../data/weekly/{dataset}/{previous}/{asOf}.json")');
    expect(page).toMatch(/^asOf: 2024-02-23\ndataset: mine\nprevious: 2022-03-04$/m);
    expect(readFileSync(join(project, "src/weekly/2022-03-04.md"), "utf8")).toContain("previous: none");
    for (const day of ["2024-02-30", "24-2-23", ""])
      expect(run("weekly", day).stderr).toContain("an issue is named by one day");
  });
  it("never overwrites", () => {
    run("analysis", "甲");
    writeFileSync(join(project, "src/analyses/甲.md"), "mine");
    const {status, stderr} = run("analysis", "甲");
    expect(status).toBe(1);
    expect(stderr).toContain("src/analyses/甲.md");
    expect(readFileSync(join(project, "src/analyses/甲.md"), "utf8")).toBe("mine");
  });
  it("refuses unknown kinds, empty titles, stray words and options", () => {
    expect(run("daily", "甲").stderr).toContain('kind must be one of analysis, weekly, got "daily"');
    expect(run().stderr).toContain('got ""');
    expect(run("analysis", "！").stderr).toContain("title must hold a letter or a digit");
    expect(run("analysis", "甲", "乙").stderr).toContain("one title, in quotes");
    expect(run("analysis", "甲", "--colour", "red").status).toBe(1);
    expect(run("analysis", "../../etc").status).toBe(0);
    expect(existsSync(join(project, "src/analyses/etc.md"))).toBe(true);
  });
});
