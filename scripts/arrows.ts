import {readdirSync, readFileSync} from "node:fs";
import {dirname, join, relative, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Which rooms a room may import from; `lib` is the innermost. */
const MAY: ReadonlyMap<string, readonly string[]> = new Map([
  ["lib", ["lib"]],
  ["pipeline", ["lib", "pipeline"]],
  ["src/components", ["lib", "src/components"]],
  ["src/data", ["lib", "pipeline", "src/data"]],
  ["site", ["lib", "site", "pipeline"]],
  ["scripts", ["lib", "pipeline", "site", "scripts"]],
  ["bench", ["lib", "pipeline", "site", "scripts", "bench", "test/support"]],
  [
    "test",
    ["lib", "pipeline", "site", "scripts", "src/components", "src/data", "test", "test/support", "bench"]
  ]
]);

/** Packages that would tie `lib` or `components` to a host: the machine, the network, or Framework. */
const FORBIDDEN: ReadonlyMap<string, RegExp> = new Map([
  ["lib", /^(node:|@duckdb\/|@observablehq\/|npm:|https?:|observablehq:)/],
  ["src/components", /^(node:|@duckdb\/node-api|npm:|https?:|observablehq:)/],
  ["pipeline", /^(npm:|https?:|observablehq:|@observablehq\/)/],
  ["src/data", /^(npm:|https?:|observablehq:)/]
]);

/** The one component that asks its host for the addresses of shipped files; another host replaces this file. */
const SEAM = "src/components/sql/assets.ts";

/** Imports that run against the arrows, one sentence each. */
export function wrongArrows(): string[] {
  return [...MAY.keys()].flatMap((room) =>
    filesOf(room).flatMap((file) => faultsOf(room, file, readFileSync(join(root, file), "utf8")))
  );
}

function filesOf(room: string): string[] {
  return readdirSync(join(root, room), {withFileTypes: true, recursive: true})
    .filter((e) => e.isFile() && e.name.endsWith(".ts"))
    .map((e) => relative(root, join(e.parentPath, e.name)))
    .filter((f) => !f.startsWith("src/lib/") && !f.includes("node_modules"));
}

/** Faults of one file's imports; `file` is its path from the project's root. */
export function faultsOf(room: string, file: string, text: string): string[] {
  const {importedFiles} = ts.preProcessFile(text);
  return importedFiles.flatMap(({fileName}) => {
    if (!fileName.startsWith(".")) {
      if (file === SEAM && fileName === "observablehq:stdlib") return [];
      return FORBIDDEN.get(room)?.test(fileName)
        ? [`${file} imports ${fileName}: ${room} stays free of it`]
        : [];
    }
    const target = roomOf(relative(root, resolve(root, dirname(file), fileName)));
    return MAY.get(room)?.includes(target)
      ? []
      : [`${file} imports ${fileName}: ${room} may not import ${target}`];
  });
}

function roomOf(path: string): string {
  const through = path.replace(/^src\/lib\//, "lib/");
  const [first = "", second = ""] = through.split("/");
  if (first === "src" || through.startsWith("test/support")) return `${first}/${second}`;
  return first;
}
