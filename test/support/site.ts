import {existsSync} from "node:fs";
import {join, resolve} from "node:path";
import {type Served, serve} from "../../scripts/serve.js";

let served: Served | undefined;

/** Serves the site that the tests drive, and names it in `YANBAO_SITE_URL`. */
export async function setup(): Promise<void> {
  if (process.env.YANBAO_SITE_URL) return;
  const dist = resolve(process.env.YANBAO_DIST ?? ".cache/test/dist");
  if (!existsSync(join(dist, "index.html")))
    throw new Error(`${dist} holds no site; run the browser tests with: npm test`);
  served = await serve(dist);
  process.env.YANBAO_SITE_URL = served.url;
}

export async function teardown(): Promise<void> {
  await served?.close();
}
