import {cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {bundle} from "../../site/bundle.js";
import {hermetic} from "../../site/hermetic.js";
import {readLock} from "../../site/lock.js";

const project = resolve(import.meta.dirname, "../..");
const lock = readLock(project);
const network = globalThis.fetch;
const CDN = "https://cdn.invalid";
let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "yanbao-hermetic-"));
  mkdirSync(join(root, ".observablehq/cache/_npm/old"), {recursive: true});
  hermetic({
    project,
    root,
    aliases: {"d3@6.0.0": lock.get("d3")?.[0]?.version ?? ""},
    empty: ["d3/big.wasm"]
  });
});
afterAll(() => {
  globalThis.fetch = network;
  rmSync(root, {recursive: true, force: true});
});

describe("the lock", () => {
  it("lists the top-level copy first", () => {
    for (const copies of lock.values()) {
      const depth = copies.map((c) => c.folder.split("node_modules").length);
      expect(depth).toEqual([...depth].sort((a, b) => a - b));
    }
  });
});

describe("the build's fetch", () => {
  it("answers versions from the lock, 0.0.0 for what is not installed", async () => {
    const plot = lock.get("@observablehq/plot")?.[0]?.version;
    expect(await (await fetch(`${CDN}/@observablehq/plot/latest`)).json()).toEqual({version: plot});
    expect(Object.keys((await (await fetch(`${CDN}/@observablehq/plot`)).json()).versions)).toContain(plot);
    expect(await (await fetch(`${CDN}/no-such-package/latest`)).json()).toEqual({version: "0.0.0"});
  });
  it("answers files, with aliases and stubs", async () => {
    const manifest = await (await fetch(`${CDN}/npm/d3@6.0.0/package.json`)).json();
    expect(manifest.name).toBe("d3");
    expect(await (await fetch(`${CDN}/npm/d3@7.9.0/big.wasm`)).text()).toBe("");
  });
  it("answers modules as JavaScript", async () => {
    const response = await fetch(`${CDN}/npm/htl@${lock.get("htl")?.[0]?.version}/+esm`);
    expect(response.headers.get("content-type")).toMatch(/^application\/javascript/);
    expect(await response.text()).toMatch(/export\{/);
  });
  it("refuses everything else and names what to install", async () => {
    await expect(fetch(`${CDN}/npm/no-such-package@1.0.0/+esm`)).rejects.toThrow(
      "no-such-package is not in package-lock.json; run: npm install no-such-package"
    );
    await expect(fetch(`${CDN}/npm/d3@5.0.0/+esm`)).rejects.toThrow("d3@5.0.0 is not in package-lock.json");
    await expect(fetch(`${CDN}/some/where/else`)).rejects.toThrow("opens no connection");
  });
  it("wipes module caches of another lock, and only once", () => {
    expect(existsSync(join(root, ".observablehq/cache/_npm/old"))).toBe(false);
    mkdirSync(join(root, ".observablehq/cache/_npm/new"), {recursive: true});
    hermetic({project, root});
    expect(existsSync(join(root, ".observablehq/cache/_npm/new"))).toBe(true);
  });
});

describe("a module", () => {
  it("leaves other packages outside by their version and holds no require", async () => {
    const copy = lock.get("@observablehq/plot")?.[0];
    if (!copy) throw new Error("plot is not installed");
    const text = await bundle({name: "@observablehq/plot", subpath: "", copy, lock});
    expect(text).toContain(`/npm/d3@${lock.get("d3")?.[0]?.version}/+esm`);
    expect(text).not.toMatch(/Dynamic require of|from"node:/);
  });
  it("gives the named exports of a CommonJS entry", async () => {
    const folder = join(root, "node_modules/plain");
    mkdirSync(folder, {recursive: true});
    writeFileSync(join(folder, "package.json"), '{"name": "plain", "version": "1.0.0", "main": "index.js"}');
    writeFileSync(join(folder, "index.js"), "exports.half = (x) => x / 2;\nexports.os = require('os');\n");
    const own = new Map([["plain", [{version: "1.0.0", folder}]]]);
    const copy = {version: "1.0.0", folder};
    const text = await bundle({name: "plain", subpath: "", copy, lock: own});
    const module = await import(`data:text/javascript,${encodeURIComponent(text)}`);
    expect(module.half(3)).toBe(1.5);
    expect(module.default.os).toEqual({});
  });
  it("gives them too when the entry needs a browser to load", async () => {
    const folder = join(root, "node_modules/mapper");
    mkdirSync(folder, {recursive: true});
    writeFileSync(join(folder, "package.json"), '{"name": "mapper", "version": "1.0.0", "main": "index.js"}');
    writeFileSync(join(folder, "index.js"), "const w = window.devicePixelRatio;\nexports.map = () => w;\n");
    const copy = {version: "1.0.0", folder};
    const text = await bundle({name: "mapper", subpath: "", copy, lock: new Map([["mapper", [copy]]])});
    expect(text).toMatch(/export\s*\{[^}]*\bas map\b|export const\s*\{\s*map\b/);
  });
  it("says what to install when a dependency is missing", async () => {
    const folder = join(root, "node_modules/needy");
    cpSync(join(root, "node_modules/plain"), folder, {recursive: true});
    writeFileSync(join(folder, "index.js"), 'import "absent-dependency";\n');
    const copy = {version: "1.0.0", folder};
    const own = new Map([["plain", [copy]]]);
    await expect(bundle({name: "plain", subpath: "index.js", copy, lock: own})).rejects.toThrow(
      "absent-dependency is not in package-lock.json; run: npm install absent-dependency"
    );
  });
});
