import {mkdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {afterEach, describe, expect, it} from "vitest";
import {gate, PAGE_BUDGET, pageBytes} from "../../scripts/gate.js";
import {scratch} from "../support/folder.js";

const root = scratch();
let count = 0;

const page = (body: string, head = ""): string =>
  `<!doctype html><html lang="zh-CN"><head><title>页</title><meta name="viewport" content="width=device-width">${head}</head><body>${body}</body></html>`;

/** A site of these files, and its faults. */
async function faultsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const dist = join(root, `site-${count++}`);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dist, name)), {recursive: true});
    writeFileSync(join(dist, name), text);
  }
  return gate(dist);
}

afterEach(() => {
  delete process.env.YANBAO_CANARY;
});

describe("the gate", () => {
  it("passes a sound site", async () => {
    const index = page(
      '<a href="./other#part">there</a><a href="https://example.org">out</a><a href="./sql#q=abc">q</a>'
    );
    const other = page('<h2 id="part">part</h2>');
    expect(await faultsOf({"index.html": index, "other.html": other, "sql.html": page("")})).toEqual([]);
  });

  it.each([
    [
      "an error cell",
      page('<div class="observablehq--error">SyntaxError: bad</div>'),
      /a cell does not parse \(SyntaxError: bad\)/
    ],
    ["a page without language", page("").replace(' lang="zh-CN"', ""), /<html> has no lang/],
    ["a forbidden zoom", page("").replace("device-width", "device-width,maximum-scale=1"), /forbids zoom/],
    [
      "a font of another origin",
      page("", '<link rel="stylesheet" href="https://fonts.example/a.css">'),
      /another origin/
    ],
    [
      "a module of another origin",
      page('<script type="module">import "https://cdn.example/x.js"</script>'),
      /another origin/
    ],
    ["a dead link", page('<a href="./nowhere">x</a>'), /dead link \.\/nowhere/],
    ["a missing anchor", page('<a href="#nowhere">x</a>'), /no anchor for #nowhere/],
    ["a token", page(`ghp_${"a".repeat(36)}`), /shaped like a secret/]
  ])("finds %s", async (_what, html, fault) => {
    const faults = await faultsOf({"index.html": html});
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(fault);
  });

  it("finds shipped TypeScript, foreign imports of styles and the planted canary", async () => {
    process.env.YANBAO_CANARY = "canary-7f3a";
    const files = {
      "index.html": page(""),
      "_import/x.ts": "",
      "a.css": '@import "https://x.example/y.css";',
      "d.json": '"canary-7f3a"'
    };
    const faults = await faultsOf(files);
    expect(faults.join("\n")).toMatch(/TypeScript is shipped/);
    expect(faults.join("\n")).toMatch(/a\.css: style sheet asks another origin/);
    expect(faults.join("\n")).toMatch(/d\.json: holds the planted canary/);
  });

  it("judges anew what a record of an earlier run does not hold", async () => {
    const record = join(root, "gate.json");
    const dist = join(root, "recorded");
    const put = (name: string, text: string): void => {
      mkdirSync(dist, {recursive: true});
      writeFileSync(join(dist, name), text);
    };
    put("index.html", page('<a href="./other#part">there</a>'));
    put("other.html", page('<h2 id="part">part</h2>'));
    expect(await gate(dist, {record})).toEqual([]);
    expect(await gate(dist, {record})).toEqual([]);
    put("other.html", page('<h2 id="elsewhere">part</h2>'));
    expect(await gate(dist, {record})).toEqual(["index.html: no anchor for ./other#part"]);
    put("other.html", page(`<h2 id="part">ghp_${"a".repeat(36)}</h2>`));
    expect(await gate(dist, {record})).toEqual(["other.html: holds something shaped like a secret"]);
    expect(await gate(dist, {record})).toEqual(["other.html: holds something shaped like a secret"]);
  });

  it("weighs a page by what its HTML and its modules import", async () => {
    const noise = Array.from({length: 120_000}, (_, i) => ((i * 2654435761) >>> 0).toString(36)).join("");
    const files = {
      "index.html": page("", '<link rel="modulepreload" href="./a.js">'),
      "a.js": 'import "./b.js";',
      "b.js": `export const x = "${noise}";`
    };
    const faults = await faultsOf(files);
    const bytes = pageBytes(join(root, `site-${count - 1}`), "index.html");
    expect(bytes > PAGE_BUDGET).toBe(faults.some((f) => /over 500 kB/.test(f)));
    expect(bytes).toBeGreaterThan(100_000);
  });

  it("does not take an empty folder for a site", async () => {
    expect(await faultsOf({"readme.txt": ""})).toEqual([expect.stringMatching(/holds no page/)]);
  });
});
