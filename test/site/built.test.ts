import {mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join, resolve} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {type Built, carry, changedPages, readBuilt, sources, writeBuilt} from "../../site/built.js";
import {rename, secure} from "../../site/finish.js";

const project = resolve(import.meta.dirname, "../..");
let folder: string;
const at = (path: string): string => join(folder, path);
const write = (path: string, text: string): void => {
  mkdirSync(dirname(at(path)), {recursive: true});
  writeFileSync(at(path), text);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "yanbao-built-"));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

describe("changedPages", () => {
  const now = (): ReturnType<typeof sources> => sources(project, at("src"));
  const changes = async (): Promise<string[] | "all"> => {
    const some = changedPages(await now(), readBuilt(at("built.json")), at("dist"));
    return some ? [...some] : "all";
  };
  beforeEach(async () => {
    write("src/a.md", "# 甲 | A\n\ntext\n");
    write("src/b.md", "# 乙 | B\n\ntext\n");
    write("src/components/x.ts", "export const x = 1;");
    write("src/.observablehq/cache/data/a.json", "{}");
    write("dist/a.html", "a");
    write("dist/b.html", "b");
    writeBuilt(at("built.json"), await now(), at("dist"));
  });

  it("names no page where nothing changed, and the page whose text did", async () => {
    expect(await changes()).toEqual([]);
    write("src/b.md", "# 乙 | B\n\nother text\n");
    expect(await changes()).toEqual(["b.md"]);
  });
  it.each([
    ["a page's name, which the sidebar shows", "src/a.md", "# 丙 | C\n\ntext\n"],
    ["a new page", "src/c.md", "# 丙 | C\n"],
    ["a page becoming a draft", "src/a.md", "---\ndraft: true\n---\n# 甲 | A\n\ntext\n"],
    ["a component", "src/components/x.ts", "export const x = 2;"],
    ["page data", "src/.observablehq/cache/data/a.json", '{"a": 1}'],
    ["a page of the last site", "dist/a.html", "tampered"],
    ["a file that the last site lacked", "dist/c.html", "c"]
  ])("asks for all pages after a change of %s", async (_what, path, text) => {
    write(path, text);
    expect(await changes()).toBe("all");
  });
  it("asks for all pages without a record, and where a file of the last site is gone", async () => {
    rmSync(at("dist/a.html"));
    expect(await changes()).toBe("all");
    rmSync(at("built.json"));
    expect(await changes()).toBe("all");
  });
});

describe("carry", () => {
  const html = (script: string, more = ""): string =>
    secure(
      `<html><head>\n<meta charset="utf-8">\n</head><script>import("./${script}")</script>${more}</html>`
    );
  const search = "_observablehq/search.11aa.js";
  const later = "_observablehq/search.22bb.js";
  beforeEach(() => {
    write("last/a.html", html(search, '<link href="./_import/x.123.js">'));
    write("last/b.html", html(search));
    write(`last/${search}`, "old");
    write("last/_observablehq/minisearch.11aa.json", "old");
    write("last/_import/x.123.js", "x");
    write(`next/${later}`, "new");
    write("next/_observablehq/minisearch.22bb.json", "new");
  });

  it("links what stands and tells other pages the new search module, with a policy that allows it", () => {
    write("next/a.html", html(later, '<link href="./_import/x.123.js">'));
    expect(carry(at("last"), at("next"), rename)).toBe(true);
    expect(readFileSync(at("next/b.html"), "utf8")).toBe(html(later));
    expect(readFileSync(at("last/b.html"), "utf8")).toBe(html(search));
    expect(statSync(at("next/_import/x.123.js")).ino).toBe(statSync(at("last/_import/x.123.js")).ino);
    expect(() => statSync(at(`next/${search}`))).toThrow();
    expect(() => statSync(at("next/_observablehq/minisearch.11aa.json"))).toThrow();
  });
  it("does nothing where the new page uses less than it did", () => {
    write("next/a.html", html(later));
    expect(carry(at("last"), at("next"), rename)).toBe(false);
    expect(() => statSync(at("next/b.html"))).toThrow();
  });
});

it("readBuilt is undefined where the record is damaged", () => {
  write("built.json", "{");
  expect(readBuilt(at("built.json")) satisfies Built | undefined).toBeUndefined();
});
