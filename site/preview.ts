import {existsSync, utimesSync, watch, watchFile} from "node:fs";
import {ServerResponse} from "node:http";
import {join} from "node:path";
import {rewrite} from "./html.js";
import {forgetStale, type LoaderOptions, touch} from "./loaders.js";

const started = Symbol.for("yanbao.preview");

/**
 * What a preview needs beyond a build: pages pass through the same rewriting as a build's; when `lib`,
 * `pipeline` or the warehouse changes, the loaders concerned run again; a new page joins the navigation.
 */
export function preview(options: LoaderOptions): void {
  const flags = globalThis as {[started]?: boolean};
  if (flags[started]) return;
  flags[started] = true;
  rewriteResponses();
  let timer: NodeJS.Timeout | undefined;
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      forgetStale(options).then((stale) => touch(options.root, stale), console.error);
    }, 200);
  };
  for (const folder of ["lib", "pipeline"]) watch(join(options.project, folder), {recursive: true}, changed);
  watchFile(join(options.warehouse, "manifest.json"), {interval: 1000}, changed);
  const config = join(options.project, "observablehq.config.ts");
  watch(options.root, {recursive: true}, (event, file) => {
    if (event !== "rename" || !file?.endsWith(".md") || file.startsWith(".")) return;
    if (existsSync(config)) utimesSync(config, new Date(), new Date());
  });
}

/** Rewrites pages as they leave the preview server. */
function rewriteResponses(): void {
  const end = ServerResponse.prototype.end;
  ServerResponse.prototype.end = function (this: ServerResponse, ...args: unknown[]) {
    const [body, ...rest] = args;
    const page = typeof body === "string" && /^text\/html/.test(String(this.getHeader("content-type")));
    return Reflect.apply(end, this, page ? [rewrite(body), ...rest] : args);
  } as typeof end;
}
