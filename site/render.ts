import {Console} from "node:console";
import {join} from "node:path";
import {Writable} from "node:stream";
import {build, FileBuildEffects} from "@observablehq/framework/dist/build.js";
import {type Config, readConfig} from "@observablehq/framework/dist/config.js";

/**
 * Renders the site, or of its pages those given (source files relative to the root: `funds/skill.md`), with all that
 * they import and attach, into a folder. The search index is of all pages either way. Throws where a page fails.
 */
export async function render(output: string, only?: ReadonlySet<string>): Promise<void> {
  const config = await readConfig("observablehq.config.ts");
  const {loaders} = config;
  const paths: string[] = [];
  for await (const path of config.paths()) if (!only || only.has(`${path.slice(1)}.md`)) paths.push(path);
  const load = loaders.loadPage.bind(loaders);
  const known = new Map<string, ReturnType<typeof load>>();
  // A page is parsed once, and left out of Framework's own search records: the site writes one a section instead.
  loaders.loadPage = (path, ...rest) => {
    const page =
      known.get(path) ?? load(path, ...rest).then((p) => ({...p, data: {...p.data, index: false}}));
    known.set(path, page);
    return page;
  };
  // Of some pages alone Framework cannot judge the links, and its table of sizes says little: it is not shown.
  const log = only ? new Writable({write: (_chunk, _encoding, done) => done()}) : process.stderr;
  const effects = new FileBuildEffects(output, join(config.root, ".observablehq", "cache"), {
    logger: new Console(log, log),
    output: log
  });
  const some: Config = {
    ...config,
    output,
    loaders,
    paths: async function* () {
      yield* paths;
    }
  };
  try {
    await build({config: some}, effects);
  } finally {
    loaders.loadPage = load;
  }
}
