import {existsSync, readFileSync} from "node:fs";
import {builtinModules, createRequire} from "node:module";
import {join, relative, sep} from "node:path";
import {build, type Plugin} from "esbuild";
import type {Copy, Lock} from "./lock.js";

export interface BundleOptions {
  readonly name: string;
  /** Path inside the package; empty for its entry. */
  readonly subpath: string;
  readonly copy: Copy;
  readonly lock: Lock;
}

/**
 * One installed module as a browser ES module. Other packages stay outside as
 * `/npm/<name>@<version>/[subpath/]+esm`, so that pages share them; `require` is inlined; Node
 * builtins are empty; a CommonJS entry re-exports its named exports.
 */
export async function bundle(options: BundleOptions): Promise<string> {
  const {text, commonjs} = await run(options, entryOf(options));
  if (!commonjs) return text;
  return (await run(options, {names: namesOf(options), specifier: entryOf(options)})).text;
}

type Entry = string | {readonly names: readonly string[]; readonly specifier: string};

async function run(options: BundleOptions, entry: Entry): Promise<{text: string; commonjs: boolean}> {
  const {folder} = options.copy;
  const wrapper = typeof entry === "string" ? undefined : entry;
  const result = await build({
    ...(wrapper
      ? {stdin: {contents: reexport(wrapper.specifier, wrapper.names), resolveDir: folder}}
      : {entryPoints: [entry as string]}),
    absWorkingDir: folder,
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    platform: "browser",
    format: "esm",
    target: "es2022",
    legalComments: "none",
    logLevel: "silent",
    define: {"process.env.NODE_ENV": '"production"', global: "globalThis"},
    plugins: [outside(options)]
  });
  const output = Object.values(result.metafile.outputs)[0];
  const input = output?.entryPoint === undefined ? undefined : result.metafile.inputs[output.entryPoint];
  return {text: result.outputFiles[0]?.text ?? "", commonjs: input?.format === "cjs"};
}

function entryOf({name, subpath, copy}: BundleOptions): string {
  const file = join(copy.folder, subpath);
  if (subpath && existsSync(file)) return file;
  return subpath ? `${name}/${subpath}` : name;
}

const reexport = (specifier: string, names: readonly string[]): string =>
  `import all from ${JSON.stringify(specifier)};\nexport default all;\n${
    names.length > 0 ? `export const {${names.join(", ")}} = all;\n` : ""
  }`;

/** Named exports of a CommonJS module; read from its text when it does not load outside a browser. */
function namesOf(options: BundleOptions): string[] {
  const require = createRequire(join(options.copy.folder, "package.json"));
  const name = /^[A-Za-z_$][\w$]*$/;
  try {
    return Object.keys(Object(require(entryOf(options)))).filter((n) => name.test(n) && n !== "default");
  } catch {
    const text = readFileSync(require.resolve(entryOf(options)), "utf8");
    const assigned = [...text.matchAll(/\bexports\.([A-Za-z_$][\w$]*)\s*=[^=]/g)].map((m) => m[1] ?? "");
    return [...new Set(assigned)].filter((n) => n !== "default" && n !== "__esModule");
  }
}

function outside({name, copy, lock}: BundleOptions): Plugin {
  return {
    name: "outside",
    setup(build) {
      build.onResolve({filter: /^[^./\\]/}, async ({path, kind, importer, resolveDir, pluginData}) => {
        if (pluginData === "resolving" || /^\w:[\\/]/.test(path)) return;
        const target = path.match(/^(?:node:)?((?:@[^/]+\/)?[^/]+)(?:\/(.*))?$/);
        const dependency = target?.[1] ?? path;
        if (path.startsWith("node:") || (builtinModules.includes(dependency) && !lock.has(dependency))) {
          return {path, namespace: "empty"};
        }
        if (kind === "entry-point" || dependency === name || importer === "<stdin>") {
          return build.resolve(path, {
            resolveDir: resolveDir || copy.folder,
            kind: "import-statement",
            pluginData: "resolving"
          });
        }
        if (!lock.has(dependency)) {
          return {
            errors: [{text: `${dependency} is not in package-lock.json; run: npm install ${dependency}`}]
          };
        }
        if (kind === "require-call" || kind === "require-resolve") return;
        const found = await build.resolve(path, {resolveDir, kind, pluginData: "resolving"});
        if (found.errors.length > 0 || found.namespace !== "file") return found;
        const version = versionAt(found.path, dependency, lock);
        const subpath = target?.[2] ? `${target[2]}/` : "";
        return {path: `/npm/${dependency}@${version}/${subpath}+esm`, external: true};
      });
      build.onLoad({filter: /.*/, namespace: "empty"}, () => ({
        contents: "module.exports = {};",
        loader: "js"
      }));
    }
  };
}

function versionAt(file: string, name: string, lock: Lock): string {
  const copies = lock.get(name) ?? [];
  const inside = copies.find(({folder}) => !relative(folder, file).startsWith(`..${sep}`));
  const version = (inside ?? copies[0])?.version;
  if (!version) throw new Error(`${name} is not in package-lock.json; run: npm install ${name}`);
  return version;
}
