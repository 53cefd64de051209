import {createHash} from "node:crypto";
import {readFileSync} from "node:fs";
import {relative, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {build} from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Digest of the code that each entry file imports, transitively: contents of our files, versions of packages.
 * Paths are relative to the project's root.
 */
export async function codeDigests(entries: readonly string[]): Promise<Map<string, string>> {
  const {metafile} = await build({
    entryPoints: entries.map((e) => resolve(root, e)),
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    packages: "external",
    platform: "node",
    format: "esm",
    outdir: "out",
    logLevel: "silent"
  });
  const contents = new Map<string, string>();
  const digests = new Map<string, string>();
  for (const output of Object.values(metafile.outputs)) {
    if (!output.entryPoint) continue;
    const hash = createHash("sha256");
    for (const input of Object.keys(output.inputs).sort())
      hash.update(`${input}:${contentOf(input, contents)}\n`);
    for (const name of packagesOf(output.imports)) hash.update(`${name}@${versionOf(name)}\n`);
    digests.set(relative(root, resolve(root, output.entryPoint)), hash.digest("hex"));
  }
  return digests;
}

/** Digest of any JSON-like value. */
export const digestJson = (value: unknown): string =>
  createHash("sha256")
    .update(JSON.stringify(value) ?? "")
    .digest("hex");

function contentOf(path: string, seen: Map<string, string>): string {
  const known = seen.get(path);
  if (known) return known;
  const digest = createHash("sha256")
    .update(readFileSync(resolve(root, path)))
    .digest("hex");
  seen.set(path, digest);
  return digest;
}

function packagesOf(imports: readonly {readonly path: string; readonly external?: boolean}[]): string[] {
  const names = imports
    .filter((i) => i.external && !i.path.startsWith("node:"))
    .map((i) =>
      i.path
        .split("/")
        .slice(0, i.path.startsWith("@") ? 2 : 1)
        .join("/")
    );
  return [...new Set(names)].sort();
}

function versionOf(name: string): string {
  const found: unknown = JSON.parse(
    readFileSync(resolve(root, "node_modules", name, "package.json"), "utf8")
  );
  return typeof found === "object" && found !== null && "version" in found ? String(found.version) : "";
}
