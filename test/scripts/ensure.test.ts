import {spawnSync} from "node:child_process";
import {chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {beforeEach, describe, expect, it} from "vitest";
import {scratch} from "../support/folder.js";

const project = fileURLToPath(new URL("../..", import.meta.url));
const root = scratch();
let copy: string;
let count = 0;

/** A project of two packages, one of them optional and absent, and an npm that only writes down how it was called. */
beforeEach(() => {
  copy = join(root, `copy-${count++}`);
  mkdirSync(join(copy, "bin"), {recursive: true});
  cpSync(join(project, "scripts"), join(copy, "scripts"), {recursive: true});
  const packages = {
    "": {},
    "node_modules/one": {version: "1.0.0"},
    "node_modules/two": {version: "2.0.0", optional: true}
  };
  writeFileSync(join(copy, "package-lock.json"), JSON.stringify({packages}));
  writeFileSync(join(copy, "bin", "npm"), `#!/bin/sh\necho "$@" > ${join(copy, "called")}\n`);
  chmodSync(join(copy, "bin", "npm"), 0o755);
  mkdirSync(join(copy, "node_modules", "one"), {recursive: true});
  writeFileSync(join(copy, "node_modules", ".package-lock.json"), "{}");
  writeFileSync(join(copy, "node_modules", "one", "package.json"), '{"version":"1.0.0"}');
});

function ensure(): {called: string; said: string} {
  const code = `import(${JSON.stringify(join(copy, "scripts", "ensure.mjs"))}).then((m) => m.ensureInstalled())`;
  const env = {...process.env, PATH: `${join(copy, "bin")}:${process.env.PATH}`};
  const {stderr} = spawnSync(process.execPath, ["-e", code], {env});
  const called = spawnSync("cat", [join(copy, "called")])
    .stdout.toString()
    .trim();
  return {called, said: stderr.toString()};
}

describe("a command", () => {
  it("installs nothing where all is as the lock says", () => {
    expect(ensure()).toEqual({called: "", said: ""});
  });

  it.each([
    [
      "nothing is installed",
      () => rmSync(join(copy, "node_modules"), {recursive: true}),
      /not installed yet/
    ],
    [
      "an install was cut short",
      () => rmSync(join(copy, "node_modules", ".package-lock.json")),
      /not installed yet/
    ],
    [
      "a package is missing",
      () => rmSync(join(copy, "node_modules", "one"), {recursive: true}),
      /one is missing/
    ],
    [
      "a package is of another version",
      () => writeFileSync(join(copy, "node_modules", "one", "package.json"), '{"version":"0.9.0"}'),
      /one is 0\.9\.0, not 1\.0\.0/
    ]
  ])("installs from the lock when %s", (_what, spoil, reason) => {
    spoil();
    const {called, said} = ensure();
    expect(called).toMatch(/^ci\b/);
    expect(said).toMatch(reason);
  });
});

describe("the lock file", () => {
  it("names no host", () => {
    expect(readFileSync(join(project, "package-lock.json"), "utf8")).not.toMatch(/"resolved": "http/);
  });

  it("pins every direct dependency exactly", () => {
    const {dependencies, devDependencies} = JSON.parse(readFileSync(join(project, "package.json"), "utf8"));
    for (const [name, version] of Object.entries({...dependencies, ...devDependencies})) {
      expect(`${name} ${version}`).toMatch(/ \d+\.\d+\.\d+(-[\w.]+)?$/);
    }
  });
});
